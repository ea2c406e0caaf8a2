import { sharedReads } from './shared-reads.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Reads that are answered when they are let go. */
function reader(size: number) {
  const reads: { ids: string[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const read = sharedReads((ids) => new Promise<Map<string, string>>((resolve, reject) => {
    reads.push({ ids, answer: () => resolve(new Map(ids.filter((id) => id !== 'nobody').map((id) => [id, `${id} of read ${reads.length}`]))), fail: reject });
  }), { size, inFlight: 1, isShared: (error) => (error as Error).message === 'away' });
  return { read, reads };
}

describe('shared reads', () => {
  it('are one for all who ask for the same id before it leaves', async () => {
    const { read, reads } = reader(10);
    const asked = Promise.all([...Array.from({ length: 2_000 }, () => read('a')), read('b'), read('nobody')]);
    await turn();
    expect(reads.map(({ ids }) => ids)).toEqual([['a', 'b', 'nobody']]);
    reads[0]?.answer();
    const answers = await asked;
    expect(new Set(answers)).toEqual(new Set(['a of read 1', 'b of read 1', null]));
  });

  it('never answer with what was read before they were asked for', async () => {
    const { read, reads } = reader(10);
    const first = read('a');
    await turn();
    const late = Promise.all([read('a'), read('a')]);
    reads[0]?.answer();
    expect(await first).toBe('a of read 1');
    await turn();
    reads[1]?.answer();
    expect(await late).toEqual(['a of read 2', 'a of read 2']);
    expect(reads).toHaveLength(2);
  });

  it('fail together where the way is cut, and are asked anew afterwards', async () => {
    const { read, reads } = reader(1);
    const asked = [read('a'), read('b'), read('b')];
    await turn();
    reads[0]?.fail(new Error('away'));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    const again = read('b');
    await turn();
    reads[1]?.answer();
    expect(await again).toBe('b of read 2');
  });
});
