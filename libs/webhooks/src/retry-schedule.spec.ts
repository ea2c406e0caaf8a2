import fc from 'fast-check';
import { readSettings } from '#app/platform';
import { nextAttempt } from './retry-schedule.js';

const scheduleMs = readSettings({}).WEBHOOK_RETRY_SCHEDULE_MS;
const after = (tries: number, retryAfterMs: number | null = null, random = 0.5) => nextAttempt({ tries, scheduleMs, retryAfterMs, random });
const [second, minute, hour] = [1_000, 60_000, 3_600_000];

it('waits 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, and then no more', () => {
  expect(Array.from({ length: 11 }, (_, index) => after(index + 1))).toEqual([
    5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour, null, null,
  ]);
});

it('lasts for three days', () => {
  const totalMs = scheduleMs.reduce((sum, waitMs) => sum + waitMs, 0);
  expect(totalMs).toBeGreaterThan(72 * hour);
});

it('varies by 20 %', () => {
  expect([0, 0.5, 1].map((random) => after(2, null, random))).toEqual([4 * minute, 5 * minute, 6 * minute]);
});

it('Retry-After makes a wait longer, up to 24 h, and never shorter', () => {
  expect([-hour, 0, 1_000, 4_999, 5_001, hour, 24 * hour, 25 * hour, Infinity].map((asked) => after(1, asked))).toEqual([5_000, 5_000, 5_000, 5_000, 5_001, hour, 24 * hour, 24 * hour, 24 * hour]);
  expect(after(10, hour)).toBeNull();
});

it('is always a time, whatever is asked for', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 9 }), fc.option(fc.nat()), fc.double({ min: 0, max: 1, noNaN: true }), (tries, asked, random) => {
    const waitMs = after(tries, asked, random);
    expect(Number.isSafeInteger(waitMs)).toBe(true);
    expect(waitMs).toBeGreaterThanOrEqual(Math.max(0.8 * (scheduleMs[tries - 1] ?? 0), Math.min(asked ?? 0, 24 * hour)));
  }));
});
