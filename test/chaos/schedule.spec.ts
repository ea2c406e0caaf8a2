import { sixtyKills } from './plans.js';
import { drawSchedule, faults, killsOf, planOf, shrink, type Fault } from './schedule.js';

const plan = { 'kill worker': 20, 'kill all parts': 2, 'freeze worker': 3, 'slow wire': 5 };

it('a seed draws the same schedule again, another one another', () => {
  expect(drawSchedule(7, 60_000, plan)).toEqual(drawSchedule(7, 60_000, plan));
  expect(drawSchedule(7, 60_000, plan)).not.toEqual(drawSchedule(8, 60_000, plan));
});

it('holds what was planned, evenly over the time, each as long as its kind may last', () => {
  const schedule = drawSchedule(1, 60_000, plan);
  expect(planOf(schedule)).toEqual(plan);
  schedule.forEach(({ at, fault, forMs }, turn) => {
    expect(Math.floor((at * 30) / 60_001)).toBe(turn);
    const [least, most] = faults[fault];
    expect(forMs).toBeGreaterThanOrEqual(least);
    expect(forMs).toBeLessThanOrEqual(most);
  });
  expect(killsOf(plan)).toBe(28);
});

it.each([1, 2, 3])('spares none of what a kind can hit (seed %i)', (seed) => {
  const hit = (fault: Fault, of: number): number => new Set(drawSchedule(seed, 60_000, sixtyKills).filter((one) => one.fault === fault).map(({ index }) => index % of)).size;
  expect([hit('black hole to redis', 2), hit('black hole to postgres', 2), hit('jump clock', 4), hit('cut answers', 4), hit('slow wire', 5)]).toEqual([2, 2, 4, 4, 5]);
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
