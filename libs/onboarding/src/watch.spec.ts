import type { Database } from '#app/platform';
import { Watch } from './watch.js';

const never = new AbortController().signal;

function watchOver(sequences: Map<string, number>): { watch: Watch; queries: string[][] } {
  const queries: string[][] = [];
  const database = {
    query: (_name: string, _text: string, [ids]: [string[]]) => {
      queries.push(ids);
      return Promise.resolve(ids.map((id) => ({ id, sequence: sequences.get(id) ?? 1 })));
    },
  };
  return { watch: new Watch(database as unknown as Database), queries };
}

describe('a watch', () => {
  it('lets thousands wait with one query for all, and ends each with its own change', async () => {
    const sequences = new Map<string, number>();
    const { watch, queries } = watchOver(sequences);
    const ended: number[] = [];
    const waits = Array.from({ length: 3_000 }, async (_, n) => {
      await watch.change(`id-${n % 500}`, 1, 20_000, never);
      ended.push(n);
    });
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(ended).toEqual([]);
    expect(queries.length).toBeLessThanOrEqual(3);
    expect(queries[0]).toHaveLength(500);
    for (let n = 0; n < 500; n += 1) sequences.set(`id-${n}`, 2);
    await Promise.all(waits);
    expect(ended).toHaveLength(3_000);
  });

  it('ends when the time is over, when the caller hangs up, and when the process stops; and asks nothing afterwards', async () => {
    const { watch, queries } = watchOver(new Map());
    await watch.change('a', 1, 20, never);
    const hangUp = new AbortController();
    const hungUp = watch.change('b', 1, 20_000, hangUp.signal);
    hangUp.abort();
    await hungUp;
    const last = watch.change('c', 1, 20_000, never);
    watch.close();
    await last;
    await watch.change('d', 1, 20_000, never);
    const before = queries.length;
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(queries.length).toBe(before);
  });
});
