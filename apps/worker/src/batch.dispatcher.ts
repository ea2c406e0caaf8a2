import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenBatches } from '#app/onboarding';
import { DatabaseAway, plainError, type Logger } from '#app/platform';

/** Between two looks for a batch that is due, ms. Between two steps it rests for as long as a step takes, so that single requests get their turn. */
const idleMs = 500;
const shortestRestMs = 10;
const longestRestMs = 500;

/** Moves batches on, a step at a time, for as long as the worker runs. */
export class BatchDispatcher {
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();

  constructor(private readonly batches: OpenBatches, private readonly logger: Logger) {}

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const startedAt = performance.now();
      let stepped = false;
      try {
        stepped = await this.batches.step();
      } catch (error) {
        // Its lease brings it back.
        if (!(error instanceof DatabaseAway)) this.logger.error(plainError(error), 'a step of a batch was cut off');
      }
      await sleep(stepped ? Math.min(Math.max(performance.now() - startedAt, shortestRestMs), longestRestMs) : idleMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
