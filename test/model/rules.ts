import { afterAdd, afterStatus, expire, intend, park, parkAfter, taskFor, unpark } from '../../libs/onboarding/src/next-step.js';
import { timeoutMs } from './times.js';

/** What decides: the service's own functions, and beside them what its statements and its worker check by themselves. */
export const serviceRules = {
  taskFor, intend, afterAdd, afterStatus, expire, park, parkAfter, unpark,
  /** Every write is guarded by the row's token, and by the sequence that was decided on. */
  fences: true,
  /** Is there lease enough for a whole call? */
  mayCall: (leaseLeft: number): boolean => leaseLeft >= timeoutMs,
  /** The intent is committed before the first byte goes out. */
  storesIntent: true,
};

export type Rules = typeof serviceRules;
