import { mkdirSync, writeFileSync } from 'node:fs';
import { report, writeFigures } from './report.js';
import { calmPartnerMs, duplicateModes, manyKills, oneByOne, restMs, sixtyKills } from './plans.js';
import { missedBounds } from './recovery.js';
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
    const calm = await run('one fault at a time', { seed, duplicates: 'replay', plan: oneByOne, overMs: count * restMs, rate, partnerMs: calmPartnerMs });
    calm.broken.push(...missedBounds(calm.figures.recovery));
    for (const what of missedBounds(calm.figures.recovery)) console.log(`  ${what}`);
    runs.push({ duplicates: 'replay', result: calm });
    // Figures of a run that is worth nothing are none.
    if (!runs.some(({ result }) => fails(result))) writeFigures('long', report(runs.slice(0, -1), calm));
  }
  return runs.filter(({ result }) => fails(result)).length;
}

const fails = ({ broken, invalid }: StormResult): boolean => broken.length + invalid.length > 0;

async function run(name: string, options: StormOptions, stored = true): Promise<StormResult> {
  console.log(`${name}, seed ${options.seed}`);
  const result = await storm(options);
  console.log(JSON.stringify(result.figures, null, 1));
  for (const what of [...result.broken, ...result.invalid.map((why) => `not valid: ${why}`)].slice(0, 30)) console.log(`  ${what}`);
  console.log(`  ${fails(result) ? 'FAILED' : 'kept'}`);
  if (stored) store(name, { seed: options.seed, duplicates: options.duplicates, schedule: result.schedule });
  return result;
}

function store(name: string, run: Stored): void {
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${run.seed} ${name}.json`.replaceAll(/[ ,]+/g, '-');
  writeFileSync(file, JSON.stringify(run));
  console.log(`  stored as ${file}`);
}

async function again({ schedule, ...options }: Stored, shrinking: boolean): Promise<number> {
  const overMs = schedule.at(-1)?.at ?? 0;
  const fresh = (part: Planned[]): Promise<StormResult> => run(`${part.length} faults again`, { ...options, plan: {}, overMs, rate, schedule: part }, false);
  const result = await fresh(schedule);
  if (!shrinking || result.broken.length === 0) return fails(result) ? 1 : 0;
  const least = await shrink(schedule, async (part) => (await fresh(part)).broken.length > 0);
  console.log(`the least that fails: ${JSON.stringify(least, null, 1)}`);
  return 1;
}
