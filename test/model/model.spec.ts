import { isFinal } from '../../libs/onboarding/src/lifecycle.js';
import { explore, type Explored } from './explore.js';
import { properties, type Property } from './properties.js';
import { serviceRules, type Rules } from './rules.js';
import type { Budget } from './state.js';
import { longAgo, settleMs, tickMs } from './times.js';

const whole: Budget = { crashes: 3, lostAnswers: 2, lateAccepts: 2, holds: 0, questions: 1 };
const small: Budget = { crashes: 1, lostAnswers: 1, lateAccepts: 1, holds: 0, questions: 1 };
const inTime = settleMs - tickMs;
const tooLate = settleMs + tickMs;

/** A model that has shrunk unnoticed finds nothing either: hence the least number of states. */
function expectSound(name: string, { states, moves, violation }: Explored, atLeast: number): void {
  process.stdout.write(`${name}: ${states} states, ${moves} moves\n`);
  expect(violation).toBeNull();
  expect(states).toBeGreaterThan(atLeast);
}

describe('one onboarding, two workers, every order of events', () => {
  // What a partner does with a repeat is asked only when one reaches it. None does, so this is every duplicate mode at once.
  it('breaks no promise, and shows no partner a repeat, while nothing surfaces after the settle time', () => {
    expectSound('three crashes, two lost answers, two late requests', explore({ rules: serviceRules, mode: 'blind', lateMs: inTime }, whole), 100_000);
  });

  it('breaks none when the circuit opens, the key is refused or a word is unknown', () => {
    const budget = { ...small, lateAccepts: 0, holds: 1, questions: 0 };
    expectSound('with a hold', explore({ rules: serviceRules, mode: 'blind', lateMs: inTime }, budget), 50_000);
  });

  it.each(['replay', 'error'] as const)('makes one client and ends as the partner says where requests surface after the settle time, if repeats are known: %s', (mode) => {
    const wanted = (Object.keys(properties) as Property[]).filter((property) => property !== 'repeat' && property !== 'absent');
    expectSound(`too late, ${mode}`, explore({ rules: serviceRules, mode, lateMs: tooLate }, { ...small, lostAnswers: 0, questions: 0 }, wanted), 10_000);
  });

  it.each([['blind', settleMs], ['blind', tooLate], ['window', settleMs], ['window', tooLate]] as const)(
    'finds the second client where requests surface after the settle time and repeats are not known: %s, %d ms', (mode, lateMs) => {
      const { violation } = explore({ rules: serviceRules, mode, lateMs }, { ...small, crashes: 0, questions: 0 }, ['oneClient']);
      expect(violation).toContain(properties.oneClient);
    });
});

describe('a fault in the rules', () => {
  const { afterAdd, afterStatus, intend } = serviceRules;
  const unfenced: Partial<Rules> = { fences: false };
  const unwritten: Partial<Rules> = { storesIntent: false };
  const hasty: Partial<Rules> = { afterAdd: (standing, answer, moment) => afterAdd(standing, answer.kind === 'uncertain' ? { kind: 'notSent' } : answer, moment) };
  const find = (fault: Partial<Rules>, property: Property): string | null =>
    explore({ rules: { ...serviceRules, ...fault }, mode: 'blind', lateMs: inTime }, { ...small, crashes: 0 }, [property]).violation;

  it.each<[string, Property, Partial<Rules>]>([
    ['writes are not fenced', 'oneClient', unfenced],
    ['writes are not fenced', 'finalStays', unfenced],
    ['a time-out counts as a failure', 'absent', hasty],
    ['"not found" lets it be sent again at once', 'oneClient', {
      afterStatus: (standing, answer, moment) => afterStatus({ ...standing, notFounds: 1 }, answer, { ...moment, askedAt: 0, policy: { ...moment.policy, settleMs: longAgo } }),
    }],
    ['the settle time is counted from the intent', 'oneClient', { intend: (standing, at) => intend(standing, at, 0) }],
    ['the intent is not stored before the send', 'intentFirst', unwritten],
    ['the intent is not stored before the send', 'oneClient', unwritten],
    ['a late poll is applied to what is final', 'finalStays', {
      afterStatus: (standing, answer, moment) => afterStatus(isFinal(standing.status) ? { ...standing, status: 'processing' } : standing, answer, moment),
    }],
    ['a send begins without lease enough', 'oneClient', { mayCall: () => true }],
    ['a refusal is forgotten', 'edges', { afterAdd: (standing, answer, moment) => {
      const step = afterAdd(standing, answer, moment);
      return answer.kind === 'rejected' ? { ...step, course: { ...step.course, changes: [] } } : step;
    } }],
    ['nothing is due after a lost question', 'due', {
      afterStatus: (standing, answer, moment) => ({ ...afterStatus(standing, answer, moment), ...(answer.kind === 'noAnswer' ? { waitMs: null } : {}) }),
    }],
    ['an unanswered send is never given up', 'ends', { afterStatus: (standing, answer, moment) => afterStatus(standing, answer, { ...moment, askedAt: longAgo }) }],
  ])('is found: %s (%s)', (_, property, fault) => {
    expect(find(fault, property)).toContain(properties[property]);
  });

  it('is told as one of the shortest ways to it', () => {
    expect(find(hasty, 'oneClient')?.split('\n')).toEqual([
      'I3: the partner made a second client',
      '  1. accepted',
      '  2. it is claimed and a job is made',
      '  3. worker A loads it, to send',
      '  4. worker A commits the intent to send',
      '  5. worker A sends: accepted, but the answer is lost',
      '  6. worker A reads uncertain and records: submitting',
      '  7. it is claimed and a job is made',
      '  8. worker A loads it, to send',
      '  9. worker A commits the intent to send',
      ' 10. worker A sends: accepted',
    ]);
  });
});
