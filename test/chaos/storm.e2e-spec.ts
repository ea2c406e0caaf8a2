import { killsOf, type Plan } from './schedule.js';
import { storm } from './storm.js';

/** Sixty processes killed, and the rest of what can go wrong. */
const plan: Plan = {
  'kill worker': 24, 'kill api': 12, 'kill all parts': 3, 'stop worker': 4, 'freeze worker': 3, 'kill redis': 5, 'flush redis': 3, 'kill postgres': 3, 'cut backends': 4,
  'lose answers of postgres': 4, 'black hole to postgres': 2, 'black hole to redis': 1, 'black hole to the partner': 2, 'reset to the partner': 2, 'slow wire': 3,
};
const fresh = Number(process.env['STORM_SEED'] ?? Date.now() % 1_000_000);

it.each([['one that is always the same', 20_261_122, 'blind'], ['a fresh one', fresh, ['replay', 'error', 'window', 'blind'][fresh % 4]!]])(
  'sixty kills drawn from %s (seed %i), a repeated request meets %s: every promise kept', async (_, seed, duplicates) => {
    expect(killsOf(plan)).toBe(60);
    const { broken, invalid, figures } = await storm({ seed, duplicates, plan, overMs: 60_000, rate: 8 });
    process.stdout.write(`storm with STORM_SEED=${seed}: ${JSON.stringify(figures)}\n`);
    expect(broken).toEqual([]);
    expect(invalid).toEqual([]);
  }, 400_000);
