import { randomInt } from 'node:crypto';

/** The same requests each time, so that a change is judged by what it changes. */
const usualSeed = 234_824_351;
const asked = process.env['FUZZ_SEED'];
/** FUZZ_SEED draws others: a number repeats a run, `random` begins a new one. */
export const seed = asked === 'random' ? randomInt(2 ** 31) : Number(asked ?? usualSeed);
/** FUZZ_RUNS does everything so many times, each time from the next seed. */
export const runs = Number(process.env['FUZZ_RUNS'] ?? 1);
