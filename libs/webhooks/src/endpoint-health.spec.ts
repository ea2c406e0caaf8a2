import { judgeHealth } from './endpoint-health.js';

const start = Date.UTC(2025, 10, 22);
const hour = 3_600_000;
const judge = (lastsMs: number, warned: number) => judgeHealth({ failingSinceMs: start, lastFailureMs: start + lastsMs, warned, nowMs: start + lastsMs });

it.each([
  [0, 0, 0, null], [hour - 1, 0, 0, null], [hour, 0, 1, 'failing'], [hour, 1, 1, null], [24 * hour - 1, 1, 1, null], [24 * hour, 1, 2, 'failing'], [24 * hour, 2, 2, null],
  [96 * hour - 1, 2, 2, null], [96 * hour, 2, 2, 'disabled'], [96 * hour + 1, 2, 2, 'disabled'], [8_760 * hour, 2, 2, 'disabled'],
  // Nobody looked for a while: one warning for both, or none where it is too late for one.
  [30 * hour, 0, 2, 'failing'], [96 * hour, 0, 2, 'disabled'],
  // The clock was set back.
  [-hour, 0, 0, null], [-hour, 2, 2, null], [2 * hour, 2, 2, null],
] as const)('after %i ms of failure and %i warnings: %i, %j', (lastsMs, before, warned, tell) => {
  expect(judge(lastsMs, before)).toEqual({ warned, tell });
});

it.each([0, 1, 2])('a success takes %i warnings back without a word', (warned) => {
  expect(judgeHealth({ failingSinceMs: null, lastFailureMs: start, warned, nowMs: start })).toEqual({ warned: 0, tell: null });
});

it.each([0, 1, 95.9])('is not switched off for the days after its last failure, %d h after the first one', (hours) => {
  expect(judgeHealth({ failingSinceMs: start, lastFailureMs: start + hours * hour, warned: 2, nowMs: start + 500 * hour })).toEqual({ warned: 2, tell: null });
});

it('each word is said once, however often somebody looks', () => {
  const told: [number, string][] = [];
  let warned = 0;
  for (let lastsMs = 0; lastsMs <= 96 * hour; lastsMs += hour / 4) {
    const verdict = judge(lastsMs, warned);
    warned = verdict.warned;
    if (verdict.tell !== null) told.push([lastsMs / hour, verdict.tell]);
  }
  expect(told).toEqual([[1, 'failing'], [24, 'failing'], [96, 'disabled']]);
});
