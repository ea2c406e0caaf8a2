import fc from 'fast-check';
import type { AddAnswer } from '#app/freedompay';
import { accepted, course, holdFor, statuses, type HoldReason, type Standing } from '../../libs/onboarding/src/lifecycle.js';
import { afterAdd, afterStatus, expire, intend, park, parkAfter, taskFor, unpark, type Moment, type Step } from '../../libs/onboarding/src/next-step.js';
import { addAnswers, statusAnswers } from './partner.js';
import { aTickLater, farOff, lease, longAgo, policy, seenFrom, settleMs, tickMs } from './times.js';

const now = 1_000_000_000;
const around = fc.integer({ min: -10, max: 10 }).map((ticks) => now + ticks * tickMs);
const count = fc.integer({ min: 0, max: 4 });
const holds: (HoldReason | null)[] = [null, 'partner_unavailable', 'partner_credentials', 'contract_drift', 'duplicate_request_id', 'operator'];

const standings: fc.Arbitrary<Standing> = fc.record({
  status: fc.constantFrom(...statuses), hold: fc.constantFrom(...holds), since: around.map((at) => Math.min(at, now)), delayed: fc.boolean(),
  deadlineAt: fc.option(around), expectedAt: around, unanswered: fc.boolean(), doubtful: fc.boolean(), sends: count, sentUntil: around, polls: count,
  asked: count, notFounds: count, refusals: count,
}).map(({ hold, since, ...fields }) => {
  const standing: Standing = { ...accepted(0, 0, 0).standing, ...fields };
  return hold === null ? standing : holdFor(course(standing), hold, since).standing;
});

/** The service's times; the model's differ in what is far off and in when the next step is due. */
const ofService = { ...policy, pollFirstMs: 700, pollFactor: 2, pollMaxMs: 90_000, decisionDeadlineMs: 168 * 3_600_000 };
const at = (instant: number, askedAt: number, policy: Moment['policy']): Moment => ({ at: instant, latest: instant, askedAt, random: 0.3, policy });

describe('a standing as the model keeps it', () => {
  it('leads to the same next standing as the one it stands for, whatever happens', () => {
    fc.assert(fc.property(standings, fc.integer({ min: 0, max: 8 }), (standing, ticks) => {
      const kept = seenFrom(standing, now);
      const askedAt = now - ticks * tickMs;
      const isSettled = askedAt >= (standing.sentUntil ?? now) + settleMs;
      const real = at(now, askedAt, ofService);
      const model = at(0, isSettled ? 0 : longAgo, policy);
      const look = ({ course: { standing: next, changes }, waitMs }: Step, instant: number) =>
        ({ next: seenFrom(next, instant), types: changes.map(({ type }) => type), due: waitMs !== null });
      const same = (step: (standing: Standing, moment: Moment) => Step): void => expect(look(attempt(step)(kept, model), 0)).toEqual(look(attempt(step)(standing, real), now));

      expect(taskFor(kept, 0)).toBe(taskFor(standing, now));
      // Only a send is answered so, and there is none without an intent.
      const sent = (one: Standing, answer: AddAnswer, moment: Moment): Step => afterAdd(intend(one, moment.at, lease).standing, answer, moment);
      for (const answer of Object.values(addAnswers)) same((one, moment) => sent(one, answer, moment));
      for (const answer of Object.values(statusAnswers)) same((one, moment) => afterStatus(one, answer, moment));
      for (const answer of Object.values(addAnswers)) same((one, moment) => parkAfter(sent(one, answer, moment), moment));
      for (const rule of [(one: Standing, moment: Moment) => expire(one, moment.at), (one: Standing, moment: Moment) => unpark(one, moment.at), park]) same(rule);
      same((one, moment) => ({ course: intend(one, moment.at, lease), waitMs: 0 }));
    }));
  });

  it('is after a tick what it would have been, had it been looked at then', () => {
    fc.assert(fc.property(standings, (standing) => {
      const timeless = { ...standing, deadlineAt: now + farOff, expectedAt: now + farOff };
      expect(aTickLater(seenFrom(timeless, now))).toEqual(seenFrom(timeless, now + tickMs));
    }));
  });
});

/** A move the lifecycle forbids is forbidden for both. */
const attempt = (step: (standing: Standing, moment: Moment) => Step) => (standing: Standing, moment: Moment): Step => {
  try {
    return step(standing, moment);
  } catch {
    return { course: course({ ...standing, attempt: -1 }), waitMs: null };
  }
};
