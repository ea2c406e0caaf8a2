import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import kk from 'i18n-iso-countries/langs/kk.json' with { type: 'json' };
import ru from 'i18n-iso-countries/langs/ru.json' with { type: 'json' };
import type { Language } from './language.js';

type Names = Record<string, string | string[]>;

const names: Record<Language, Names> = { en: en.countries, ru: ru.countries, kk: kk.countries };

/** ISO 3166-1 alpha-2 code and name of every country, in the alphabetical order of the language. */
export function countryNames(language: Language): { alpha2: string; name: string }[] {
  const { compare } = new Intl.Collator(language);
  return Object.entries(names[language])
    // Of several names the first is the official one.
    .map(([alpha2, name]) => ({ alpha2, name: typeof name === 'string' ? name : name[0] ?? alpha2 }))
    .sort((a, b) => compare(a.name, b.name));
}

const ownNames = ['РК', 'Республика Казахстан', 'Қазақстан Республикасы', 'ҚР', 'Republic of Kazakhstan'].map((name) => [plain(name), 'KZ'] as const);
const byName = new Map([
  ...Object.values(names).flatMap((ofLanguage) => Object.entries(ofLanguage).flatMap(([alpha2, all]) => [all].flat().map((name) => [plain(name), alpha2] as const))), ...ownNames,
]);

/** ISO 3166-1 alpha-2 code of a country by any of its names in any of the languages, without case; undefined where nobody is called so. */
export const countryByName = (name: string): string | undefined => byName.get(plain(name));

function plain(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
