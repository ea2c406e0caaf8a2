import { Slots, Solitude } from './slots.js';

const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('Slots', () => {
  it('lets no more in than there are slots, in order, and counts the free ones', async () => {
    const slots = new Slots(2);
    const order: number[] = [];
    let inside = 0;
    let most = 0;
    await Promise.all([1, 2, 3, 4, 5].map((n) => slots.use('single', 60_000, async () => {
      order.push(n);
      most = Math.max(most, (inside += 1));
      expect(slots.wanted('single')).toBeGreaterThanOrEqual(inside);
      await turn();
      inside -= 1;
    })));
    expect(order).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
    expect(slots.wanted('single')).toBe(0);
  });

  it('frees the slot of a run that throws', async () => {
    const slots = new Slots(1);
    await expect(slots.use('single', 60_000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(slots.wanted('single')).toBe(0);
  });

  it('lets nobody wait beyond his time', async () => {
    const slots = new Slots(1);
    let end = (): void => undefined;
    const long = slots.use('single', 1, () => new Promise<string>((resolve) => { end = () => resolve('done'); }));
    await turn();
    expect(await slots.use('single', 5, () => Promise.resolve('too late'))).toBeNull();
    expect(slots.wanted('single')).toBe(1);
    end();
    expect(await long).toBe('done');
    expect(await slots.use('single', 5, () => Promise.resolve('in time'))).toBe('in time');
  });

  it('gives a batch one place at last, however many single requests there are', async () => {
    const slots = new Slots(3);
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const begin = (lane: 'single' | 'batch') => slots.use(lane, 60_000, () => new Promise<void>((resolve) => {
      begun.push(lane);
      ends.push(resolve);
    }));
    const all = [...Array.from({ length: 3 }, () => begin('single')), begin('batch'), ...Array.from({ length: 3 }, () => begin('single'))];
    await turn();
    ends[0]?.();
    await turn();
    expect(begun).toEqual(['single', 'single', 'single', 'batch']);
    while (ends.length < 7) {
      ends.forEach((end) => end());
      await turn();
    }
    ends.forEach((end) => end());
    await Promise.all(all);
  });

  it('keeps a quarter of its places from batches, and lets single requests in first', async () => {
    const slots = new Slots(4);
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const begin = (lane: 'single' | 'batch') => slots.use(lane, 60_000, () => new Promise<void>((resolve) => {
      begun.push(lane);
      ends.push(resolve);
    }));
    const all = Array.from({ length: 6 }, () => begin('batch'));
    await turn();
    expect(begun).toEqual(['batch', 'batch', 'batch']);
    all.push(begin('single'), begin('single'));
    await turn();
    expect(begun.slice(3)).toEqual(['single']);
    ends[0]?.();
    await turn();
    expect(begun.slice(4)).toEqual(['single']);
    while (begun.length < 8) {
      ends.forEach((end) => end());
      await turn();
    }
    ends.forEach((end) => end());
    await Promise.all(all);
    expect([slots.wanted('single'), slots.wanted('batch')]).toEqual([0, 0]);
  });
});

describe('Solitude', () => {
  const patientMs = 1_000;

  it('keeps the solitary one apart from all others and starves nobody', async () => {
    const solitude = new Solitude();
    let inside = 0;
    const overlaps: string[] = [];
    const member = (name: string) => async (): Promise<boolean> => {
      inside += 1;
      if (name === 'alone' && inside > 1) overlaps.push(name);
      await turn();
      await turn();
      inside -= 1;
      return true;
    };
    const many = async (): Promise<void> => void (await member('many')());
    const first = [1, 2, 3].map(() => solitude.together(patientMs, many));
    await turn();
    const alone = [solitude.alone(member('alone')), solitude.alone(member('alone'))];
    const later = [1, 2, 3].map(() => solitude.together(patientMs, async () => {
      if (inside > 0) await turn();
      await many();
    }));
    await Promise.all([...first, ...alone, ...later]);
    expect(overlaps).toEqual([]);
    expect(inside).toBe(0);
  });

  it('lets those who wait run together after each solitary one, however many of these there are', async () => {
    const solitude = new Solitude();
    const { order, run, alone } = runs();
    const all: Promise<unknown>[] = [1, 2, 3].map((n) => solitude.alone(alone(`alone ${n}`)));
    all.push(...['a', 'b'].map((name) => solitude.together(patientMs, run(name))));
    await turn();
    await turn();
    all.push(solitude.together(patientMs, run('c')));
    await Promise.all(all);
    expect(order.slice(0, 4)).toEqual(['alone 1', 'a', 'b', 'alone 2']);
    expect(order.indexOf('c')).toBeLessThan(order.indexOf('alone 3'));
  });

  it('gives the turn of a solitary one that had nothing to run to the next', async () => {
    const solitude = new Solitude();
    const { order, run, alone } = runs();
    await Promise.all([solitude.alone(alone('alone 1', false)), solitude.alone(alone('alone 2')), solitude.alone(alone('alone 3', false)), solitude.together(patientMs, run('a'))]);
    expect(order).toEqual(['alone 1', 'alone 2', 'a', 'alone 3']);
  });

  it('lets nobody wait beyond his time, and nobody in who has left', async () => {
    const solitude = new Solitude();
    const { order, run } = runs();
    let leave = (): void => undefined;
    const alone = solitude.alone(() => new Promise((resolve) => { leave = (): void => resolve(true); }));
    expect(await solitude.together(5, run('impatient'))).toBe(false);
    const patient = solitude.together(patientMs, run('patient'));
    leave();
    await alone;
    expect(await patient).toBe(true);
    expect(order).toEqual(['patient']);
  });

  function runs(): { order: string[]; run: (name: string) => () => Promise<void>; alone: (name: string, ran?: boolean) => () => Promise<boolean> } {
    const order: string[] = [];
    const run = (name: string) => async (): Promise<void> => {
      order.push(name);
      await turn();
    };
    return { order, run, alone: (name, ran = true) => () => run(name)().then(() => ran) };
  }
});
