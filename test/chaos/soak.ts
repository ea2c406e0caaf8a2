import { setTimeout as sleep } from 'node:timers/promises';
import { onDatabase } from '../support/servers.js';
import { spreadOf } from './spread.js';
import { row, writeFigures } from './report.js';
import type { Fault, Planned } from './schedule.js';
import type { Site } from './site.js';
import { storm } from './storm.js';

const minuteMs = 60_000;
const faultEveryMs = 30_000;
const sampleEveryMs = 10_000;
/** Caches fill, code is compiled: what memory does until then says nothing. */
const warmUpMs = 5 * minuteMs;
/** Deals a second: half of what a site takes, ledgers, wires and all, on two cores. */
const rate = 20;
/** In turn. Of the parts only the second ones are killed: the first ones are to live through all of it. */
const faults: readonly Fault[] = [
  'kill worker', 'flush redis', 'lose answers of postgres', 'kill api', 'cut backends', 'black hole to postgres', 'kill redis', 'slow wire', 'black hole to the partner', 'kill postgres',
  'jump clock', 'black hole to redis', 'reset to the partner', 'stop worker',
];

/** What the first API and the first worker looked like at one moment. */
interface Sample { at: number; memory: Record<'api' | 'worker', number>; lagMs: Record<'api' | 'worker', number>; connections: number; redisKeys: number }

/** Hours of one installation, in minutes: nothing may grow. @returns whether it broke a promise, 1, or not, 0 */
export async function soak(seed: number, minutes: number): Promise<number> {
  const overMs = minutes * minuteMs;
  const schedule = Array.from({ length: Math.floor(overMs / faultEveryMs) }, (_, turn): Planned => ({ at: turn * faultEveryMs, fault: faults[turn % faults.length]!, index: 1, forMs: 2_000 }));
  const samples: Sample[] = [];
  const { broken, invalid, figures, latencies } = await storm({
    seed, duplicates: 'replay', plan: {}, overMs, rate, schedule, meanwhile: (site, signal) => watch(site, samples, signal),
  });
  const [early, late] = [latencies.filter(({ at }) => at < overMs / 2), latencies.filter(({ at }) => at >= overMs / 2)].map((half) => spreadOf(half.map(({ ms }) => ms)));
  const warm = samples.filter(({ at }) => at > Math.min(warmUpMs, overMs / 3));
  const tables = [
    `${minutes} minutes of one installation at ${rate} deals a second, with a fault every ${faultEveryMs / 1_000} seconds:`, '',
    row('', 'first API', 'first worker'), row('---', '---:', '---:'),
    row('memory at the end, MB', ...each((part) => Math.round(warm.at(-1)?.memory[part] ?? 0))),
    row('memory, slope after warm-up, MB an hour', ...each((part) => slopeOf(warm.map(({ at, memory }) => [at, memory[part]])).toFixed(1))),
    row('event loop late, median of p99 and most, ms', ...each((part) => { const { p50, max } = spreadOf(warm.map(({ lagMs }) => lagMs[part])); return `${p50.toFixed(0)}, ${max.toFixed(0)}`; })),
    '', row('', 'first half', 'second half'), row('---', '---:', '---:'),
    row('a post to its 202, median, ms', early?.p50 ?? 0, late?.p50 ?? 0), row('p99, ms', early?.p99 ?? 0, late?.p99 ?? 0), '',
    `${figures.deals} deals in ${minutes} minutes, ${schedule.length} faults; database connections at most ${Math.max(...samples.map(({ connections }) => connections))}, keys in Redis at most ${Math.max(...samples.map(({ redisKeys }) => redisKeys))}; promises broken: ${broken.length}.`,
  ].join('\n');
  console.log(tables);
  for (const what of [...broken, ...invalid.map((why) => `not valid: ${why}`)].slice(0, 30)) console.log(`  ${what}`);
  writeFigures('soak', seed, tables);
  return broken.length + invalid.length === 0 ? 0 : 1;
}

const each = <T>(valueOf: (part: 'api' | 'worker') => T): T[] => (['api', 'worker'] as const).map(valueOf);

async function watch(site: Site, samples: Sample[], signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  while (!signal.aborted) {
    await sleep(sampleEveryMs, undefined, { signal }).catch(() => undefined);
    // While a server is away there is no sample.
    await sampleOf(site, performance.now() - startedAt).then((sample) => samples.push(sample), () => undefined);
  }
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
