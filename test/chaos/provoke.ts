import { setTimeout as sleep } from 'node:timers/promises';
import { demoKeys } from '../../apps/demo/src/demo-keys.js';
import { preloading } from '../support/crashing.js';
import { until, untilAllEnded } from '../support/evidence.js';
import { mutants, type Ground, type Mutant, type MutantName } from './mutants.js';
import { killEveryMs, rate, sixtyKills } from './plans.js';
import { row, writeFigures } from './report.js';
import { drawSchedule, killsOf, planOf } from './schedule.js';
import type { Site } from './site.js';
import { storm } from './storm.js';

/** A third of a storm is enough for most; what gets through that is given the whole. */
const parts = [20, Infinity];
const everything = /^/;
/** Until a run has to be at rest, ms: longer where nothing is to be found. */
const patience = { innocent: 60_000, guilty: 20_000 };

interface Found { what: string; kills: number }

/**
 * Runs every mutant, or those that are named, under fire; and first the service as it is, because what finds fault with that
 * too finds nothing. Where all of them ran and were found it writes docs/reliability.md.
 *
 * @returns how many were not found out
 */
export async function provoke(seed: number, names: string[]): Promise<number> {
  const asItIs = await provokeOne(seed, null, everything, {});
  console.log(`the service as it is: ${asItIs?.what ?? 'every promise kept'}`);
  if (asItIs !== null) return 1;
  const wanted = (Object.entries(mutants) as [MutantName, Mutant][]).filter(([name]) => names.length === 0 || names.includes(name));
  const found: [MutantName, Found][] = [];
  for (const [name, { gaveAway, under }] of wanted) {
    // On a ground of its own the service as it is must not show the same.
    const innocent = under === undefined ? null : await provokeOne(seed, null, gaveAway, under);
    const guilty = innocent === null ? await provokeOne(seed, name, gaveAway, under ?? {}) : null;
    console.log(guilty === null ? `NOT FOUND: ${name}${innocent === null ? '' : `; the service as it is shows ${innocent.what}`}` : `found within ${guilty.kills} kills: ${name}; ${guilty.what}`);
    if (guilty !== null) found.push([name, guilty]);
  }
  console.log(`${found.length} of ${wanted.length} found, seed ${seed}`);
  if (names.length === 0 && found.length === wanted.length) writeFigures('mutants', seed, tableOf(found));
  return wanted.length - found.length;
}

/** @returns the first broken promise of that kind; a part that cannot even run is no proof of anything */
async function provokeOne(seed: number, name: MutantName | null, gaveAway: RegExp, { plan = sixtyKills, partnerMs, environment = {}, asksAgain = false }: Ground): Promise<Found | null> {
  const schedule = drawSchedule(seed, killsOf(plan) * killEveryMs, plan);
  const laid = name === null ? {} : { NODE_OPTIONS: preloading('mutant'), MUTANT: name };
  for (const faults of parts) {
    const blows = schedule.slice(0, faults);
    const { broken } = await storm({
      seed, duplicates: 'blind', plan: {}, overMs: 0, rate, schedule: blows, patienceMs: name === null ? patience.innocent : patience.guilty, environment: { ...environment, ...laid }, ...(partnerMs === undefined ? {} : { partnerMs }), ...(asksAgain ? { beforeQuiet: askAgain } : {}),
    });
    const death = broken.find((what) => what.startsWith('died'));
    if (death !== undefined && name !== null) {
      console.log(death);
      return null;
    }
    const what = broken.find((one) => gaveAway.test(one));
    if (what !== undefined) return { what, kills: killsOf(planOf(blows)) };
  }
  return null;
}

/** As a CRM whose endpoint was away: for everything that was given up, until nothing is. */
export async function askAgain({ fleet, stand, driver }: Site): Promise<void> {
  const headers = { authorization: `Bearer ${demoKeys.crm}` };
  const nothingIsLeft = async (): Promise<boolean> => {
    const deliveries = `${await fleet.url('api')}/v1/webhook-deliveries`;
    const { data } = (await (await fetch(`${deliveries}?status=exhausted&limit=100`, { headers })).json()) as { data: { id: string }[] };
    for (const { id } of data) await fetch(`${deliveries}/${id}/redelivery`, { method: 'POST', headers });
    return data.length === 0 && (await stand.rows('select from webhook_lines limit 1')).length === 0;
  };
  // What is still missing then is what is looked for.
  await untilAllEnded(stand.databaseUrl, driver.deals.length).catch(() => undefined);
  await sleep(1_000);
  await until('nothing is given up', nothingIsLeft).catch(() => undefined);
}

const tableOf = (found: [MutantName, Found][]): string => [
  row('the thought behind it', 'what gave it away', 'kills until it was found'), row('---', '---', '---:'),
  ...found.map(([name, { what, kills }]) => row(name, what.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').replaceAll('|', '/'), kills)),
].join('\n');
