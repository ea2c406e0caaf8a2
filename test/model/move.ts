import type { DuplicateMode } from '../../apps/simulator/src/duplicates.js';
import type { Standing } from '../../libs/onboarding/src/lifecycle.js';
import type { Property } from './properties.js';
import type { Rules } from './rules.js';
import type { Row, State, Worker } from './state.js';
import { seenFrom } from './times.js';

/** One world: the rules that are looked at, how the partner treats repeats, how late it may take a request. */
export interface World { rules: Rules; mode: DuplicateMode; lateMs: number }

/** What may happen next. `trouble`: something goes wrong, or a time-limit ends; nothing that an end may depend on. */
export interface Move { name: string; to: State; trouble: boolean; seen: readonly Property[] }

const nothing: readonly Property[] = [];
export const move = (name: string, to: State, { trouble = false, seen = nothing }: { trouble?: boolean; seen?: readonly Property[] } = {}): Move => ({ name, to, trouble, seen });

export const workerName = (who: number): string => `worker ${who === 0 ? 'A' : 'B'}`;

/** The row changes hands: no token that was given out before is worth anything now. */
const withoutLease = (worker: Worker): Worker => (worker.phase === 'idle' || !worker.current ? worker : { ...worker, current: false });

/** The row under a new token, or under none. */
export function underNewToken(state: State, row: Partial<Row>): State {
  const [a, b] = state.workers;
  return { ...state, row: { ...state.row, queued: false, ...row }, workers: [withoutLease(a), withoutLease(b)] };
}

/** A write that passed the guard: a new standing, and a new token or none. */
export function write(state: State, standing: Standing, dueIn: number | null): State {
  const { workers, ...rest } = underNewToken(state, { dueIn, standing: { ...seenFrom(standing, 0), sequence: 0 } });
  return { ...rest, workers: [withOldSequence(workers[0]), withOldSequence(workers[1])] };
}

const withOldSequence = (worker: Worker): Worker =>
  (worker.phase === 'idle' || worker.standing.sequence < 0 ? worker : { ...worker, standing: { ...worker.standing, sequence: -1 } });
