import { isFinal, type Standing } from '../../libs/onboarding/src/lifecycle.js';
import { move, underNewToken, workerName, type Move, type World } from './move.js';
import { isKnown, older, receive } from './partner.js';
import { idle, withWorker, type State, type Worker } from './state.js';
import { aTickLater, farOff, lease, longAgo, tickMs } from './times.js';
import { work } from './work.js';

/** Everything that may happen in this state. */
export function movesFrom(state: State, world: World): Move[] {
  const { row, budget, partner, wire } = state;
  const moves = [move('time passes', tick(state, world))];
  const { standing } = row;
  if (row.dueIn !== null && row.dueIn <= 0) moves.push(move('it is claimed and a job is made', underNewToken(state, { queued: true, dueIn: lease })));
  if (!isFinal(standing.status) && standing.hold === null && standing.deadlineAt === farOff) {
    moves.push(move(`the deadline of ${standing.status} passes`, passDeadline(state), { trouble: true }));
  }
  if (isFinal(standing.status) && row.dueIn === null && standing.sends > 0 && budget.questions > 0) {
    moves.push(move('a person wants it asked about once more', { ...state, row: { ...row, dueIn: 0 }, budget: { ...budget, questions: budget.questions - 1 } }));
  }
  for (const request of wire) {
    const others = wire.filter((one) => one !== request);
    for (const { partner: after, says } of receive(partner, world.mode)) {
      moves.push(move(`the partner takes a request that was underway: ${says}`, { ...state, partner: after, wire: others }, { seen: isKnown(partner) ? ['repeat'] : [] }));
    }
  }
  for (const [who, worker] of state.workers.entries()) {
    if (worker.phase !== 'idle' && budget.crashes > 0) {
      moves.push(move(`${workerName(who)} crashes (${worker.phase})`, crash(state, who), { trouble: true }));
    }
    moves.push(...work(state, who, world));
  }
  for (const one of moves) {
    const [a, b] = one.to.workers;
    const workers = [rested(a, world), rested(b, world)] as const;
    if (workers[0] !== a || workers[1] !== b) one.to = { ...one.to, workers };
  }
  return moves;
}

/**
 * Who lost its lease and can no longer send has nothing left to do: whatever it reads and decides, the guard refuses it.
 * So it is taken for idle at once, unless the rules at hand let it write.
 */
function rested(worker: Worker, { rules }: World): Worker {
  if (worker.phase === 'idle' || worker.current || !rules.fences) return worker;
  return worker.phase === 'intended' && rules.mayCall(worker.leaseLeft) ? worker : idle;
}

const crash = (state: State, who: number): State => ({
  ...state, workers: withWorker(state.workers, who, idle), wire: closeCall(state.wire, who), budget: { ...state.budget, crashes: state.budget.crashes - 1 },
});

/** Nobody waits for its answer any more; how long it may still be taken is as before. */
const closeCall = (wire: State['wire'], who: number): State['wire'] => wire.map((request) => (request.caller === who ? { ...request, caller: null } : request));

const passed = (standing: Standing, inProcess: boolean): Standing =>
  ((standing.status === 'processing') === inProcess && standing.hold === null && standing.deadlineAt === farOff ? { ...standing, deadlineAt: longAgo } : standing);

/** Every copy of this deadline tells the same instant, so it passes in all of them; that of the next status does not. */
function passDeadline(state: State): State {
  const inProcess = state.row.standing.status === 'processing';
  return mapStandings(state, (standing) => passed(standing, inProcess));
}

function mapStandings(state: State, change: (standing: Standing) => Standing): State {
  const mapped = (worker: Worker): Worker => (worker.phase === 'idle' ? worker : { ...worker, standing: change(worker.standing) });
  return { ...state, row: { ...state.row, standing: change(state.row.standing) }, workers: [mapped(state.workers[0]), mapped(state.workers[1])] };
}

function tick(state: State, { mode }: World): State {
  const { row, workers, wire, partner, ...rest } = mapStandings(state, aTickLater);
  return {
    ...rest, row: { ...row, dueIn: row.dueIn === null ? null : Math.max(0, row.dueIn - tickMs) },
    workers: [tickWorker(workers[0]), tickWorker(workers[1])],
    wire: wire.map(({ left, caller }) => ({ left: left - tickMs, caller })).filter(({ left }) => left >= 0), partner: older(partner, mode),
  };
}

const tickWorker = (worker: Worker): Worker => ('leaseLeft' in worker ? { ...worker, leaseLeft: Math.max(0, worker.leaseLeft - tickMs) } : worker);
