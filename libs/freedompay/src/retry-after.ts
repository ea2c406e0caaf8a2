const shortestMs = 1_000;
const longestMs = 3_600_000;

const seconds = /^[+-]?\d+(\.\d+)?$/;
const imfOrRfc850 = /^[A-Z][a-z]+, .*\bGMT$/;
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

/**
 * `Retry-After` in milliseconds, clamped to 1 s…1 h: seconds or any of the three HTTP dates (RFC 9110 sections 10.2.3
 * and 5.6.7). Missing or not understood: null.
 *
 * @param nowMs our clock, ms since the epoch
 */
export function readRetryAfter(text: string | null, nowMs: number): number | null {
  const value = text?.trim() ?? '';
  let waitMs = Number.NaN;
  if (seconds.test(value)) waitMs = Number(value) * 1_000;
  else if (imfOrRfc850.test(value)) waitMs = Date.parse(value) - nowMs;
  else if (asctime.test(value)) waitMs = Date.parse(`${value} GMT`) - nowMs;
  if (Number.isNaN(waitMs)) return null;
  return Math.round(Math.min(longestMs, Math.max(shortestMs, waitMs)));
}
