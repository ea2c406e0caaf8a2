import type { Report } from './report.js';
import { readString, toNfc } from './text.js';

const MAX_LENGTH = 254;

/** RFC 5321 dot-string (64 characters) with RFC 6531 letters; quoted local parts and comments are refused. */
const LOCAL_PART = /^(?=.{1,64}$)[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;

/** Labels in any script (пример.қаз, xn--…) with at least one dot; the last one starts with a letter: no IP address. */
const DOMAIN =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+\p{L}[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}]$/u;

/** An e-mail address somebody could read mail at, in NFC; upper and lower case stay as given. */
export function readEmail(value: unknown, pointer: string, report: Report): string | undefined {
  const given = readString(value, pointer, report);
  if (given === undefined) return undefined;
  const email = toNfc(given, MAX_LENGTH);
  if (email === undefined) return report.error(pointer, 'too_long', { max: MAX_LENGTH });
  const at = email.indexOf('@');
  const isAddress = at > 0 && LOCAL_PART.test(email.slice(0, at)) && DOMAIN.test(email.slice(at + 1));
  return isAddress ? email : report.error(pointer, 'email.invalid');
}
