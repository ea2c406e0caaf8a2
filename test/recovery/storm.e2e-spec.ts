import { Crm } from '../support/crm.js';
import { queueBackends, type QueueBackend } from '../support/servers.js';
import { Stand } from '../support/stand.js';
import { drawStorm, unleash, type StormPlan } from '../support/storm.js';

const seed = Number(process.env['STORM_SEED'] ?? Date.now() % 1_000_000);
const faults = { drop_after_store: 0.03, drop_before_store: 0.03, error_500: 0.03, half_body: 0.03, throttle_429: 0.02 };
const servers: StormPlan = { 'kill postgres': 1, 'kill redis': 1, 'flush redis': 1 };

interface Storm {
  backend: QueueBackend;
  count: number;
  overMs: number;
  plan: StormPlan;
  mode: Record<string, unknown>;
}

// Redis where there is one: that is what production runs. The smaller storm goes the other way.
const storms: Storm[] = [
  {
    backend: queueBackends[0], count: 500, overMs: 30_000,
    plan: { 'kill worker': 7, 'kill api': 4, ...servers }, mode: { duplicates: 'replay' },
  },
  {
    backend: 'postgres', count: 150, overMs: 10_000,
    plan: { 'kill worker': 3, 'kill api': 1 }, mode: { duplicates: 'blind', late_accept_ms: 700 },
  },
];

let stand: Stand;

afterEach(() => stand.remove(), 60_000);

it.each(storms)('a storm of kills over $count onboardings, partner $mode, BullMQ on $backend: all kept, each one client', async ({ backend, count, overMs, plan, mode }) => {
  stand = await Stand.create(backend);
  const schedule = drawStorm(seed, overMs, stand.redis === null ? { ...plan, 'kill redis': 0, 'flush redis': 0 } : plan);
  process.stdout.write(`storm with STORM_SEED=${seed}: ${schedule.map(({ at, blow, index }) => `${at} ms ${blow} ${index}`).join(', ')}\n`);
  await stand.renew();
  await stand.witness.mode({ ...mode, faults, seed });
  const fleet = await stand.start({ apis: 2, workers: 2 });
  const crm = new Crm('storm', [await fleet.url('api', 0), await fleet.url('api', 1)]);

  const [hits] = await Promise.all([unleash(schedule, fleet, stand.postgres, stand.redis), crm.submitMany(count, overMs)]);
  await stand.expectAllKept(crm, count, 90_000);
  expect(fleet.unexpectedDeaths).toEqual([]);

  // The run counts only if everything it is about took place.
  expect(hits).toBe(schedule.length);
  expect(crm.repeats).toBeGreaterThan(0);
  expect(new Set(crm.acknowledged.map(({ id }) => id)).size).toBe(count);
  const outcomes = new Set((await stand.witness.calls()).map(({ outcome }) => outcome));
  expect([...outcomes]).toEqual(expect.arrayContaining(Object.keys(faults).map((kind) => `fault:${kind}`)));
}, 300_000);
