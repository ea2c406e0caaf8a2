import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../freedompay/seeded-random.js';
import { crashing, deathsIn, isProperEnd, newFolder, stopWithin } from '../support/crashing.js';
import { Crm } from '../support/crm.js';
import { deliveryFaults } from '../support/delivery-checker.js';
import { gatherDeliveries, readFeed, until } from '../support/evidence.js';
import { shortWebhooks, type Fleet } from '../support/fleet.js';
import { Receiver } from '../support/receiver.js';
import { queueBackends } from '../support/servers.js';
import { Stand } from '../support/stand.js';
import { crashPoints, type Crash, type CrashName } from './crash-points.js';
import { isWrite } from './strike.js';
import { Wire } from './wire/wire.js';

const seed = Number(process.env['STORM_SEED'] ?? Date.now() % 1_000_000);
const times = Number(process.env['CRASHES'] ?? 1);
const names = (Object.keys(crashPoints) as CrashName[]).filter((name) => crashPoints[name].of !== 'migrate');
const submitEveryMs = 60;
const stopsEach = 3;

let stand: Stand;

beforeAll(async () => {
  process.stdout.write(`crash points with STORM_SEED=${seed}\n`);
  stand = await Stand.create(queueBackends[0]);
}, 120_000);
afterAll(() => stand.remove(), 60_000);

/** Each point so many times, the first to the third time it is reached, in a drawn order. */
function planFor(points: CrashName[], part: 'api' | 'worker', random: () => number): Crash[] {
  const crashes = points.filter((at) => crashPoints[at].of === part).flatMap((at) => Array.from({ length: times }, (): Crash => ({ at, nth: 1 + Math.floor(random() * 3) })));
  return crashes.map((crash) => ({ crash, place: random() })).toSorted((a, b) => a.place - b.place).map(({ crash }) => crash);
}

/** The second worker: SIGTERM, and SIGKILL up to three seconds later; the first time it is given all the time it wants. @returns how it ended each time */
async function stopAgainAndAgain(fleet: Fleet, random: () => number): Promise<string[]> {
  const ends: string[] = [];
  for (let turn = 0; turn < stopsEach; turn += 1) {
    const part = await fleet.part('worker', 1);
    await sleep(500);
    fleet.expectDeath('worker', 1);
    ends.push(await stopWithin(part, turn === 0 ? 15_000 : random() * 3_000));
    await sleep(100);
  }
  return ends;
}

/** What may make a request go out a second time; only there it matters what the partner does with that. */
const sending: CrashName[] = ['C6', 'C7', 'C8', 'C9', 'C12 told', 'C13'];

describe.each([['replay', names], ['error', sending], ['window', sending], ['blind', sending]] as const)('killed at every point, a repeated request meets %s', (duplicates, points) => {
  let folder: string;
  let receiver: Receiver;
  let crm: Crm;
  let hits: string[];
  let wire: Wire;
  let stops: string[];

  beforeAll(async () => {
    folder = newFolder();
    const random = seededRandom(seed + duplicates.length);
    const forWorkers = planFor([...points], 'worker', random);
    // Of the workers two die by their own hand, in turn; the one between them is told to stop.
    const plans: Record<string, Crash[]> = {
      'api 0': planFor([...points], 'api', random), 'worker 0': forWorkers.filter((_, turn) => turn % 2 === 0), 'worker 2': forWorkers.filter((_, turn) => turn % 2 === 1),
    };
    const deaths = (): string[] => Object.keys(plans).flatMap((part) => deathsIn(join(folder, part)));
    await stand.renew();
    await stand.witness.mode({ duplicates, latency_ms: 20, faults: { drop_before_store: 0.03, drop_after_store: 0.03 }, seed });
    receiver = await Receiver.start();
    await stand.addEndpoint(receiver.url);
    wire = await Wire.to(stand.postgres.port, random);
    wire.put({ kind: 'loseAnswer', match: isWrite, probability: 0.03 });
    const fleet = await stand.start({
      apis: 2, workers: 3, environment: shortWebhooks, databaseUrl: stand.postgres.urlThrough(wire, stand.databaseUrl),
      each: (name, index) => {
        const plan = plans[`${name} ${index}`];
        return plan === undefined ? {} : crashing({ plan, log: join(folder, `${name} ${index}`) });
      },
    });
    crm = new Crm('crash', [await fleet.url('api', 0), await fleet.url('api', 1)]);
    const all = Object.values(plans).flat().length;
    const stopping = stopAgainAndAgain(fleet, random);
    const submitted: Promise<unknown>[] = [];
    const giveUpAt = performance.now() + 20_000 + all * 4_000;
    while (deaths().length < all && performance.now() < giveUpAt) {
      // The id of the deal is also the partner's request id, so the partner's ledger tells which deals there are.
      const id = randomUUID();
      submitted.push(crm.submit(id, { request_id: id }));
      await sleep(submitEveryMs);
    }
    await Promise.all(submitted);
    stops = await stopping;
    hits = deaths();
  }, 300_000);

  afterAll(async () => {
    expect(await stand.endCase()).toEqual([]);
    await Receiver.closeAll();
    await wire.close();
    rmSync(folder, { recursive: true });
  }, 60_000);

  it.each(points.map((name) => [name, crashPoints[name].where] as const))('%s: %s', (name) => {
    expect(hits.filter((hit) => hit === name)).toHaveLength(times);
  });

  it('C10: in the COMMIT of a write, which nobody hears of any more, or which never arrives', () => {
    expect(Math.min(wire.counts.answersLost, wire.counts.statementsLost)).toBeGreaterThan(0);
  });

  it('C18: told to stop, and killed before or after that is done', () => {
    expect(stops).toHaveLength(stopsEach);
    expect(stops.filter((end) => !isProperEnd(end))).toEqual([]);
    expect(stops).toContain('ended with 0');
  });

  it('nothing was lost, doubled or out of order', async () => {
    await stand.expectAllKept(crm, crm.acknowledged.length);
    const events = await readFeed(await stand.fleet.url('api'));
    await until('every event has arrived', () => Promise.resolve(new Set(receiver.taken.map(({ id }) => id)).size >= events.length));
    expect(deliveryFaults(await gatherDeliveries({ receiver }, stand.witness, events))).toEqual([]);
  }, 180_000);
});
