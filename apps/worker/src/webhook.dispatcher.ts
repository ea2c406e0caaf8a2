import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseAway, plainError, type Database, type Logger } from '#app/platform';
import { fanOutAtOnce, type ClearAway, type Deliver, type FanOut, type HealthStore, type Line, type LineStore, type PutBackStore } from '#app/webhooks';

/** Longest time between two looks, and the shortest, ms. */
const idleMs = 250;
const restMs = 5;
/** Lines of one endpoint in the hands of one worker: so many of its posts run at a time at the most. */
const placesEach = 32;
/** Lines in the hands of one worker, of all endpoints together: what they hold is in memory. With many endpoints each has fewer places, but never none. */
const placesShared = 2_000;
/** Between two looks for a replay, for endpoints whose lines are to be made due, at how endpoints fare, and at what may be removed, ms. */
const replayEveryMs = 1_000;
const hurryEveryMs = 1_000;
const healthEveryMs = 10_000;
const clearEveryMs = 60_000;

interface DispatcherParts {
  /** Its own: the plans of its statements are made in another way. */
  database: Database;
  fanOut: FanOut;
  putBack: PutBackStore;
  lines: LineStore;
  deliver: Deliver;
  health: HealthStore;
  clearAway: ClearAway;
  logger: Logger;
}

/**
 * Hands events out to webhook endpoints for as long as the worker runs: from the log into lines, from lines to the
 * receivers. All it knows stands in Postgres, so any number of workers share the work, and none needs the queue.
 */
export class WebhookDispatcher {
  private readonly stopping = new AbortController();
  private readonly busy = new Map<string, number>();
  private readonly running = new Set<Promise<void>>();
  private loops: Promise<unknown> = Promise.resolve();
  private awake: (() => void) | null = null;
  private kicked = false;

  constructor(private readonly parts: DispatcherParts) {}

  start(): void {
    const { database, putBack, lines, health, clearAway } = this.parts;
    this.loops = database.connect().then(() => Promise.all([
      this.loop('events were not handed out', () => this.handOut()),
      this.loop('lines were not claimed', () => this.claim()),
      this.loop('no step of a replay', async () => ((await putBack.replayStep()) ? this.soon() : replayEveryMs)),
      this.loop('what waits was not made due', async () => ((await lines.hurry()) ? this.soon() : hurryEveryMs)),
      this.loop('endpoints were not judged', async () => health.look().then(() => healthEveryMs)),
      this.loop('nothing was removed', async () => ((await clearAway.step()) ? idleMs : clearEveryMs)),
    ]));
  }

  /** Begins no further post; resolves when those under way have ended and are written down. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.parts.deliver.stop();
    this.kick();
    await this.loops;
    await Promise.all(this.running);
  }

  close(): Promise<void> {
    return this.parts.database.close();
  }

  /** @param turn one look; ms until the next one */
  private async loop(complaint: string, turn: () => Promise<number>): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      let waitMs = idleMs;
      try {
        waitMs = await turn();
      } catch (error) {
        if (!(error instanceof DatabaseAway)) this.parts.logger.error(plainError(error), complaint);
      }
      if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async handOut(): Promise<number> {
    const { looked, made } = await this.parts.fanOut.step();
    if (made > 0) this.kick();
    return looked === fanOutAtOnce ? restMs : idleMs;
  }

  /** More became due: look at once, and wait no longer than that. */
  private soon(): number {
    this.kick();
    return restMs;
  }

  private kick(): void {
    this.kicked = true;
    this.awake?.();
  }

  private async claim(): Promise<number> {
    this.kicked = false;
    const places = Math.max(1, Math.min(placesEach, Math.floor(placesShared / (this.busy.size + 1))));
    const lines = await this.parts.lines.claim(places, this.busy);
    for (const line of lines) this.work(line);
    if (lines.length === 0 && !this.kicked) await this.pause();
    return restMs;
  }

  /** Until something is known to be due, or for as long as it may become so unnoticed. */
  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, idleMs);
      this.awake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private work(line: Line): void {
    const { endpointId } = line;
    this.busy.set(endpointId, (this.busy.get(endpointId) ?? 0) + 1);
    const run = this.parts.deliver.run(line).finally(() => {
      const left = (this.busy.get(endpointId) ?? 1) - 1;
      if (left === 0) this.busy.delete(endpointId);
      else this.busy.set(endpointId, left);
      this.running.delete(run);
      this.kick();
    });
    this.running.add(run);
  }
}
