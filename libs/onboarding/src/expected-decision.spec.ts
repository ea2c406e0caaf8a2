import fc from 'fast-check';
import { DatabaseAway, type Database } from '#app/platform';
import { readSettings } from '#app/platform';
import { ExpectedDecision, expectedDecisionMs } from './expected-decision.js';
import { policyOf } from './schedule.js';

const minute = 60_000;
const times = (count: number, ms: number): number[] => Array.from({ length: count }, () => ms);

describe('what is promised', () => {
  it('is the setting until twenty decisions are known', () => {
    expect(expectedDecisionMs([], 90_000)).toBe(90_000);
    expect(expectedDecisionMs(times(19, 5 * minute), 90_000)).toBe(90_000);
    expect(expectedDecisionMs(times(20, 5 * minute), 90_000)).toBe(5 * minute);
  });

  it.each([
    ['nine of ten came within it', [...times(18, 3 * minute), ...times(2, 60 * minute)], 3 * minute],
    ['one in ten took longer', [...times(17, 3 * minute), ...times(3, 60 * minute)], 60 * minute],
    ['in any order', [...times(2, 60 * minute), ...times(18, 3 * minute)], 3 * minute],
    ['whole minutes, rounded up', times(20, 2 * minute + 1), 3 * minute],
    ['a minute at least', times(20, 40), minute],
    ['a minute also where they took no time', times(20, 0), minute],
  ])('%s', (_, recent, expected) => {
    expect(expectedDecisionMs(recent, 1)).toBe(expected);
  });

  it('is never missed by more than one in ten of what is known', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 604_800_000 }), { minLength: 20, maxLength: 200 }), (recent) => {
      const promised = expectedDecisionMs(recent, 1);
      expect(recent.filter((ms) => ms > promised).length).toBeLessThanOrEqual(recent.length / 10);
      expect(promised % minute).toBe(0);
    }));
  });
});

describe('the figure', () => {
  const policy = policyOf(readSettings({}));
  const from = (...answers: (number[] | Error)[]) => {
    const query = jest.fn(() => {
      const answer = answers.shift();
      return answer instanceof Error || answer === undefined ? Promise.reject(answer ?? new Error('read too often')) : Promise.resolve([{ times: answer }]);
    });
    return { query, expected: new ExpectedDecision({ query } as unknown as Database, policy) };
  };

  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());

  it('is read once for all that come at the same time, and not again within a minute', async () => {
    const { query, expected } = from(times(20, 7 * minute));
    expect(await Promise.all([expected.ms(), expected.ms(), expected.ms()])).toEqual(times(3, 7 * minute));
    jest.advanceTimersByTime(59_000);
    expect(await expected.ms()).toBe(7 * minute);
    expect(query).toHaveBeenCalledTimes(1);
  });

  it('is read anew after a minute, and nobody waits for that', async () => {
    const { query, expected } = from(times(20, 7 * minute), times(20, 9 * minute));
    await expected.ms();
    jest.advanceTimersByTime(60_001);
    expect(await expected.ms()).toBe(7 * minute);
    await jest.advanceTimersByTimeAsync(1);
    expect(await expected.ms()).toBe(9 * minute);
    expect(query).toHaveBeenCalledTimes(2);
  });

  it('stays what it was, or the setting, while it cannot be read', async () => {
    const { expected } = from(new DatabaseAway(), times(20, 7 * minute), new DatabaseAway());
    expect(await expected.ms()).toBe(policy.expectedMs);
    jest.advanceTimersByTime(60_001);
    await expected.ms();
    await jest.advanceTimersByTimeAsync(1);
    expect(await expected.ms()).toBe(7 * minute);
    jest.advanceTimersByTime(60_001);
    await expected.ms();
    await jest.advanceTimersByTimeAsync(1);
    expect(await expected.ms()).toBe(7 * minute);
  });
});
