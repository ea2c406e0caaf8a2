import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Environment } from '../../apps/demo/src/parts.js';
import { seededRandom } from '../freedompay/seeded-random.js';
import { newFolder, preloading } from '../support/crashing.js';
import { until } from '../support/evidence.js';
import { shortWebhooks, type Fleet } from '../support/fleet.js';
import { health } from '../support/http-call.js';
import { Receiver, takes } from '../support/receiver.js';
import { queueBackends, type QueueBackend } from '../support/servers.js';
import { Stand } from '../support/stand.js';
import { canary, Driver } from './driver.js';
import { partnerFaults } from './plans.js';
import { Wire } from './wire/wire.js';

export interface SiteOptions {
  seed: number;
  /** What a repeated request meets at the partner. */
  duplicates: string;
  /** How long the partner takes for an answer, ms: who is killed is to have something in hand. */
  partnerMs?: number;
  /** What BullMQ runs on. */
  backend?: QueueBackend;
  /** Laid over all parts; one that is called MUTANT is a seeded bug, which is laid over them as well. */
  environment?: Environment;
  /** What each part holds is written down all the time. */
  weighs?: boolean;
}

/** Below the settle time, both: a second send is not recognised any more where `window` is what a repeated request meets. */
const lateAcceptMs = 700;
const windowMs = 1_000;

/** Where it is written down when somebody takes what another still has claimed, and under which token that was. */
export const takings = 'chaos.takings';
/** The lease of each send is forgotten with the next one, and who had it before with the next claim: here both are kept, by the database's own clock. */
const writesDown = `
  create schema chaos;
  create table ${takings} (onboarding uuid, token uuid);
  create function chaos.note_taking() returns trigger language plpgsql as $$
    begin insert into ${takings} values (new.id, old.lease_token); return null; end $$;
  create trigger note_taking after update on onboardings for each row when (new.lost > old.lost) execute function chaos.note_taking();
  create table chaos.sends (onboarding uuid, at timestamptz, until timestamptz);
  create function chaos.note_send() returns trigger language plpgsql as $$
    begin insert into chaos.sends values (new.id, clock_timestamp(), new.sent_until); return null; end $$;
  create trigger note_send after update on onboardings for each row when (new.sends > old.sends) execute function chaos.note_send();`;

export const parts = [['api', 0], ['api', 1], ['worker', 0], ['worker', 1]] as const;
/** The ends of a wire; where only one is told, it is between that and all parts that call it. */
const pairs = ['crm first api', 'crm second api', 'api postgres', 'worker postgres', 'api redis', 'worker redis', 'partner', 'steady receiver', 'flaky receiver'] as const;
export type Pair = (typeof pairs)[number];

/**
 * An installation of its own to be broken: servers, two APIs, two workers, a partner, a CRM and two receivers, with a wire between
 * each pair. It ends nothing but what it started.
 */
export class Site {
  private constructor(
    readonly stand: Stand, readonly fleet: Fleet, readonly wires: Record<Pair, Wire>, readonly receivers: Record<'steady' | 'flaky', Receiver>, readonly driver: Driver,
    readonly folder: string,
  ) {}

  static async create({ seed, duplicates, partnerMs = 150, backend = queueBackends[0], environment = {}, weighs = false }: SiteOptions): Promise<Site> {
    const random = seededRandom(seed);
    const folder = newFolder();
    const stand = await Stand.create(backend);
    await stand.renew();
    await stand.rows(writesDown);
    await stand.witness.mode({ duplicates, duplicate_window_ms: windowMs, latency_ms: partnerMs, faults: partnerFaults, late_accept_ms: lateAcceptMs, seed });
    const receivers = {
      steady: await Receiver.start(takes),
      flaky: await Receiver.start(() => (random() < 0.3 ? (['reset', { status: 503 }, { status: 429, headers: { 'retry-after': '0' } }] as const)[Math.floor(random() * 3)]! : { status: 200 })),
    };
    const { postgres, redis, witness } = stand;
    const wireTo = (url: string, lookFor?: RegExp): Promise<Wire> => Wire.to(Number(new URL(url).port), random, lookFor);
    const personal = new RegExp(canary, 'i');
    const through = (url: string, { port }: Wire): string => Object.assign(new URL(url), { port: String(port) }).href;
    const [toPostgres, toRedis] = [postgres.url('postgres'), redis?.url ?? postgres.url('postgres')];
    const wires = {
      'api postgres': await wireTo(toPostgres), 'worker postgres': await wireTo(toPostgres), 'api redis': await wireTo(toRedis, personal), 'worker redis': await wireTo(toRedis, personal),
      partner: await wireTo(witness.url), 'steady receiver': await wireTo(receivers.steady.url), 'flaky receiver': await wireTo(receivers.flaky.url),
    };
    for (const name of ['steady', 'flaky'] as const) await stand.addEndpoint(through(receivers[name].url, wires[`${name} receiver`]));
    const preloads = [...(environment['MUTANT'] === undefined ? [] : ['mutant' as const]), ...(weighs ? ['weigh' as const] : []), 'clock' as const];
    const fleet = await stand.start({
      apis: 2, workers: 2, simulatorUrl: through(witness.url, wires.partner).replace(/\/$/, ''),
      environment: { ...shortWebhooks, ...environment, NODE_OPTIONS: preloads.map(preloading).join(' ') },
      each: (name, index) => ({
        CLOCK_FILE: clockFile(folder, name, index), WEIGHT_FILE: weightFile(folder, name, index),
        DATABASE_URL: through(stand.databaseUrl, wires[`${name} postgres`]), ...(redis === null ? {} : { REDIS_URL: through(redis.url, wires[`${name} redis`]) }),
      }),
    });
    const apis = [await fleet.url('api', 0), await fleet.url('api', 1)] as const;
    const crm = { 'crm first api': await wireTo(apis[0]), 'crm second api': await wireTo(apis[1]) };
    const driver = new Driver(seed, [through(apis[0], crm['crm first api']), through(apis[1], crm['crm second api'])].map((url) => url.replace(/\/$/, '')), join(folder, 'book.jsonl'));
    const site = new Site(stand, fleet, { ...wires, ...crm }, receivers, driver, folder);
    await until('all parts are ready', () => site.isReady());
    return site;
  }

  async isReady(): Promise<boolean> {
    const urls = await Promise.all(parts.map(([name, index]) => this.fleet.url(name, index)));
    return (await Promise.all(urls.map((url) => health(url, 'ready')))).every((status) => status === 200);
  }

  /** Where a part reads by how much its clock is wrong, ms. */
  clockFile(name: 'api' | 'worker', index: number): string {
    return clockFile(this.folder, name, index);
  }

  /** By how much the clock of a part was wrong so far, ms, as it saw it. */
  jumpsSeen(name: 'api' | 'worker', index: number): number[] {
    const file = `${this.clockFile(name, index)}, seen`;
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : [];
  }

  /** What a part held, bytes, every `weighedEveryMs`. */
  weights(name: 'api' | 'worker', index: number): number[] {
    return readFileSync(weightFile(this.folder, name, index), 'utf8').trim().split('\n').map(Number);
  }

  async remove(): Promise<void> {
    await this.stand.endCase();
    await Promise.all(Object.values(this.receivers).map((receiver) => receiver.close()));
    await Promise.all(Object.values(this.wires).map((wire) => wire.close()));
    await this.stand.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const clockFile = (folder: string, name: string, index: number): string => resolve(folder, `clock of ${name} ${index}`);
const weightFile = (folder: string, name: string, index: number): string => resolve(folder, `weight of ${name} ${index}`);
