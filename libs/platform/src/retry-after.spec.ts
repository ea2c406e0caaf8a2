import { readRetryAfter } from './retry-after.js';

const now = Date.UTC(2025, 10, 22, 10, 0, 0);

it.each([
  ['2', 2_000], [' 120 ', 120_000], ['1.5', 1_500], ['0', 0], ['-5', -5_000], ['86401', 86_401_000], ['9'.repeat(400), Infinity],
  ['Sat, 22 Nov 2025 10:00:30 GMT', 30_000], ['Saturday, 22-Nov-25 10:00:30 GMT', 30_000], ['Sat Nov 22 10:00:30 2025', 30_000],
  ['Sat Nov  8 10:00:00 2025', -14 * 86_400_000], ['Fri, 21 Nov 2025 10:00:30 GMT', -86_370_000],
  [null, null], [undefined, null], ['', null], ['soon', null], ['NaN', null], ['1e3', null], ['0x10', null], ['Infinity', null],
  ['2025-11-22T10:00:30Z', null], ['Sat, 99 Foo 2025 10:00:30 GMT', null], ['1, 2', null],
])('%j → %j ms', (text, expected) => {
  expect(readRetryAfter(text, now)).toBe(expected);
});
