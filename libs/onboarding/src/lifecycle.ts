import type { DomainEvent } from '#app/events';

export type Status = 'pending' | 'submitting' | 'processing' | 'succeeded' | 'rejected' | 'failed' | 'cancelled';
export type StatusReason = 'partner_rejected' | 'deadline_exceeded' | 'operator_closed' | 'withdrawn';
export type HoldReason =
  | 'partner_unavailable' | 'partner_credentials' | 'partner_setup' | 'contract_drift' | 'duplicate_request_id' | 'poison' | 'operator';

export interface Hold { reason: HoldReason; since: number; until: number | null }

/** What each status waits for, and the only places it may go to. `docs/states.md` is drawn from this table. */
export const lifecycle: Record<Status, { waitsFor: string; leadsTo: readonly Status[] }> = {
  pending: { waitsFor: 'a worker to write down the intent to send', leadsTo: ['submitting', 'cancelled', 'failed'] },
  submitting: { waitsFor: 'proof that the partner has the request', leadsTo: ['processing', 'rejected', 'failed'] },
  processing: { waitsFor: "the partner's decision; we ask", leadsTo: ['succeeded', 'rejected', 'failed'] },
  succeeded: { waitsFor: 'nothing', leadsTo: [] },
  rejected: { waitsFor: 'a correction, as the next attempt', leadsTo: ['pending'] },
  failed: { waitsFor: 'a person, who may reopen it where it was', leadsTo: ['pending', 'submitting', 'processing'] },
  cancelled: { waitsFor: 'nothing', leadsTo: [] },
};

export const statuses = Object.keys(lifecycle) as Status[];
export const isFinal = (status: Status): boolean => ['succeeded', 'rejected', 'failed', 'cancelled'].includes(status);

/** Where an onboarding stands. Instants are ms since the epoch by the database's clock. */
export interface Standing {
  status: Status;
  statusReason: StatusReason | null;
  sequence: number;
  attempt: number;
  hold: Hold | null;
  delayed: boolean;
  createdAt: number;
  /** When a decision about this attempt was promised, once and for all; null: an earlier release accepted it. */
  expectedAt: number | null;
  completedAt: number | null;
  deadlineAt: number | null;
  /** The last send may have arrived: its answer is missing or unreadable. True from the intent on. */
  unanswered: boolean;
  /** Some send of this attempt was once unanswered, so "already there" may mean ours. */
  doubtful: boolean;
  sends: number;
  /** When the last send surely was over: its answer's time, after a crash the end of its lease. */
  sentUntil: number | null;
  polls: number;
  /** Status questions since the last send or since the partner has it: the place in the poll schedule. */
  asked: number;
  /** "Not found" answers in a row since the last send. */
  notFounds: number;
  /** Refusals in a row that are known not to have been processed: the place in the back-off. */
  refusals: number;
  /** The partner's last word about it. */
  requestStatus: string | null;
  submittedAt: number | null;
  lastPolledAt: number | null;
}

/** What a change is called, as an event and in the timeline. */
export type ChangeType =
  | `onboarding.${Exclude<Status, 'pending'>}`
  | 'onboarding.accepted' | 'onboarding.held' | 'onboarding.released' | 'onboarding.delayed' | 'onboarding.resubmitted' | 'onboarding.reopened';

/** One change that is worth an event; `standing` is how it looks afterwards. */
export interface Change { type: ChangeType; previousStatus: Status; standing: Standing; context?: Record<string, unknown> }

/** A standing on its way: each step gives the next one, the changes are the events to write with it. */
export interface Course { standing: Standing; changes: Change[] }

export const course = (standing: Standing): Course => ({ standing, changes: [] });

/** Sets fields that are not worth an event. Status, hold, delayed, attempt and sequence cannot be set here. */
export function note(
  { standing, changes }: Course,
  fields: Partial<Omit<Standing, 'status' | 'statusReason' | 'sequence' | 'attempt' | 'hold' | 'delayed'>>,
): Course {
  return { standing: { ...standing, ...fields }, changes };
}

function change({ standing, changes }: Course, type: ChangeType, fields: Partial<Standing>, context?: Record<string, unknown>): Course {
  const next = { ...standing, ...fields, sequence: standing.sequence + 1 };
  const entry: Change = { type, previousStatus: standing.status, standing: next, ...(context === undefined ? {} : { context }) };
  return { standing: next, changes: [...changes, entry] };
}

/** An edge that the table does not have: a fault in this code, never a fact about the world. */
export class ForbiddenTransition extends Error {
  constructor(from: Status, to: Status) {
    super(`an onboarding cannot go from ${from} to ${to}`);
    this.name = 'ForbiddenTransition';
  }
}

/** A move is called after where it leads, unless it leads out of an end. */
function typeOfMove(from: Status, to: Status): ChangeType {
  if (from === 'failed') return 'onboarding.reopened';
  return to === 'pending' ? 'onboarding.resubmitted' : `onboarding.${to}`;
}

/** The one place that sets a status. A final one ends hold and deadline with it. */
export function moveTo(
  now: Course, to: Status, at: number,
  { reason = null, deadlineAt = now.standing.deadlineAt, context }: { reason?: StatusReason | null; deadlineAt?: number | null; context?: Record<string, unknown> } = {},
): Course {
  const { status } = now.standing;
  if (!lifecycle[status].leadsTo.includes(to)) throw new ForbiddenTransition(status, to);
  const fields: Partial<Standing> = isFinal(to)
    ? { status: to, statusReason: reason, hold: null, deadlineAt: null, completedAt: at }
    : { status: to, statusReason: null, deadlineAt, completedAt: null };
  return change(now, typeOfMove(status, to), fields, context);
}

/** Under these a worker goes on asking now and then: a readable answer releases them. All others wait for a person. */
const probedHolds: readonly HoldReason[] = ['partner_unavailable', 'partner_credentials', 'partner_setup', 'contract_drift'];
export const isProbed = ({ hold }: Pick<Standing, 'hold'>): boolean => hold !== null && probedHolds.includes(hold.reason);

/**
 * Stops new calls. Holding what is held already for another reason changes the reason, not the time; but what waits for
 * a person is never turned into what an answer may release.
 */
export function holdFor(now: Course, reason: HoldReason, at: number, context?: Record<string, unknown>): Course {
  const { hold } = now.standing;
  const waitsForPerson = hold !== null && !isProbed(now.standing);
  if (hold?.reason === reason || (waitsForPerson && probedHolds.includes(reason))) return now;
  return change(now, 'onboarding.held', { hold: { reason, since: hold?.since ?? at, until: null } }, { hold: reason, ...context });
}

/** Lets calls go on. No deadline runs under a hold, so it moves by as long as the hold lasted. */
export function release(now: Course, at: number, context?: Record<string, unknown>): Course {
  const { hold, deadlineAt } = now.standing;
  if (hold === null) return now;
  const held = Math.max(0, at - hold.since);
  return change(now, 'onboarding.released', { hold: null, deadlineAt: deadlineAt === null ? null : deadlineAt + held }, { hold: hold.reason, ...context });
}

/** The next attempt after a refusal: from the beginning, under a new `request_id`, with corrected data and a new promise. */
export function resubmit(now: Course, at: number, deadlineAt: number, expectedAt: number, context: Record<string, unknown>): Course {
  const { status, attempt } = now.standing;
  if (!lifecycle[status].leadsTo.includes('pending')) throw new ForbiddenTransition(status, 'pending');
  const { standing } = accepted(at, deadlineAt, expectedAt);
  const { statusReason, hold, delayed, completedAt, unanswered, doubtful, sends, sentUntil, polls, asked, notFounds, refusals, requestStatus, submittedAt, lastPolledAt } = standing;
  return change(now, 'onboarding.resubmitted', {
    status: 'pending', attempt: attempt + 1, deadlineAt, expectedAt, statusReason, hold, delayed, completedAt, unanswered, doubtful, sends, sentUntil, polls, asked,
    notFounds, refusals, requestStatus, submittedAt, lastPolledAt,
  }, context);
}

/** Says once that the decision takes longer than was promised. */
export const markDelayed = (now: Course): Course => (now.standing.delayed ? now : change(now, 'onboarding.delayed', { delayed: true }));

/** The first standing, with its event, of what was just accepted. */
export function accepted(at: number, deadlineAt: number, expectedAt: number): Course {
  const standing: Standing = {
    status: 'pending', statusReason: null, sequence: 0, attempt: 1, hold: null, delayed: false, createdAt: at, expectedAt, completedAt: null,
    deadlineAt, unanswered: false, doubtful: false, sends: 0, sentUntil: null, polls: 0, asked: 0, notFounds: 0, refusals: 0,
    requestStatus: null, submittedAt: null, lastPolledAt: null,
  };
  return change(course(standing), 'onboarding.accepted', {});
}

/** Thin: ids, status and codes, so that nothing personal leaves with an event. */
export function domainEvents(
  changes: Change[],
  { id, apiClient, externalId, problemCodes }: { id: string; apiClient: string; externalId: string | null; problemCodes: string[] },
): DomainEvent[] {
  return changes.map(({ type, previousStatus, standing, context }) => ({
    subject: id, sequence: standing.sequence, type, apiClient, ...(context === undefined ? {} : { context }),
    data: {
      id, external_id: externalId, status: standing.status,
      previous_status: type === 'onboarding.accepted' ? null : previousStatus,
      sequence: standing.sequence, attempt: standing.attempt, final: isFinal(standing.status),
      problem_codes: standing.status === 'rejected' ? problemCodes : [],
    },
  }));
}
