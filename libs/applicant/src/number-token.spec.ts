import * as fc from 'fast-check';

import { exactNumber, NumberToken, withNumberTokens } from './number-token.js';

const exact = (text: string) => exactNumber(new NumberToken(text));

describe('exactNumber', () => {
  it.each([
    ['0', 0], ['-0', 0], ['0.0e5', 0], ['1', 1], ['-17', -17], ['1.0', 1], ['1e2', 100], ['1.50', 1.5], ['0.1', 0.1],
    ['12e-1', 1.2], ['1e-1', 0.1], ['0.001e-4', 1e-7], ['1E+2', 100], ['9007199254740991', 9007199254740991], ['-9007199254740991', -9007199254740991],
    ['1e-7', 1e-7], ['5e-324', 5e-324],
  ])('keeps %s', (text, value) => {
    expect(exact(text)).toBe(value);
  });

  it.each([
    '9007199254740992', '9007199254740993', '-9007199254740993', '18446744073709551616', '1e309', '1e400', '0.12345678901234567', '4e-324', '1e-400', '1e300',
    '0.1000000000000000055511151231257827', '1.00000000000000000001', `1${'0'.repeat(1000)}`, `0.${'0'.repeat(1000)}1`,
    `0.${'1'.repeat(1000)}`, '1e99999999999999999999', '1e-99999999999999999999',
  ])('refuses %s, which a number would change', (text) => {
    expect(exact(text)).toBeUndefined();
  });

  it.each(['', '012', '+1', '.5', '1.', '0x10', 'NaN', 'Infinity', '-', '1e', ' 1', '1 ', '1_0', '١', '--1', '1n'])(
    'refuses "%s", which is no JSON number', (text) => {
      expect(exact(text)).toBeUndefined();
    },
  );

  it('keeps every number that is its own shortest decimal', () => {
    fc.assert(fc.property(fc.oneof(fc.double({ noDefaultInfinity: true, noNaN: true }), fc.maxSafeInteger()), (value) => {
      fc.pre(!Number.isInteger(value) || Number.isSafeInteger(value));
      expect(exact(JSON.stringify(value))).toBe(value === 0 ? 0 : value);
    }));
  });
});

describe('withNumberTokens', () => {
  it('turns every number into its token and nothing else', () => {
    expect(withNumberTokens({ a: [1, '1', null, true], b: { c: 1e21 }, d: new NumberToken('1.0') })).toStrictEqual({
      a: [new NumberToken('1'), '1', null, true], b: { c: new NumberToken('1e+21') }, d: new NumberToken('1.0'),
    });
  });
});
