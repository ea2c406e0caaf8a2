import { toAlpha2 } from '#app/applicant';
import { isSafeNumber, LosslessNumber } from 'lossless-json';
import { isObject } from './json-text.js';

/** What is documented to be kept in another form, by name of the member; everything else is kept as it is, in NFC. */
const forms: Record<string, (submitted: string, shown: string) => boolean> = {
  bin: (submitted, shown) => shown === submitted.padStart(12, '0'),
  iban: (submitted, shown) => shown === submitted.replaceAll(/\p{Zs}/gu, '').toUpperCase(),
  country: (submitted, shown) => toAlpha2(submitted.toUpperCase()) === toAlpha2(shown),
  currency: (submitted, shown) => shown === submitted.toUpperCase(),
  request_id: (submitted, shown) => shown === submitted.toLowerCase(),
  url: (submitted, shown) => shown === new URL(submitted).href,
  phone: (submitted, shown) => /^\+[1-9]\d{4,14}$/.test(shown) && shown.endsWith(submitted.replaceAll(/\D/g, '').slice(-7)),
};

/**
 * Where a resource is not as it was submitted.
 *
 * @param submitted numbers as LosslessNumber
 */
export function changes(submitted: unknown, shown: unknown, at = '', name = ''): string[] {
  const tell = (isSame: boolean): string[] => (isSame ? [] : [`${at}: ${JSON.stringify(submitted)} became ${JSON.stringify(shown)}`]);
  const isExact = submitted instanceof LosslessNumber && isSafeNumber(submitted.value) && Number(submitted.value) === shown;
  const text = submitted instanceof LosslessNumber ? submitted.value : submitted;
  const form = forms[name];
  // The members of a product that nobody knows are kept as they are, whatever they are called.
  const isKept = at.startsWith('/product') && (isExact || (typeof submitted === 'string' && submitted.normalize('NFC') === shown));
  if (form !== undefined && typeof text === 'string') return tell(isKept || (typeof shown === 'string' && form(text, shown)));
  if (submitted instanceof LosslessNumber) return tell(isExact);
  if (typeof submitted === 'string') return tell(submitted.normalize('NFC') === shown);
  if (Array.isArray(submitted)) return Array.isArray(shown) && shown.length === submitted.length ? submitted.flatMap((item, index) => changes(item, shown[index], `${at}/${index}`)) : tell(false);
  // Taken away by a correction.
  if (submitted === null) return tell(shown === null || shown === undefined || (isObject(shown) && Object.keys(shown).length === 0));
  if (!isObject(submitted)) return tell(submitted === shown);
  if (!isObject(shown)) return tell(false);
  // Only what is its own: every object inherits a `valueOf`.
  const own = (key: string): unknown => (Object.hasOwn(shown, key) ? shown[key] : undefined);
  return Object.entries(submitted).flatMap(([key, member]) => changes(member, own(key.normalize('NFC')), `${at}/${key}`, key));
}
