const seconds = /^[+-]?\d+(\.\d+)?$/;
const imfOrRfc850 = /^[A-Z][a-z]+, .*\bGMT$/;
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

/**
 * `Retry-After` in milliseconds: seconds or any of the three HTTP dates (RFC 9110 sections 10.2.3 and 5.6.7). Not more than
 * zero where that is past. Missing or not understood: null.
 *
 * @param nowMs our clock, ms since the epoch
 */
export function readRetryAfter(text: string | null | undefined, nowMs: number): number | null {
  const value = text?.trim() ?? '';
  let waitMs = Number.NaN;
  if (seconds.test(value)) waitMs = Number(value) * 1_000;
  else if (imfOrRfc850.test(value)) waitMs = Date.parse(value) - nowMs;
  else if (asctime.test(value)) waitMs = Date.parse(`${value} GMT`) - nowMs;
  return Number.isNaN(waitMs) ? null : Math.round(waitMs);
}
