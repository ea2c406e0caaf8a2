import { readRetryAfter } from './retry-after.js';

const now = Date.UTC(2025, 10, 22, 10, 0, 0);

it.each([
  ['2', 2_000], [' 120 ', 120_000], ['1.5', 1_500],
  ['0', 1_000], ['-5', 1_000], ['999999999999999999999999', 3_600_000], ['86400', 3_600_000],
  ['Sat, 22 Nov 2025 10:00:30 GMT', 30_000], ['Saturday, 22-Nov-25 10:00:30 GMT', 30_000], ['Sat Nov 22 10:00:30 2025', 30_000],
  ['Fri, 21 Nov 2025 10:00:30 GMT', 1_000], ['Sun, 22 Nov 2099 10:00:00 GMT', 3_600_000],
  [null, null], ['', null], ['soon', null], ['NaN', null], ['1e3', null], ['0x10', null], ['Infinity', null],
  ['2025-11-22T10:00:30Z', null], ['Sat, 99 Foo 2025 10:00:30 GMT', null], ['1, 2', null],
])('%j → %j ms', (text, expected) => {
  expect(readRetryAfter(text, now)).toBe(expected);
});
