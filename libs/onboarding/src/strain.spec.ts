import { Strain, verdictOf, type CallVerdict } from './strain.js';

describe('what one call says', () => {
  it.each<[number | null, string | null, CallVerdict]>([
    [200, null, 'up'], [200, 'half_body', 'up'], [400, null, 'up'], [404, null, 'up'], [429, null, 'up'], [302, null, 'up'],
    [401, null, 'locked'], [403, null, 'locked'], [503, null, 'absent'],
    [null, 'refused', 'absent'], [null, 'dns', 'absent'], [null, 'tls', 'absent'], [null, 'unreachable', 'absent'],
    [500, null, 'failed'], [502, null, 'failed'], [null, 'timeout', 'failed'], [null, 'reset', 'failed'],
  ])('HTTP %s, %s: %s', (httpStatus, trouble, verdict) => {
    expect(verdictOf({ httpStatus, trouble: trouble as never })).toBe(verdict);
  });
});

describe('in a row', () => {
  const judged = (calls: [string, CallVerdict][]) => {
    const strain = new Strain();
    return calls.map(([id, verdict]) => strain.note(id, verdict)).at(-1);
  };
  const many = (verdict: CallVerdict, count: number, id = (index: number) => `o${index}`): [string, CallVerdict][] => Array.from({ length: count }, (_, index) => [id(index), verdict]);
  const one = () => 'o';

  it.each<[string, [string, CallVerdict][], string | null]>([
    ['two absences', many('absent', 2), null],
    ['three absences, of one onboarding', many('absent', 3, one), 'unavailable'],
    ['three absences with an answer between', [...many('absent', 2), ['x', 'up'], ['y', 'absent']], null],
    ['four failures', many('failed', 4), null],
    ['five failures', many('failed', 5), 'unavailable'],
    ['a hundred failures of one onboarding', many('failed', 100, one), null],
    ['five failures with an answer between', [...many('failed', 4), ['x', 'up'], ['y', 'failed']], null],
    ['four failures and a refusal of the key', [...many('failed', 4), ['x', 'locked'], ['y', 'failed']], null],
    ['one refused again and again', many('locked', 100, one), null],
    ['two refused', many('locked', 2), 'credentials'],
    ['two refused with an answer between', [['a', 'locked'], ['b', 'up'], ['c', 'locked']], null],
  ])('%s', (_, calls, reason) => {
    expect(judged(calls)).toBe(reason);
  });

  it('is counted anew after it was judged', () => {
    const strain = new Strain();
    for (const [id, verdict] of many('absent', 2)) strain.note(id, verdict);
    strain.forget();
    expect(strain.note('x', 'absent')).toBeNull();
  });
});
