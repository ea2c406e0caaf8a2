import { losesBeforeAlone, type OnboardingStore, type Taken, type Work } from '#app/onboarding';
import { DatabaseAway, plainError, type Chunk, type Lane, type Logger, type Metrics, type WorkQueue } from '#app/platform';

/** Onboardings in one job. */
export const chunkSize = 25;
/** Longest time between two looks at the timetable, and the shortest, ms. */
const idleMs = 250;
const restMs = 20;
/** Single requests count as about for so long after one was taken, ms; meanwhile batches get no more of this process than that share. */
const aboutMs = 1_000;
const batchShare = 0.5;
/** Jobs wait, nothing runs here, for so long: the queue delivers nothing although it answers, ms. */
const deafAfterMs = 3_000;

interface DispatcherParts {
  store: OnboardingStore;
  queue: WorkQueue;
  work: Work;
  callsPerSecond: number;
  metrics: Metrics;
  logger: Logger;
}

/**
 * Looks at the timetable in Postgres, claims what is due and hands it on as chunks of ids: through the queue where it
 * can, straight to this process where the queue is away. It claims no more than can start soon, so that no lease ends
 * in a queue.
 */
export class DueWorkDispatcher {
  private running = false;
  private loop: Promise<void> = Promise.resolve();
  private awake: (() => void) | null = null;
  private kicked = false;
  private readonly direct = { single: 0, batch: 0 };
  private lastConsumedAt = performance.now();
  private lastSingleAt = Number.NEGATIVE_INFINITY;
  private utilization = performance.eventLoopUtilization();

  constructor(private readonly parts: DispatcherParts) {}

  start(): void {
    this.running = true;
    this.loop = this.run();
  }

  /** Something is due now: look at once. */
  kick(): void {
    this.kicked = true;
    this.awake?.();
  }

  /** A job arrived from the queue, so it does deliver. */
  noteConsumed(): void {
    this.lastConsumedAt = performance.now();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.kick();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (this.running) {
      this.kicked = false;
      let waitMs = idleMs;
      try {
        waitMs = await this.look();
      } catch (error) {
        if (!(error instanceof DatabaseAway)) this.parts.logger.error(plainError(error), 'could not claim due work');
      }
      if (!this.kicked) await this.pause(Math.min(Math.max(waitMs, restMs), idleMs));
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.awake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** One look; ms until the next one is worth it. */
  private async look(): Promise<number> {
    const { store, work, callsPerSecond } = this.parts;
    const dueInMs = await store.nextDueInMs();
    if (dueInMs === null) return idleMs;
    if (dueInMs > 0) return dueInMs;
    const backlog = await this.usableBacklog();
    const room = { single: this.roomFor('single', backlog), batch: Math.min(this.roomFor('batch', backlog), this.mustGiveWay() ? 1 : Number.POSITIVE_INFINITY) };
    if (room.single + room.batch === 0) return restMs;
    const claimed = await store.claim(room, work.leaseMs, callsPerSecond);
    // Somebody else was faster, or the allowance is used up: it grows by one call in this time.
    if (claimed.length === 0) return 1_000 / callsPerSecond;
    if (claimed.some(({ lane }) => lane === 'single')) this.lastSingleAt = performance.now();
    await this.handOn(toChunks(claimed), backlog !== null);
    return claimed.length === room.single + room.batch ? 0 : restMs;
  }

  /** While this process is busy and single requests are about, batches go on one at a time. */
  private mustGiveWay(): boolean {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.utilization);
    this.utilization = now;
    return utilization > batchShare && performance.now() - this.lastSingleAt < aboutMs;
  }

  /** Less what was claimed and has not begun: here, or as chunks in the queue. One chunk may wait, so that no slot stays empty. */
  private roomFor(lane: Lane, backlog: Record<Lane, number> | null): number {
    const { work } = this.parts;
    const ahead = backlog === null ? this.direct[lane] : work.wanted(lane) + backlog[lane] * chunkSize;
    return Math.max(0, Math.min(250, work.slots.sizes[lane] + chunkSize - ahead));
  }

  /** Chunks waiting in the queue; null where the queue is away or delivers nothing. */
  private async usableBacklog(): Promise<Record<Lane, number> | null> {
    const { queue, metrics, work } = this.parts;
    const backlog = await queue.backlog();
    const jobs = backlog === null ? null : backlog.single + backlog.batch;
    const idle = work.wanted('single') + work.wanted('batch') === 0;
    const deaf = jobs !== null && jobs > 0 && idle && performance.now() - this.lastConsumedAt > deafAfterMs;
    if (jobs === 0) this.noteConsumed();
    metrics.direct.set(backlog === null || deaf ? 1 : 0);
    return deaf ? null : backlog;
  }

  private async handOn(chunks: Chunk[], throughQueue: boolean): Promise<void> {
    if (throughQueue && (await this.parts.queue.offer(chunks))) return;
    for (const chunk of chunks) {
      // The queue may have taken the chunk all the same: its old token must not work any more.
      const { token, ids } = throughQueue ? await this.parts.store.reissue(chunk.ids, chunk.token, this.parts.work.leaseMs) : chunk;
      this.runHere({ ...chunk, token, ids });
    }
  }

  private runHere(chunk: Chunk): void {
    this.direct[chunk.lane] += chunk.ids.length;
    this.parts.work.run(chunk)
      .catch((error: unknown) => this.parts.logger.error(plainError(error), 'a chunk of work was cut off'))
      .finally(() => {
        this.direct[chunk.lane] -= chunk.ids.length;
        this.kick();
      });
  }
}

/** Chunks of one token and one lane. What was lost again and again comes alone, so that it can take nobody along. */
export function toChunks(claimed: Taken[]): Chunk[] {
  const chunks: Chunk[] = claimed.filter(({ lost }) => lost >= losesBeforeAlone).map(({ id, token, lane }) => ({ ids: [id], token, lane, alone: true }));
  for (const lane of ['single', 'batch'] as const) {
    const together = claimed.filter((one) => one.lane === lane && one.lost < losesBeforeAlone);
    for (let from = 0; from < together.length; from += chunkSize) {
      const part = together.slice(from, from + chunkSize);
      chunks.push({ ids: part.map(({ id }) => id), token: part[0]?.token ?? '', lane, alone: false });
    }
  }
  return chunks;
}
