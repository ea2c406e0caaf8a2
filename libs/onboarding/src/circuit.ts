import { setTimeout as sleep } from 'node:timers/promises';
import type { CallFacts } from '#app/freedompay';
import { DatabaseAway, plainError, type Logger, type Metrics } from '#app/platform';
import type { CircuitState, CircuitStore } from './circuit.store.js';
import { Strain, verdictOf } from './strain.js';

/** Between two looks at it, ms: while it is closed, and while it is open or what it held is being let go. */
const calmMs = 1_000;
const alertMs = 250;
/** Drift is looked into so often by one process, ms. */
const driftEveryMs = 60_000;

/**
 * Keeps calls from a partner that answers nobody. It stands in Postgres: what one worker finds out all of them know within
 * a second. While it is open one call at a time tries, with an onboarding that waits anyway; any answer closes it.
 */
export class Circuit {
  private readonly strain = new Strain();
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private isOpen = false;
  private reason: CircuitState['reason'] = null;
  private probeAt = 0;
  /** What a circuit held may wait from before this process began. */
  private isLettingGo = true;
  private isChanging = false;
  private driftAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly store: CircuitStore, private readonly metrics: Metrics, private readonly logger: Logger) {}

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  /** As far as this process knows; no call is let through for it. */
  get isClosed(): boolean {
    return !this.isOpen;
  }

  /** Whether a call may go out. While it is open: one now and then, to try. */
  async admits(): Promise<boolean> {
    if (!this.isOpen) return true;
    if (performance.now() < this.probeAt) return false;
    this.probeAt = performance.now() + alertMs;
    return this.store.takeProbe();
  }

  /** What came of a call. True: it came to nothing, as calls do now. */
  note(onboarding: string, facts: CallFacts): boolean {
    const verdict = verdictOf(facts);
    const reason = this.strain.note(onboarding, verdict);
    // A refused key is an answer as well; two of them open it again, for what it then is.
    const isAnswer = verdict === 'up' || (verdict === 'locked' && this.reason === 'unavailable');
    if (isAnswer && this.isOpen) this.change(() => this.store.close(), { isOpen: false, reason: null, probeInMs: 0 });
    else if (reason !== null && !this.isOpen) this.change(() => this.store.open(reason), { isOpen: true, reason, probeInMs: calmMs });
    return this.isOpen && (verdict === 'absent' || verdict === 'failed');
  }

  noteDrift(method: 'add' | 'status'): void {
    if (performance.now() - this.driftAt < driftEveryMs) return;
    this.driftAt = performance.now();
    this.store.drift(method).catch((error: unknown) => this.complain(error));
  }

  /** Here at once, for all as soon as it is written; who is faster in another process has written the same. */
  private change(write: () => Promise<boolean>, next: CircuitState): void {
    if (this.isChanging) return;
    this.isChanging = true;
    this.take(next);
    write().then((isOurs) => {
      if (isOurs) this.logger.warn({ reason: next.reason }, next.isOpen ? 'no more calls: Freedom Pay does not serve us' : 'calls flow again');
    }).catch((error: unknown) => this.complain(error)).finally(() => {
      this.isChanging = false;
    });
  }

  private take({ isOpen, reason, probeInMs }: CircuitState): void {
    if (isOpen !== this.isOpen) {
      this.strain.forget();
      this.isLettingGo = !isOpen;
    }
    this.isOpen = isOpen;
    this.reason = reason;
    this.probeAt = performance.now() + probeInMs;
    this.metrics.circuitOpen.set(isOpen ? 1 : 0);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.look();
      } catch (error) {
        this.complain(error);
      }
      await sleep(this.isOpen || this.isLettingGo ? alertMs : calmMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(): Promise<void> {
    const state = await this.store.read();
    // What is being written is newer than what was read.
    if (this.isChanging) return;
    this.take(state);
    if (state.isOpen && state.probeInMs === 0) await this.store.offerProbe();
    if (!state.isOpen && this.isLettingGo) this.isLettingGo = (await this.store.releaseSome()) > 0;
  }

  private complain(error: unknown): void {
    if (!(error instanceof DatabaseAway)) this.logger.error(plainError(error), 'the circuit was not looked at');
  }
}
