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
