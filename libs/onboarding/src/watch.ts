import { DatabaseAway, type Database } from '#app/platform';

/** How often the rows that somebody waits for are looked at, ms, and how many of them in one statement. */
const lookEveryMs = 200;
const rowsAtOnce = 1_000;

interface Waiter { sequence: number; done: () => void }

/**
 * Lets many callers wait for changes of onboardings without a query each: one look for all of them, a few times a
 * second, and none while nobody waits.
 */
export class Watch {
  private readonly waiting = new Map<string, Set<Waiter>>();
  private timer: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(private readonly database: Database) {}

  /**
   * Resolves as soon as the onboarding's `sequence` is another than the one given, or when the time is over; which of
   * the two, the caller finds out by reading it.
   *
   * @param gaveUp ends the wait early, e.g. because the caller hung up
   */
  async change(id: string, sequence: number, withinMs: number, gaveUp: AbortSignal): Promise<void> {
    if (this.closed || gaveUp.aborted || withinMs <= 0) return;
    await new Promise<void>((resolve) => {
      const waiter: Waiter = { sequence, done: () => end() };
      const timer = setTimeout(() => end(), withinMs);
      const end = (): void => {
        clearTimeout(timer);
        gaveUp.removeEventListener('abort', end);
        this.remove(id, waiter);
        resolve();
      };
      gaveUp.addEventListener('abort', end);
      this.waiting.set(id, (this.waiting.get(id) ?? new Set()).add(waiter));
      this.timer ??= setTimeout(() => void this.look(), lookEveryMs);
    });
  }

  /** Lets everybody go, and nobody wait any more: the process stops. */
  close(): void {
    this.closed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    for (const waiters of this.waiting.values()) for (const { done } of waiters) done();
  }

  private remove(id: string, waiter: Waiter): void {
    const waiters = this.waiting.get(id);
    waiters?.delete(waiter);
    if (waiters?.size === 0) this.waiting.delete(id);
  }

  private async look(): Promise<void> {
    const ids = [...this.waiting.keys()];
    for (let from = 0; from < ids.length; from += rowsAtOnce) await this.lookAt(ids.slice(from, from + rowsAtOnce));
    this.timer = this.waiting.size === 0 || this.closed ? null : setTimeout(() => void this.look(), lookEveryMs);
  }

  private async lookAt(ids: string[]): Promise<void> {
    try {
      const rows = await this.database.query<{ id: string; sequence: number }>('watch', 'select id, sequence from onboardings where id = any($1::uuid[])', [ids]);
      for (const { id, sequence } of rows) {
        for (const waiter of this.waiting.get(id) ?? []) if (waiter.sequence !== sequence) waiter.done();
      }
    } catch (error) {
      // They wait on; their own time ends it.
      if (!(error instanceof DatabaseAway)) for (const id of ids) for (const { done } of this.waiting.get(id) ?? []) done();
    }
  }
}
