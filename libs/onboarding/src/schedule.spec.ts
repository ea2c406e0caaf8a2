import fc from 'fast-check';
import { readSettings } from '#app/platform';
import { backOff, leaseMs, policyOf, pollDelay } from './schedule.js';

const policy = policyOf(readSettings({}));

describe('the poll schedule', () => {
  it('starts at 5 s, doubles, and stays at 5 min', () => {
    expect([0, 1, 2, 6, 7, 1_000].map((asked) => pollDelay(policy, asked, 0.5))).toEqual([5_000, 10_000, 20_000, 300_000, 300_000, 300_000]);
  });

  it('varies by 20 % and is always a time', () => {
    fc.assert(fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (asked, random) => {
      const middle = pollDelay(policy, asked, 0.5);
      const delay = pollDelay(policy, asked, random);
      expect(delay).toBeGreaterThanOrEqual(Math.floor(middle * 0.8));
      expect(delay).toBeLessThanOrEqual(Math.ceil(middle * 1.2));
    }));
  });
});

it('backs off from 1 s to 30 s', () => {
  expect([0, 1, 2, 3, 4, 5, 50].map((refusals) => backOff(refusals, 0.5))).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

it('leases for longer than a call may take', () => {
  for (const timeoutMs of [50, 1_000, 15_000, 300_000]) expect(leaseMs(timeoutMs)).toBeGreaterThan(timeoutMs + 1_000);
});

it('reads hours and minutes with decimals', () => {
  expect(policyOf(readSettings({ SEND_DEADLINE_HOURS: '0.5', EXPECTED_DECISION_MINUTES: '1.5' }))).toMatchObject({ sendDeadlineMs: 1_800_000, expectedMs: 90_000 });
});
