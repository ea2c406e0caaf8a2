import { isFinal, lifecycle, type Change, type Standing } from '../../libs/onboarding/src/lifecycle.js';
import { isStopped } from '../../libs/onboarding/src/next-step.js';
import type { Row, State } from './state.js';
import { farOff } from './times.js';

/** What must never be seen. The numbers are those of the invariants every other test decides on. */
export const properties = {
  oneClient: 'I3: the partner made a second client',
  repeat: 'I3: the partner got a request that it has already',
  intentFirst: 'I4: bytes went out without a stored intent of the same worker',
  agreed: 'I5: the end is not what the partner says',
  absent: 'I5: the partner is believed not to have it, yet it has it or may still take it',
  present: 'I5: the partner is believed to have it, yet it has not',
  deadline: 'I5: closed by a deadline that has not passed, or without one question about an unanswered send',
  edges: 'I6: a change that the lifecycle does not know, or a gap in the sequence',
  finalStays: 'I6: something final was changed',
  fenced: 'I6: a worker wrote that had lost its lease',
  due: 'I2: open, not held, and nothing is due',
  ends: 'I2: no way to an end, though nothing goes wrong any more',
} as const;
export type Property = keyof typeof properties;

/** Held until a person acts, or over. */
export const isSettled = ({ standing }: Row): boolean => isFinal(standing.status) || isStopped(standing);

export function seenIn({ row, wire, partner }: State): Property[] {
  const { status, unanswered } = row.standing;
  const seen: Property[] = [];
  if (partner.clients > 1) seen.push('oneClient');
  const isBelievedAbsent = (status === 'pending' || status === 'submitting') && !unanswered;
  if (isBelievedAbsent && (partner.clients > 0 || wire.length > 0)) seen.push('absent');
  if (status === 'processing' && partner.clients === 0) seen.push('present');
  if (status === 'succeeded' && (partner.clients === 0 || partner.verdict !== 'succeeded')) seen.push('agreed');
  if (status === 'rejected' && partner.verdict !== 'rejected' && partner.verdict !== 'refused') seen.push('agreed');
  if (row.dueIn === null && !isSettled(row)) seen.push('due');
  return seen;
}

/** What is wrong with a write that takes the row to this standing. */
export function seenInWrite({ row, wire, partner }: State, after: Standing, changes: Change[], current: boolean): Property[] {
  const before = row.standing;
  const seen: Property[] = [];
  if (!current) seen.push('fenced');
  if (isFinal(before.status) && (after.status !== before.status || changes.length > 0)) seen.push('finalStays');
  if (!follows(before, after, changes)) seen.push('edges');
  if (after.status === 'failed' && before.status !== 'failed') {
    if (before.deadlineAt === farOff || (after.unanswered && after.asked === 0)) seen.push('deadline');
    // Closed without a doubt left: then there must be none. An unanswered one may be there, and one in process is.
    if (before.status !== 'processing' && !after.unanswered && (partner.clients > 0 || wire.length > 0)) seen.push('absent');
  }
  return seen;
}

function follows(before: Standing, after: Standing, changes: Change[]): boolean {
  let { status, sequence } = before;
  for (const { previousStatus, standing } of changes) {
    if (previousStatus !== status || standing.sequence !== sequence + 1) return false;
    if (standing.status !== status && !lifecycle[status].leadsTo.includes(standing.status)) return false;
    ({ status, sequence } = standing);
  }
  return after.status === status && after.sequence === sequence;
}
