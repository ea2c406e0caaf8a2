import { mutants, type Ground, type Mutant, type MutantName } from './mutants.js';
import { killEveryMs, rate as usualRate, sixtyKills } from './plans.js';
import { row, writeFigures } from './report.js';
import { drawSchedule, killsOf, planOf } from './schedule.js';
import { storm } from './storm.js';

/** A third of a storm is enough for most; what gets through that is given the whole. */
const parts = [20, Infinity];
const everything = /^/;
/** Until a run has to be at rest, ms; the same for the service as it is, or to be slow would be a fault. */
const patienceMs = 45_000;

interface Found { what: string; kills: number }

/**
 * Runs every mutant, or those that are named, under fire; and first the service as it is, because what finds fault with that
 * too finds nothing. Where all of them ran and were found it writes docs/reliability.md.
 *
 * @returns how many were not found out
 */
export async function provoke(seed: number, names: string[]): Promise<number> {
  const asItIs = await provokeOne(seed, null, everything, {}, 'the service as it is');
  console.log(`the service as it is: ${asItIs?.what ?? 'every promise kept'}`);
  if (asItIs !== null) return 1;
  const wanted = (Object.entries(mutants) as [MutantName, Mutant][]).filter(([name]) => names.length === 0 || names.includes(name));
  const found: [MutantName, Found][] = [];
  for (const [name, { gaveAway, under }] of wanted) {
    // On a ground of its own the service as it is must not show the same.
    const innocent = under === undefined ? null : await provokeOne(seed, null, gaveAway, under, `the ground of ${name}`);
    const guilty = innocent === null ? await provokeOne(seed, name, gaveAway, under ?? {}, name) : null;
    console.log(guilty === null ? `NOT FOUND: ${name}${innocent === null ? '' : `; the service as it is shows ${innocent.what}`}` : `found within ${guilty.kills} kills: ${name}; ${guilty.what}`);
    if (guilty !== null) found.push([name, guilty]);
  }
  console.log(`${found.length} of ${wanted.length} found, seed ${seed}`);
  if (names.length === 0 && found.length === wanted.length) writeFigures('mutants', seed, tableOf(found));
  return wanted.length - found.length;
}

/** @returns the first broken promise of that kind; a part that cannot even run is no proof of anything */
async function provokeOne(seed: number, name: MutantName | null, gaveAway: RegExp, { plan = sixtyKills, partnerMs, environment = {}, asksAgain = false, rate = usualRate }: Ground, storedAs: string): Promise<Found | null> {
  const schedule = drawSchedule(seed, killsOf(plan) * killEveryMs, plan);
  const laid = name === null ? {} : { MUTANT: name };
  for (const faults of parts) {
    const blows = schedule.slice(0, faults);
    const { broken, invalid } = await storm({
      seed, duplicates: 'blind', plan: {}, overMs: 0, rate, schedule: blows, patienceMs, environment: { ...environment, ...laid }, ...(partnerMs === undefined ? {} : { partnerMs }), asksAgain,
      storedAs: `${storedAs}, ${blows.length} faults`,
    });
    const death = broken.find((what) => what.startsWith('died'));
    if (death !== undefined && name !== null) {
      console.log(death);
      return null;
    }
    // Who did not go through all of it is not shown to be innocent; a ground of its own is asked about one promise only.
    const what = broken.find((one) => gaveAway.test(one)) ?? (gaveAway === everything && faults === Infinity ? invalid[0] : undefined);
    if (what !== undefined) return { what, kills: killsOf(planOf(blows)) };
  }
  return null;
}

const tableOf = (found: [MutantName, Found][]): string => [
  row('the thought behind it', 'what gave it away', 'kills in the storm that found it'), row('---', '---', '---:'),
  ...found.map(([name, { what, kills }]) => row(name, what.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').replaceAll('|', '/'), kills)),
].join('\n');
