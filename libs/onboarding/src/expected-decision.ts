import type { Database } from '#app/platform';
import type { Policy } from './schedule.js';
import { recentDecisionsMs } from './tally.js';

const minuteMs = 60_000;
/** With fewer decisions the setting says more than they do. */
const enough = 20;

/**
 * How long after its start a decision about an attempt is promised, ms: nine of ten recent decisions came within it.
 * Whole minutes, at least one: a promise is for people.
 *
 * @param recentMs how long recent decisions took
 * @param standardMs what is promised while too few are known
 */
export function expectedDecisionMs(recentMs: number[], standardMs: number): number {
  if (recentMs.length < enough) return standardMs;
  const ninthOfTen = recentMs.toSorted((a, b) => a - b)[Math.ceil(recentMs.length * 0.9) - 1] ?? standardMs;
  return Math.max(1, Math.ceil(ninthOfTen / minuteMs)) * minuteMs;
}

/** The figure to promise by, read once a minute. Whoever accepts waits for it only as long as there is none. */
export class ExpectedDecision {
  private known: number | null = null;
  private reading: Promise<void> = Promise.resolve();
  private readAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly database: Database, private readonly policy: Policy) {}

  async ms(): Promise<number> {
    if (performance.now() - this.readAt > minuteMs) {
      this.readAt = performance.now();
      this.reading = this.read();
    }
    if (this.known === null) await this.reading;
    return this.known ?? this.policy.expectedMs;
  }

  private async read(): Promise<void> {
    try {
      this.known = expectedDecisionMs(await recentDecisionsMs(this.database), this.policy.expectedMs);
    } catch {
      // What was known before will do, or the setting: a promise is no reason to refuse anybody.
    }
  }
}
