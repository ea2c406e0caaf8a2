import { isValidIBAN } from 'ibantools';

import type { Report } from './report.js';
import { readString } from './text.js';

const SPACES = /\p{Zs}/gu;
/** ASCII before upper-casing: 'ſ' and 'ı' become ASCII letters in upper case. */
const KZ_IBAN = /^[Kk][Zz][A-Za-z0-9]{18}$/;
const CYRILLIC = /\p{Script=Cyrillic}/u;

/** IBAN of Kazakhstan without spaces and in upper case; check digits (ISO 13616, mod 97) and bank code are advisory. */
export function readIban(value: unknown, pointer: string, report: Report): string | undefined {
  const compact = readString(value, pointer, report)?.replace(SPACES, '');
  if (compact === undefined) return undefined;
  if (!KZ_IBAN.test(compact)) return report.error(pointer, CYRILLIC.test(compact) ? 'iban.cyrillic' : 'iban.format');
  const iban = compact.toUpperCase();
  if (!isValidIBAN(iban)) report.advise(pointer, 'iban.checksum');
  return iban;
}
