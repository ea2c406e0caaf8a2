import * as fc from 'fast-check';

import { acceptedValue, findingsWith } from '../test/sample-request.js';
import { NumberToken } from './number-token.js';

const IBAN = 'KZ86125KZT5004100100';

it.each([IBAN, 'KZ51998TST0000000001', 'KZ24998TST0000000002', 'KZ94998TST0000000003'])('%s is right', (iban) => {
  expect(acceptedValue('iban', iban)).toBe(iban);
});

it.each(['KZ86 125K ZT50 0410 0100', ' kz86125kzt5004100100 ', 'kZ86125KzT5004100100', 'KZ86\u00a0125KZT\u202f5004100100'])(
  '"%s" loses its spaces and becomes upper case', (written) => {
    expect(acceptedValue('iban', written)).toBe(IBAN);
  },
);

it('with any other check digits is accepted with a warning, refused under "reject"', () => {
  for (let digits = 0; digits <= 99; digits += 1) {
    const iban = `KZ${String(digits).padStart(2, '0')}${IBAN.slice(4)}`;
    const expected = digits === 86 ? [] : ['iban.checksum /iban'];
    expect(findingsWith('iban', iban)).toEqual(expected);
    expect(findingsWith('iban', iban, 'reject')).toEqual(expected);
  }
});

it('with any one digit changed is accepted with a warning', () => {
  fc.assert(fc.property(fc.integer({ min: 4, max: 19 }), fc.constantFrom(...'0123456789'), (at, digit) => {
    fc.pre(/[0-9]/.test(IBAN[at] ?? '') && IBAN[at] !== digit);
    expect(findingsWith('iban', IBAN.slice(0, at) + digit + IBAN.slice(at + 1))).toEqual(['iban.checksum /iban']);
  }));
});

it.each(['KZ12345B789012345KZT', 'KZAA125KZT5004100100', 'KZ00ABCDEFGHIJKLMNOP'])('%s has the form and not the sense: a warning', (iban) => {
  expect(findingsWith('iban', iban)).toEqual(['iban.checksum /iban']);
});

it.each([
  '', 'KZ', 'KZ86125KZT500410010', 'KZ86125KZT50041001000', 'DE89370400440532013000', 'RU86125KZT5004100100', 'XKZ86125KZT500410010',
  'KZ86-125K-ZT50-0410-0100', 'KZ86125KZT50041001ſ0', 'KZ86125KZT50041001ı0', '\u212aZ86125KZT5004100100', 'ＫＺ86125KZT5004100100',
  'KZ86125KZT500410010٠', 'KZ86125KZT50041\u200b00100', `KZ${'1'.repeat(32)}`, `KZ86${' '.repeat(10_000)}`, 'KZ86125KZT5004100100\u00ad',
])('"%s" is refused', (iban) => {
  expect(findingsWith('iban', iban)).toEqual(['iban.format /iban']);
});

it.each([...'КТАЕОСРХВМНІ'])('the Cyrillic letter %s in the place of a Latin one gets its own advice', (letter) => {
  expect(findingsWith('iban', `KZ86125${letter}ZT5004100100`)).toEqual(['iban.cyrillic /iban']);
});

it.each(['KZ86125KZT5004100100\n', 'KZ86\t125KZT5004100100', '\u0000', 'KZ86125KZT500410010\u0085'])('control characters are refused (%j)', (iban) => {
  expect(findingsWith('iban', iban)).toEqual(['forbidden_characters /iban']);
});

it.each([new NumberToken('1'), 1, false, [IBAN], { iban: IBAN }])('anything but a string is of the wrong type (%p)', (value) => {
  expect(findingsWith('iban', value)).toEqual(['wrong_type /iban']);
});
