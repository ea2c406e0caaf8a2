import { accepted, course, ForbiddenTransition, holdFor, isFinal, lifecycle, markDelayed, moveTo, release, resubmit, statuses } from './lifecycle.js';

const { standing: pending } = accepted(0, 1_000, 500);

describe('the lifecycle', () => {
  it.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))('%s to %s only as the table says', (from, to) => {
    const go = () => moveTo(course({ ...pending, status: from }), to, 5);
    if (lifecycle[from].leadsTo.includes(to)) expect(go().standing).toMatchObject({ status: to, sequence: 2 });
    else expect(go).toThrow(ForbiddenTransition);
  });

  it('reaches a final status from everywhere, and every status from pending', () => {
    const reached = new Set<string>(['pending']);
    for (const status of reached) for (const next of lifecycle[status as keyof typeof lifecycle].leadsTo) reached.add(next);
    expect([...reached].sort()).toEqual([...statuses].sort());
    for (const status of statuses.filter((one) => !isFinal(one))) expect(lifecycle[status].leadsTo.some(isFinal)).toBe(true);
  });

  it('counts each change of status, hold and delay once, and nothing else', () => {
    const held = holdFor(course(pending), 'operator', 1);
    expect(held.standing.sequence).toBe(2);
    expect(holdFor(held, 'operator', 2)).toBe(held);
    expect(release(held, 3).standing.sequence).toBe(3);
    expect(release(course(pending), 3).changes).toEqual([]);
    const late = markDelayed(course(pending));
    expect(late.standing).toMatchObject({ delayed: true, sequence: 2 });
    expect(markDelayed(late)).toBe(late);
  });

  it('begins the next attempt undelayed, under a promise of its own, as one change', () => {
    const refused = moveTo(moveTo(markDelayed(course(pending)), 'submitting', 600), 'rejected', 700, { reason: 'partner_rejected' });
    const { standing, changes } = resubmit(course(refused.standing), 800, 1_800, 1_300, {});
    expect(refused.standing).toMatchObject({ delayed: true, expectedAt: 500 });
    expect(standing).toMatchObject({ attempt: 2, delayed: false, expectedAt: 1_300, deadlineAt: 1_800, createdAt: 0, sequence: refused.standing.sequence + 1 });
    expect(changes.map(({ type }) => type)).toEqual(['onboarding.resubmitted']);
  });

  it('begins with sequence 1', () => {
    expect(accepted(0, 1, 1).changes).toMatchObject([{ type: 'onboarding.accepted', standing: { status: 'pending', sequence: 1, attempt: 1 } }]);
  });
});
