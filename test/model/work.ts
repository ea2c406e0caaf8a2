import { isFinal, course } from '../../libs/onboarding/src/lifecycle.js';
import type { Moment, Step } from '../../libs/onboarding/src/next-step.js';
import { move, underNewToken, workerName, write, type Move, type World } from './move.js';
import { addAnswers, answerStatus, isKnown, receive, statusAnswers, type AddWord, type StatusWord } from './partner.js';
import { seenInWrite, type Property } from './properties.js';
import { idle, withWorker, type Busy, type Phase, type State, type Worker } from './state.js';
import { lease, longAgo, policy, seenFrom, settleMs, timeoutMs } from './times.js';

/** What one worker may do next. It goes the way of `Work`: load, intend, look at the lease, call, decide, record. */
export function work(state: State, who: number, world: World): Move[] {
  const worker = state.workers[who] ?? idle;
  switch (worker.phase) {
    case 'idle':
      return state.row.queued ? load(state, who, world) : [];
    case 'loaded':
      return send(state, who, worker, world);
    case 'intended':
      return call(state, who, worker, world);
    case 'calling':
      return hear(state, who, worker, world);
  }
}

const put = (state: State, who: number, worker: Worker): State => ({ ...state, workers: withWorker(state.workers, who, worker) });

/**
 * Only a send is begun later than it is loaded: the deadline may pass in between, and somebody else be faster. For all
 * else loading late shows the same as loading early and waiting.
 */
function load(state: State, who: number, world: World): Move[] {
  const { rules } = world;
  const { standing, dueIn } = state.row;
  const task = rules.taskFor(standing, 0);
  const worker: Phase<'loaded'> = { phase: 'loaded', current: true, standing, leaseLeft: dueIn ?? 0 };
  if (task === 'expire') return [record(state, who, worker, rules.expire(standing, 0), world, 'finds the deadline passed and records')];
  if (task === 'rest') return [record(state, who, worker, { course: course(standing), waitMs: null }, world, 'lets it rest and records')];
  const moves = isFinal(standing.status) ? [] : heldByCircuit(state, who, worker, world);
  if (task === 'send') return [...moves, move(`${workerName(who)} loads it, to send`, put(state, who, worker))];
  return [...moves, ...(rules.mayCall(worker.leaseLeft) ? ask(state, who, worker) : [handBack(state, who, worker)])];
}

function heldByCircuit(state: State, who: number, worker: Phase<'loaded'>, world: World): Move[] {
  const { rules } = world;
  const { standing } = worker;
  const parked = state.budget.holds === 0 ? []
    : [{ ...record(holdSpent(state), who, worker, rules.park(standing, moment(0)), world, 'meets an open circuit and records'), trouble: true }];
  return standing.hold?.reason === 'partner_unavailable'
    ? [...parked, record(state, who, worker, rules.unpark(standing, 0), world, 'finds the circuit closed again and records')] : parked;
}

const handBack = (state: State, who: number, { current }: Busy): Move =>
  move(`${workerName(who)} has too little lease left and hands it back`, put(current ? underNewToken(state, { dueIn: 0 }) : state, who, idle));

const mayWrite = ({ row }: State, { current, standing: { sequence } }: Busy, { rules }: World): boolean =>
  !rules.fences || (current && sequence === row.standing.sequence);

function send(state: State, who: number, worker: Phase<'loaded'>, world: World): Move[] {
  const { rules } = world;
  if (!rules.mayCall(worker.leaseLeft)) return [handBack(state, who, worker)];
  const { standing, changes } = rules.intend(worker.standing, 0, lease);
  const intended: Worker = { phase: 'intended', current: true, standing: { ...seenFrom(standing, 0), sequence: 0 }, leaseLeft: lease };
  if (!rules.storesIntent) return [move(`${workerName(who)} is about to send`, put(state, who, intended))];
  if (!mayWrite(state, worker, world)) return [move(`${workerName(who)} may not write its intent`, put(state, who, idle))];
  const to = put(write(state, standing, lease), who, intended);
  return [move(`${workerName(who)} commits the intent to send`, to, { seen: seenInWrite(state, standing, changes, worker.current) })];
}

/** The first byte goes out, or does not. What the answer will be is settled here; when it is heard, later. */
function call(state: State, who: number, worker: Phase<'intended'>, { rules, mode, lateMs }: World): Move[] {
  if (!rules.mayCall(worker.leaseLeft)) return [move(`${workerName(who)} has too little lease left and does not send`, put(state, who, idle))];
  const { budget, partner, row } = state;
  const seen: Property[] = worker.current && row.standing.unanswered ? [] : ['intentFirst'];
  const name = `${workerName(who)} sends`;
  const calling = (will: AddWord, more: Partial<State> = {}): State =>
    put({ ...state, ...more }, who, { phase: 'calling', method: 'add', current: worker.current, standing: worker.standing, will });
  const arrivals = receive(partner, mode).map(({ partner: after, says }) => ({ partner: after, says, seen: isKnown(partner) ? [...seen, 'repeat' as const] : seen }));
  const moves = [
    move(`${name}: not a byte leaves`, calling('notSent'), { trouble: true, seen }),
    ...arrivals.map((arrival) => move(`${name}: ${arrival.says}`, calling(arrival.says, { partner: arrival.partner }), { seen: arrival.seen })),
  ];
  if (budget.holds > 0) moves.push(move(`${name}: the key is refused`, calling('badKey', holdSpent(state)), { trouble: true, seen }));
  if (budget.lostAnswers > 0) {
    const left = { ...budget, lostAnswers: budget.lostAnswers - 1 };
    moves.push(...arrivals.map((arrival) =>
      move(`${name}: ${arrival.says}, but the answer is lost`, calling('uncertain', { partner: arrival.partner, budget: left }), { trouble: true, seen: arrival.seen })));
  }
  if (budget.lateAccepts > 0) {
    const wire = [...state.wire, { left: timeoutMs + lateMs, caller: who }];
    const left = { ...budget, lateAccepts: budget.lateAccepts - 1 };
    moves.push(move(`${name}: the request is underway and may be taken late`, calling('uncertain', { wire, budget: left }), { trouble: true, seen }));
  }
  return moves;
}

function ask(state: State, who: number, { current, standing }: Phase<'loaded'>): Move[] {
  const { partner } = state;
  const settledAt = standing.sentUntil === null ? 0 : standing.sentUntil + settleMs;
  // All that is ever asked of it is on which side of the settle time it lies.
  const askedAt = settledAt <= 0 ? 0 : longAgo;
  const calling = (will: StatusWord, more: Partial<State> = {}): State =>
    put({ ...state, ...more }, who, { phase: 'calling', method: 'status', current, standing, will, askedAt });
  const name = `${workerName(who)} asks`;
  return [
    ...answerStatus(partner).map(({ partner: after, says }) => move(`${name}: ${says}`, calling(says, { partner: after }))),
    move(`${name}: no answer`, calling('noAnswer'), { trouble: true }),
    ...(state.budget.holds === 0 ? [] : [move(`${name}: an unknown word`, calling('drift', holdSpent(state)), { trouble: true })]),
  ];
}

const moment = (askedAt: number): Moment => ({ askedAt, at: 0, latest: 0, random: 0.5, policy });

const isTrouble = (word: AddWord | StatusWord): boolean => ['uncertain', 'notSent', 'noAnswer'].includes(word);

/**
 * The answer is read, judged and recorded in one: what happens in between either leaves the row alone, or takes the lease
 * away. Its call is over, so its request may still be taken for as long as the partner may be late.
 */
function hear(state: State, who: number, worker: Phase<'calling'>, world: World): Move[] {
  const { rules, lateMs } = world;
  const { standing, will } = worker;
  const now = moment(worker.method === 'status' ? worker.askedAt : 0);
  const step = worker.method === 'add' ? rules.afterAdd(standing, addAnswers[worker.will], now) : rules.afterStatus(standing, statusAnswers[worker.will], now);
  const wire = state.wire.map((request) => (request.caller === who ? { left: Math.min(request.left, lateMs), caller: null } : request));
  const heard = { ...state, wire };
  const moves = [record(heard, who, worker, step, world, `reads ${will} and records`)];
  if (isTrouble(will) && state.budget.holds > 0) {
    moves.push(record(holdSpent(heard), who, worker, rules.parkAfter(step, now), world, `reads ${will} with an open circuit and records`));
  }
  return moves;
}

const holdSpent = (state: State): State => ({ ...state, budget: { ...state.budget, holds: state.budget.holds - 1 } });

function record(state: State, who: number, worker: Busy, { course: { standing, changes }, waitMs }: Step, world: World, what: string): Move {
  const name = `${workerName(who)} ${what}`;
  if (!mayWrite(state, worker, world)) return move(`${name}: refused, it is not its any more`, put(state, who, idle));
  const to = put(write(state, standing, waitMs === null ? null : 0), who, idle);
  return move(`${name}: ${standing.status}${standing.hold === null ? '' : `, held: ${standing.hold.reason}`}`, to, { seen: seenInWrite(state, standing, changes, worker.current) });
}
