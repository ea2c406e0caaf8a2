import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

import { NumberToken } from './number-token.js';
import type { Report } from './report.js';
import { readString } from './text.js';

/**
 * Mobile numbers of Kazakhstan as they mostly come (+7…, 7…, 8… or without prefix). The library needs ten times as long
 * for the same answer; a unit test asks it about every prefix.
 */
const KZ_MOBILE = /^(?:\+7|7|8)?(7(?:0[0-25-8]|47|6[0-4]|7[15-8]|85)[0-9]{7})$/;

/**
 * One number as people write it: at most one plus, in front, and one pair of brackets. The library alone would also
 * take extensions, vanity letters, other scripts' digits and text around the number.
 */
const ONE_NUMBER = /^(?=[+(0-9].*[0-9]$)\+?[0-9 .\u00a0\u2010-\u2015-]*(?:\([0-9 -]{1,12}\)[0-9 .\u00a0\u2010-\u2015-]*)?$/;
const MAX_LENGTH = 40;

/**
 * A phone number in E.164, undefined where the text is not exactly one valid number.
 *
 * Without a plus it is read as dialled in Kazakhstan (8 7XX…, 7XX…); eleven digits that start with 7 carry the country
 * code that Kazakhstan and Russia share. Source of validity: Google's libphonenumber metadata.
 */
export function toE164(text: string): string | undefined {
  const mobile = KZ_MOBILE.exec(text);
  if (mobile) return `+7${mobile[1]}`;
  if (text.length > MAX_LENGTH || !ONE_NUMBER.test(text)) return undefined;
  const digits = text.replaceAll(/[^0-9]/g, '');
  const dialled = digits.length === 11 && digits.startsWith('7') ? `+${digits}` : text;
  const number = parsePhoneNumberFromString(dialled, { defaultCountry: 'KZ', extract: false });
  return number?.isValid() ? number.number : undefined;
}

export function readPhone(value: unknown, pointer: string, report: Report): string | undefined {
  if (typeof value !== 'string' && !(value instanceof NumberToken)) {
    return report.error(pointer, 'wrong_type', { expected: 'string_or_integer' });
  }
  const text = value instanceof NumberToken ? integerDigits(value) : readString(value, pointer, report);
  if (text === undefined) return undefined;
  return toE164(text) ?? report.error(pointer, 'phone.invalid');
}

/** Empty, which is no phone number, where the token has a sign, a fraction, an exponent or leading zeros. */
function integerDigits(token: NumberToken): string {
  return /^[1-9][0-9]*$/.test(token.text) ? token.text : '';
}
