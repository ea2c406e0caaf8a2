import { BadMode, changeMode, standardMode } from './mode.js';

test('members that are not named stay as they are', () => {
  const first = changeMode(standardMode, { duplicates: 'blind', latency_ms: 20, faults: { slow: 0.5 } });
  expect(first).toEqual({ ...standardMode, duplicates: 'blind', latency_ms: 20, faults: { slow: 0.5 } });
  expect(changeMode(first, { outage: true })).toEqual({ ...first, outage: true });
  expect(changeMode(first, {})).toEqual(first);
});

test('faults are replaced as a whole', () => {
  const first = changeMode(standardMode, { faults: { slow: 0.5 } });
  expect(changeMode(first, { faults: { drip: 0.1 } }).faults).toEqual({ drip: 0.1 });
});

test('ten tenths are one', () => {
  const faults = {
    slow: 0.1, drip: 0.1, giant: 0.1, html_502: 0.1, half_body: 0.1, error_500: 0.1, not_found: 0.1, late_accept: 0.1,
    throttle_429: 0.1, redirect_307: 0.1,
  };
  expect(changeMode(standardMode, { faults }).faults).toEqual(faults);
});

test.each([
  [null, /JSON object/],
  [[], /JSON object/],
  ['blind', /JSON object/],
  [{ duplicate: 'blind' }, /known are duplicates, duplicate_window_ms/],
  [{ constructor: 1 }, /unknown member/],
  [{ duplicates: 'sometimes' }, /replay, error, window, blind/],
  [{ latency_ms: -1 }, /latency_ms must be a whole number/],
  [{ latency_ms: '20' }, /latency_ms/],
  [{ latency_ms: 120_001 }, /latency_ms/],
  [{ late_accept_ms: 1.5 }, /late_accept_ms/],
  [{ outage: 'yes' }, /true or false/],
  [{ seed: 2 ** 32 }, /seed/],
  [{ faults: [] }, /\{kind: share\}/],
  [{ faults: { explode: 0.1 } }, /unknown fault; known are .*drop_after_store/],
  [{ faults: { hold: 0.1 } }, /unknown fault/],
  [{ faults: { slow: 1.1 } }, /share of slow/],
  [{ faults: { slow: '1' } }, /share of slow/],
  [{ faults: { slow: 0.6, drip: 0.6 } }, /together/],
  [{ outage: true, latency_ms: -1 }, /latency_ms/],
])('%j is refused', (change, reason) => {
  expect(() => changeMode(standardMode, change)).toThrow(BadMode);
  expect(() => changeMode(standardMode, change)).toThrow(reason);
  expect(standardMode).toEqual({ duplicates: 'replay', duplicate_window_ms: 60_000, latency_ms: 0, outage: false, late_accept_ms: 0, faults: {}, seed: 1 });
});
