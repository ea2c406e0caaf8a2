import { setTimeout as sleep } from 'node:timers/promises';
import { onDatabase, redisProgram } from '../support/servers.js';
import { redisKeysAtMost } from './checker.js';
import { weighedEveryMs } from './plans.js';
import { spreadOf } from './spread.js';
import { row, writeFigures } from './report.js';
import { planOf, type Fault, type Planned } from './schedule.js';
import type { Site } from './site.js';
import { complain, fails, run } from './storms.js';

const minuteMs = 60_000;
const faultEveryMs = 30_000;
const sampleEveryMs = 10_000;
/** Caches fill, code is compiled: what memory does until then says nothing. */
const warmUpMs = 5 * minuteMs;
/** Deals a second: half of what a site takes, ledgers, wires and all, on two cores. */
const rate = 20;
/** In an hour what is really held is to gain next to nothing, MB; judged is what could not be noise any more. What a process has of the machine is told, not judged: it settles for hours. */
const slopeGoal = 1;
const slopeAtMost = 10;
/** The event loop is measured while everything that nobody holds is thrown away again and again, which stops it, ms. */
const lagAtMost = 100;
/** Pools of 8 in two APIs, of 8 and 5 in two workers; and as many as the workers' again, which a black hole leaves open at PostgreSQL until that is killed. */
const connectionsAtMost = 2 * 8 + 2 * (8 + 5) + 2 * (8 + 5);
/** The median post of the second half may take twice as long as that of the first half, and this, ms. */
const slowerByMs = 50;
/** In turn. Of the parts only the second ones are killed: the first ones are to live through all of it. */
const faults: readonly Fault[] = [
  'kill worker', 'flush redis', 'lose answers of postgres', 'kill api', 'cut backends', 'black hole to postgres', 'kill redis', 'slow wire', 'black hole to the partner', 'kill postgres',
  'jump clock', 'black hole to redis', 'reset to the partner', 'stop worker',
];

/** Of the first API and the first worker. `held`: MB, every `weighedEveryMs`. */
interface Watched { samples: Sample[]; held: Record<'api' | 'worker', number[]> }
interface Sample { at: number; memory: Record<'api' | 'worker', number>; lagMs: Record<'api' | 'worker', number>; connections: number; redisKeys: number }

/** Hours of one installation, in minutes: nothing may grow. @returns how many bounds were missed, and one more where it broke a promise or was not worth anything */
export async function soak(seed: number, minutes: number): Promise<number> {
  if (redisProgram === null) throw new Error('--soak needs redis-server: what it shows is to hold for that too');
  const overMs = minutes * minuteMs;
  // Odd, so that of two the second one is struck; another one in each round, so that no two jumps of a clock are alike.
  const indexOf = (turn: number): number => 1 + 2 * Math.floor(turn / faults.length);
  const schedule = Array.from({ length: Math.floor(overMs / faultEveryMs) }, (_, turn): Planned => ({ at: turn * faultEveryMs, fault: faults[turn % faults.length]!, index: indexOf(turn), forMs: 2_000 }));
  const watched: Watched = { samples: [], held: { api: [], worker: [] } };
  const result = await run(`soak of ${minutes} minutes`, {
    seed, duplicates: 'replay', plan: planOf(schedule), overMs, rate, schedule, weighs: true, meanwhile: (site, signal) => watch(site, watched, signal),
  });
  const { broken, figures, latencies } = result;
  const [early, late] = [latencies.filter(({ at }) => at < overMs / 2), latencies.filter(({ at }) => at >= overMs / 2)].map((half) => spreadOf(half.map(({ ms }) => ms)));
  const { samples, held } = watched;
  const isWarm = (at: number): boolean => at > Math.min(warmUpMs, overMs / 3);
  const warm = samples.filter(({ at }) => isWarm(at));
  const slopes = each((part) => slopeOf(warm.map(({ at, memory }) => [at, memory[part]])));
  const heldSlopes = each((part) => slopeOf(held[part].map((mb, index) => [(index + 1) * weighedEveryMs, mb] as const).filter(([at]) => isWarm(at))));
  const lag = each((part) => spreadOf(warm.map(({ lagMs }) => lagMs[part])));
  const connections = Math.max(...samples.map((sample) => sample.connections));
  const redisKeys = Math.max(...samples.map((sample) => sample.redisKeys));
  const slowest = 2 * (early?.p50 ?? 0) + slowerByMs;
  const missed = [
    ...(warm.length === 0 ? ['grew: nobody knows, nothing could be measured'] : []),
    // What could not be measured is NaN, and missed as well.
    ...heldSlopes.flatMap((slope, index) => (slope <= slopeAtMost ? [] : [`grew: what the first ${partsWatched[index]} holds by ${slope.toFixed(1)} MB an hour, not ${slopeAtMost} at most`])),
    ...lag.flatMap(({ p50 }, index) => (p50 <= lagAtMost ? [] : [`late: the event loop of the first ${partsWatched[index]} by ${p50.toFixed(0)} ms, not ${lagAtMost} at most`])),
    ...(connections > connectionsAtMost ? [`grew: ${connections} database connections, not ${connectionsAtMost} at most`] : []),
    ...(redisKeys > redisKeysAtMost ? [`grew: ${redisKeys} keys in Redis, not ${redisKeysAtMost} at most`] : []),
    ...((late?.p50 ?? 0) > slowest ? [`grew: the median post to ${late?.p50} ms in the second half, not ${slowest} at most`] : []),
  ];
  const tables = [
    `${minutes} minutes of one installation at ${rate} deals a second, with a fault every ${faultEveryMs / 1_000} seconds:`, '',
    row('', 'first API', 'first worker', 'goal'), row('---', '---:', '---:', '---'),
    row('really held (after a full collection) at the end, MB', ...each((part) => (held[part].at(-1) ?? 0).toFixed(1)), ''),
    row('its slope after warm-up, MB an hour', ...heldSlopes.map((slope) => slope.toFixed(1)), `< ${slopeGoal}; judged: ≤ ${slopeAtMost}`),
    row('memory of the process at the end, MB', ...each((part) => Math.round(warm.at(-1)?.memory[part] ?? 0)), ''),
    row('its slope, MB an hour', ...slopes.map((slope) => slope.toFixed(1)), ''),
    row('event loop late, median of p99 and most, ms', ...lag.map(({ p50, max }) => `${p50.toFixed(0)}, ${max.toFixed(0)}`), `median ≤ ${lagAtMost}`),
    '', row('', 'first half', 'second half', 'goal'), row('---', '---:', '---:', '---'),
    row('a post to its 202, median, ms', early?.p50 ?? 0, late?.p50 ?? 0, `≤ ${slowest}`), row('p99, ms', early?.p99 ?? 0, late?.p99 ?? 0, ''), '',
    `${figures.deals} deals in ${minutes} minutes, ${schedule.length} faults; database connections at most ${connections} (goal: ${connectionsAtMost}), keys in Redis at most ${redisKeys} (goal: ${redisKeysAtMost}); promises broken: ${broken.length}.`,
  ].join('\n');
  console.log(tables);
  // Figures of a run that is worth nothing are none; a missed bound is one.
  if (!fails(result)) writeFigures('soak', seed, tables);
  return (fails(result) ? 1 : 0) + complain(missed);
}

const partsWatched = ['api', 'worker'] as const;
const each = <T>(valueOf: (part: 'api' | 'worker') => T): T[] => partsWatched.map(valueOf);

async function watch(site: Site, { samples, held }: Watched, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  while (!signal.aborted) {
    await sleep(sampleEveryMs, undefined, { signal }).catch(() => undefined);
    // While a server is away there is no sample.
    await sampleOf(site, performance.now() - startedAt).then((sample) => samples.push(sample), () => undefined);
  }
  for (const part of partsWatched) held[part] = site.weights(part, 0).map((bytes) => bytes / 2 ** 20);
}

async function sampleOf({ fleet, stand }: Site, at: number): Promise<Sample> {
  const metrics = { api: await metricsOf(await fleet.url('api')), worker: await metricsOf(await fleet.url('worker')) };
  const connections = await onDatabase(stand.databaseUrl, async (client) =>
    (await client.query<{ count: number }>(`select count(*)::integer as count from pg_stat_activity where application_name like 'onboarding-%' and datname = current_database()`)).rows[0]?.count ?? 0);
  return {
    at, connections, redisKeys: (await stand.redis?.ask((redis) => redis.dbsize())) ?? 0,
    memory: { api: valueOf(metrics.api, 'process_resident_memory_bytes') / 2 ** 20, worker: valueOf(metrics.worker, 'process_resident_memory_bytes') / 2 ** 20 },
    lagMs: { api: valueOf(metrics.api, 'nodejs_eventloop_lag_p99_seconds') * 1_000, worker: valueOf(metrics.worker, 'nodejs_eventloop_lag_p99_seconds') * 1_000 },
  };
}

const metricsOf = async (url: string): Promise<string> => (await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5_000) })).text();
const valueOf = (text: string, name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);

/** Least squares, an hour. @param points ms and value */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [middle, level] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const spread = points.reduce((sum, [at]) => sum + (at - middle) ** 2, 0);
  return (points.reduce((sum, [at, value]) => sum + (at - middle) * (value - level), 0) / spread) * 60 * minuteMs;
}
