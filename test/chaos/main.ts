import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { provoke } from './provoke.js';
import { soak } from './soak.js';
import { readStored } from './stored.js';
import { again, recoveries, storms } from './storms.js';

/*
 * npm run test:chaos                          sixty kills in each duplicate mode
 * npm run test:chaos -- --schedule run.json   a stored run again; with --shrink the least part of it that still fails
 *
 * These write docs/reliability.md:
 * npm run test:chaos -- --long                two hundred and fifty in each
 * npm run test:chaos -- --recovery            one fault at a time, and how long each takes
 * npm run test:chaos -- --soak                half an hour with a fault every 30 s; --minutes for another time
 * npm run test:mutants                        every seeded bug has to be found; or the one that is named
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    long: { type: 'boolean' }, recovery: { type: 'boolean' }, mutants: { type: 'boolean' }, soak: { type: 'boolean' }, minutes: { type: 'string' }, seed: { type: 'string' },
    schedule: { type: 'string' }, shrink: { type: 'boolean' },
  },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);

function asked(): Promise<number> {
  if (values.mutants === true) return provoke(seed, positionals);
  if (values.soak === true) return soak(seed, Number(values.minutes ?? 30));
  if (values.recovery === true) return recoveries(seed);
  if (values.schedule !== undefined) return again(readStored(readFileSync(values.schedule, 'utf8')), values.shrink === true);
  return storms(seed, values.long === true);
}

const failures = await asked();
console.log(failures === 0 ? 'all well' : `${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
