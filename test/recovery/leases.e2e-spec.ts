import { setTimeout as sleep } from 'node:timers/promises';
import { Crm } from '../support/crm.js';
import { until, untilAllEnded } from '../support/evidence.js';
import { Fleet, type FleetOptions } from '../support/fleet.js';
import { queueBackends } from '../support/servers.js';
import { Stand } from '../support/stand.js';

const dropsTheFirstSend = '991240900318';
const staysInProcess = '991240900209';
/** Of the short settings: a quarter more than a call, and two seconds. */
const leaseMs = 3_250;
/** How often a worker is frozen at any moment: each takes seconds. */
const freezes = Number(process.env['FREEZES'] ?? 2);

let stand: Stand;
/** One on one database for all cases; the workers are each one's own. */
let apis: Fleet;
/** What the partner had before the case. */
let before = { clients: 0, sends: 0 };

const clientsMade = async (): Promise<number> => (await stand.witness.clients()).length - before.clients;
const sendsSeen = async (): Promise<number> => (await stand.witness.calls()).filter(({ path }) => path.endsWith('/add')).length - before.sends;

async function start(name: string, workers: number, environment: FleetOptions['environment'] = {}): Promise<Crm> {
  before = { clients: before.clients + await clientsMade(), sends: before.sends + await sendsSeen() };
  await stand.start({ apis: 0, workers, environment });
  return new Crm(name, [await apis.url('api')]);
}

afterEach(async () => expect([...await stand.endCase(), ...apis.unexpectedDeaths]).toEqual([]), 60_000);

describe.each(queueBackends)('leases, BullMQ on %s', (backend) => {
  beforeAll(async () => {
    before = { clients: 0, sends: 0 };
    stand = await Stand.create(backend);
    await stand.renew();
    apis = await Fleet.start({ databaseUrl: stand.databaseUrl, redisUrl: stand.redis?.url ?? null, simulatorUrl: stand.witness.url, apis: 1, workers: 0 });
  }, 120_000);
  afterAll(async () => {
    await apis.stop();
    await stand.remove();
  }, 60_000);

  it('a worker frozen with its calls under way: another takes over, what the frozen one says later is refused', async () => {
    await stand.witness.mode({ latency_ms: 600 });
    const crm = await start('frozen', 1);
    const ids = await Promise.all(['one', 'two', 'three'].map(async (name) => (await crm.submit(name)).id));
    await until('the partner has all of them', async () => (await clientsMade()) === 3);
    const frozen = await stand.fleet.part('worker');
    frozen.kill('SIGSTOP');
    // The answers wait at the frozen worker's door. Another one finds the leases ended, and asks.
    await stand.withAnotherWorker(() => untilAllEnded(stand.databaseUrl, 3)).finally(() => frozen.kill('SIGCONT'));
    await sleep(1_000);
    await stand.expectAllKept(crm, 3);
    for (const id of ids) expect(await stand.row(id)).toMatchObject({ status: 'succeeded', sends: 1 });
    await crm.submit('afterwards');
    await stand.expectAllKept(crm, 4);
  }, 120_000);

  it('SIGTERM with more claimed than can be called: ends with 0 in time, another goes on at once, nothing is lost', async () => {
    await stand.witness.mode({ latency_ms: 900 });
    const crm = await start('leaving', 0);
    await crm.submitMany(60, 500);
    // It finds all of them waiting, and takes a whole chunk.
    const fleet = await stand.start({ apis: 0, environment: { FREEDOMPAY_CONCURRENCY: '2' } });
    const leaving = await fleet.part('worker');
    await until('more is claimed than can be called', async () => (await stand.rows('select id from onboardings where lease_token is not null')).length >= 25);
    await until('calls are under way', async () => (await sendsSeen()) > 0);
    expect(await fleet.dismiss('worker')).toBe(0);
    // With more than its own deadline it would have ended with 1.
    expect(leaving.lines.join('\n')).not.toContain('cut off');
    const leased = await stand.rows('select id from onboardings where lease_token is not null');
    // One round of claims, as many as can be called and a chunk, may lie in the queue for whoever comes next.
    expect(leased.length).toBeLessThanOrEqual(27);
    await stand.witness.mode({ latency_ms: 0 });
    await stand.withAnotherWorker(() => stand.expectAllKept(crm, 60));
  }, 120_000);

  if (backend === queueBackends[0]) sameOnEveryQueue();
});

/** What Postgres alone decides. */
function sameOnEveryQueue(): void {
  it('a worker thawed while another sends again: its old word does not undo the new intent', async () => {
    await stand.witness.mode({ latency_ms: 600, duplicates: 'blind' });
    const crm = await start('thawed', 1);
    const { id } = await crm.submit('sent twice', { bin: dropsTheFirstSend });
    await until('the first send is there', async () => (await sendsSeen()) === 1);
    const frozen = await stand.fleet.part('worker');
    frozen.kill('SIGSTOP');
    await stand.withAnotherWorker(async (another) => {
      await until('the second send is there', async () => (await sendsSeen()) === 2).finally(() => frozen.kill('SIGCONT'));
      // Its intent is all that it leaves behind.
      await another.kill('worker');
      await stand.expectAllKept(crm, 1);
    });
    expect(await stand.row(id)).toMatchObject({ sends: 2 });
  }, 120_000);

  it('a worker killed between intent and answer: the status question finds the client, no second send', async () => {
    await stand.witness.mode({ latency_ms: 800, duplicates: 'blind' });
    const crm = await start('killed', 1);
    const { id } = await crm.submit('asked about');
    await until('the partner has it', async () => (await clientsMade()) === 1);
    await stand.fleet.kill('worker');
    expect(await stand.row(id)).toMatchObject({ status: 'submitting', sends: 1, leased: true });
    await stand.expectAllKept(crm, 1);
    expect(await stand.row(id)).toMatchObject({ sends: 1 });
  }, 120_000);

  it('workers frozen in turn at any moment, past their leases, while another goes on: each one client', async () => {
    await stand.witness.mode({ latency_ms: 50, duplicates: 'replay', faults: { drop_before_store: 0.05, drop_after_store: 0.05 } });
    const crm = await start('in turn', 2);
    const submitted = crm.submitMany(40 * freezes, 4_000 * freezes);
    for (let turn = 0; turn < freezes; turn += 1) {
      await sleep(500);
      const part = await stand.fleet.part('worker', turn % 2);
      part.kill('SIGSTOP');
      await sleep(leaseMs + 250);
      part.kill('SIGCONT');
    }
    await submitted;
    await stand.expectAllKept(crm, 40 * freezes);
  }, 60_000 + 20_000 * freezes);

  it('something that kills whoever works on it is held as poison after five lone losses, the others go on', async () => {
    await stand.witness.mode({ latency_ms: 400, faults: {} });
    const crm = await start('poison', 1, { FREEDOMPAY_TIMEOUT_MS: '800' });
    const poison = await crm.submit('poison', { bin: staysInProcess });
    const others = crm.submitMany(20, 15_000);
    const { kills, calls } = await killWhoeverWorksOn(poison.id);
    expect(await stand.row(poison.id)).toMatchObject({ hold: 'poison', status: 'submitting', leased: false });
    expect(kills).toBeGreaterThanOrEqual(5);
    const ids = await others;
    await until('the others have ended', async () => (await Promise.all(ids.map((id) => stand.row(id)))).every(({ status }) => status === 'succeeded'), 150_000);
    const clients = (await stand.witness.clients()).map(({ request_id }) => request_id);
    expect(new Set(clients).size).toBe(clients.length);
    expect(await callsAbout((await stand.row(poison.id)).requestId)).toBe(calls);
  }, 300_000);

  const callsAbout = async (requestId: string): Promise<number> => (await stand.witness.calls(requestId)).length;

  /** As soon as the partner sees a call about it, until it is held. */
  async function killWhoeverWorksOn(id: string): Promise<{ kills: number; calls: number }> {
    const { requestId } = await stand.row(id);
    let calls = 0;
    let kills = 0;
    while ((await stand.row(id)).hold === null) {
      const seen = await callsAbout(requestId);
      if (seen > calls) {
        calls = seen;
        kills += 1;
        await stand.fleet.kill('worker');
      }
      expect(kills).toBeLessThan(15);
      await sleep(50);
    }
    return { kills, calls };
  }
}
