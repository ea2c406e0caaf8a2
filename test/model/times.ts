import { isFinal, type Standing } from '../../libs/onboarding/src/lifecycle.js';
import { leaseMs, type Policy } from '../../libs/onboarding/src/schedule.js';

/**
 * Time in the model. Every instant is told from now, so now is always 0, and one tick passes at a time, whenever it
 * likes, also while a worker does nothing: that is how a frozen or slow one looks. The times that decide who may write
 * and who may send (lease, call, settle time, how late the partner may take a request) are whole ticks and count down.
 * As they are compared with "at the latest" and "at the earliest" only, whole ticks show every order of events that
 * finer ones would. What lies behind all of them is kept at one value, so that there are finitely many states.
 *
 * A deadline is far off until an event says that it has passed, which it may at any time: so every length of it is
 * covered. The promise is missed from the beginning, so that the change this makes is seen too. Waits are ignored, whatever
 * is due later may be worked on at once: more happens here than in the service, never less; only "nothing is due any
 * more" is taken at its word.
 */
export const tickMs = 4_000;
export const timeoutMs = 2 * tickMs;
export const lease = leaseMs(timeoutMs);
export const settleMs = 2 * tickMs;
export const farOff = 1e12;
export const longAgo = -1e12;

export const policy: Policy = {
  pollFirstMs: tickMs, pollFactor: 1, pollMaxMs: tickMs, settleMs, sendDeadlineMs: farOff, decisionDeadlineMs: farOff, expectedMs: farOff,
};

/** Far off or passed. No deadline runs under a hold: what was still to come when it began, is. */
function outlook(instant: number | null, at: number): number | null {
  if (instant === null) return null;
  return instant > at ? farOff : longAgo;
}

/** A standing as it looks at this instant, without what no rule decides by: counters and dates that are only shown. */
export function seenFrom(standing: Standing, at: number): Standing {
  const { status, hold, unanswered, sentUntil, deadlineAt, sends } = standing;
  const isOpen = !isFinal(status);
  const isInDoubt = isOpen && unanswered;
  return {
    ...standing,
    hold: hold === null ? null : { reason: hold.reason, since: 0, until: null },
    createdAt: 0, completedAt: null, expectedAt: outlook(standing.expectedAt, at), deadlineAt: outlook(deadlineAt, hold?.since ?? at),
    unanswered: isInDoubt, doubtful: isOpen && standing.doubtful, sends: Math.min(sends, 1),
    sentUntil: isInDoubt && sentUntil !== null ? Math.max(sentUntil - at, -settleMs) : null,
    asked: isInDoubt ? Math.min(standing.asked, 1) : 0, notFounds: isInDoubt ? Math.min(standing.notFounds, 2) : 0,
    polls: 0, refusals: 0, requestStatus: null, submittedAt: null, lastPolledAt: null,
  };
}

/** The same a tick later. */
export function aTickLater(standing: Standing): Standing {
  const { sentUntil } = standing;
  return sentUntil === null || sentUntil <= -settleMs ? standing : { ...standing, sentUntil: sentUntil - tickMs };
}
