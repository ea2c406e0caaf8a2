/*
 * Where a process is made to die, and what that stands for. Nothing here is in the service: `crash.ts` lays these
 * points over its seams from outside, by the names of its statements and methods.
 */

/** A seam: a named statement, a call of the partner, a job of the queue, a chunk of work, or whatever is said to Postgres. */
export type Seam =
  | { statement: string; when: 'before' | 'after'; rows?: 'some'; holding?: RegExp }
  | { call: 'add' | 'status'; when: 'sent' | 'answered' }
  | { job: 'add'; when: 'before' | 'after' }
  | { work: 'begins' }
  | { connection: 'any statement' };

export interface CrashPoint { of: 'api' | 'worker' | 'migrate'; where: string; seam: Seam }

const final = /"status":"(succeeded|rejected|failed|cancelled)"/;
const delivered = /"status":"delivered"/;

export const crashPoints = {
  C1: { of: 'api', where: 'before the COMMIT of an acceptance', seam: { statement: 'accept_single', when: 'before' } },
  C2: { of: 'api', where: 'after the COMMIT of an acceptance, before its answer', seam: { statement: 'accept_single', when: 'after' } },
  C3: { of: 'api', where: 'after the answer, before the wake-up', seam: { job: 'add', when: 'before' } },
  C4: { of: 'api', where: 'after the wake-up', seam: { job: 'add', when: 'after' } },
  C5: { of: 'worker', where: 'a claimed chunk came from the queue, and nothing was done', seam: { work: 'begins' } },
  C6: { of: 'worker', where: 'the lease is taken, the intent is not written', seam: { statement: 'intend', when: 'before' } },
  C7: { of: 'worker', where: 'the intent is written, nothing is sent', seam: { statement: 'intend', when: 'after', rows: 'some' } },
  C8: { of: 'worker', where: 'an add is sent, no answer is read', seam: { call: 'add', when: 'sent' } },
  C9: { of: 'worker', where: 'the answer of an add is read, not written', seam: { call: 'add', when: 'answered' } },
  C11: { of: 'worker', where: 'an outcome is written, nothing was done about the next step', seam: { statement: 'record', when: 'after', rows: 'some' } },
  'C12 asked': { of: 'worker', where: 'a status question is sent', seam: { call: 'status', when: 'sent' } },
  'C12 told': { of: 'worker', where: 'the answer of a status question is read', seam: { call: 'status', when: 'answered' } },
  C13: { of: 'worker', where: 'the final answer is read, not written', seam: { statement: 'record', when: 'before', holding: final } },
  C14: { of: 'worker', where: 'the end is written, its webhook is not claimed', seam: { statement: 'record', when: 'after', rows: 'some', holding: final } },
  C15: { of: 'worker', where: 'a webhook is taken, that is not written', seam: { statement: 'webhook_settle', when: 'before', holding: delivered } },
  C16: { of: 'worker', where: 'a webhook is written off, the next one has not gone out', seam: { statement: 'webhook_settle', when: 'after', rows: 'some', holding: delivered } },
  C17: { of: 'migrate', where: 'in the middle of a migration', seam: { connection: 'any statement' } },
  'C22 timetable': { of: 'worker', where: 'due work is claimed and not handed on', seam: { statement: 'claim', when: 'after', rows: 'some' } },
  'C22 fan-out': { of: 'worker', where: 'events are handed out, no line is claimed', seam: { statement: 'webhook_fan_out', when: 'after', rows: 'some' } },
  'C22 lines': { of: 'worker', where: 'lines are claimed, nothing is posted', seam: { statement: 'webhook_claim', when: 'after', rows: 'some' } },
} satisfies Record<string, CrashPoint>;

export type CrashName = keyof typeof crashPoints;

/** Die there, the `nth` time it is reached in one life. */
export interface Crash { at: CrashName; nth: number }
