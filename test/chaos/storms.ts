import { mkdirSync, writeFileSync } from 'node:fs';
import { report, writeFigures } from './report.js';
import { duplicateModes, manyKills, oneByOne, restMs, sixtyKills } from './plans.js';
import { killsOf, shrink, type Planned } from './schedule.js';
import { storm, type StormOptions, type StormResult } from './storm.js';

/** As a run was stored: enough to repeat it. */
interface Stored { seed: number; duplicates: string; schedule: Planned[] }

export const readSchedule = (text: string): Stored => JSON.parse(text) as Stored;

const everyMs = 1_000;
const rate = 8;
const folder = '.data/chaos';

/** @returns how many runs broke a promise or were not worth anything */
export async function storms({ seed, long, stored, shrinking }: { seed: number; long: boolean; stored: Stored | null; shrinking: boolean }): Promise<number> {
  if (stored !== null) return again(stored, shrinking);
  const plan = long ? manyKills : sixtyKills;
  const runs: { duplicates: string; result: StormResult }[] = [];
  for (const duplicates of duplicateModes) {
    runs.push({ duplicates, result: await run(`${killsOf(plan)} kills, ${duplicates}`, { seed: seed + runs.length, duplicates, plan, overMs: killsOf(plan) * everyMs, rate }) });
  }
  if (long) {
    const count = Object.values(oneByOne).reduce((sum, one) => sum + one, 0);
    const calm = await run('one fault at a time', { seed, duplicates: 'replay', plan: oneByOne, overMs: count * restMs, rate });
    runs.push({ duplicates: 'replay', result: calm });
    writeFigures('long', report(runs.slice(0, -1), calm));
  }
  return runs.filter(({ result }) => fails(result)).length;
}

const fails = ({ broken, invalid }: StormResult): boolean => broken.length + invalid.length > 0;

async function run(name: string, options: StormOptions): Promise<StormResult> {
  console.log(`${name}, seed ${options.seed}`);
  const result = await storm(options);
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${options.seed}-${options.duplicates}.json`;
  writeFileSync(file, JSON.stringify({ seed: options.seed, duplicates: options.duplicates, schedule: result.schedule } satisfies Stored));
  console.log(JSON.stringify(result.figures, null, 1));
  for (const what of [...result.broken, ...result.invalid.map((why) => `not valid: ${why}`)].slice(0, 30)) console.log(`  ${what}`);
  console.log(`  ${fails(result) ? 'FAILED' : 'kept'}; stored as ${file}`);
  return result;
}

async function again({ schedule, ...options }: Stored, shrinking: boolean): Promise<number> {
  const overMs = schedule.at(-1)?.at ?? 0;
  const fresh = (part: Planned[]): Promise<StormResult> => run(`${part.length} faults again`, { ...options, plan: {}, overMs, rate, schedule: part });
  const result = await fresh(schedule);
  if (!shrinking || result.broken.length === 0) return fails(result) ? 1 : 0;
  const least = await shrink(schedule, async (part) => (await fresh(part)).broken.length > 0);
  console.log(`the least that fails: ${JSON.stringify(least, null, 1)}`);
  return 1;
}
