import fc from 'fast-check';
import type { AddAnswer, StatusAnswer } from '#app/freedompay';
import { accepted, course, holdFor, isFinal, lifecycle, release, type HoldReason, type Standing } from './lifecycle.js';
import { afterAdd, afterStatus, expire, intend, park, parkAfter, taskFor, unpark, type Moment, type Step } from './next-step.js';
import type { Policy } from './schedule.js';

const hour = 3_600_000;
const policy: Policy = {
  pollFirstMs: 5_000, pollFactor: 2, pollMaxMs: 300_000, settleMs: 60_000,
  sendDeadlineMs: 24 * hour, decisionDeadlineMs: 168 * hour, expectedMs: hour,
};
const start = 1_000_000;
const moment = (at: number, more: Partial<Moment> = {}): Moment => ({ askedAt: at, at, latest: at, random: 0.5, policy, ...more });
const pending = accepted(start, start + policy.sendDeadlineMs, start + policy.expectedMs).standing;
const sent = (before: Standing = pending, at = start): Standing => intend(before, at, 20_000).standing;
const processing = afterAdd(sent(), { kind: 'accepted', askNow: false }, moment(start)).course.standing;
const uncertain = afterAdd(sent(), { kind: 'uncertain', drift: false, retryAfterMs: null }, moment(start)).course.standing;
const types = ({ course: { changes } }: Step): string[] => changes.map(({ type }) => type.replace('onboarding.', ''));
const ids = { clientId: '1', productUuid: null, terminalId: null };
const refusal = { code: 'iban.not_accepted', pointer: '/iban', partnerCode: '1203', partnerMessage: 'no' };
const known = { ...refusal, code: 'client.duplicate', partnerCode: '1204' };

describe('the first send', () => {
  it('is an intent before it is a call: from then on the partner may have it', () => {
    const { standing, changes } = intend(pending, start, 20_000);
    expect(changes.map(({ type }) => type)).toEqual(['onboarding.submitting']);
    expect(standing).toMatchObject({ status: 'submitting', sequence: 2, sends: 1, unanswered: true, doubtful: false, sentUntil: start + 20_000 });
    expect(taskFor(standing, start)).toBe('ask');
  });

  it.each<[string, AddAnswer, Partial<Standing>, string[], number | null]>([
    ['accepted', { kind: 'accepted', askNow: false }, { status: 'processing', unanswered: false }, ['processing'], 5_000],
    ['success at once is only a reason to ask', { kind: 'accepted', askNow: true }, { status: 'processing' }, ['processing'], 0],
    ['refused data', { kind: 'rejected', reasons: [refusal] }, { status: 'rejected', statusReason: 'partner_rejected' }, ['rejected'], null],
    ['client exists', { kind: 'rejected', reasons: [known] }, { status: 'rejected' }, ['rejected'], null],
    ['duplicate: not ours', { kind: 'duplicate' }, { status: 'submitting', unanswered: true }, ['held'], null],
    ['throttled as advised', { kind: 'throttled', retryAfterMs: 7_000 }, { status: 'submitting', unanswered: false, refusals: 1 }, [], 7_000],
    ['throttled without advice', { kind: 'throttled', retryAfterMs: null }, { status: 'submitting', unanswered: false }, [], 1_000],
    ['never sent', { kind: 'notSent' }, { status: 'submitting', unanswered: false }, [], 1_000],
    ['refused credentials', { kind: 'refusedSetup', fault: 'credentials' }, { status: 'submitting', unanswered: false }, ['held'], 300_000],
    ['unknown path', { kind: 'refusedSetup', fault: 'path' }, { status: 'submitting' }, ['held'], 300_000],
    ['uncertain: ask at once', { kind: 'uncertain', drift: true, retryAfterMs: null }, { status: 'submitting', unanswered: true, doubtful: true }, [], 0],
    ['uncertain with advice', { kind: 'uncertain', drift: false, retryAfterMs: 2_000 }, { unanswered: true }, [], 2_000],
  ])('%s', (_, answer, expected, events, waitMs) => {
    const step = afterAdd(sent(), answer, moment(start));
    expect(step.course.standing).toMatchObject(expected);
    expect(types(step)).toEqual(events);
    expect(step.waitMs).toBe(waitMs);
  });

  it('after a refusal that is known not to have arrived goes out again without a question', () => {
    const { standing } = afterAdd(sent(), { kind: 'notSent' }, moment(start)).course;
    expect(taskFor(standing, start + 1_000)).toBe('send');
    // Still the first that could have arrived: "duplicate" is not ours.
    expect(types(afterAdd(sent(standing), { kind: 'duplicate' }, moment(start)))).toEqual(['held']);
  });
});

describe('an unanswered send', () => {
  it('is asked about, and "duplicate" or "client exists" on a later send means ours is there', () => {
    expect(taskFor(uncertain, start)).toBe('ask');
    const resent = sent({ ...uncertain, unanswered: false });
    for (const answer of [{ kind: 'duplicate' }, { kind: 'rejected', reasons: [known] }] as AddAnswer[]) {
      const step = afterAdd(resent, answer, moment(start));
      expect(types(step)).toEqual(['processing']);
      expect(step.waitMs).toBe(0);
    }
  });

  it('goes out again only after two "not found", the last asked after the settle time', () => {
    const settled = start + policy.settleMs;
    const notFound: StatusAnswer = { kind: 'notFound' };
    const first = afterStatus(uncertain, notFound, moment(settled + 1));
    expect(taskFor(first.course.standing, settled + 1)).toBe('ask');
    const early = afterStatus(first.course.standing, notFound, moment(settled + 2, { askedAt: settled - 1 }));
    expect(taskFor(early.course.standing, settled + 2)).toBe('ask');
    const second = afterStatus(first.course.standing, notFound, moment(settled + 2, { askedAt: settled }));
    expect(second.waitMs).toBe(0);
    expect(taskFor(second.course.standing, settled + 2)).toBe('send');
    expect(second.course.standing.doubtful).toBe(true);
  });

  it('counts from the end of the lease when the worker died: the intent alone says so', () => {
    const crashed = sent();
    const found = afterStatus(crashed, { kind: 'notFound' }, moment(start + 20_000));
    const again = afterStatus(found.course.standing, { kind: 'notFound' }, moment(start + 60_000));
    expect(taskFor(again.course.standing, start + 60_000)).toBe('ask');
    const late = afterStatus(again.course.standing, { kind: 'notFound' }, moment(start + 80_000));
    expect(taskFor(late.course.standing, start + 80_000)).toBe('send');
  });

  it.each<[StatusAnswer, string[]]>([
    [{ kind: 'pending' }, ['processing']],
    [{ kind: 'succeeded', ids }, ['processing', 'succeeded']],
    [{ kind: 'rejected', reasons: [refusal] }, ['rejected']],
  ])('found as %j', (answer, events) => {
    expect(types(afterStatus(uncertain, answer, moment(start)))).toEqual(events);
  });

  it('gets one question even when its deadline passed meanwhile', () => {
    const late = start + policy.sendDeadlineMs + 1;
    const step = afterAdd(sent(), { kind: 'uncertain', drift: false, retryAfterMs: null }, moment(late));
    expect(step.course.standing.status).toBe('submitting');
    expect(types(afterStatus(step.course.standing, { kind: 'noAnswer', drift: false }, moment(late)))).toEqual(['failed']);
  });
});

describe('while the partner decides', () => {
  it.each<[string, StatusAnswer, string[], number | null]>([
    ['in progress', { kind: 'pending' }, [], 10_000],
    ['success', { kind: 'succeeded', ids }, ['succeeded'], null],
    ['refused', { kind: 'rejected', reasons: [refusal] }, ['rejected'], null],
    ['not found: keep asking, never send', { kind: 'notFound' }, [], 10_000],
    ['throttled', { kind: 'throttled', retryAfterMs: 3_000 }, [], 3_000],
    ['no answer changes nothing but the time', { kind: 'noAnswer', drift: true }, [], 10_000],
    ['an unknown word holds', { kind: 'drift' }, ['held'], 300_000],
    ['refused set-up holds', { kind: 'refusedSetup', fault: 'path' }, ['held'], 300_000],
  ])('%s', (_, answer, events, waitMs) => {
    const step = afterStatus(processing, answer, moment(start));
    expect(types(step)).toEqual(events);
    expect(step.waitMs).toBe(waitMs);
    expect(taskFor(step.course.standing, start)).toBe('ask');
  });

  it('never sends, however often it is not found', () => {
    let standing = processing;
    for (let i = 1; i < 20; i += 1) standing = afterStatus(standing, { kind: 'notFound' }, moment(start + i * hour)).course.standing;
    expect(taskFor(standing, start + 20 * hour)).toBe('ask');
  });

  it('is due at the deadline at the latest, asks once more then, and fails without a verdict', () => {
    const deadline = start + policy.decisionDeadlineMs;
    expect(afterStatus(processing, { kind: 'pending' }, moment(deadline - 1_000)).waitMs).toBe(1_000);
    const step = afterStatus(processing, { kind: 'pending' }, moment(deadline));
    expect(step.course.standing).toMatchObject({ status: 'failed', statusReason: 'deadline_exceeded', completedAt: deadline });
    expect(types(afterStatus(processing, { kind: 'succeeded', ids }, moment(deadline)))).toEqual(['succeeded']);
  });

  it('says once that it takes longer than promised, and looks at that very moment', () => {
    expect(afterStatus(processing, { kind: 'pending' }, moment(start + policy.expectedMs - 700)).waitMs).toBe(700);
    const late = afterStatus(processing, { kind: 'pending' }, moment(start + policy.expectedMs));
    expect(types(late)).toEqual(['delayed']);
    expect(types(afterStatus(late.course.standing, { kind: 'pending' }, moment(start + 2 * policy.expectedMs)))).toEqual([]);
  });

  it('keeps to the promise that was given, whatever would be promised now', () => {
    const standing = { ...processing, expectedAt: start + 10_000 };
    expect(types(afterStatus(standing, { kind: 'pending' }, moment(start + 9_999)))).toEqual([]);
    expect(afterStatus(standing, { kind: 'pending' }, moment(start + 9_000)).waitMs).toBe(1_000);
    expect(types(afterStatus(standing, { kind: 'pending' }, moment(start + 10_000)))).toEqual(['delayed']);
    const later = { ...processing, expectedAt: start + 3 * policy.expectedMs };
    expect(types(afterStatus(later, { kind: 'pending' }, moment(start + 2 * policy.expectedMs)))).toEqual([]);
  });

  it('goes by the setting where an earlier release gave no promise', () => {
    const standing = { ...processing, expectedAt: null };
    expect(types(afterStatus(standing, { kind: 'pending' }, moment(start + policy.expectedMs - 1)))).toEqual([]);
    expect(types(afterStatus(standing, { kind: 'pending' }, moment(start + policy.expectedMs)))).toEqual(['delayed']);
  });
});

describe('holds', () => {
  const held = (reason: HoldReason, standing: Standing = processing): Standing => holdFor(course(standing), reason, start).standing;

  it.each<[HoldReason, string]>([
    ['operator', 'rest'], ['poison', 'rest'], ['duplicate_request_id', 'rest'], ['partner_unavailable', 'ask'],
    ['contract_drift', 'ask'], ['partner_credentials', 'ask'], ['partner_setup', 'ask'],
  ])('%s: %s', (reason, task) => {
    expect(taskFor(held(reason), start)).toBe(task);
  });

  it('by the circuit comes once, is long, and ends with it; what is held already stays as it is', () => {
    const parked = park(processing, moment(start));
    expect(types(parked)).toEqual(['held']);
    expect(parked.course.standing.hold).toEqual({ reason: 'partner_unavailable', since: start, until: null });
    expect(parked.waitMs).toBeGreaterThan(policy.pollMaxMs / 2);
    expect(types(park(parked.course.standing, moment(start + 1)))).toEqual([]);
    expect(types(park(held('partner_credentials'), moment(start)))).toEqual([]);
    const failed = parkAfter(afterAdd(sent(), { kind: 'notSent' }, moment(start)), moment(start));
    expect([types(failed), failed.course.standing.status, failed.course.standing.hold?.reason]).toEqual([['held'], 'submitting', 'partner_unavailable']);
    expect(types(parkAfter(afterStatus(processing, { kind: 'succeeded', ids }, moment(start)), moment(start)))).toEqual(['succeeded']);
    const released = unpark(parked.course.standing, start + 5_000);
    expect([types(released), released.waitMs, released.course.standing.hold]).toEqual([['released'], 0, null]);
    expect(released.course.standing.deadlineAt).toBe((processing.deadlineAt ?? 0) + 5_000);
  });

  it('never stop the recording of an answer, and a final one ends them', () => {
    const step = afterStatus(held('operator'), { kind: 'succeeded', ids }, moment(start));
    expect(types(step)).toEqual(['succeeded']);
    expect(step.course.standing.hold).toBeNull();
    expect(afterStatus(held('operator'), { kind: 'pending' }, moment(start))).toMatchObject({ waitMs: null });
  });

  it('that wait for a readable answer are released by one', () => {
    expect(types(afterStatus(held('contract_drift'), { kind: 'pending' }, moment(start)))).toEqual(['released']);
    expect(types(afterStatus(held('contract_drift'), { kind: 'succeeded', ids }, moment(start)))).toEqual(['released', 'succeeded']);
    expect(types(afterStatus(held('contract_drift'), { kind: 'noAnswer', drift: true }, moment(start)))).toEqual([]);
    const probe = afterAdd(sent(held('partner_credentials', { ...sent(), unanswered: false })), { kind: 'accepted', askNow: false }, moment(start));
    expect(types(probe)).toEqual(['released', 'processing']);
  });

  it('that wait for a person are never turned into what an answer releases', () => {
    for (const reason of ['operator', 'poison', 'duplicate_request_id'] as const) {
      const drifted = afterStatus(held(reason), { kind: 'drift' }, moment(start));
      expect([drifted.course.standing.hold?.reason, drifted.waitMs, types(drifted)]).toEqual([reason, null, []]);
      const refused = afterAdd(sent(held(reason, { ...sent(), unanswered: false })), { kind: 'refusedSetup', fault: 'credentials' }, moment(start));
      expect([refused.course.standing.hold?.reason, refused.waitMs]).toEqual([reason, null]);
    }
    expect(held('operator', held('contract_drift')).hold).toEqual({ reason: 'operator', since: start, until: null });
  });

  it.each<[string, () => Step]>([
    ['no answer', () => afterStatus(held('partner_credentials'), { kind: 'noAnswer', drift: false }, moment(start))],
    ['throttled', () => afterStatus(held('partner_setup'), { kind: 'throttled', retryAfterMs: 1_000 }, moment(start))],
    ['uncertain', () => afterAdd(sent(held('partner_credentials', { ...sent(), unanswered: false })), { kind: 'uncertain', drift: false, retryAfterMs: null }, moment(start))],
    ['drift again', () => afterStatus(held('contract_drift'), { kind: 'drift' }, moment(start))],
  ])('are probed only every five minutes, also after: %s', (_, step) => {
    expect(step().waitMs).toBe(policy.pollMaxMs);
  });

  it('stop the deadline: it moves by as long as they lasted', () => {
    const later = start + 200 * hour;
    expect(taskFor(held('operator', pending), later)).toBe('rest');
    expect(afterStatus(held('contract_drift'), { kind: 'drift' }, moment(later)).course.standing.status).toBe('processing');
    const { deadlineAt } = release(course(held('operator')), later).standing;
    expect(deadlineAt).toBe(start + policy.decisionDeadlineMs + 200 * hour);
  });
});

describe('deadlines and finals', () => {
  it('fail what was never sent in time', () => {
    const late = start + policy.sendDeadlineMs;
    expect(taskFor(pending, late)).toBe('expire');
    expect(types(expire(pending, late))).toEqual(['failed']);
  });

  it('stay what they are: a late answer is counted, never applied', () => {
    const done = afterStatus(processing, { kind: 'succeeded', ids }, moment(start)).course.standing;
    const after = afterStatus(done, { kind: 'rejected', reasons: [refusal] }, moment(start));
    expect(after).toMatchObject({ waitMs: null, course: { changes: [], standing: { status: 'succeeded', polls: done.polls + 1 } } });
    expect(afterAdd(done, { kind: 'rejected', reasons: [refusal] }, moment(start)).course.standing).toEqual(done);
  });
});

describe('any history', () => {
  const add = fc.constantFrom<AddAnswer>(
    { kind: 'accepted', askNow: true }, { kind: 'accepted', askNow: false }, { kind: 'duplicate' }, { kind: 'rejected', reasons: [known] },
    { kind: 'rejected', reasons: [refusal] }, { kind: 'throttled', retryAfterMs: null }, { kind: 'notSent' },
    { kind: 'refusedSetup', fault: 'path' }, { kind: 'uncertain', drift: false, retryAfterMs: null },
  );
  const status = fc.constantFrom<StatusAnswer>(
    { kind: 'pending' }, { kind: 'succeeded', ids }, { kind: 'rejected', reasons: [refusal] }, { kind: 'notFound' }, { kind: 'throttled', retryAfterMs: null },
    { kind: 'refusedSetup', fault: 'credentials' }, { kind: 'noAnswer', drift: false }, { kind: 'drift' },
  );
  const round = fc.record({ add, status, random: fc.double({ min: 0, max: 1, noNaN: true }), pause: fc.integer({ min: 0, max: 10 * hour }), crash: fc.boolean() });

  it('keeps to the table, leaves no gap, and is final, due or stopped', () => {
    fc.assert(fc.property(fc.array(round, { maxLength: 40 }), (rounds) => {
      let standing = pending;
      let at = start;
      for (const { add: addAnswer, status: statusAnswer, random, pause, crash } of rounds) {
        at += pause;
        const before = standing;
        const task = taskFor(standing, at);
        const changes = [];
        let step: Step | null = null;
        if (task === 'send') {
          const intent = intend(standing, at, 20_000);
          changes.push(...intent.changes);
          standing = intent.standing;
          if (!crash) step = afterAdd(standing, addAnswer, moment(at, { random }));
        } else if (task === 'ask') step = afterStatus(standing, statusAnswer, moment(at, { random }));
        else if (task === 'expire') step = expire(standing, at);
        if (step !== null) {
          changes.push(...step.course.changes);
          standing = step.course.standing;
          const stopped = standing.hold !== null && taskFor(standing, at) === 'rest';
          expect(step.waitMs === null).toBe(isFinal(standing.status) || stopped);
          if (step.waitMs !== null) expect(step.waitMs).toBeGreaterThanOrEqual(0);
        }
        let from = before.status;
        changes.forEach((change, index) => {
          expect(change.standing.sequence).toBe(before.sequence + index + 1);
          if (change.standing.status !== from) expect(lifecycle[from].leadsTo).toContain(change.standing.status);
          from = change.standing.status;
        });
        expect(standing.sequence).toBe(before.sequence + changes.length);
        if (isFinal(before.status)) expect(standing.status).toBe(before.status);
        if (before.status === 'processing') expect(standing.sends).toBe(before.sends);
      }
    }), { numRuns: 3_000 });
  });
});
