/** The languages every text exists in; the first is spoken where nobody asks for another. */
export const languages = ['en', 'ru', 'kk'] as const;
export type Language = (typeof languages)[number];

/** One text in every language. `{name}` stands for a parameter. */
export type Texts = Readonly<Record<Language, string>>;
/** Limits and names for the placeholders of a text; never a submitted value. */
export type TextParams = Readonly<Record<string, string | number>>;

/** A placeholder without its parameter stays as it is. */
export function fill(text: string, params: TextParams = {}): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(params[name] ?? placeholder));
}

const isLanguage = (word: string): word is Language => languages.some((language) => language === word);

const rangePattern = /^(?:\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)$/i;
const qualityPattern = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i;

/**
 * The language to answer in, by RFC 9110 section 12.5.4: the highest quality wins, among equals whoever was named first.
 * `kk-KZ` asks for `kk` (RFC 4647 lookup), `*` for any language that is not named. What cannot be read is passed over;
 * what cannot be satisfied gets English, because an answer in the wrong language is better than none.
 */
export function negotiate(acceptLanguage: string | undefined): Language {
  const wishes = new Map<Language | '*', number>();
  for (const element of (acceptLanguage ?? '').split(',')) {
    const wish = readWish(element);
    if (wish !== null) wishes.set(wish.name, Math.max(wish.quality, wishes.get(wish.name) ?? 0));
  }
  let chosen: Language = 'en';
  let best = 0;
  for (const [name, quality] of wishes) {
    const candidate = name === '*' ? languages.find((language) => !wishes.has(language)) : name;
    if (candidate === undefined || quality <= best) continue;
    chosen = candidate;
    best = quality;
  }
  return chosen;
}

function readWish(element: string): { name: Language | '*'; quality: number } | null {
  const [range = '', ...parameters] = element.split(';').map((part) => part.trim());
  if (!rangePattern.test(range)) return null;
  const quality = parameters.length === 0 ? 1 : qualityOf(parameters);
  const name = range.toLowerCase().split('-', 1)[0] ?? '';
  if (quality === null || !(name === '*' || isLanguage(name))) return null;
  // "en-US;q=0" is about the English of one country, not about ours.
  return quality === 0 && name !== range.toLowerCase() ? null : { name, quality };
}

function qualityOf(parameters: string[]): number | null {
  const [only, ...more] = parameters;
  const digits = qualityPattern.exec(only ?? '')?.[1];
  return digits === undefined || more.length > 0 ? null : Number(digits);
}
