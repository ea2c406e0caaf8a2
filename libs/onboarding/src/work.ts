import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Application } from '#app/applicant';
import type { AddAnswer, Answered, FreedomPayClient, StatusAnswer } from '#app/freedompay';
import { DatabaseAway, isRepeatable, plainError, type Chunk, type Lane, type Logger, type Metrics } from '#app/platform';
import type { Circuit } from './circuit.js';
import { course, holdFor, isFinal, type Standing } from './lifecycle.js';
import { afterAdd, afterStatus, expire, intend, park, parkAfter, taskFor, unpark, type Moment, type Step } from './next-step.js';
import type { Claimed, OnboardingStore } from './onboarding.store.js';
import { leaseMs, type Policy } from './schedule.js';
import { Slots, Solitude } from './slots.js';

/** Claims lost in a row before one runs alone, and lost lone starts before it is taken out of the way. */
export const losesBeforeAlone = 3;
const loneStartsBeforePoison = 5;

export interface WorkParts {
  store: OnboardingStore;
  partner: Pick<FreedomPayClient, 'add' | 'status' | 'buildBody'>;
  circuit: Pick<Circuit, 'admits' | 'isClosed' | 'note' | 'noteDrift'>;
  policy: Policy;
  timeoutMs: number;
  concurrency: number;
  metrics: Metrics;
  logger: Logger;
}

/**
 * The database's clock, read once and carried on by the monotonic one: no worker's wall clock decides anything. It was read
 * between the question and its answer: `now` is the time by the answer, which may be early, `latest` by the question, which
 * may be late. `readAt` is the monotonic time by which it was read at the earliest: leases are counted from there.
 */
interface Clock { now: () => number; latest: () => number; readAt: number }

/** Takes claimed onboardings one step further: decide, call the partner outside any transaction, record. */
export class Work {
  readonly slots: Slots;
  readonly leaseMs: number;
  private readonly solitude = new Solitude();
  private readonly running = new Set<Promise<void>>();
  private stopping = false;
  private readonly waiting = { single: 0, batch: 0 };

  constructor(private readonly parts: WorkParts) {
    this.slots = new Slots(parts.concurrency);
    this.leaseMs = leaseMs(parts.timeoutMs);
  }

  /** Onboardings of this lane that wait here for their beginning, and those that are at a call or in line for one. */
  wanted(lane: Lane): number {
    return this.waiting[lane] + this.slots.wanted(lane);
  }

  /** Runs a chunk's onboardings side by side. Ids whose token is gone are dropped: somebody else has them. */
  async run(chunk: Chunk): Promise<void> {
    let waiting = chunk.ids.length;
    this.waiting[chunk.lane] += waiting;
    const begin = (): void => {
      this.waiting[chunk.lane] -= waiting;
      waiting = 0;
    };
    const run = chunk.alone ? this.solitude.alone(() => this.runAlone(chunk, begin)) : this.runTogether(chunk, begin);
    this.running.add(run);
    try {
      await run;
    } finally {
      begin();
      this.running.delete(run);
    }
  }

  /** Begins no further call: what waits for its turn is handed back. Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.stopping = true;
    while (this.running.size > 0) await Promise.allSettled(this.running);
  }

  /** Hands it back where no call could begin in time any more: what was not begun must not count as lost. */
  private async runTogether(chunk: Chunk, begin: () => void): Promise<void> {
    const { store, timeoutMs } = this.parts;
    if (!(await this.solitude.together(this.leaseMs - timeoutMs, () => this.runLoaded(chunk, begin)))) await store.handBack(chunk.ids, chunk.token);
  }

  /** Its turn may come when the lease has nearly ended, and always would where calls take long: it is given a new one. */
  private async runAlone(chunk: Chunk, begin: () => void): Promise<boolean> {
    const { ids, token } = await this.parts.store.reissue(chunk.ids, chunk.token, this.leaseMs);
    if (ids.length > 0) await this.runLoaded({ ...chunk, ids, token }, begin);
    return ids.length > 0;
  }

  private async runLoaded({ ids, token, lane, alone }: Chunk, begin: () => void): Promise<void> {
    if (this.stopping) return this.parts.store.handBack(ids, token);
    const askedAt = performance.now();
    const { claimed, now } = await this.parts.store.load(ids, token);
    begin();
    const readAt = performance.now();
    const clock: Clock = { now: () => now + (performance.now() - readAt), latest: () => now + (performance.now() - askedAt), readAt: askedAt };
    await Promise.all(claimed.map(async (one) => {
      try {
        await (alone ? this.workAlone(one, lane, clock) : this.workOn(one, lane, clock));
      } catch (error) {
        // The lease brings it back; what throws again and again ends as poison, in sight.
        this.parts.logger.error({ onboarding: one.id, ...plainError(error) }, 'work on an onboarding was cut off');
      }
    }));
  }

  private async workAlone(claimed: Claimed, lane: Lane, clock: Clock): Promise<void> {
    const { store } = this.parts;
    if (claimed.loneStarts >= loneStartsBeforePoison && !isFinal(claimed.standing.status)) {
      await this.record(claimed, (standing) => ({ course: holdFor(course(standing), 'poison', clock.now()), waitMs: null }));
      return;
    }
    // What waited too long for its solitude was not begun: it must not count as a start that was lost.
    if (!this.inTime(claimed, clock)) return void (await this.handBack(claimed));
    if (await store.startAlone(claimed.id, claimed.token)) await this.workOn(claimed, lane, clock);
  }

  private async workOn(claimed: Claimed, lane: Lane, clock: Clock): Promise<void> {
    const task = taskFor(claimed.standing, clock.now());
    // A question about what is final was asked for by a person: it goes out in any case.
    if ((task === 'send' || task === 'ask') && !isFinal(claimed.standing.status) && (await this.waitsForCircuit(claimed, clock))) return;
    switch (task) {
      case 'send':
        return this.send(claimed, lane, clock);
      case 'ask':
        return this.ask(claimed, lane, clock);
      case 'expire':
        return this.record(claimed, (standing) => expire(standing, clock.now()));
      case 'rest':
        return this.record(claimed, (standing) => ({ course: course(standing), waitMs: null }));
    }
  }

  /** True: nothing more is done with it now. What the circuit held is let go before it goes on. */
  private async waitsForCircuit(claimed: Claimed, clock: Clock): Promise<boolean> {
    const { circuit } = this.parts;
    const isParked = claimed.standing.hold?.reason === 'partner_unavailable';
    if (circuit.isClosed && !isParked) return false;
    if (circuit.isClosed) await this.record(claimed, (standing) => unpark(standing, clock.now()));
    else if (await circuit.admits()) return false;
    else await this.record(claimed, (standing) => park(standing, this.moment(clock.now(), clock)));
    return true;
  }

  private moment(askedAt: number, clock: Clock): Moment {
    return { askedAt, at: clock.now(), latest: clock.latest(), random: Math.random(), policy: this.parts.policy };
  }

  private async send(claimed: Claimed, lane: Lane, clock: Clock): Promise<void> {
    const { partner, store, timeoutMs } = this.parts;
    const sent = await this.inSlot(claimed, lane, clock, async () => {
      const leasedAt = performance.now();
      const { standing, changes } = intend(claimed.standing, clock.now(), this.leaseMs);
      const body = claimed.body ?? this.firstBody(claimed);
      const token = await store.intend({ claimed, standing, changes, body, bodySha256: sha256(body), leaseMs: this.leaseMs });
      if (token === null) {
        // An operator changed it meanwhile: give it back, so that it is decided on anew at once.
        await store.handBack([claimed.id], claimed.token);
        return null;
      }
      this.count(changes);
      // After the last statement and before the first byte: is there still lease enough for a whole call?
      if (performance.now() - leasedAt > this.leaseMs - timeoutMs) return null;
      const answered = await partner.add(body, claimed.requestId);
      return { answered, held: { ...claimed, token, standing, body } };
    });
    if (sent === null) return;
    const { answered, held } = sent;
    await this.recordAnswer(held, 'add', answered, clock.now(), clock, (standing, moment) => afterAdd(standing, answered.answer, moment));
  }

  private async ask(claimed: Claimed, lane: Lane, clock: Clock): Promise<void> {
    const asked = await this.inSlot(claimed, lane, clock, async () => {
      const askedAt = clock.now();
      return { askedAt, answered: await this.parts.partner.status(claimed.requestId) };
    });
    if (asked === null) return;
    const { askedAt, answered } = asked;
    await this.recordAnswer(claimed, 'status', answered, askedAt, clock, (standing, moment) => afterStatus(standing, answered.answer, moment));
  }

  /** A call, once there is a place for it and while there is lease enough for the whole of it; else it is handed back while it is still ours. */
  private async inSlot<T>(claimed: Claimed, lane: Lane, clock: Clock, call: () => Promise<T | null>): Promise<T | null> {
    const begun = { inTime: false };
    const result = await this.slots.use(lane, this.spareMs(claimed, clock), async () => {
      if (this.stopping || !this.inTime(claimed, clock)) return null;
      begun.inTime = true;
      return call();
    });
    return begun.inTime ? result : this.handBack(claimed);
  }

  /** How long a call may still wait for its beginning, ms. */
  private spareMs({ leaseLeftMs }: Claimed, { readAt }: Clock): number {
    return leaseLeftMs - this.parts.timeoutMs - (performance.now() - readAt);
  }

  private inTime(claimed: Claimed, clock: Clock): boolean {
    return this.spareMs(claimed, clock) > 0;
  }

  private async handBack({ id, token }: Claimed): Promise<null> {
    await this.parts.store.handBack([id], token);
    return null;
  }

  private firstBody({ id, requestId, content }: Claimed): Buffer {
    if (content === null) throw new Error('an application is missing its content');
    return this.parts.partner.buildBody({ requestId, onboardingId: id, application: JSON.parse(content) as Application });
  }

  private async recordAnswer(
    claimed: Claimed, method: 'add' | 'status', { answer, facts }: Answered<AddAnswer | StatusAnswer>, askedAt: number, clock: Clock,
    decide: (standing: Standing, moment: Moment) => Step,
  ): Promise<void> {
    const outcome = answer.kind;
    const { circuit, metrics } = this.parts;
    metrics.partnerCalls.observe({ method, outcome }, facts.durationMs / 1_000);
    const isAway = circuit.note(claimed.id, facts);
    if (answer.kind === 'drift' || ('drift' in answer && answer.drift)) circuit.noteDrift(method);
    const moment = this.moment(askedAt, clock);
    const next = (standing: Standing): Step => (isAway ? parkAfter(decide(standing, moment), moment) : decide(standing, moment));
    await this.record(claimed, next, (standing) => ({ method, outcome, facts, applied: !isFinal(standing.status) }));
  }

  /**
   * Writes the step. When the guard refuses because an operator changed something meanwhile, the same answer is judged
   * again against the new standing, and what came of no answer is handed back: it is decided on anew, and may not be due
   * any more, or be held by somebody else. When the token is gone, somebody else goes on and this answer is dropped.
   */
  private async record(
    claimed: Claimed, decide: (standing: Standing) => Step,
    exchangeFor?: (standing: Standing) => { method: 'add' | 'status'; outcome: string; facts: Answered<unknown>['facts']; applied: boolean },
  ): Promise<void> {
    const { store, logger } = this.parts;
    let held: Claimed | undefined = claimed;
    const giveUpAt = performance.now() + this.leaseMs;
    while (held !== undefined) {
      const step = decide(held.standing);
      try {
        const entry = {
          claimed: held, standing: step.course.standing, changes: step.course.changes, waitMs: step.waitMs,
          ...(exchangeFor === undefined ? {} : { exchange: exchangeFor(held.standing) }),
          ...(step.reasons === undefined ? {} : { reasons: step.reasons }), ...(step.ids === undefined ? {} : { ids: step.ids }),
        };
        if (await store.record(entry)) {
          this.count(step.course.changes);
          return;
        }
        if (exchangeFor === undefined) return void (await this.handBack(held));
        held = (await store.load([held.id], held.token)).claimed[0];
      } catch (error) {
        // An answer in hand is worth trying again for as long as the lease lasts.
        if (!(error instanceof DatabaseAway || isRepeatable(error)) || performance.now() > giveUpAt) throw error;
        await sleep(200);
      }
    }
    logger.debug({ onboarding: claimed.id }, 'somebody else moved it on');
  }

  private count(changes: { type: string }[]): void {
    for (const { type } of changes) this.parts.metrics.events.inc({ type });
  }
}

const sha256 = (body: Buffer): Buffer => createHash('sha256').update(body).digest();
