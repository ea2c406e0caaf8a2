import type { World } from './move.js';
import { movesFrom } from './moves.js';
import { isSettled, properties, seenIn, type Property } from './properties.js';
import { addPair, noPairs, secondsOf, type Pairs } from './pairs.js';
import { keyOf, start, type Budget, type State } from './state.js';

export interface Explored { states: number; moves: number; violation: string | null }

/** Where each state was first met. Breadth first: by a shortest way. */
interface Found { from: number; by: string }

/**
 * Visits every state there is, and stops at the first one in which a property is broken. Where none is, looks from the ends
 * backwards whether each state has a way to one without any trouble.
 *
 * @param wanted only look for these
 */
export function explore(world: World, budget: Budget, wanted: readonly Property[] = Object.keys(properties) as Property[]): Explored {
  const first = start(budget);
  const numbers = new Map<string, number>([[keyOf(first), 0]]);
  const found: Found[] = [{ from: -1, by: 'accepted' }];
  const settled: number[] = [];
  const waysBack = noPairs();
  let frontier: State[] = [first];
  let number = -1;
  let moves = 0;
  const result = (violation: string | null): Explored => ({ states: found.length, moves, violation });
  const broken = (seen: readonly Property[]): Property | undefined => seen.find((property) => wanted.includes(property));

  while (frontier.length > 0) {
    const next: State[] = [];
    for (const state of frontier) {
      number += 1;
      if (isSettled(state.row)) settled.push(number);
      for (const { name, to, trouble, seen } of movesFrom(state, world)) {
        moves += 1;
        const key = keyOf(to);
        const known = numbers.get(key);
        const target = known ?? found.length;
        if (!trouble) addPair(waysBack, target, number);
        const property = broken(seen) ?? (known === undefined ? broken(seenIn(to)) : undefined);
        if (property !== undefined) return result(story(property, [...path(found, number), name]));
        if (known !== undefined) continue;
        numbers.set(key, target);
        found.push({ from: number, by: name });
        next.push(to);
      }
    }
    frontier = next;
  }
  const stuck = wanted.includes('ends') ? firstUnreached(found.length, settled, waysBack) : undefined;
  return result(stuck === undefined ? null : story('ends', path(found, stuck)));
}

function path(found: Found[], to: number): string[] {
  const steps: string[] = [];
  for (let number = to; number >= 0; number = found[number]?.from ?? -1) steps.unshift(found[number]?.by ?? '');
  return steps;
}

const story = (property: Property, steps: string[]): string => [properties[property], ...steps.map((step, index) => `${String(index + 1).padStart(3)}. ${step}`)].join('\n');

function firstUnreached(count: number, ends: number[], waysBack: Pairs): number | undefined {
  const reached = new Uint8Array(count);
  const waiting = [...ends];
  for (const end of ends) reached[end] = 1;
  const before = secondsOf(waysBack, count);
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    for (const earlier of before(number)) {
      if (reached[earlier] === 1) continue;
      reached[earlier] = 1;
      waiting.push(earlier);
    }
  }
  const unreached = reached.indexOf(0);
  return unreached < 0 ? undefined : unreached;
}
