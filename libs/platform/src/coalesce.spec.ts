import { coalesce } from './coalesce.js';

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('coalesce', () => {
  it('sends a lone call at once and concurrent calls together, answers in order', async () => {
    const batches: number[][] = [];
    const double = coalesce(async (calls: number[]) => {
      batches.push(calls);
      await settle();
      return calls.map((call) => call * 2);
    }, { size: 3, inFlight: 1, isShared: () => false });

    const first = double(1);
    await new Promise((resolve) => setImmediate(resolve));
    const rest = Promise.all([2, 3, 4, 5].map((n) => double(n)));
    expect(await first).toBe(2);
    expect(await rest).toEqual([4, 6, 8, 10]);
    expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('keeps no more than the given number of batches in flight', async () => {
    let running = 0;
    let most = 0;
    const call = coalesce(async (calls: number[]) => {
      most = Math.max(most, (running += 1));
      await settle();
      running -= 1;
      return calls;
    }, { size: 1, inFlight: 2, isShared: () => false });
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => call(n)));
    expect(most).toBe(2);
  });

  it('fails only the bad row of a batch', async () => {
    const call = coalesce(async (calls: number[]) => {
      if (calls.includes(13)) throw new Error('bad row');
      return calls;
    }, { size: 10, inFlight: 1, isShared: () => false });
    const results = await Promise.allSettled([1, 13, 2].map((n) => call(n)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('does not repeat a batch that failed for a reason of its own', async () => {
    let runs = 0;
    const call = coalesce(async () => {
      runs += 1;
      await settle();
      throw new Error('connection lost');
    }, { size: 10, inFlight: 1, isShared: () => true });
    const first = call(0);
    await new Promise((resolve) => setImmediate(resolve));
    const results = await Promise.allSettled([first, ...[1, 2, 3].map((n) => call(n))]);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(runs).toBe(1);
  });
});
