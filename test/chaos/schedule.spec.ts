import { drawSchedule, faults, killsOf, shrink, type Fault } from './schedule.js';

const plan = { 'kill worker': 20, 'kill all parts': 2, 'freeze worker': 3, 'slow wire': 5 };

it('a seed draws the same schedule again, another one another', () => {
  expect(drawSchedule(7, 60_000, plan)).toEqual(drawSchedule(7, 60_000, plan));
  expect(drawSchedule(7, 60_000, plan)).not.toEqual(drawSchedule(8, 60_000, plan));
});

it('holds what was planned, evenly over the time, each as long as its kind may last', () => {
  const schedule = drawSchedule(1, 60_000, plan);
  const counts = schedule.reduce<Record<string, number>>((sum, { fault }) => ({ ...sum, [fault]: (sum[fault] ?? 0) + 1 }), {});
  expect(counts).toEqual(plan);
  schedule.forEach(({ at, fault, forMs }, turn) => {
    expect(Math.floor((at * 30) / 60_001)).toBe(turn);
    const [least, most] = faults[fault];
    expect(forMs).toBeGreaterThanOrEqual(least);
    expect(forMs).toBeLessThanOrEqual(most);
  });
  expect(killsOf(plan)).toBe(28);
});

it('shrinks a schedule to what makes it fail', async () => {
  const schedule = drawSchedule(3, 60_000, plan);
  const guilty = new Set<Fault>(['freeze worker', 'slow wire']);
  const asked: number[] = [];
  const least = await shrink(schedule, (part) => {
    asked.push(part.length);
    return Promise.resolve([...guilty].every((fault) => part.some((one) => one.fault === fault)));
  });
  expect(new Set(least.map(({ fault }) => fault))).toEqual(guilty);
  expect(least).toHaveLength(2);
  expect(asked.length).toBeLessThan(60);
});
