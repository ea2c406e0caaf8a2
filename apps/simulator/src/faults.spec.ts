import { createFaultDraw, type FaultShares } from './faults.js';
import { faultKinds } from './trouble.js';

const draws = (seed: number, shares: FaultShares, count: number): (string | null)[] => {
  const draw = createFaultDraw(seed, shares);
  return Array.from({ length: count }, () => draw());
};
const mix: FaultShares = { drop_after_store: 0.1, error_500: 0.05, slow: 0.3 };

test('the same seed draws the same faults', () => {
  expect(draws(7, mix, 500)).toEqual(draws(7, mix, 500));
});

test('another seed draws others', () => {
  expect(draws(7, mix, 500)).not.toEqual(draws(8, mix, 500));
});

test('the order in which the kinds are named does not matter', () => {
  expect(draws(7, { slow: 0.3, error_500: 0.05, drop_after_store: 0.1 }, 500)).toEqual(draws(7, mix, 500));
});

test.each([0, 1, 42, 4_294_967_295])('seed %i keeps to the shares', (seed) => {
  const seen = draws(seed, mix, 20_000);
  const share = (kind: string | null): number => seen.filter((each) => each === kind).length / seen.length;
  expect(share('drop_after_store')).toBeCloseTo(0.1, 1);
  expect(share('slow')).toBeGreaterThan(0.285);
  expect(share('slow')).toBeLessThan(0.315);
  expect(share('error_500')).toBeGreaterThan(0.043);
  expect(share('error_500')).toBeLessThan(0.057);
  expect(share(null)).toBeGreaterThan(0.53);
});

test('without shares nothing befalls a call, with a full share it befalls every one', () => {
  expect(new Set(draws(3, {}, 1_000))).toEqual(new Set([null]));
  expect(new Set(draws(3, { error_500: 0 }, 1_000))).toEqual(new Set([null]));
  for (const kind of faultKinds) expect(new Set(draws(3, { [kind]: 1 }, 200))).toEqual(new Set([kind]));
});
