import { duplicateModes, duplicateWindowMs, type DuplicateMode } from './duplicates.js';
import type { FaultShares } from './faults.js';
import { faultKinds, type FaultKind } from './trouble.js';

/** What the simulator was told to do, beside the magic BINs. */
export interface Mode {
  duplicates: DuplicateMode;
  /** How long `window` recognises a repeated id. */
  duplicate_window_ms: number;
  /** Added to every partner answer. */
  latency_ms: number;
  /** 503 for all partner calls. */
  outage: boolean;
  /** An add that was dropped before it was stored is stored so much later; 0: never. */
  late_accept_ms: number;
  faults: FaultShares;
  /** Start of the fault draw. */
  seed: number;
}

export const standardMode: Readonly<Mode> = {
  duplicates: 'replay', duplicate_window_ms: duplicateWindowMs, latency_ms: 0, outage: false, late_accept_ms: 0, faults: {}, seed: 1,
};

/** Says in its message what would have been accepted. */
export class BadMode extends Error {}

const checks: { [K in keyof Mode]: (value: unknown) => Mode[K] } = {
  duplicates: (value) => {
    const mode = duplicateModes.find((word) => word === value);
    if (mode === undefined) throw new BadMode(`duplicates must be one of ${duplicateModes.join(', ')}`);
    return mode;
  },
  duplicate_window_ms: (value) => wholeNumber('duplicate_window_ms', value, 3_600_000),
  latency_ms: (value) => wholeNumber('latency_ms', value, 120_000),
  outage: (value) => {
    if (typeof value !== 'boolean') throw new BadMode('outage must be true or false');
    return value;
  },
  late_accept_ms: (value) => wholeNumber('late_accept_ms', value, 3_600_000),
  faults: readShares,
  seed: (value) => wholeNumber('seed', value, 2 ** 32 - 1),
};

/**
 * The mode with the given members put over the one in force. `faults` is replaced as a whole.
 *
 * @throws BadMode for an unknown member or a value out of its range; then nothing changes
 */
export function changeMode(current: Mode, change: unknown): Mode {
  if (!isObject(change)) throw new BadMode('the mode must be a JSON object');
  const changed = Object.entries(change).map(([name, value]) => {
    if (!Object.hasOwn(checks, name)) throw new BadMode(`unknown member; known are ${Object.keys(checks).join(', ')}`);
    return [name, checks[name as keyof Mode](value)] as const;
  });
  return { ...current, ...(Object.fromEntries(changed) as Partial<Mode>) };
}

function wholeNumber(name: string, value: unknown, max: number): number {
  if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > max) {
    throw new BadMode(`${name} must be a whole number from 0 to ${max}`);
  }
  return Number(value);
}

function readShares(value: unknown): FaultShares {
  if (!isObject(value)) throw new BadMode('faults must be an object {kind: share}');
  let sum = 0;
  for (const [kind, share] of Object.entries(value)) {
    if (!faultKinds.includes(kind as FaultKind)) throw new BadMode(`unknown fault; known are ${faultKinds.join(', ')}`);
    if (typeof share !== 'number' || !(share >= 0 && share <= 1)) throw new BadMode(`the share of ${kind} must be a number from 0 to 1`);
    sum += share;
  }
  // A little above 1 is how ten tenths add up.
  if (sum > 1 + 1e-9) throw new BadMode('the shares of all faults together must not exceed 1');
  return value as FaultShares;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
