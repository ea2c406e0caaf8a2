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
