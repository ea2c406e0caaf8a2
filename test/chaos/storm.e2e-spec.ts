import { queueBackends } from '../support/servers.js';
import { duplicateModes, sixtyKills } from './plans.js';
import { killsOf } from './schedule.js';
import { storm } from './storm.js';

const fresh = Number(process.env['STORM_SEED'] ?? Date.now() % 1_000_000);

it.each([['one that is always the same', 20_261_122, 'blind', queueBackends[0]], ['a fresh one', fresh, duplicateModes[fresh % 4]!, queueBackends.at(-1)!]] as const)(
  'sixty kills drawn from %s (seed %i), a repeated request meets %s, BullMQ on %s: every promise kept', async (_, seed, duplicates, backend) => {
    expect(killsOf(sixtyKills)).toBe(60);
    const { broken, invalid, figures } = await storm({ seed, duplicates, backend, plan: sixtyKills, overMs: 60_000, rate: 8 });
    process.stdout.write(`storm with STORM_SEED=${seed}: ${JSON.stringify(figures)}\n`);
    expect(broken).toEqual([]);
    expect(invalid).toEqual([]);
  }, 400_000);
