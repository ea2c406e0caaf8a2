import type { AddAnswer, PartnerIds, PartnerReason, StatusAnswer } from '#app/freedompay';
import {
  course, holdFor, isFinal, isProbed, markDelayed, moveTo, note, release, type Course, type Standing,
} from './lifecycle.js';
import { backOff, jitter, pollDelay, type Policy } from './schedule.js';

/**
 * The rules that say what to do next. Pure: standing, answer, time and chance come in, the next standing goes out; the
 * product's document calls them "Reading the partner".
 */

/** `rest`: nothing may be done now. */
export type Task = 'send' | 'ask' | 'expire' | 'rest';

export interface Step {
  course: Course;
  /** Until the next step is due, ms; null: nothing is due any more. */
  waitMs: number | null;
  /** Why the partner refused; [] where it did not. */
  reasons?: PartnerReason[];
  ids?: PartnerIds;
}

export interface Moment {
  /** When the call began; a "not found" only counts as settled from here. */
  askedAt: number;
  /** When its answer was read. */
  at: number;
  /** The same, counted so that it is not too early: from here a send settles. */
  latest: number;
  /** 0 to 1. */
  random: number;
  policy: Policy;
}

/** True where an operator has to act before any call goes out. */
export const isStopped = (standing: Standing): boolean => standing.hold !== null && !isProbed(standing);

export function taskFor(standing: Standing, at: number): Task {
  // Something final is due only because a person asked for it; the answer will be shown, not applied.
  if (isFinal(standing.status)) return standing.sends > 0 ? 'ask' : 'rest';
  if (isStopped(standing)) return 'rest';
  if (standing.status === 'processing' || standing.unanswered) return 'ask';
  return isOver(standing, at) ? 'expire' : 'send';
}

const isOver = ({ hold, deadlineAt }: Standing, at: number): boolean => hold === null && deadlineAt !== null && at >= deadlineAt;

/** No call for now: the circuit is open. It sets this one due when it closes; the wait is for the case that nobody does. */
export const park = (standing: Standing, moment: Moment): Step =>
  finish(standing.hold === null ? holdFor(course(standing), 'partner_unavailable', moment.at) : course(standing), 0, moment);

/** The same after a call that came to nothing. */
export function parkAfter(step: Step, { at, random, policy }: Moment): Step {
  const { standing } = step.course;
  if (isFinal(standing.status) || standing.hold !== null) return step;
  return { ...step, course: holdFor(step.course, 'partner_unavailable', at), waitMs: jitter(policy.pollMaxMs, random) };
}

/** The circuit is closed again. */
export const unpark = (standing: Standing, at: number): Step => ({ course: release(course(standing), at, { by: 'circuit' }), waitMs: 0 });

/** The intent, stored before the first byte goes out: from here on the request may be there. */
export function intend(standing: Standing, at: number, leaseMs: number): Course {
  const started = standing.status === 'pending' ? moveTo(course(standing), 'submitting', at) : course(standing);
  return note(started, {
    sends: standing.sends + 1, unanswered: true, sentUntil: at + leaseMs, asked: 0, notFounds: 0,
    submittedAt: standing.submittedAt ?? at,
  });
}

export const expire = (standing: Standing, at: number): Step =>
  ({ course: moveTo(course(standing), 'failed', at, { reason: 'deadline_exceeded' }), waitMs: null });

/** When a decision was promised. What an earlier release accepted has no promise of its own. */
export const promisedAt = ({ expectedAt, createdAt }: Pick<Standing, 'expectedAt' | 'createdAt'>, { expectedMs }: Pick<Policy, 'expectedMs'>): number =>
  expectedAt ?? createdAt + expectedMs;

/** Ends every step: passed deadlines, the promise that was missed, holds; and no wait beyond what is to happen by then. */
function finish(now: Course, waitMs: number, { at, policy, random }: Moment, more: Pick<Step, 'reasons' | 'ids'> = {}): Step {
  const { standing } = now;
  if (isFinal(standing.status)) return { course: now, waitMs: null, ...more };
  // A send whose fate is unknown gets one question before the deadline closes it.
  const unasked = standing.unanswered && standing.asked === 0;
  if (isOver(standing, at) && !unasked) {
    return { course: moveTo(now, 'failed', at, { reason: 'deadline_exceeded' }), waitMs: null, ...more };
  }
  const promised = promisedAt(standing, policy);
  const next = at >= promised ? markDelayed(now) : now;
  if (isStopped(next.standing)) return { course: next, waitMs: null, ...more };
  // Whatever the probe met, the next one is a long wait away.
  if (isProbed(next.standing)) return { course: next, waitMs: Math.max(waitMs, jitter(policy.pollMaxMs, random)), ...more };
  const { deadlineAt, delayed } = next.standing;
  const untilDeadline = Math.max(0, (deadlineAt ?? Number.POSITIVE_INFINITY) - at);
  const untilPromised = delayed ? Number.POSITIVE_INFINITY : promised - at;
  return { course: next, waitMs: Math.min(waitMs, untilDeadline, untilPromised), ...more };
}

/** A readable answer ends the holds that waited for one. */
const readable = (now: Course, at: number): Course => (isProbed(now.standing) ? release(now, at, { by: 'answer' }) : now);

/** The partner has it: from here on it decides, and we ask. */
const received = (now: Course, { at, policy }: Moment, requestStatus: string): Course => {
  const known = { unanswered: false, asked: 0, notFounds: 0, refusals: 0, requestStatus };
  return note(moveTo(now, 'processing', at, { deadlineAt: at + policy.decisionDeadlineMs }), known);
};

const refusedSetup = (now: Course, fault: 'credentials' | 'path', moment: Moment): Step => {
  const reason = fault === 'credentials' ? 'partner_credentials' : 'partner_setup';
  return finish(holdFor(now, reason, moment.at), 0, moment);
};

/** What follows from the answer to a send. */
export function afterAdd(standing: Standing, answer: AddAnswer, moment: Moment): Step {
  const { at, latest, random, policy } = moment;
  if (isFinal(standing.status)) return { course: course(standing), waitMs: null };
  const now = note(course(standing), { unanswered: false, sentUntil: latest });
  switch (answer.kind) {
    case 'accepted':
      return finish(received(readable(now, at), moment, answer.askNow ? 'success' : 'process'), answer.askNow ? 0 : pollDelay(policy, 0, random), moment);
    case 'duplicate':
      if (standing.doubtful) return finish(received(readable(now, at), moment, 'process'), 0, moment);
      // The very first send and yet known there: not ours, as far as we can tell. After a release we ask before all else.
      return finish(holdFor(note(now, { unanswered: true, doubtful: true }), 'duplicate_request_id', at), 0, moment);
    case 'rejected':
      if (standing.doubtful && answer.reasons.some(({ code }) => code === 'client.duplicate')) {
        return finish(received(readable(now, at), moment, 'process'), 0, moment);
      }
      return finish(note(moveTo(readable(now, at), 'rejected', at, { reason: 'partner_rejected' }), { requestStatus: 'error' }), 0, moment, { reasons: answer.reasons });
    case 'throttled':
    case 'notSent': {
      const advised = answer.kind === 'throttled' ? answer.retryAfterMs : null;
      return finish(note(now, { refusals: standing.refusals + 1 }), advised ?? backOff(standing.refusals, random), moment);
    }
    case 'refusedSetup':
      return refusedSetup(now, answer.fault, moment);
    case 'uncertain':
      return finish(note(now, { unanswered: true, doubtful: true, asked: 0, notFounds: 0 }), answer.retryAfterMs ?? 0, moment);
  }
}

/** What follows from the answer to a status question. */
export function afterStatus(standing: Standing, answer: StatusAnswer, moment: Moment): Step {
  const { at, random, policy } = moment;
  const counted = { polls: standing.polls + 1, lastPolledAt: at };
  if (isFinal(standing.status)) return { course: note(course(standing), counted), waitMs: null };
  const now = note(course(standing), { ...counted, asked: standing.asked + 1, doubtful: standing.doubtful || standing.unanswered });
  const later = pollDelay(policy, now.standing.asked, random);
  switch (answer.kind) {
    case 'pending': {
      const found = readable(now, at);
      if (standing.status === 'processing') return finish(note(found, { notFounds: 0, refusals: 0, requestStatus: 'process' }), later, moment);
      return finish(received(found, moment, 'process'), pollDelay(policy, 0, random), moment);
    }
    case 'succeeded': {
      const found = readable(now, at);
      const there = standing.status === 'processing' ? found : received(found, moment, 'process');
      return finish(note(moveTo(there, 'succeeded', at), { requestStatus: 'success' }), 0, moment, { reasons: [], ids: answer.ids });
    }
    case 'rejected': {
      const refused = moveTo(readable(now, at), 'rejected', at, { reason: 'partner_rejected' });
      return finish(note(refused, { requestStatus: 'error', unanswered: false }), 0, moment, { reasons: answer.reasons });
    }
    case 'notFound':
      return afterNotFound(note(readable(now, at), { notFounds: standing.notFounds + 1 }), later, moment);
    case 'throttled':
      return finish(note(now, { refusals: standing.refusals + 1 }), answer.retryAfterMs ?? backOff(standing.refusals, random), moment);
    case 'refusedSetup':
      return refusedSetup(now, answer.fault, moment);
    case 'noAnswer':
      return finish(now, later, moment);
    case 'drift':
      return finish(holdFor(now, 'contract_drift', at), 0, moment);
  }
}

/**
 * "Not found" while the partner is known to have it: keep asking. After an unanswered send: only the second one, and
 * only if asked after the settle time, lets the same bytes go out again.
 */
function afterNotFound(now: Course, laterMs: number, moment: Moment): Step {
  const { askedAt, at, policy } = moment;
  const { status, unanswered, notFounds, sentUntil } = now.standing;
  if (status !== 'submitting' || !unanswered) return finish(now, laterMs, moment);
  const settledAt = (sentUntil ?? at) + policy.settleMs;
  if (notFounds >= 2 && askedAt >= settledAt) return finish(note(now, { unanswered: false }), 0, moment);
  // Not much later than the settle time ends: that question is the one that decides.
  const untilSettled = Math.max(settledAt - at, policy.pollFirstMs);
  return finish(now, Math.min(laterMs, untilSettled), moment);
}
