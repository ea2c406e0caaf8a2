export interface RetryQuestion {
  /** Attempts made so far, the one that just failed among them: from 1. */
  tries: number;
  /** The waits between the attempts, ms: WEBHOOK_RETRY_SCHEDULE_MS. */
  scheduleMs: readonly number[];
  /** What the receiver asked for, ms; null: nothing. */
  retryAfterMs: number | null;
  /** From 0 to 1. */
  random: number;
}

/** A receiver cannot put a delivery off for longer, ms. */
const longestAdviceMs = 86_400_000;

/**
 * Wait before the next attempt, ms; null: that was the last one. ±20 %, so that what failed together does not come back
 * together. `Retry-After` only ever makes a wait longer.
 */
export function nextAttempt({ tries, scheduleMs, retryAfterMs, random }: RetryQuestion): number | null {
  const waitMs = scheduleMs[tries - 1];
  if (waitMs === undefined) return null;
  return Math.max(Math.round(waitMs * (0.8 + 0.4 * random)), Math.min(retryAfterMs ?? 0, longestAdviceMs));
}

const seconds = /^\d+$/;
const imfOrRfc850 = /^[A-Z][a-z]+, .*\bGMT$/;
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;

/**
 * `Retry-After` in ms, at most 24 h: seconds or any of the three HTTP dates (RFC 9110 sections 10.2.3 and 5.6.7).
 * Missing, past or not understood: null.
 *
 * @param nowMs our clock, ms since the epoch
 */
export function readRetryAfter(text: string | undefined, nowMs: number): number | null {
  const value = text?.trim() ?? '';
  let waitMs = Number.NaN;
  if (seconds.test(value)) waitMs = Number(value) * 1_000;
  else if (imfOrRfc850.test(value)) waitMs = Date.parse(value) - nowMs;
  else if (asctime.test(value)) waitMs = Date.parse(`${value} GMT`) - nowMs;
  return waitMs > 0 ? Math.min(waitMs, longestAdviceMs) : null;
}
