export interface HealthFacts {
  /** The first failure since the last 2xx, ms since the epoch; null: the last answer was a 2xx. */
  failingSinceMs: number | null;
  /** What was told about this failure: 0 nothing, 1 that it lasts for an hour, 2 for a day. */
  warned: number;
  /** The last failure, by the same clock. */
  lastFailureMs: number;
  /** By the same clock. */
  nowMs: number;
}

export interface HealthVerdict {
  /** To be stored with the event. */
  warned: 0 | 1 | 2;
  /** The event to write, `webhook_endpoint.failing` or `.disabled`; with the latter the endpoint is disabled. */
  tell: 'failing' | 'disabled' | null;
}

const hourMs = 3_600_000;
const firstWarningMs = hourMs;
const secondWarningMs = 24 * hourMs;

/** So long from the first failure to the last, without a single 2xx, disables an endpoint, ms: longer than the whole retry schedule. */
export const disabledAfterMs = 96 * hourMs;

/**
 * What is due about an endpoint that fails: a warning after an hour, another after a day, the end after four. Each once;
 * whoever looks only after a day gives one warning, not two. Nothing is switched off for a time in which nobody tried.
 */
export function judgeHealth({ failingSinceMs, lastFailureMs, warned, nowMs }: HealthFacts): HealthVerdict {
  if (failingSinceMs === null) return { warned: 0, tell: null };
  const lastsMs = nowMs - failingSinceMs;
  const reached = lastsMs >= secondWarningMs ? 2 : lastsMs >= firstWarningMs ? 1 : 0;
  if (lastFailureMs - failingSinceMs >= disabledAfterMs) return { warned: 2, tell: 'disabled' };
  // A clock that was set back takes no warning back.
  return reached > warned ? { warned: reached, tell: 'failing' } : { warned: levelOf(warned), tell: null };
}

const levelOf = (warned: number): 0 | 1 | 2 => (warned >= 2 ? 2 : warned === 1 ? 1 : 0);
