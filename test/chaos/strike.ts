import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from '../../apps/demo/src/parts.js';
import { isProperEnd, stopWithin } from '../support/crashing.js';
import { chunksConsumed } from '../support/chunks-consumed.js';
import { until } from '../support/evidence.js';
import { health, metric } from '../support/http-call.js';
import { redisPairs } from './leaks.js';
import type { Struck, WireStruck } from './ledgers.js';
import { Recovery, type Bounded } from './recovery.js';
import type { Fault, Planned } from './schedule.js';
import { parts, takings, type Pair, type Site } from './site.js';
import type { Toxic } from './wire/toxics.js';

const slowly: readonly Toxic[] = [{ kind: 'latency', ms: 200, jitterMs: 200 }, { kind: 'slicer', bytes: 40 }, { kind: 'bandwidth', bytesPerSecond: 20_000 }];
const cutShort: readonly Toxic[] = [{ kind: 'resetAfter', bytes: 1_500 }, { kind: 'acceptAndClose' }, { kind: 'refuse' }];
const crmPairs = ['crm first api', 'crm second api'] as const;
/** So much longer a wire stays bad until somebody has met it. */
const metWithinMs = 20_000;
/** Who is frozen sees it later. */
const jumpSeenWithinMs = 20_000;
/** Statements that change something. */
export const isWrite = (statement: string): boolean => /^(accept|claim|intend|record|reissue|hand_back|webhook_(claim|settle|fan_out))/.test(statement);

/** Does what is planned to a site, and measures how it comes back. */
export class Striker {
  readonly struck: Struck[] = [];
  readonly wires: WireStruck[] = [];
  /** What could not be done. */
  readonly failures: string[] = [];
  /** Of parts that were told to stop, and did not do so properly. */
  readonly deaths: string[] = [];
  /** Frozen workers that lived to be thawed, and those among them of whose work another had taken some. */
  thaws = 0;
  overtaken = 0;
  /** Clocks that were seen to jump. */
  jumpsSeen = 0;
  /** Workers to which something is being done: everything else spares them meanwhile. */
  private readonly spared = new Set<number>();
  readonly recovery: Recovery;
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly site: Site, measures: boolean) {
    this.recovery = new Recovery(site, measures);
  }

  /** At its time each; a fault that lasts does not keep the next one waiting. */
  async run(schedule: Planned[]): Promise<void> {
    const startedAt = performance.now();
    for (const planned of schedule) {
      await sleep(Math.max(0, planned.at + startedAt - performance.now()));
      const at = Date.now();
      const act = this.acts[planned.fault](planned.index, planned.forMs);
      const failed = (error: Error): void => void this.failures.push(`${planned.fault} could not strike: ${error.message}`);
      const run = this.note(planned, at, act).catch(failed).finally(() => this.running.delete(run));
      this.running.add(run);
      // A part that is down already is waited for, and so is its end: each blow hits another life.
      if (planned.fault.startsWith('kill')) await act.catch(() => undefined);
    }
    await Promise.all(this.running);
    await this.recovery.finish();
  }

  /** Healed is what was killed when it is up again. */
  private async note({ fault }: Planned, at: number, act: Promise<unknown>): Promise<void> {
    await act;
    if (fault === 'kill api' || fault === 'kill all parts') await until('the APIs are back', () => Promise.all([0, 1].map((index) => this.site.fleet.url('api', index))).then(() => true));
    this.struck.push({ fault, at, healedAt: Date.now() });
  }

  /** One that is not spared: a freeze is to outlast its lease and to end. */
  private async worker(index: number): Promise<number> {
    for (;;) {
      const free = [index % 2, (index + 1) % 2].find((one) => !this.spared.has(one));
      if (free !== undefined) return free;
      await sleep(50);
    }
  }

  private async sparing(index: number, act: (part: Part, worker: number) => Promise<unknown>): Promise<void> {
    const worker = await this.worker(index);
    this.spared.add(worker);
    try {
      await act(await this.site.fleet.part('worker', worker), worker);
    } finally {
      this.spared.delete(worker);
    }
  }

  /** As soon as nothing is done to any worker. */
  private async sparingAll(act: () => Promise<unknown>): Promise<void> {
    while (this.spared.size > 0) await sleep(50);
    for (const worker of [0, 1]) this.spared.add(worker);
    await act().finally(() => this.spared.clear());
  }

  private readonly acts: Record<Fault, (index: number, forMs: number) => Promise<unknown>> = {
    'kill worker': (index) => this.sparing(index, (_, worker) => this.recovery.ofWork(() => this.site.fleet.kill('worker', worker))),
    'kill api': async (index) => {
      const url = await this.site.fleet.url('api', index % 2);
      await this.site.fleet.kill('api', index % 2);
      this.recovery.watch('api killed: ready again', async () => (await health(url, 'ready')) === 200);
    },
    'kill all parts': async () => {
      await this.sparingAll(() => this.recovery.ofWork(() => Promise.all(parts.map(([name, index]) => this.site.fleet.kill(name, index)))));
      this.recovery.watch('all parts killed: all ready again', () => this.site.isReady());
    },
    'stop worker': (index, forMs) => this.sparing(index, async (part, worker) => {
      this.site.fleet.expectDeath('worker', worker);
      const end = await stopWithin(part, forMs);
      if (!isProperEnd(end)) this.deaths.push(`a worker that was told to stop ${end}\n${part.lines.slice(-10).join('\n')}`);
    }),
    // The other one lives meanwhile, or nobody would take what the frozen one has in hand.
    'freeze worker': (index, forMs) => this.sparingAll(async () => {
      await this.site.fleet.part('worker', (index + 1) % 2);
      const part = await this.site.fleet.part('worker', index % 2);
      let isAlive = true;
      void part.exited.then(() => { isAlive = false; });
      part.kill('SIGSTOP');
      const inHand = await this.recovery.askForLeases().catch(() => []);
      await sleep(forMs);
      const taken = await this.site.stand.rows(`select from ${takings} where onboarding || ' ' || token = any($1)`, [inHand]).catch(() => []);
      part.kill('SIGCONT');
      if (isAlive) this.thaws += 1;
      if (taken.length > 0) this.overtaken += 1;
    }),
    'kill redis': async (_, forMs) => {
      await this.site.stand.redis?.restart(forMs);
      this.watchQueue('Redis back: jobs from the queue again');
    },
    'flush redis': () => until('Redis is flushed', async () => (await this.site.stand.redis?.ask((redis) => redis.flushall())) === 'OK'),
    'kill postgres': async (_, forMs) => {
      await this.site.stand.postgres.restart(forMs);
      await this.recovery.afterPostgres();
    },
    'cut backends': () => until('backends are cut', async () => (await this.site.stand.rows(`
      select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'onboarding-%' and datname = current_database() and random() < 0.5`)).length > 0),
    'lose answers of postgres': (_, forMs) => this.onWires('lose answers of postgres', ['api postgres', 'worker postgres'], { kind: 'loseAnswer', match: isWrite, probability: 0.2 }, forMs),
    'black hole to postgres': async (index, forMs) => {
      const pair = index % 2 === 0 ? 'api postgres' : 'worker postgres';
      await this.onWires('black hole to postgres', [pair], index % 4 < 2 ? { kind: 'blackHole' } : { kind: 'blackHole', way: 'down' }, forMs);
      this.recovery.watch('black hole to Postgres healed: parts ready', () => this.site.isReady());
    },
    'black hole to redis': async (index, forMs) => {
      const pair = index % 2 === 0 ? 'api redis' : 'worker redis';
      await this.onWires('black hole to redis', [pair], { kind: 'blackHole' }, forMs);
      // Workers never missed the queue where only APIs could not reach it.
      if (pair === 'worker redis') this.watchQueue('black hole to Redis healed: jobs from the queue again');
    },
    'black hole to the partner': async (index, forMs) => {
      await this.onWires('black hole to the partner', ['partner'], { kind: index % 2 === 0 ? 'blackHole' : 'silent' }, forMs);
      await this.recovery.afterPartner();
    },
    'black hole to the CRM': async (index, forMs) => {
      const pair = crmPairs[index % 2]!;
      await this.onWires('black hole to the CRM', [pair], { kind: 'blackHole' }, forMs);
      // A CRM that keeps dead connections open is not what is looked at.
      this.site.wires[pair].cutAll();
    },
    'black hole to a receiver': (index, forMs) => this.onWires('black hole to a receiver', [index % 2 === 0 ? 'steady receiver' : 'flaky receiver'], { kind: 'blackHole' }, forMs),
    'cut answers': (index, forMs) => this.onWires('cut answers', [(['partner', ...crmPairs, 'steady receiver'] as const)[index % 4]!], { kind: 'cutAnswerAfterStatusLine' }, forMs),
    'reset to the partner': (index, forMs) => this.onWires('reset to the partner', ['partner'], cutShort[index % cutShort.length]!, forMs),
    'jump clock': async (index, forMs) => {
      const [name, part] = parts[index % parts.length]!;
      // One worker ahead, one behind, and so with the APIs; no two jumps alike: each is looked for.
      const wrongByMs = (index % 2 === 0 ? 3_600_000 : -86_400_000) + index;
      writeFileSync(this.site.clockFile(name, part), String(wrongByMs));
      const isSeen = await until('a clock has jumped', () => Promise.resolve(this.site.jumpsSeen(name, part).includes(wrongByMs)), jumpSeenWithinMs).then(() => true, () => false);
      if (isSeen) this.jumpsSeen += 1;
      await sleep(forMs);
      writeFileSync(this.site.clockFile(name, part), '0');
    },
    'slow wire': (index, forMs) => {
      const pairs = ['api postgres', 'worker postgres', 'partner', ...(this.site.stand.redis === null ? [] : redisPairs)] as const;
      return this.onWires('slow wire', [pairs[index % pairs.length]!], slowly[index % slowly.length]!, forMs);
    },
  };

  private async onWires(fault: Fault, pairs: Pair[], toxic: Toxic, forMs: number): Promise<void> {
    await Promise.all(pairs.map(async (pair) => {
      const wire = this.site.wires[pair];
      const before = wire.counts.struck[toxic.kind];
      const lift = wire.put(toxic);
      await sleep(forMs);
      // What nobody met was no fault: while parts start again nothing may be said on a wire.
      const met = await until('somebody meets it', () => Promise.resolve(wire.counts.struck[toxic.kind] > before), metWithinMs).then(() => true, () => false);
      await lift();
      this.wires.push({ fault, pair, kind: toxic.kind, met });
    }));
  }

  /** Until a chunk that is handed in from now on has come out of the queue, and no worker passes that by. */
  private watchQueue(what: Bounded): void {
    const { stand: { redis }, fleet } = this.site;
    if (redis === null) return;
    const since = Date.now();
    const isDirect = async (index: number): Promise<number> => metric(await fleet.url('worker', index), 'onboarding_direct_mode');
    this.recovery.watch(what, async () => (await chunksConsumed(redis, since)) > 0 && (await Promise.all([0, 1].map(isDirect))).every((direct) => direct === 0));
  }
}
