import * as fc from 'fast-check';
import { getExampleNumber, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';

import { acceptedValue, findingsWith } from '../test/sample-request.js';
import { NumberToken } from './number-token.js';
import { toE164 } from './phone.js';

function byTheLibrary(text: string): string | undefined {
  const number = parsePhoneNumberFromString(text, { defaultCountry: 'KZ', extract: false });
  return number?.isValid() ? number.number : undefined;
}

it.each([
  '+77017777777', '77017777777', '87017777777', '7017777777', '+7 701 777 77 77', '8 (701) 777-77-77', '7 701 777 77 77',
  '+7(701)7777777', '(701) 777 77 77', '8-701-777-77-77', '8.701.777.77.77', '8\u00a0701\u00a0777\u201177\u201377',
])('"%s" is +77017777777', (written) => {
  expect(acceptedValue('ceo_info.phone', written)).toBe('+77017777777');
});

it.each(['77017777777', '87017777777', '7017777777'])('the integer %s is +77017777777', (digits) => {
  expect(acceptedValue('ceo_info.phone', new NumberToken(digits))).toBe('+77017777777');
});

it.each([['+79161234567', '+79161234567'], ['79161234567', '+79161234567'], ['8 916 123-45-67', '+79161234567'],
  ['+7 7172 12 34 56', '+77172123456'], ['87172123456', '+77172123456'], ['+998 90 123 45 67', '+998901234567'],
  ['+1 (212) 555-2368', '+12125552368'], ['+39 02 3661 8300', '+390236618300'],
])('%s is %s', (written, e164) => {
  expect(acceptedValue('ceo_info.phone', written)).toBe(e164);
  expect(acceptedValue('ceo_info.phone', e164)).toBe(e164);
});

it('takes a Russian number as an integer: it shares the country code', () => {
  expect(acceptedValue('ceo_info.phone', new NumberToken('79161234567'))).toBe('+79161234567');
});

it.each([
  '', ' ', '+', '-', '()', '+7', '7017', '+7701777777', '+770177777777', '+70000000000', '+77037777777', '0077017777777',
  '+77017777777 ext. 5', '+77017777777;ext=5', '+77017777777#5', '+77017777777x5', '+77017777777,5', 'tel:+77017777777',
  '8 701 CALL NOW', 'phone 87017777777', '87017777777 Иван', '87017777777/87017777778', '87017777777 87017777778',
  '+77017777777+77017777778', '++77017777777', '77017777777+', '8 701 777 77 7７', '＋77017777777', '٨٧٠١٧٧٧٧٧٧٧', '-77017777777',
  '8 ((701)) 777-77-77', '8 )701( 777-77-77', '8 (701 777-77-77', ' 87017777777', '87017777777 ', '87017777777-', '8701777\u200b7777',
  `+7701777${' '.repeat(40)}7777`, '9'.repeat(10_000), `+${'7 '.repeat(5000)}7`, '998901234567',
])('"%s" is not one valid number', (text) => {
  expect(findingsWith('ceo_info.phone', text)).toEqual(['phone.invalid /ceo_info/phone']);
});

it.each(['-77017777777', '+77017777777', '77017777777.0', '7.7017777777e10', '077017777777', '0', '-0', '1e400', '', '9007199254740993'])(
  'the number token "%s" is no phone number', (text) => {
    expect(findingsWith('ceo_info.phone', new NumberToken(text))).toEqual(['phone.invalid /ceo_info/phone']);
  },
);

it.each([77017777777, true, ['+77017777777'], {}])('anything else is of the wrong type (%p)', (value) => {
  expect(findingsWith('ceo_info.phone', value)).toEqual(['wrong_type /ceo_info/phone']);
});

it('refuses control characters', () => {
  expect(findingsWith('ceo_info.phone', '+77017777777\r\n')).toEqual(['forbidden_characters /ceo_info/phone']);
});

describe('the short way for Kazakh mobile numbers', () => {
  it('agrees with the library on every prefix 7XX, in every way of writing', () => {
    const national = (prefix: number, rest: string) => `7${String(prefix).padStart(2, '0')}${rest}`;
    for (let prefix = 0; prefix <= 99; prefix += 1) {
      for (const rest of ['0000000', '1234567', '9999999']) {
        for (const start of ['+7', '7', '8', '']) {
          const written = start + national(prefix, rest);
          expect([written, toE164(written)]).toEqual([written, byTheLibrary(written)]);
        }
      }
    }
  });

  it('agrees with the library on random digits', () => {
    const digits = fc.stringMatching(/^[0-9]{7}$/);
    const prefix = fc.stringMatching(/^7[0-9]{2}$/);
    fc.assert(fc.property(fc.constantFrom('+7', '7', '8', ''), prefix, digits, (start, operator, rest) => {
      expect(toE164(start + operator + rest)).toBe(byTheLibrary(start + operator + rest));
    }), { numRuns: 500 });
  });
});

it('gives E.164 that it accepts unchanged, for a sample number of every country', () => {
  for (const country of Object.keys(examples) as CountryCode[]) {
    const number = getExampleNumber(country, examples)?.number ?? '';
    expect([country, toE164(number)]).toEqual([country, number]);
  }
});
