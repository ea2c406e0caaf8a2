import { type DuplicateMode, duplicateWindowMs, onRepeat } from './duplicates.js';

test.each<[DuplicateMode, number, string]>([
  ['replay', 0, 'replay'],
  ['replay', 10 * duplicateWindowMs, 'replay'],
  ['error', 0, 'refuse'],
  ['error', 10 * duplicateWindowMs, 'refuse'],
  ['window', 0, 'replay'],
  ['window', 59_999, 'replay'],
  ['window', 60_000, 'create'],
  ['blind', 0, 'create'],
  ['blind', 10 * duplicateWindowMs, 'create'],
])('%s, %i ms after the first: %s', (mode, sinceMs, expected) => {
  expect(onRepeat(mode, sinceMs)).toBe(expected);
});
