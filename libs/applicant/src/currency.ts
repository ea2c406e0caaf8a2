import type { Report } from './report.js';
import { readString } from './text.js';

/** What one can pay with today (ISO 4217, as ICU has it): no former currencies, no funds, no metals. */
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** ISO 4217 alphabetic code, in upper case. */
export function readCurrency(value: unknown, pointer: string, report: Report): string | undefined {
  const given = readString(value, pointer, report);
  if (given === undefined) return undefined;
  // ASCII first: 'ı' is 'I' in upper case.
  const code = /^[A-Za-z]{3}$/.test(given) ? given.toUpperCase() : '';
  return currencies.has(code) ? code : report.error(pointer, 'currency.unknown');
}
