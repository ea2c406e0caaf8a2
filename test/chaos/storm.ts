import { setTimeout as sleep } from 'node:timers/promises';
import { gather, gatherDeliveries, readFeed, until, untilAllEnded } from '../support/evidence.js';
import { queueBackends, type QueueBackend } from '../support/servers.js';
import { askAgain } from './ask-again.js';
import { brokenPromises, whyInvalid } from './checker.js';
import { partnerFaults } from './plans.js';
import type { Ledgers, Told } from './ledgers.js';
import { leaksIn, redisPairs } from './leaks.js';
import { drawSchedule, planOf, type Plan, type Planned } from './schedule.js';
import { Site } from './site.js';
import { store, type Stored } from './stored.js';
import { Striker } from './strike.js';
import { figuresOf, type Figures } from './figures.js';

const readEveryMs = 5_000;
/** What is measured once in each storm. */
export const restAfterAll = 'after the last fault: nothing open';

export interface StormOptions extends Omit<Stored, 'schedule'> {
  /** Instead of the one that the seed draws. */
  schedule?: Planned[];
  /** Under this name it can be repeated. */
  storedAs?: string;
  /** Goes on beside it until the last fault is healed. */
  meanwhile?: (site: Site, signal: AbortSignal) => Promise<void>;
}

export interface StormResult {
  broken: string[];
  invalid: string[];
  figures: Figures;
  /** How long each post took that was acknowledged, and when, ms since the beginning. */
  latencies: { at: number; ms: number }[];
}

/** Lets a schedule loose on a site while deals come in, waits until all is quiet, and has the ledgers judged. */
export async function storm({
  plan, overMs, rate, schedule, storedAs, backend = queueBackends[0], measures = false, asksAgain = false, patienceMs = 60_000, meanwhile = () => Promise.resolve(), ...options
}: StormOptions): Promise<StormResult> {
  const blows = possible(schedule ?? drawSchedule(options.seed, overMs, plan), backend);
  if (storedAs !== undefined) process.stdout.write(`stored as ${store(storedAs, { ...options, backend, plan, overMs, rate, schedule: blows, measures, asksAgain, patienceMs })}\n`);
  const site = await Site.create({ ...options, backend });
  try {
    const striker = new Striker(site, measures);
    const over = new AbortController();
    const driving = Promise.all([drive(site, rate, over.signal), readAlong(site, over.signal), meanwhile(site, over.signal)]);
    await striker.run(blows);
    over.abort();
    await driving;
    await site.driver.finish();
    if (asksAgain) await askAgain(site);
    const stuck = await quiet(site, patienceMs);
    striker.recovery.note(restAfterAll, Date.now() - Math.max(...striker.struck.map(({ healedAt }) => healedAt)));
    const ledgers = await gatherAll(site, striker, planOf(blows));
    const ends = (await site.fleet.stop()).filter((code) => code !== 0).map((code) => `stopped badly: in the end a part ended with ${code ?? 'a signal'}`);
    return {
      broken: [...stuck, ...brokenPromises(ledgers), ...ends], invalid: [...striker.failures, ...whyInvalid(ledgers)], figures: figuresOf(ledgers, striker.recovery.spreads),
      latencies: latenciesOf(ledgers.book),
    };
  } finally {
    await site.remove();
  }
}

/** Where BullMQ runs on Postgres nothing can be done to Redis: as many workers are killed instead. */
function possible(schedule: Planned[], backend: QueueBackend): Planned[] {
  if (backend !== 'postgres') return schedule;
  return schedule.map((one): Planned => (one.fault === 'kill redis' ? { ...one, fault: 'kill worker' } : one)).filter(({ fault }) => !fault.includes('redis'));
}

function latenciesOf(book: Told[]): StormResult['latencies'] {
  const begin = book[0]?.sentAt ?? 0;
  return book.filter(({ status }) => status === 202).map(({ sentAt, at }) => ({ at: sentAt - begin, ms: at - sentAt }));
}

async function drive({ driver }: Site, rate: number, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  while (!signal.aborted) {
    while (driver.deals.length < ((performance.now() - startedAt) * rate) / 1_000) driver.begin();
    await sleep(1_000 / rate);
  }
}

/** The partner keeps its last calls only. */
async function readAlong({ stand }: Site, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await stand.witness.callFacts();
    await sleep(readEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Nothing open any more, and every event with every receiver; what is not so in time. */
async function quiet({ stand, driver, receivers, fleet }: Site, withinMs: number): Promise<string[]> {
  try {
    await untilAllEnded(stand.databaseUrl, driver.deals.length, withinMs);
    const feed = await readFeed(await fleet.url('api'));
    const missing = (): number => Object.values(receivers).reduce((sum, { taken }) => sum + feed.length - new Set(taken.map(({ id }) => id)).size, 0);
    await until('every event has arrived', () => Promise.resolve(missing() <= 0), withinMs);
    return [];
  } catch (error) {
    return [`stuck: ${(error as Error).message}`];
  }
}

async function gatherAll(site: Site, striker: Striker, planned: Plan): Promise<Ledgers> {
  const { stand, driver, receivers, fleet } = site;
  const { struck, wires, thaws, overtaken, jumpsSeen } = striker;
  const leaks = await leaksIn(site);
  const redisKeys = (await stand.redis?.ask((redis) => redis.dbsize())) ?? 0;
  const open = await stand.rows(`
    select from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
      and (state like 'idle in transaction%' and state_change < now() - interval '1 s' or xact_start < now() - interval '2 s')`);
  const [webhooks] = await stand.rows<{ waiting: number }>(`
    select ((select count(*) from webhook_lines) + (select count(*) from webhook_deliveries where status <> 'delivered'))::integer as waiting`);
  const feed = await readFeed(await fleet.url('api'));
  const counts = Object.values(site.wires).map((wire) => wire.counts);
  const toxics: Record<string, number> = {};
  for (const { struck: met } of counts) for (const [kind, times] of Object.entries(met)) if (times > 0) toxics[kind] = (toxics[kind] ?? 0) + times;
  const evidence = await gather(stand.databaseUrl, stand.witness, []);
  return {
    deals: driver.deals, book: driver.book, struck, planned, wires, leaks, redisKeys, openTransactions: open.length, waitingWebhooks: webhooks?.waiting ?? 0,
    answersLost: counts.reduce((sum, { answersLost }) => sum + answersLost, 0), statementsLost: counts.reduce((sum, { statementsLost }) => sum + statementsLost, 0),
    toxics, missedCalls: stand.witness.missedCalls, deaths: [...fleet.unexpectedDeaths, ...striker.deaths], partnerFaults: Object.keys(partnerFaults), thaws, overtaken, jumpsSeen,
    leftInHand: striker.recovery.leftInHand, redisBytes: stand.redis === null ? null : redisPairs.reduce((sum, pair) => sum + site.wires[pair].counts.bytes.up, 0),
    sends: await stand.rows(`
      select a.request_id as "requestId", extract(epoch from s.at)::float8 * 1000 as at, extract(epoch from s.until)::float8 * 1000 as until
      from chaos.sends s join applications a on a.onboarding_id = s.onboarding`),
    evidence, answers: await stand.rows(`select onboarding_id as onboarding, outcome from exchanges where method = 'add'`), deliveries: await gatherDeliveries(receivers, stand.witness, feed),
  };
}
