import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment, Part } from '../../apps/demo/src/parts.js';
import type { Crash } from '../chaos/crash-points.js';

/** A new one under `.data`. */
export function newFolder(): string {
  mkdirSync('.data', { recursive: true });
  return mkdtempSync(join('.data', 'chaos-'));
}

/** The option that loads one of our own modules into a part before its code. */
export const preloading = (module: 'clock' | 'crash' | 'mutant' | 'weigh'): string => `--conditions=bundle --import ${pathToFileURL(resolve(`dist/test/chaos/${module}.js`)).href}`;

/** What makes a part die as planned. @param log where its deaths are written down */
export const crashing = ({ plan, log }: { plan: Crash[]; log: string }): Environment => ({
  NODE_OPTIONS: preloading('crash'), CRASH_PLAN: JSON.stringify(plan), CRASH_LOG: resolve(log),
});

export const deathsIn = (log: string): string[] => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);

/** SIGTERM, and SIGKILL so much later. @returns how it ended */
export async function stopWithin(part: Part, ms: number): Promise<string> {
  part.kill('SIGTERM');
  const timer = new AbortController();
  const code = await Promise.race([part.exited, sleep(ms, 'late' as const, { signal: timer.signal }).catch(() => 'late' as const)]);
  timer.abort();
  part.kill('SIGKILL');
  await part.exited;
  return code === 'late' ? 'was killed while it was at it' : `ended with ${code ?? 'a signal'}`;
}

export const isProperEnd = (end: string): boolean => end === 'ended with 0' || end === 'was killed while it was at it';
