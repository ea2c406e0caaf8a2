import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../freedompay/seeded-random.js';
import type { Fleet } from './fleet.js';
import type { OwnPostgres, OwnRedis } from './servers.js';

export type Blow = 'kill api' | 'kill worker' | 'kill redis' | 'flush redis' | 'kill postgres';
export interface PlannedBlow { at: number; blow: Blow; index: number }

/** How many of each; a kind that is missing does not happen. */
export type StormPlan = Partial<Record<Blow, number>>;

/**
 * When what is struck, all of it drawn beforehand, so that a seed repeats the schedule whatever the run does.
 *
 * @param overMs evenly spread: one blow in each part of this time, in a drawn order
 */
export function drawStorm(seed: number, overMs: number, plan: StormPlan): PlannedBlow[] {
  const random = seededRandom(seed);
  const blows = (Object.entries(plan) as [Blow, number][]).flatMap(([blow, count]) => Array.from({ length: count }, () => blow));
  const shuffled = blows.map((blow) => ({ blow, place: random() })).sort((a, b) => a.place - b.place);
  return shuffled.map(({ blow }, turn) => ({
    at: Math.round(((turn + random()) * overMs) / shuffled.length), blow, index: Math.floor(random() * 2),
  }));
}

/**
 * Strikes as planned. A blow to a part that is still starting waits for it, so that each one hits.
 *
 * @returns how many hit
 */
export async function unleash(schedule: PlannedBlow[], fleet: Fleet, postgres: OwnPostgres, redis: OwnRedis | null): Promise<number> {
  const startedAt = performance.now();
  const blows: Record<Blow, (index: number) => Promise<unknown>> = {
    'kill api': (index) => fleet.kill('api', index),
    'kill worker': (index) => fleet.kill('worker', index),
    'kill redis': async () => redis?.restart(500),
    'flush redis': async () => redis?.ask((connection) => connection.flushall()),
    'kill postgres': () => postgres.restart(500),
  };
  for (const { at, blow, index } of schedule) {
    await sleep(at + startedAt - performance.now());
    await blows[blow](index);
  }
  return schedule.length;
}
