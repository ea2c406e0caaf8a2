import { Slots, Solitude } from './slots.js';

const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('Slots', () => {
  it('lets no more in than there are slots, in order, and counts the free ones', async () => {
    const slots = new Slots(2);
    const order: number[] = [];
    let inside = 0;
    let most = 0;
    await Promise.all([1, 2, 3, 4, 5].map((n) => slots.use(async () => {
      order.push(n);
      most = Math.max(most, (inside += 1));
      expect(slots.wanted).toBeGreaterThanOrEqual(inside);
      await turn();
      inside -= 1;
    })));
    expect(order).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
    expect(slots.wanted).toBe(0);
  });

  it('frees the slot of a run that throws', async () => {
    const slots = new Slots(1);
    await expect(slots.use(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(slots.wanted).toBe(0);
  });
});

describe('Solitude', () => {
  it('keeps the solitary one apart from all others and starves nobody', async () => {
    const solitude = new Solitude();
    let inside = 0;
    const overlaps: string[] = [];
    const member = (name: string) => async (): Promise<void> => {
      inside += 1;
      if (name === 'alone' && inside > 1) overlaps.push(name);
      await turn();
      await turn();
      inside -= 1;
    };
    const first = [1, 2, 3].map(() => solitude.together(member('many')));
    await turn();
    const alone = [solitude.alone(member('alone')), solitude.alone(member('alone'))];
    const later = [1, 2, 3].map(() => solitude.together(async () => {
      if (inside > 0) await turn();
      await member('many')();
    }));
    await Promise.all([...first, ...alone, ...later]);
    expect(overlaps).toEqual([]);
    expect(inside).toBe(0);
  });
});
