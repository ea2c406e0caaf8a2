import type { CallFacts } from '#app/freedompay';

/** Why no calls flow. `unavailable`: Freedom Pay does not serve anybody. `credentials`: it refuses our key, and not for one request alone. */
export const circuitReasons = ['unavailable', 'credentials'] as const;
export type CircuitReason = (typeof circuitReasons)[number];

/**
 * What one call says about the partner as a whole.
 *
 * - `up`: it answered, whatever it said about the request.
 * - `locked`: it answered that it does not accept our key (401, 403).
 * - `absent`: it said itself that it serves nobody (503), or no connection to it was made.
 * - `failed`: the call came to nothing (5xx, time-out, reset). One request alone can have this effect.
 */
export type CallVerdict = 'up' | 'locked' | 'absent' | 'failed';

const unconnected = new Set(['refused', 'dns', 'unreachable', 'tls']);

export function verdictOf({ httpStatus, trouble }: Pick<CallFacts, 'httpStatus' | 'trouble'>): CallVerdict {
  if (httpStatus === null) return unconnected.has(trouble ?? '') ? 'absent' : 'failed';
  if (httpStatus === 401 || httpStatus === 403) return 'locked';
  if (httpStatus === 503) return 'absent';
  return httpStatus >= 500 ? 'failed' : 'up';
}

/** In a row, without an answer between them: so many of these open the circuit. */
const absencesAtMost = 3;
/** Of so many onboardings. */
const failuresAtMost = 5;
const locksAtMost = 2;

/** Adds up what calls say, until somebody is answered. In one process: each comes to the same judgement by its own calls. */
export class Strain {
  private absences = 0;
  private readonly failed = new Set<string>();
  private readonly locked = new Set<string>();

  /** @returns what the circuit has to be opened for, if anything */
  note(onboarding: string, verdict: CallVerdict): CircuitReason | null {
    if (verdict === 'up' || verdict === 'locked') {
      this.absences = 0;
      this.failed.clear();
    }
    if (verdict === 'up') this.locked.clear();
    if (verdict === 'locked') this.locked.add(onboarding);
    if (verdict === 'absent') this.absences += 1;
    if (verdict === 'absent' || verdict === 'failed') this.failed.add(onboarding);
    if (this.locked.size >= locksAtMost) return 'credentials';
    return this.absences >= absencesAtMost || this.failed.size >= failuresAtMost ? 'unavailable' : null;
  }

  /** Judged anew from here. */
  forget(): void {
    this.absences = 0;
    this.failed.clear();
    this.locked.clear();
  }
}
