import { seededRandom } from '../freedompay/seeded-random.js';

/** What can be done to an installation, and for how long at least and at most, ms; 0: it is over at once. */
export const faults = {
  'kill worker': [0, 0],
  'kill api': [0, 0],
  'kill all parts': [0, 0],
  /** SIGTERM, and SIGKILL so much later. */
  'stop worker': [0, 3_000],
  /** Past its lease. */
  'freeze worker': [4_000, 8_000],
  'kill redis': [100, 2_000],
  'flush redis': [0, 0],
  'kill postgres': [100, 1_500],
  'cut backends': [0, 0],
  /** Half of the writes that are struck are carried out, half are not; nobody is told which. */
  'lose answers of postgres': [1_000, 3_000],
  'black hole to postgres': [1_000, 4_000],
  'black hole to redis': [1_000, 4_000],
  'black hole to the partner': [1_000, 4_000],
  'reset to the partner': [1_000, 3_000],
  'black hole to the CRM': [1_000, 4_000],
  'black hole to a receiver': [1_000, 4_000],
  /** Of each answer only the status line comes through: of the partner, of an API, of a receiver. */
  'cut answers': [1_000, 3_000],
  'slow wire': [1_000, 3_000],
  /** An hour ahead or a day behind and back again, of one API or one worker. */
  'jump clock': [2_000, 6_000],
} satisfies Record<string, readonly [number, number]>;

export type Fault = keyof typeof faults;

/** `index`: which of several parts or wires, counted round them. Instants are ms since the run began. */
export interface Planned { at: number; fault: Fault; index: number; forMs: number }

/** A whole number of rounds, whether two, three, four or five can be hit. */
const roundsOfAll = 60;

/** How many of each; what is missing does not happen. */
export type Plan = Partial<Record<Fault, number>>;

/**
 * When what is struck, all of it drawn beforehand, so that it can be stored and repeated whatever the run does: one in each
 * equal part of the time, in a drawn order. Those of a kind go round what they can hit, from a drawn one on: none is spared by chance.
 */
export function drawSchedule(seed: number, overMs: number, plan: Plan): Planned[] {
  const random = seededRandom(seed);
  const all = (Object.entries(plan) as [Fault, number][]).flatMap(([fault, count]) => Array.from({ length: count }, () => fault));
  const turns = new Map<Fault, number>();
  const nextIndex = (fault: Fault): number => {
    const index = turns.get(fault) ?? Math.floor(random() * roundsOfAll);
    turns.set(fault, index + 1);
    return index;
  };
  const shuffled = all.map((fault) => ({ fault, place: random() })).toSorted((a, b) => a.place - b.place);
  return shuffled.map(({ fault }, turn) => {
    const [least, most] = faults[fault];
    return {
      at: Math.round(((turn + random()) * overMs) / shuffled.length), fault, index: nextIndex(fault), forMs: Math.round(least + random() * (most - least)),
    };
  });
}

/** What a schedule holds of each. */
export const planOf = (schedule: readonly Planned[]): Plan => schedule.reduce<Plan>((plan, { fault }) => ({ ...plan, [fault]: (plan[fault] ?? 0) + 1 }), {});

/** Processes that this plan kills; in an installation of two APIs and two workers. */
export const killsOf = (plan: Plan): number =>
  (['kill worker', 'kill api', 'stop worker', 'kill redis', 'kill postgres'] as const).reduce((sum, fault) => sum + (plan[fault] ?? 0), 4 * (plan['kill all parts'] ?? 0));

/**
 * The smallest part of a schedule that still fails, found by leaving out ever smaller pieces.
 *
 * @param fails runs it; may be asked often
 */
export async function shrink(schedule: Planned[], fails: (part: Planned[]) => Promise<boolean>): Promise<Planned[]> {
  let least = schedule;
  for (let piece = Math.ceil(least.length / 2); piece >= 1; piece = piece === 1 ? 0 : Math.ceil(piece / 2)) {
    for (let from = 0; from < least.length;) {
      const without = least.toSpliced(from, piece);
      if (without.length < least.length && (await fails(without))) least = without;
      else from += piece;
    }
  }
  return least;
}
