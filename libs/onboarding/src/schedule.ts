import type { Settings } from '#app/platform';

/** The times an onboarding lives by, ms. */
export interface Policy {
  pollFirstMs: number;
  pollFactor: number;
  pollMaxMs: number;
  settleMs: number;
  sendDeadlineMs: number;
  decisionDeadlineMs: number;
  /** What is promised until enough real decisions are known. */
  expectedMs: number;
}

const hourMs = 3_600_000;

export const policyOf = (settings: Settings): Policy => ({
  pollFirstMs: settings.POLL_FIRST_DELAY_MS,
  pollFactor: settings.POLL_FACTOR,
  pollMaxMs: settings.POLL_MAX_DELAY_MS,
  settleMs: settings.FREEDOMPAY_SETTLE_MS,
  sendDeadlineMs: settings.SEND_DEADLINE_HOURS * hourMs,
  decisionDeadlineMs: settings.DECISION_DEADLINE_HOURS * hourMs,
  expectedMs: settings.EXPECTED_DECISION_MINUTES * 60_000,
});

/** A lease outlives the call it covers by enough for the statements around it, ms. */
export const leaseMs = (timeoutMs: number): number => Math.ceil(timeoutMs * 1.25) + 2_000;

/** ±20 %. */
export const jitter = (ms: number, random: number): number => Math.round(ms * (0.8 + 0.4 * random));

/**
 * Wait before the next status question, ms, ±20 % so that a burst does not come back as a burst.
 *
 * @param asked questions asked so far
 * @param random from 0 to 1
 */
export function pollDelay({ pollFirstMs, pollFactor, pollMaxMs }: Policy, asked: number, random: number): number {
  // The exponent is capped: beyond it every wait is the longest one anyway, and Infinity * 0 is not a time.
  return jitter(Math.min(pollFirstMs * pollFactor ** Math.min(asked, 64), pollMaxMs), random);
}

/** Wait after a refusal that carries no advice: 1 s doubling to 30 s, ms. */
export const backOff = (refusals: number, random: number): number => jitter(Math.min(1_000 * 2 ** Math.min(refusals, 5), 30_000), random);
