import categories from 'merchant-category-codes/without_groups/mcc-en.json' with { type: 'json' };

import type { Report } from './report.js';
import { readString } from './text.js';

/**
 * Merchant category codes, four digits (ISO 18245 and the card schemes). Not those that the list itself cannot name, nor
 * 6236, where it repeats the airline of 3236.
 */
export const mccCodes: ReadonlySet<string> = new Set(
  categories.filter(({ mcc, fullDescription }) => fullDescription !== 'Miscellaneous' && mcc !== '6236').map(({ mcc }) => mcc),
);

/** A string, because many of them begin with 0. An unknown one is refused here: the partner would refuse it much later. */
export function readMcc(value: unknown, pointer: string, report: Report): string | undefined {
  const code = readString(value, pointer, report);
  if (code === undefined) return undefined;
  return mccCodes.has(code) ? code : report.error(pointer, 'mcc.unknown');
}
