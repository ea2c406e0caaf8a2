import { mkdirSync, writeFileSync } from 'node:fs';
import type { Plan, Planned } from './schedule.js';
import type { SiteOptions } from './site.js';

/** Enough to repeat a run. */
export interface Stored extends Omit<SiteOptions, 'environment'> {
  plan: Plan;
  overMs: number;
  /** Deals a second. */
  rate: number;
  schedule: Planned[];
}

const folder = '.data/chaos';

/** Before it is run: a run that does not come to its end can be repeated as well. @returns the file */
export function store(name: string, { seed, duplicates, partnerMs, backend, plan, overMs, rate, schedule }: Stored): string {
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${seed} ${name}.json`.replaceAll(/[ ,]+/g, '-');
  writeFileSync(file, JSON.stringify({ seed, duplicates, partnerMs, backend, plan, overMs, rate, schedule }));
  return file;
}

export const readStored = (text: string): Stored => JSON.parse(text) as Stored;
