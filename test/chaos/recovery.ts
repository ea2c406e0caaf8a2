import { setTimeout as sleep } from 'node:timers/promises';
import { onDatabase } from '../support/servers.js';
import type { Site } from './site.js';

/** Longer than any bound: what takes longer did not come back, ms. */
const givenUpAfterMs = 60_000;

/** How long it takes until things go on, ms, by what happened. */
export class Recovery {
  readonly measured = new Map<string, number[]>();
  private readonly open = new Set<Promise<void>>();

  constructor(private readonly site: Site) {}

  /** From now until it is so; beside everything else. */
  watch(what: string, isSo: () => Promise<boolean>): void {
    const from = performance.now();
    const run = this.until(isSo, from).then((ms) => this.note(what, ms)).finally(() => this.open.delete(run));
    this.open.add(run);
  }

  /** Kills, and watches what was in hand at that moment: the last of it is taken up by somebody else. */
  async ofWork(kill: () => Promise<unknown>): Promise<void> {
    const inHand = await this.leased().catch(() => []);
    await kill();
    const had = new Set(inHand);
    if (had.size > 0) this.watch('worker killed: its work continues', async () => (await this.leased()).every((lease) => !had.has(lease)));
  }

  /** Postgres answers again: until the next deal is acknowledged, and until the next one is sent to the partner. */
  async afterPostgres(): Promise<void> {
    const { driver, stand } = this.site;
    const told = driver.book.length;
    this.watch('Postgres back: the first 202', () => Promise.resolve(driver.book.slice(told).some(({ status }) => status === 202)));
    const [since] = await onDatabase(stand.databaseUrl, async (client) => (await client.query<{ at: Date }>('select clock_timestamp() as at')).rows);
    this.watch('Postgres back: work goes on', async () => (await stand.rows(`select from events where type = 'onboarding.processing' and occurred_at > $1 limit 1`, [since?.at])).length > 0);
  }

  async finish(): Promise<void> {
    while (this.open.size > 0) await Promise.all(this.open);
  }

  note(what: string, ms: number): void {
    this.measured.set(what, [...(this.measured.get(what) ?? []), Math.round(ms)]);
  }

  private leased(): Promise<string[]> {
    return onDatabase(this.site.stand.databaseUrl, async (client) =>
      (await client.query<{ lease: string }>(`select id || ' ' || lease_token as lease from onboardings where lease_token is not null`)).rows.map(({ lease }) => lease));
  }

  private async until(isSo: () => Promise<boolean>, from: number): Promise<number> {
    while (performance.now() - from < givenUpAfterMs && !(await isSo().catch(() => false))) await sleep(50);
    return performance.now() - from;
  }
}
