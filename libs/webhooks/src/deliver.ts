import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseAway, isRepeatable, plainError, type Database, type Logger, type Metrics } from '#app/platform';
import type { EndpointBook, Target } from './endpoint-book.js';
import type { HealthStore } from './health.store.js';
import type { Line, LineStore, Posted, Settlement, Waiting } from './line.store.js';
import type { WebhookPost } from './post.js';
import { nextAttempt } from './retry-schedule.js';
import { signatureHeaders } from './signature.js';

/** Time for the statements around a post, ms. */
const marginMs = 500;
/** Until another try where the fault is ours, ms: a key that is missing in the settings. */
const ourFaultMs = 30_000;
/** Until another try where it could not be read what to post where, ms. */
const unreadMs = 1_000;
/** Answers that ask everybody for a pause, where they say how long (RFC 6585 section 4, RFC 9110 section 15.6.4). */
const pauses = new Set([429, 503]);

export interface DeliverParts {
  database: Database;
  lines: LineStore;
  book: EndpointBook;
  health: HealthStore;
  post: WebhookPost;
  metrics: Metrics;
  logger: Logger;
  /** Total deadline of one post, ms. */
  timeoutMs: number;
  scheduleMs: readonly number[];
}

/** A lease outlives the post it covers by enough for the statements around it, ms. */
export const webhookLeaseMs = (timeoutMs: number): number => Math.ceil(timeoutMs * 1.25) + 2_000;

/** Work on one line. `url`: where the last post went; null: there was none. */
interface Round extends Settlement { url: string | null }

/** Posts what stands at the head of a claimed line, and goes on with the next after each 2xx, for as long as the lease covers a whole post. */
export class Deliver {
  private stopping = false;

  constructor(private readonly parts: DeliverParts) {}

  /** From now on no further post begins. */
  stop(): void {
    this.stopping = true;
  }

  /** Works on one line and lets go of it. Never rejects: what could not be written is found again when the lease ends. */
  async run(line: Line): Promise<void> {
    try {
      const round = await this.postHeads(line);
      if (await this.settle(round)) await this.noteHealth(round);
      else this.parts.logger.debug({ endpoint: line.endpointId }, 'somebody else goes on with the line');
      // What was said was said, whoever wrote it down.
      if (round.url !== null && round.posted.at(-1)?.answer.outcome === 'gone') await this.parts.health.gone(line.endpointId, round.url);
    } catch (error) {
      if (!(error instanceof DatabaseAway)) this.parts.logger.error(plainError(error), 'a line was cut off');
    }
  }

  private async postHeads(line: Line): Promise<Round> {
    const posted: Posted[] = [];
    let url: string | null = null;
    for (const waiting of line.waiting) {
      const ready = await this.prepare(line.endpointId).catch((error: unknown) => {
        if (!(error instanceof DatabaseAway)) this.parts.logger.error(plainError(error), 'it could not be read where to post');
        return null;
      });
      // What was posted already is worth writing down, and the line need not wait for its lease to end.
      if (ready === null) return { line, posted, waitMs: unreadMs, url };
      const { target, wallClock } = ready;
      if (target === 'unopened') return { line, posted, waitMs: ourFaultMs, url };
      // Switched off meanwhile: the line is due again as soon as the endpoint is on.
      if (target === null) break;
      // Right before the post: whoever was frozen meanwhile finds here that the line is not his any more.
      if (this.stopping || performance.now() + this.parts.timeoutMs + marginMs > line.leaseEndsAt) break;
      url = target.url.href;
      const one = await this.postOne(target, waiting, wallClock);
      posted.push(one.posted);
      if (one.posted.status !== 'delivered') return { line, posted, waitMs: one.waitMs, url };
    }
    return { line, posted, waitMs: null, url };
  }

  private async prepare(endpointId: string): Promise<{ target: Target | 'unopened' | null; wallClock: number }> {
    const target = await this.parts.book.target(endpointId).catch((error: unknown) => this.unopened(error));
    return { target, wallClock: await this.parts.database.now() };
  }

  private unopened(error: unknown): 'unopened' {
    if (error instanceof DatabaseAway) throw error;
    this.parts.logger.error(plainError(error), 'an endpoint cannot be reached: its secret cannot be opened');
    return 'unopened';
  }

  private async postOne({ url, secrets }: Target, { sequence, tries, id, body }: Waiting, wallClock: number): Promise<{ posted: Posted; waitMs: number | null }> {
    const { post, metrics, scheduleMs } = this.parts;
    const answer = await post.post(url, { ...signatureHeaders(id, body, secrets, wallClock) }, body);
    metrics.webhookPosts.inc({ outcome: answer.outcome });
    const endedAt = performance.now();
    if (answer.outcome === 'delivered') return { posted: { sequence, tries: tries + 1, answer, status: 'delivered', endedAt }, waitMs: null };
    const waitMs = nextAttempt({ tries: tries + 1, scheduleMs, retryAfterMs: answer.retryAfterMs, random: Math.random() });
    return { posted: { sequence, tries: tries + 1, answer, status: waitMs === null ? 'exhausted' : 'pending', endedAt }, waitMs };
  }

  /** A receiver's answer in hand is worth trying again for as long as the lease lasts. */
  private async settle(settlement: Settlement): Promise<boolean> {
    for (;;) {
      try {
        return await this.parts.lines.settle(settlement);
      } catch (error) {
        if (!(error instanceof DatabaseAway || isRepeatable(error)) || performance.now() > settlement.line.leaseEndsAt) throw error;
        await sleep(200);
      }
    }
  }

  private async noteHealth({ line, posted, url }: Round): Promise<void> {
    const { health } = this.parts;
    const last = posted.at(-1);
    if (last === undefined || url === null) return;
    const { httpStatus, retryAfterMs } = last.answer;
    if (retryAfterMs !== null && retryAfterMs > 0 && pauses.has(httpStatus ?? 0)) await health.notePause(line.endpointId, url, retryAfterMs);
    if (posted[0]?.status === 'delivered') await health.noteSuccess(line.endpointId, line.failing);
    if (last.status !== 'delivered') await health.noteFailure(line.endpointId, line.failing && posted.length === 1);
  }
}
