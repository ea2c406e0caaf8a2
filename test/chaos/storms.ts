import { redisProgram } from '../support/servers.js';
import type { Figures } from './figures.js';
import { recoveryTable, stormTable, writeFigures } from './report.js';
import { calmPartnerMs, duplicateModes, killEveryMs, longKillEveryMs, manyKills, oneByOne, rate, restMs, sixtyKills } from './plans.js';
import { missedBounds } from './recovery.js';
import { killsOf, shrink, type Planned } from './schedule.js';
import { restAfterAll, storm, type StormOptions, type StormResult } from './storm.js';
import type { Stored } from './stored.js';

/** After the last fault of a long storm, until nothing is open any more. */
const restWithinMs = 30_000;

/** Four storms, one for each duplicate mode; long ones write docs/reliability.md. @returns how many broke a promise or were not worth anything, and how many bounds were missed */
export async function storms(seed: number, long: boolean): Promise<number> {
  if (long && redisProgram === null) throw new Error('--long needs redis-server: what it shows is to hold for that too');
  const plan = long ? manyKills : sixtyKills;
  const overMs = killsOf(plan) * (long ? longKillEveryMs : killEveryMs);
  const runs: { duplicates: string; result: StormResult }[] = [];
  for (const duplicates of duplicateModes) runs.push({ duplicates, result: await run(`${killsOf(plan)} kills, ${duplicates}`, { seed: seed + runs.length, duplicates, plan, overMs, rate }) });
  const failed = runs.filter(({ result }) => fails(result)).length;
  // Figures of a run that is worth nothing are none.
  if (long && failed === 0) writeFigures('long', seed, stormTable(runs));
  return failed + (long ? complain(runs.flatMap(({ result }) => restedLate(result.figures))) : 0);
}

/** One fault at a time, to see how long each takes; writes docs/reliability.md. @returns as storms do */
export async function recoveries(seed: number): Promise<number> {
  const count = Object.values(oneByOne).reduce((sum, one) => sum + one, 0);
  const calm = await run('one fault at a time', { seed, duplicates: 'replay', plan: oneByOne, overMs: count * restMs, rate, partnerMs: calmPartnerMs, measures: true });
  if (fails(calm)) return 1;
  writeFigures('recovery', seed, recoveryTable(calm.figures.recovery));
  return complain(missedBounds(calm.figures.recovery));
}

/** @returns how many */
export function complain(missed: string[]): number {
  for (const what of missed) console.log(`  ${what}`);
  return missed.length;
}

function restedLate({ recovery }: Figures): string[] {
  const { max = Infinity } = recovery[restAfterAll] ?? {};
  return max > restWithinMs ? [`too slow: "${restAfterAll}" took ${max} ms`] : [];
}

export const fails = ({ broken, invalid }: StormResult): boolean => broken.length + invalid.length > 0;

/** One storm, with what is to be said of it; stored under its name. */
export async function run(name: string, options: StormOptions, stored = true): Promise<StormResult> {
  console.log(`${name}, seed ${options.seed}`);
  const result = await storm({ ...options, ...(stored ? { storedAs: name } : {}) });
  console.log(JSON.stringify(result.figures, null, 1));
  for (const what of [...result.broken, ...result.invalid.map((why) => `not valid: ${why}`)].slice(0, 30)) console.log(`  ${what}`);
  console.log(`  ${fails(result) ? 'FAILED' : 'kept'}`);
  return result;
}

/** A stored run once more. @param shrinking look for the least part of it that still fails */
export async function again({ schedule, ...options }: Stored, shrinking: boolean): Promise<number> {
  const fresh = (part: Planned[]): Promise<StormResult> => run(`${part.length} faults again`, { ...options, schedule: part }, false);
  const result = await fresh(schedule);
  if (!shrinking || result.broken.length === 0) return fails(result) ? 1 : 0;
  const least = await shrink(schedule, async (part) => (await fresh(part)).broken.length > 0);
  console.log(`the least that fails: ${JSON.stringify(least, null, 1)}`);
  return 1;
}
