// The package's main file loads the country names in all languages; the codes are enough here.
import countries from 'i18n-iso-countries/index.js';

import { Fields, type Read, withoutAbsent } from './fields.js';
import type { Report } from './report.js';
import { isBlank, readString, text, toNfc } from './text.js';

export interface Address {
  /** ISO 3166-1 alpha-2, whichever code was given; older rows hold either. */
  country: string;
  postal_code: string;
  address_line1: string;
  address_line2?: string;
  address_line3?: string;
}

export const ADDRESS_FIELDS: ReadonlySet<string> = new Set([
  'country', 'postal_code', 'address_line1', 'address_line2', 'address_line3',
]);

const readLine = text(255);

const alpha3Of: ReadonlyMap<string, string> = new Map(Object.entries(countries.getAlpha2Codes()));
const alpha2Of: ReadonlyMap<string, string> = new Map(Object.entries(countries.getAlpha3Codes()));

/** ISO 3166-1 alpha-2 of an upper-case code of either kind; undefined for an unknown one. */
export function toAlpha2(country: string): string | undefined {
  return alpha3Of.has(country) ? country : alpha2Of.get(country);
}

/** ISO 3166-1 alpha-3 of an upper-case code of either kind; undefined for an unknown one. */
export function toAlpha3(country: string): string | undefined {
  return alpha2Of.has(country) ? country : alpha3Of.get(country);
}

export function readAddress(value: unknown, pointer: string, report: Report): Address | undefined {
  const fields = Fields.open(value, pointer, report, ADDRESS_FIELDS);
  if (!fields) return undefined;
  const country = fields.required('country', readCountry);
  const postal_code = fields.required('postal_code', postalCodeOf(country));
  const address_line1 = fields.required('address_line1', readLine);
  const address_line2 = fields.optional('address_line2', readLine);
  const address_line3 = fields.optional('address_line3', readLine);
  if (country === undefined || postal_code === undefined || address_line1 === undefined) return undefined;
  return withoutAbsent({ country, postal_code, address_line1, address_line2, address_line3 });
}

/**
 * Two and three letters mean the same country, so they must make the same content: a repeat in the other spelling is
 * the same request. Two letters are kept; which of them goes out is decided where a body to the partner is built.
 */
export function readCountry(value: unknown, pointer: string, report: Report): string | undefined {
  const given = readString(value, pointer, report);
  if (given === undefined) return undefined;
  // ASCII first: 'ı' is 'I' in upper case.
  const country = /^[A-Za-z]{2,3}$/.test(given) ? given.toUpperCase() : '';
  return toAlpha2(country) ?? report.error(pointer, 'country.unknown');
}

/** What a postal code looks like depends on the country, as far as that could be read. */
export const postalCodeOf = (country: unknown): Read<string> => (country === 'KZ' ? readKazakhPostalCode : readPostalCode);

/** Both kinds are in use: the older six digits and the newer seven characters, as KazPost gives them out. */
function readKazakhPostalCode(value: unknown, pointer: string, report: Report): string | undefined {
  const code = readString(value, pointer, report);
  if (code === undefined) return undefined;
  return /^(?:[0-9]{6}|[A-Z][0-9]{2}[A-Z][0-9][A-Z][0-9])$/.test(code) ? code : report.error(pointer, 'postal_code.format');
}

/** Letters, digits, marks and signs, words parted by single spaces. */
const VISIBLE_WORDS = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+(?: [\p{L}\p{M}\p{N}\p{P}\p{S}]+)*$/u;

function readPostalCode(value: unknown, pointer: string, report: Report): string | undefined {
  const given = readString(value, pointer, report);
  if (given === undefined) return undefined;
  const code = toNfc(given, 20);
  return code !== undefined && VISIBLE_WORDS.test(code) && !isBlank(code) ? code : report.error(pointer, 'postal_code.format');
}
