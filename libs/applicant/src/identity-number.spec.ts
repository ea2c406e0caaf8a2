import * as fc from 'fast-check';

import { acceptedValue, findingsWith } from '../test/sample-request.js';
import { identityCheckDigit, isValidIdentityNumber } from './identity-number.js';
import { NumberToken } from './number-token.js';

const valid = ['971240001315', '940140000385', '941240000193', '090740019001', '811201401188', '061211600012'];
const secondPass = ['970340000103', '970340000115', '970340000127'];

/** Eleven digits with a right date and type, whatever the serial, for which a number is issued. */
const issued = fc.record({
  year: fc.integer({ min: 0, max: 99 }), month: fc.integer({ min: 1, max: 12 }),
  kind: fc.oneof(
    fc.tuple(fc.integer({ min: 4, max: 6 }), fc.integer({ min: 0, max: 3 })).map((digits) => digits.join('')),
    fc.integer({ min: 1, max: 28 }).map((day) => String(day).padStart(2, '0')),
  ),
  serial: fc.integer({ min: 0, max: 99_999 }),
}).map(({ year, month, kind, serial }) =>
  String(year).padStart(2, '0') + String(month).padStart(2, '0') + kind + String(serial).padStart(5, '0'))
  .filter((digits) => identityCheckDigit(digits) !== null);

describe('a BIN or IIN as a string', () => {
  it.each([...valid, ...secondPass])('%s is right', (text) => {
    expect(isValidIdentityNumber(text)).toBe(true);
    expect(acceptedValue('bin', text)).toBe(text);
  });

  it('has no check digit where both passes give 10', () => {
    for (const digits of ['97034000019', '97034000280', '97034000361']) {
      expect(identityCheckDigit(digits)).toBeNull();
      for (let last = 0; last <= 9; last += 1) expect(findingsWith('bin', `${digits}${last}`)).toEqual(['bin.checksum /bin']);
    }
  });

  it.each(valid)('%s with any of the nine other check digits is accepted with a warning', (text) => {
    for (let last = 0; last <= 9; last += 1) {
      const other = text.slice(0, 11) + last;
      if (other !== text) expect(findingsWith('bin', other)).toEqual(['bin.checksum /bin']);
    }
  });

  it('warns for all other check digits of any number', () => {
    fc.assert(fc.property(issued, fc.integer({ min: 1, max: 9 }), (digits, shift) => {
      const right = identityCheckDigit(digits) ?? 0;
      expect(isValidIdentityNumber(`${digits}${right}`)).toBe(true);
      expect(isValidIdentityNumber(`${digits}${(right + shift) % 10}`)).toBe(false);
    }));
  });

  const withCheckDigit = (digits: string) => `${digits}${identityCheckDigit(digits)}`;

  it.each(['97004000131', '97134000131', '97127000131', '97128000131', '97129000131', '97124400131', '97124900131', '97126400131'])(
    'month, type or second type digit of %s is wrong though its check digit is right: one warning', (digits) => {
      expect(findingsWith('bin', withCheckDigit(digits))).toEqual(['bin.checksum /bin']);
    },
  );

  it.each(['81120040118', '81123240118', '81043140118', '81023040118', '81022940118'])('%s has no such day', (digits) => {
    expect(findingsWith('bin', withCheckDigit(digits))).toEqual(['bin.checksum /bin']);
  });

  it.each(['81123140118', '81043040118', '80022940118', '00022940118', '97125000131', '97126300131', '97124300131'])(
    '%s has a right date and type', (digits) => {
      expect(findingsWith('bin', withCheckDigit(digits))).toEqual([]);
    },
  );

  it('gives one warning when date and check digit are both wrong, and an error under the policy "reject"', () => {
    expect(findingsWith('bin', '123456789012')).toEqual(['bin.checksum /bin']);
    expect(findingsWith('bin', '123456789012', 'reject')).toEqual(['bin.checksum /bin']);
    expect(findingsWith('bin', '971240001315', 'reject')).toEqual([]);
  });

  it.each([
    '', ' 971240001315', '971240001315 ', '9712 40001315', '97124000131', '9712400013150', '000000000000', '97124000131O',
    '９７１２４０００１３１５', '٩٧١٢٤٠٠٠١٣١٥', '+71240001315', '-71240001315', '97124000.315', '0x1240001315', '971240001315\u200b',
  ])('"%s" is refused', (text) => {
    expect(findingsWith('bin', text)).toEqual(['bin.format /bin']);
  });

  it('with a line end is refused as such', () => {
    expect(findingsWith('bin', '971240001315\n')).toEqual(['forbidden_characters /bin']);
  });
});

describe('a BIN or IIN as a number', () => {
  it('is taken as it stands with twelve digits, right or not', () => {
    expect(acceptedValue('bin', new NumberToken('971240001315'))).toBe('971240001315');
    expect(findingsWith('bin', new NumberToken('123456789012'))).toEqual(['bin.checksum /bin']);
  });

  it.each([['90740019001', '090740019001'], ['61211600012', '061211600012'], ['1040000011', '001040000011'], ['140000012', '000140000012']])(
    '%s is padded to %s because the check digit proves it', (text, padded) => {
      expect(acceptedValue('bin', new NumberToken(text))).toBe(padded);
    },
  );

  it('is padded with a warning where only the date is wrong', () => {
    expect(findingsWith('bin', new NumberToken(`9999001900${identityCheckDigit('09999001900')}`))).toEqual(['bin.checksum /bin']);
  });

  it.each(['advise', 'reject'] as const)('that does not prove its lost zeros is refused under "%s"', (policy) => {
    for (let last = 0; last <= 9; last += 1) {
      const expected = last === 1 ? [] : ['bin.send_as_string /bin'];
      expect(findingsWith('bin', new NumberToken(`9074001900${last}`), policy)).toEqual(expected);
    }
  });

  it.each(['090740019001', '012345678901'])('%s, leading zero written out, gets the advice to send a string', (text) => {
    expect(findingsWith('bin', new NumberToken(text))).toEqual(['bin.send_as_string /bin']);
  });

  it.each([
    '0', '-0', '1', '12345678', '1234567890123', '-971240001315', '+971240001315', '971240001315.0', '9.71240001315e11',
    '971240001315e0', '9007199254740993', '1e400', '1e2', '0x1', 'NaN', '', '000000000000', '97124000131 5', `9${'0'.repeat(999)}`,
  ])('"%s" is refused', (text) => {
    expect(findingsWith('bin', new NumberToken(text))).toEqual(['bin.format /bin']);
  });
});

it.each([971240001315, true, [], {}, ['971240001315'], 971240001315n, Symbol('x'), () => '971240001315'])(
  'anything else is of the wrong type (%p)', (value) => {
    expect(findingsWith('bin', value)).toEqual(['wrong_type /bin']);
  },
);
