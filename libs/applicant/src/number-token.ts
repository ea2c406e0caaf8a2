/**
 * A JSON number as it stood in the text. A JavaScript number would turn 2^53+1 into 2^53, 1e2 into 100 and a BIN with
 * leading zeros into something shorter before anybody could object.
 */
export class NumberToken {
  constructor(readonly text: string) {}
}

const JSON_NUMBER = /^-?(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE][+-]?[0-9]+)?$/;

/**
 * The token as a JavaScript number that JSON.stringify writes back as the same decimal value; undefined where there is
 * none (rounded, overflowing, integer beyond 2^53-1) or where the text is no JSON number (RFC 8259 section 6).
 */
export function exactNumber(token: NumberToken): number | undefined {
  const value = Number(token.text);
  const given = significantDigits(token.text);
  if (given === undefined || (Number.isInteger(value) && !Number.isSafeInteger(value))) return undefined;
  if (value === 0) return given === '' ? 0 : undefined;
  // Rounding cannot move a value by a power of ten, so the digits alone tell whether it was rounded.
  return significantDigits(String(value)) === given ? value : undefined;
}

function significantDigits(text: string): string | undefined {
  const parts = JSON_NUMBER.exec(text);
  if (!parts) return undefined;
  const digits = ((parts[1] ?? '') + (parts[2] ?? '')).replace(/^0+/, '');
  // A loop, because /0+$/ takes quadratic time on thousands of zeros inside.
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

/**
 * A stored value as the JSON reader would have given it, so that it can be corrected and parsed again. Tokens that a
 * correction brought along stay.
 */
export function withNumberTokens(value: unknown): unknown {
  if (typeof value === 'number') return new NumberToken(String(value));
  if (Array.isArray(value)) return value.map(withNumberTokens);
  if (typeof value !== 'object' || value === null || value instanceof NumberToken) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withNumberTokens(member)]));
}
