import { acceptedValue, findingsOf, findingsWith, fullRequest, withMember } from '../test/sample-request.js';
import { toAlpha2, toAlpha3 } from './address.js';
import { NumberToken } from './number-token.js';

const postalCodeIn = (country: string, postal_code: unknown) => ({ country, postal_code, address_line1: 'Улица 1' });

describe('country', () => {
  it.each([['KZ', 'KZ'], ['KAZ', 'KZ'], ['kz', 'KZ'], ['kAz', 'KZ'], ['ru', 'RU'], ['UZB', 'UZ'], ['DE', 'DE']])('%s is kept as %s', (given, kept) => {
    expect(acceptedValue('address_info.country', given)).toBe(kept);
  });

  it.each(['', 'K', 'XX', 'KZT', 'KAZA', '398', 'Kazakhstan', 'КЗ', 'ҚАЗ', ' KZ', 'KZ ', 'K\u200bZ', 'IſR', 'ıT', 'constructor', '__proto__'])(
    '"%s" is unknown', (country) => {
      expect(findingsWith('address_info.country', country)).toEqual(['country.unknown /address_info/country']);
    },
  );

  it('has both codes for the partner', () => {
    expect([toAlpha2('KAZ'), toAlpha2('KZ'), toAlpha3('KZ'), toAlpha3('KAZ')]).toEqual(['KZ', 'KZ', 'KAZ', 'KAZ']);
    expect([toAlpha2('XX'), toAlpha3('XXX'), toAlpha2('kz'), toAlpha3('')]).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('postal code', () => {
  it.each(['KZ', 'KAZ', 'kaz'])('in %s has six digits or the form A01P3K4', (country) => {
    for (const code of ['050000', 'A01P3K4', 'Z05T2H3']) {
      expect(acceptedValue('address_info', postalCodeIn(country, code))).toMatchObject({ postal_code: code });
    }
    const wrong = [
      '', '05000', '0500000', '05 0000', ' 050000', '050000 ', '05000O', '٠٥٠٠٠٠', 'a01p3k4', 'А01Р3К4', 'A01P3K', 'A01P3K45', '101P3K4', 'AB1P3K4',
      'A0AP3K4', 'A0113K4', 'A01PPK4', 'A01P334', 'A01P3KK', '0500-00',
    ];
    for (const code of wrong) {
      expect([code, ...findingsWith('address_info', postalCodeIn(country, code))]).toEqual([code, 'postal_code.format /address_info/postal_code']);
    }
  });

  it('elsewhere has 1 to 20 visible characters', () => {
    for (const code of ['SW1A 1AA', '101000', 'D-10115', '1', 'х'.repeat(20), '😀'.repeat(20)]) {
      expect(acceptedValue('address_info', postalCodeIn('GB', code))).toMatchObject({ postal_code: code });
    }
    for (const code of ['', ' ', ' 101000', '101000 ', '10  10', '1\u200b0', '1\u00a00', '\u202e1', '\ufe0f', 'х'.repeat(21), '😀'.repeat(21), '1 '.repeat(15_000)]) {
      expect([code, ...findingsWith('address_info', postalCodeIn('GB', code))]).toEqual([code, 'postal_code.format /address_info/postal_code']);
    }
  });

  it('is not judged by the Kazakh form while the country is wrong', () => {
    expect(findingsWith('address_info', postalCodeIn('XX', 'SW1A 1AA'))).toEqual(['country.unknown /address_info/country']);
    expect(findingsWith('address_info', postalCodeIn('XX', ''))).toEqual([
      'country.unknown /address_info/country', 'postal_code.format /address_info/postal_code',
    ]);
  });

  it('is a string: a number has lost its leading zero', () => {
    expect(findingsWith('address_info.postal_code', new NumberToken('50000'))).toEqual(['wrong_type /address_info/postal_code']);
  });
});

describe('address', () => {
  it.each(['address_line1', 'address_line2', 'address_line3'])('%s has 1 to 255 characters', (line) => {
    expect(acceptedValue(`address_info.${line}`, 'ү'.repeat(255))).toBe('ү'.repeat(255));
    expect(findingsWith(`address_info.${line}`, 'ү'.repeat(256))).toEqual([`too_long /address_info/${line}`]);
    expect(findingsWith(`address_info.${line}`, '')).toEqual([`blank /address_info/${line}`]);
  });

  it('has only its two optional lines left out', () => {
    const address_info = { country: 'KZ', postal_code: '050000', address_line1: 'Almaty' };
    expect(acceptedValue('address_info', address_info)).toEqual(address_info);
    expect(Object.keys(acceptedValue('address_info', address_info) as object)).toEqual(Object.keys(address_info));
  });

  it('is an object', () => {
    for (const value of ['Almaty', [], [{ country: 'KZ' }], new NumberToken('1'), true]) {
      expect(findingsOf(withMember(fullRequest(), 'address_info', value))).toEqual(['wrong_type /address_info']);
    }
  });
});
