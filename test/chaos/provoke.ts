import { preloading } from '../support/crashing.js';
import { mutants, type MutantName } from './mutants.js';
import { sixtyKills } from './plans.js';
import { drawSchedule } from './schedule.js';
import { storm } from './storm.js';

/** A third of a storm is enough for most; what gets through that is given the whole. */
const parts = [20, Infinity];

/**
 * Runs every mutant, or those that are named, under fire; and first the service as it is, because what finds fault with that
 * too finds nothing.
 *
 * @returns how many were not found out
 */
export async function provoke(seed: number, names: string[]): Promise<number> {
  const asItIs = await provokeOne(seed, null);
  console.log(`the service as it is: ${asItIs ?? 'every promise kept'}`);
  if (asItIs !== null) return 1;
  const wanted = (Object.keys(mutants) as MutantName[]).filter((name) => names.length === 0 || names.includes(name));
  const missed: string[] = [];
  for (const name of wanted) {
    const found = await provokeOne(seed, name);
    console.log(`${found === null ? 'NOT FOUND' : 'found'}: ${name}${found === null ? '' : `; ${found}`}`);
    if (found === null) missed.push(name);
  }
  console.log(`${wanted.length - missed.length} of ${wanted.length} found, seed ${seed}`);
  return missed.length;
}

/** The first broken promise that gave it away. */
async function provokeOne(seed: number, name: MutantName | null): Promise<string | null> {
  const schedule = drawSchedule(seed, 60_000, sixtyKills);
  for (const faults of parts) {
    const { broken } = await storm({ seed, duplicates: 'blind', plan: {}, overMs: 0, rate: 8, schedule: schedule.slice(0, faults), patienceMs: 20_000, environment: name === null ? {} : { NODE_OPTIONS: preloading('mutant'), MUTANT: name } });
    const death = broken.find((what) => what.startsWith('died'));
    // A part that cannot even run is no proof of anything.
    if (death !== undefined) return name === null ? death : null;
    if (broken[0] !== undefined) return broken[0];
  }
  return null;
}
