import type { FaultKind } from './trouble.js';

/** Share of calls, 0 to 1, that a kind of fault befalls. */
export type FaultShares = Partial<Record<FaultKind, number>>;

/**
 * Draws the fault of each call, one random number a call in order of arrival, so that the same seed and the same order
 * of calls give the same faults (mulberry32: small, and good enough for shares).
 */
export function createFaultDraw(seed: number, shares: FaultShares): () => FaultKind | null {
  const kinds = Object.entries(shares).sort(([a], [b]) => (a < b ? -1 : 1)) as [FaultKind, number][];
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    let left = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    for (const [kind, share] of kinds) {
      if (left < share) return kind;
      left -= share;
    }
    return null;
  };
}
