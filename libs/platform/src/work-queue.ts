import { BullModule } from '@nestjs/bullmq';
import type { DynamicModule } from '@nestjs/common';
import { createPostgresBackend, setDefaultBackendFactory, type Queue } from 'bullmq';
import type { Logger } from './logging.js';
import type { Settings } from './settings.js';

/** Between two attempts to reach Redis again, ms. */
const longestReconnectMs = 1_000;
/** How long an idle worker's question to the queue stays open at the most, s. */
export const longestQuestionS = 3;
/** A connection on which nothing comes for longer than any question stays open is dead, whatever TCP believes, ms. */
const deadAfterMs = longestQuestionS * 1_000 + 2_000;

export const workQueueName = 'onboarding-work';

/** `single`: somebody waits for it. `batch`: it was handed in with thousands of others, and gives way. */
export type Lane = 'single' | 'batch';
/** What a job carries: ids and the token of the claim that made it, never data. A wake-up carries nothing. */
export interface Chunk { ids: string[]; token: string; lane: Lane; alone: boolean }
export type QueueBackend = 'redis' | 'postgres';
export const queueBackend = (settings: Settings): QueueBackend => (settings.REDIS_URL === undefined ? 'postgres' : 'redis');

/**
 * BullMQ through Nest, on Redis where REDIS_URL is set, else on its own PostgreSQL backend. Workers are registered by
 * hand once the database was reached, so that a part can start while both servers are away.
 */
export function workQueueModule(settings: Settings & { DATABASE_URL: string }): DynamicModule {
  // Process-wide, and has to happen before the first queue object exists.
  if (queueBackend(settings) === 'postgres') setDefaultBackendFactory(createPostgresBackend);
  const connection = settings.REDIS_URL === undefined
    ? { connectionString: settings.DATABASE_URL, max: 3, application_name: 'onboarding-queue' }
    // The library's own waits grow to 20 s: so long a queue would stand still after Redis is back.
    : {
      url: settings.REDIS_URL, maxRetriesPerRequest: null, connectTimeout: 2_000, socketTimeout: deadAfterMs,
      retryStrategy: (times: number) => Math.min(100 * times, longestReconnectMs),
    };
  return {
    module: class WorkQueueModule {},
    global: true,
    imports: [
      BullModule.forRoot({ connection, prefix: settings.QUEUE_PREFIX, extraOptions: { manualRegistration: true } }),
      BullModule.registerQueue({
        name: workQueueName,
        // A finished job holds nothing anybody needs: the row in Postgres tells what happened.
        defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
        streams: { events: { maxLen: 100 } },
      }),
    ],
    exports: [BullModule],
  };
}

/** A queue command that has not been answered by then counts as "the queue is away", ms. */
const patienceMs = 500;
const probeEveryMs = 250;

/** Waits for a queue command, but not longer than it is worth; null where the queue is away. */
async function inTime<T>(command: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  try {
    return await Promise.race([command, late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    // A command that fails after we stopped waiting must not become an unhandled rejection.
    command.catch(() => undefined);
  }
}

/** The sending side of the queue. Nothing here throws, and nothing here matters for correctness: it saves waiting. */
export class WorkQueue {
  private waking = false;
  private wakeAgain = false;
  private away = false;
  private probing = false;

  constructor(private readonly queue: Queue, private readonly logger: Logger) {
    // Reconnecting is the library's affair; what counts is whether commands are answered.
    queue.on('error', () => undefined);
  }

  /** Tells some worker that something is due. Many calls become few jobs; never waits, never throws. */
  wake(): void {
    if (this.waking) {
      this.wakeAgain = true;
      return;
    }
    this.waking = true;
    // One waits in the queue at most: with no worker about, a night's wake-ups would stand before the first work.
    this.ask(() => this.queue.add('wake', {}, { deduplication: { id: 'wake' } })).finally(() => {
      this.waking = false;
      if (this.wakeAgain) {
        this.wakeAgain = false;
        this.wake();
      }
    }).catch(() => undefined);
  }

  /** Hands chunks to the workers. False: nobody knows whether they arrived, so the caller makes their token invalid. */
  async offer(chunks: Chunk[]): Promise<boolean> {
    return (await this.ask(() => this.queue.addBulk(chunks.map((data) => (
      // BullMQ takes what has a priority after all that has none.
      { name: 'work', data, opts: data.lane === 'batch' ? { priority: 1 } : {} }))))) !== null;
  }

  /** Jobs that wait for a worker, wake-ups among the single ones; null: the queue is away. */
  async backlog(): Promise<Record<Lane, number> | null> {
    const counts = await this.ask(() => this.queue.getJobCounts('waiting', 'prioritized'));
    return counts === null ? null : { single: counts.waiting ?? 0, batch: counts.prioritized ?? 0 };
  }

  async counts(): Promise<{ waiting: number; active: number } | null> {
    const counts = await this.ask(() => this.queue.getJobCounts('waiting', 'prioritized', 'active'));
    return counts === null ? null : { waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0), active: counts.active ?? 0 };
  }

  async close(): Promise<void> {
    await inTime(this.queue.close());
  }

  /** While the queue is away nobody waits for it: one command stands there and tells when it is back. */
  private async ask<T>(command: () => Promise<T>): Promise<T | null> {
    if (!this.away) {
      const answer = await inTime(command());
      if (answer !== null) return answer;
      this.note(true);
    }
    this.probe();
    return null;
  }

  private probe(): void {
    if (this.probing) return;
    this.probing = true;
    this.queue.getWaitingCount().then(() => this.note(false), () => undefined).finally(() => {
      setTimeout(() => { this.probing = false; }, probeEveryMs).unref();
    }).catch(() => undefined);
  }

  private note(away: boolean): void {
    if (away === this.away) return;
    this.away = away;
    if (away) this.logger.warn('the queue is away: work goes on straight from PostgreSQL');
    else this.logger.info('the queue is back');
  }
}
