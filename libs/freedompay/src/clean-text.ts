// Control characters, line and paragraph separators, and the marks that reverse the reading direction.
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu;
// With the u flag this matches only surrogates without their partner; PostgreSQL's jsonb refuses those, and NUL too.
const loneSurrogate = /\p{Surrogate}/gu;

/** The partner's text made fit for storing and showing: one line, well-formed, at most `max` characters. */
export function cleanText(text: string, max: number): string {
  const start = text.slice(0, max * 4).replace(unprintable, ' ').replace(loneSurrogate, '\uFFFD').trim();
  return start.length <= max ? start : [...start].slice(0, max).join('');
}
