import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { provoke } from './provoke.js';
import { soak } from './soak.js';
import { readStored } from './stored.js';
import { storms } from './storms.js';

/*
 * npm run test:chaos                          sixty kills in each duplicate mode
 * npm run test:chaos -- --long                two hundred and fifty in each, and one fault at a time; writes docs/reliability.md
 * npm run test:chaos -- --schedule run.json   a stored run again; with --shrink the least part of it that still fails
 * npm run test:chaos -- --soak                half an hour with a fault every 30 s; --minutes for another time; writes docs/reliability.md
 * npm run test:mutants                        every seeded bug has to be found, which writes docs/reliability.md; or the one that is named
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    long: { type: 'boolean' }, mutants: { type: 'boolean' }, seed: { type: 'string' }, schedule: { type: 'string' }, shrink: { type: 'boolean' },
    soak: { type: 'boolean' }, minutes: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);

const failures = values.mutants === true ? await provoke(seed, positionals) : values.soak === true ? await soak(seed, Number(values.minutes ?? 30))
  : await storms({ seed, long: values.long === true, stored: values.schedule === undefined ? null : readStored(readFileSync(values.schedule, 'utf8')), shrinking: values.shrink === true });
console.log(failures === 0 ? 'all well' : `${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
