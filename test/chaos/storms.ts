import { redisProgram } from '../support/servers.js';
import type { Figures } from './figures.js';
import { report, writeFigures } from './report.js';
import { calmPartnerMs, duplicateModes, killEveryMs, manyKills, oneByOne, rate, restMs, sixtyKills } from './plans.js';
import { missedBounds } from './recovery.js';
import { killsOf, shrink, type Planned } from './schedule.js';
import { restAfterAll, storm, type StormOptions, type StormResult } from './storm.js';
import type { Stored } from './stored.js';

/** After the last fault of a long storm, until nothing is open any more. */
const restWithinMs = 30_000;

/** @returns how many runs broke a promise or were not worth anything, and how many bounds were missed */
export async function storms({ seed, long, stored, shrinking }: { seed: number; long: boolean; stored: Stored | null; shrinking: boolean }): Promise<number> {
  if (stored !== null) return again(stored, shrinking);
  if (long && redisProgram === null) throw new Error('--long needs redis-server: what it shows is to hold for that too');
  const plan = long ? manyKills : sixtyKills;
  const runs: { duplicates: string; result: StormResult }[] = [];
  const missed: string[] = [];
  for (const duplicates of duplicateModes) {
    const result = await run(`${killsOf(plan)} kills, ${duplicates}`, { seed: seed + runs.length, duplicates, plan, overMs: killsOf(plan) * killEveryMs, rate });
    if (long) missed.push(...restedLate(result.figures));
    runs.push({ duplicates, result });
  }
  if (long) {
    const count = Object.values(oneByOne).reduce((sum, one) => sum + one, 0);
    const calm = await run('one fault at a time', { seed, duplicates: 'replay', plan: oneByOne, overMs: count * restMs, rate, partnerMs: calmPartnerMs });
    missed.push(...missedBounds(calm.figures.recovery));
    for (const what of missed) console.log(`  ${what}`);
    runs.push({ duplicates: 'replay', result: calm });
    // Figures of a run that is worth nothing are none.
    if (!runs.some(({ result }) => fails(result))) writeFigures('long', report(runs.slice(0, -1), calm));
  }
  return runs.filter(({ result }) => fails(result)).length + missed.length;
}

function restedLate({ recovery }: Figures): string[] {
  const { max = Infinity } = recovery[restAfterAll] ?? {};
  return max > restWithinMs ? [`too slow: "${restAfterAll}" took ${max} ms`] : [];
}

const fails = ({ broken, invalid }: StormResult): boolean => broken.length + invalid.length > 0;

async function run(name: string, options: StormOptions, stored = true): Promise<StormResult> {
  console.log(`${name}, seed ${options.seed}`);
  const result = await storm({ ...options, ...(stored ? { storedAs: name } : {}) });
  console.log(JSON.stringify(result.figures, null, 1));
  for (const what of [...result.broken, ...result.invalid.map((why) => `not valid: ${why}`)].slice(0, 30)) console.log(`  ${what}`);
  console.log(`  ${fails(result) ? 'FAILED' : 'kept'}`);
  return result;
}

async function again({ schedule, ...options }: Stored, shrinking: boolean): Promise<number> {
  const fresh = (part: Planned[]): Promise<StormResult> => run(`${part.length} faults again`, { ...options, schedule: part }, false);
  const result = await fresh(schedule);
  if (!shrinking || result.broken.length === 0) return fails(result) ? 1 : 0;
  const least = await shrink(schedule, async (part) => (await fresh(part)).broken.length > 0);
  console.log(`the least that fails: ${JSON.stringify(least, null, 1)}`);
  return 1;
}
