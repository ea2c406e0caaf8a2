import type { JsonValue } from './json-value.js';

/**
 * A JSON number as it stood in the text. A JavaScript number would turn 2^53+1 into 2^53, 1e2 into 100 and a BIN with
 * leading zeros into something shorter before anybody could object.
 */
export class NumberToken {
  constructor(readonly text: string) {}
}

const JSON_NUMBER = /^-?(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/;

/**
 * The token as a JavaScript number that JSON.stringify writes back as the same decimal value; undefined where there is
 * none (rounded, overflowing, integer beyond 2^53-1) or where the text is no JSON number (RFC 8259 section 6).
 */
export function exactNumber(token: NumberToken): number | undefined {
  const value = Number(token.text);
  const given = decimalOf(token.text);
  if (given === undefined || !Number.isFinite(value)) return undefined;
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return undefined;
  if (value === 0) return given.digits === '' ? 0 : undefined;
  const kept = decimalOf(String(value));
  return kept?.digits === given.digits && kept.exponent === given.exponent ? value : undefined;
}

/** Significant digits without zeros at either end, and the power of ten of the last one; the sign does not round. */
function decimalOf(text: string): { digits: string; exponent: number } | undefined {
  const parts = JSON_NUMBER.exec(text);
  if (!parts) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = parts;
  const all = (whole + fraction).replace(/^0+/, '');
  let end = all.length;
  while (end > 0 && all[end - 1] === '0') end -= 1;
  return { digits: all.slice(0, end), exponent: Number(exponent) - fraction.length + all.length - end };
}

/** A stored value as the JSON reader would have given it: what was parsed once can be corrected and parsed again. */
export function withNumberTokens(value: JsonValue): unknown {
  if (typeof value === 'number') return new NumberToken(JSON.stringify(value));
  if (Array.isArray(value)) return value.map(withNumberTokens);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withNumberTokens(member)]));
}
