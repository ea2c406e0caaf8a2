import { accepted, type Standing } from '../../libs/onboarding/src/lifecycle.js';
import type { AddWord, Partner, StatusWord } from './partner.js';
import { farOff, longAgo, seenFrom, tickMs } from './times.js';

/** The onboarding's row. Sequences are told from this one's, which is therefore always 0. */
export interface Row {
  standing: Standing;
  /** The token stands in a job that may be delivered: once, twice or never. */
  queued: boolean;
  /** Until it may be claimed; null: never. */
  dueIn: number | null;
}

/** What a worker that holds the onboarding has in memory. `current`: its token is the row's. */
interface Held { current: boolean; standing: Standing }
export type Worker =
  | { phase: 'idle' }
  | Held & { phase: 'loaded'; leaseLeft: number }
  | Held & { phase: 'intended'; leaseLeft: number }
  | Held & { phase: 'calling'; method: 'add'; will: AddWord }
  | Held & { phase: 'calling'; method: 'status'; will: StatusWord; askedAt: number };
export type Busy = Exclude<Worker, { phase: 'idle' }>;
export type Phase<P extends Worker['phase']> = Extract<Worker, { phase: P }>;

/** A request that left its worker and may still be taken. `caller`: whose call is still open; null: nobody's. */
export interface Underway { left: number; caller: number | null }

export interface State {
  row: Row;
  workers: readonly [Worker, Worker];
  wire: readonly Underway[];
  partner: Partner;
  /** How much may still go wrong, and how often a person may still ask about what is final; `holds` counts what answers and the circuit hold. */
  budget: Budget;
}
export interface Budget { crashes: number; lostAnswers: number; lateAccepts: number; holds: number; questions: number }

export const idle: Worker = { phase: 'idle' };

export const start = (budget: Budget): State => ({
  row: { standing: { ...seenFrom(accepted(0, farOff, longAgo).standing, 0), sequence: 0 }, queued: false, dueIn: 0 },
  workers: [idle, idle], wire: [], partner: { clients: 0, ageMs: 0, verdict: 'open' }, budget,
});

export const withWorker = (workers: State['workers'], who: number, worker: Worker): State['workers'] =>
  (who === 0 ? [worker, workers[1]] : [workers[0], worker]);

const bit = (flag: boolean): string => (flag ? '1' : '0');

const standingKey = (s: Standing): string =>
  `${s.status},${s.hold?.reason ?? ''},${s.sequence},${bit(s.deadlineAt === farOff)}${bit(s.delayed)}${bit(s.unanswered)}${bit(s.doubtful)}${s.sends}${s.asked}${s.notFounds},${s.sentUntil === null ? '' : s.sentUntil / tickMs}`;

function workerKey(worker: Worker): string {
  if (worker.phase === 'idle') return '';
  // What it holds under the row's own token is what the row says.
  const held = worker.current ? worker.phase : `${worker.phase}-${standingKey(worker.standing)}`;
  switch (worker.phase) {
    case 'loaded':
    case 'intended':
      return `${held};${worker.leaseLeft / tickMs}`;
    case 'calling':
      return `${held};${worker.method}${worker.will}${worker.method === 'status' && worker.askedAt === 0 ? '' : '-'}`;
  }
}

/** Equal for states that are the same but for which of the two workers is which. */
export function keyOf({ row, workers, wire, partner, budget }: State): string {
  const [a, b] = workers.map(workerKey) as [string, string];
  const underway = (first: number): string => wire.length === 0 ? '' : wire.map(({ left, caller }) => `${left / tickMs}${caller === null ? '' : caller === first ? 'a' : 'b'}`).sort().join();
  const pair = (first: number): string => (first === 0 ? `${a}|${b}|${underway(0)}` : `${b}|${a}|${underway(1)}`);
  const both = a < b ? pair(0) : a > b ? pair(1) : [pair(0), pair(1)].sort()[0];
  return `${standingKey(row.standing)}|${bit(row.queued)}${row.dueIn === null ? '' : row.dueIn / tickMs}|${both}|${partner.clients}${partner.ageMs}${partner.verdict}|${budget.crashes}${budget.lostAnswers}${budget.lateAccepts}${budget.holds}${budget.questions}`;
}
