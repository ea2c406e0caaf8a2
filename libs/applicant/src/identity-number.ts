import { NumberToken } from './number-token.js';
import type { Report } from './report.js';
import { readString } from './text.js';

const TWELVE_DIGITS = /^[0-9]{12}$/;
const ALL_ZEROS = /^0+$/;
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The twelfth digit that belongs to the first eleven; null where no number is issued.
 *
 * Source: the rules for forming identification numbers under the Law of Kazakhstan of 12 January 2007 No. 223-III. The
 * sum of digit times weight 1…11, modulo 11; if that is 10, once more with the weights 3…11, 1, 2; if it is 10 again
 * the number is skipped.
 */
export function identityCheckDigit(elevenDigits: string): number | null {
  const first = weightedRemainder(elevenDigits, 0);
  if (first < 10) return first;
  const second = weightedRemainder(elevenDigits, 2);
  return second < 10 ? second : null;
}

function weightedRemainder(digits: string, shift: number): number {
  let sum = 0;
  for (let i = 0; i < 11; i += 1) sum += Number(digits[i]) * (((i + shift) % 11) + 1);
  return sum % 11;
}

/**
 * Whether twelve digits are a BIN or an IIN by everything the number itself tells: date, type digits and check digit.
 *
 * Source: the same rules. BIN: YYMM of registration, then 4 (resident), 5 (non-resident) or 6 (joint entrepreneurship),
 * then 0-3 (head office, branch and so on). IIN: YYMMDD of birth, so its fifth digit is 0-3; an entrepreneur
 * without a company has only an IIN. The century is not asked for: 29 February is taken in every fourth year.
 */
export function isValidIdentityNumber(text: string): boolean {
  return TWELVE_DIGITS.test(text) && hasDateAndType(text) && hasRightCheckDigit(text);
}

function hasRightCheckDigit(twelveDigits: string): boolean {
  return identityCheckDigit(twelveDigits) === Number(twelveDigits[11]);
}

function hasDateAndType(digits: string): boolean {
  const daysInMonth = DAYS_IN_MONTH[Number(digits.slice(2, 4)) - 1];
  if (daysInMonth === undefined) return false;
  const type = Number(digits[4]);
  if (type >= 4) return type <= 6 && Number(digits[5]) <= 3;
  const day = Number(digits.slice(4, 6));
  const isLeapDay = digits.slice(2, 6) === '0229';
  return day >= 1 && day <= daysInMonth && (!isLeapDay || Number(digits.slice(0, 2)) % 4 === 0);
}

/** BIN or IIN as a string of twelve digits, or as a number where no digit can have been lost. Nothing is trimmed. */
export function readIdentityNumber(value: unknown, pointer: string, report: Report): string | undefined {
  const digits = value instanceof NumberToken ? fromNumber(value.text, pointer, report) : fromString(value, pointer, report);
  if (digits !== undefined && !isValidIdentityNumber(digits)) report.advise(pointer, 'bin.checksum');
  return digits;
}

function fromString(value: unknown, pointer: string, report: Report): string | undefined {
  if (typeof value !== 'string') return report.error(pointer, 'wrong_type', { expected: 'string_of_12_digits' });
  const text = readString(value, pointer, report);
  if (text === undefined) return undefined;
  return TWELVE_DIGITS.test(text) && !ALL_ZEROS.test(text) ? text : report.error(pointer, 'bin.format');
}

/**
 * A company registered in 2000-2009 has a BIN with leading zeros, which a JSON number cannot carry. They are put back
 * only where the check digit proves them; a shorter number may just as well have lost a digit somewhere else.
 */
function fromNumber(text: string, pointer: string, report: Report): string | undefined {
  if (/^[1-9][0-9]{11}$/.test(text)) return text;
  if (/^[1-9][0-9]{8,10}$/.test(text)) {
    const padded = text.padStart(12, '0');
    return hasRightCheckDigit(padded) ? padded : report.error(pointer, 'bin.send_as_string');
  }
  const lostToZeros = /^0[0-9]{11}$/.test(text) && !ALL_ZEROS.test(text);
  return report.error(pointer, lostToZeros ? 'bin.send_as_string' : 'bin.format');
}
