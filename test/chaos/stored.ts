import { mkdirSync, writeFileSync } from 'node:fs';
import type { Plan, Planned } from './schedule.js';
import type { SiteOptions } from './site.js';

/** Enough to repeat a run. */
export interface Stored extends SiteOptions {
  plan: Plan;
  overMs: number;
  /** Deals a second. */
  rate: number;
  schedule: Planned[];
  /** How long each fault takes to be over; only where one strikes at a time. */
  measures?: boolean;
  /** When all deals are acknowledged, the CRM asks again for what was given up. */
  asksAgain?: boolean;
  /** Longest wait for all to end when the last fault is healed. */
  patienceMs?: number;
}

const folder = '.data/chaos';

/** Before it is run: a run that does not come to its end can be repeated as well. @returns the file */
export function store(name: string, run: Stored): string {
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${run.seed} ${name}.json`.replaceAll(/[ ,:]+/g, '-');
  writeFileSync(file, JSON.stringify(run));
  return file;
}

export const readStored = (text: string): Stored => JSON.parse(text) as Stored;
