import { setTimeout as sleep } from 'node:timers/promises';
import { onDatabase } from '../support/servers.js';
import { spreadOf, type Spread } from './spread.js';
import type { Site } from './site.js';

/** Between two looks at first, ms; then a twentieth of the time: many that watch for long must not be a load. */
const everyMs = 100;
/** Longer than any bound: what takes longer did not come back, ms. */
const givenUpAfterMs = 60_000;

/** What is to be reached where nothing else is broken at the same time, ms. */
export const bounds = {
  'worker killed: its work continues': { p99: 8_000, max: 12_000 },
  'api killed: ready again': { max: 3_000 },
  'all parts killed: all ready again': { max: 10_000 },
  'Redis back: jobs from the queue again': { max: 3_000 },
  'Postgres back: the first 202': { max: 3_000 },
  'Postgres back: work goes on': { max: 5_000 },
  'black hole to Postgres healed: parts ready': { max: 10_000 },
  'black hole to Redis healed: jobs from the queue again': { max: 10_000 },
  'black hole to the partner healed: work goes on': { max: 10_000 },
} satisfies Record<string, { p99?: number; max: number }>;
export type Bounded = keyof typeof bounds;

const samplesAtLeast = 3;
/** What was in hand longer than any call takes was in the hand of who was killed; what was gone sooner was the survivor's, and says nothing, ms. */
const longerThanACallMs = 1_100;

/** What was not reached, or not measured often enough. */
export function missedBounds(recovery: Record<string, Spread>): string[] {
  return (Object.entries(bounds) as [Bounded, { p99?: number; max: number }][]).flatMap(([what, { p99 = Infinity, max }]) => {
    const spread = recovery[what];
    if (spread === undefined || spread.count < samplesAtLeast) return [`too slow: "${what}" was measured ${spread?.count ?? 0} times, not ${samplesAtLeast}`];
    return spread.p99 > p99 || spread.max > max ? [`too slow: "${what}" took ${spread.p99} ms (p99), ${spread.max} ms (max)`] : [];
  });
}

const inHandAgain: Bounded = 'worker killed: its work continues';

/** How long it takes until things go on, ms, by what happened. */
export class Recovery {
  private readonly measured = new Map<string, number[]>();
  private readonly open = new Set<Promise<void>>();
  private askedAt = Number.NEGATIVE_INFINITY;
  private lastLeases: Promise<string[]> = Promise.resolve([]);

  private over = false;

  /** @param measures all of it; otherwise only what kills have left in hand: in a storm the next fault is there before the last one is over */
  constructor(private readonly site: Site, private readonly measures: boolean) {}

  /** From now until it is so; beside everything else. */
  watch(what: Bounded, isSo: () => Promise<boolean>): void {
    if (!this.measures && what !== inHandAgain) return;
    const from = performance.now();
    const run = this.until(isSo, from).then((ms) => { if (what !== inHandAgain || ms > longerThanACallMs) this.note(what, ms); }).finally(() => this.open.delete(run));
    this.open.add(run);
  }

  /** Kills, and watches what was in hand at that moment: the last of it is taken up by somebody else. */
  async ofWork(kill: () => Promise<unknown>): Promise<void> {
    const inHand = await this.askForLeases().catch(() => []);
    await kill();
    const had = new Set(inHand);
    if (had.size > 0) this.watch(inHandAgain, async () => (await this.leased()).every((lease) => !had.has(lease)));
  }

  /** Postgres answers again: until the next deal is acknowledged, and until the next one is sent to the partner. */
  async afterPostgres(): Promise<void> {
    const { driver } = this.site;
    const told = driver.book.length;
    this.watch('Postgres back: the first 202', () => Promise.resolve(driver.book.slice(told).some(({ status }) => status === 202)));
    await this.untilSent('Postgres back: work goes on');
  }

  /** The partner is reached again: until the next one is sent to it. */
  async afterPartner(): Promise<void> {
    await this.untilSent('black hole to the partner healed: work goes on');
  }

  async finish(): Promise<void> {
    this.over = !this.measures;
    while (this.open.size > 0) await Promise.all(this.open);
  }

  get spreads(): Record<string, Spread> {
    return Object.fromEntries([...this.measured].map(([what, times]) => [what, spreadOf(times)]));
  }

  /** Kills that left something in hand: it stayed claimed for longer than anybody alive would have had it. */
  get leftInHand(): number {
    return (this.measured.get(inHandAgain) ?? []).length;
  }

  note(what: string, ms: number): void {
    this.measured.set(what, [...(this.measured.get(what) ?? []), Math.round(ms)]);
  }

  private async untilSent(what: Bounded): Promise<void> {
    const { stand } = this.site;
    const [since] = await stand.rows<{ at: Date }>('select clock_timestamp() as at').catch(() => []);
    if (since !== undefined) this.watch(what, async () => (await stand.rows(`select from events where type = 'onboarding.processing' and occurred_at > $1 limit 1`, [since.at])).length > 0);
  }

  /** Everybody who watches asks together: a connection each, again and again, would be a fault of its own. */
  private leased(): Promise<string[]> {
    if (performance.now() - this.askedAt > everyMs) {
      this.askedAt = performance.now();
      this.lastLeases = this.askForLeases();
    }
    return this.lastLeases;
  }

  /** What is claimed now, and under which token. */
  askForLeases(): Promise<string[]> {
    return onDatabase(this.site.stand.databaseUrl, async (client) =>
      (await client.query<{ lease: string }>(`select id || ' ' || lease_token as lease from onboardings where lease_token is not null`)).rows.map(({ lease }) => lease));
  }

  private async until(isSo: () => Promise<boolean>, from: number): Promise<number> {
    while (!this.over && performance.now() - from < givenUpAfterMs && !(await isSo().catch(() => false))) await sleep(Math.max(everyMs, (performance.now() - from) / 20));
    return performance.now() - from;
  }
}
