import { setTimeout as sleep } from 'node:timers/promises';
import { violations } from '../support/checker.js';
import { Crm } from '../support/crm.js';
import { gather, until, untilAllEnded, Witness } from '../support/evidence.js';
import { Fleet, type FleetOptions } from '../support/fleet.js';
import { onDatabase, OwnPostgres, queueBackends, redisFor, type OwnRedis } from '../support/servers.js';

const staysInProcess = '991240900209';
const leaseMs = 3_250;

describe.each(queueBackends)('leases, BullMQ on %s', (backend) => {
  let postgres: OwnPostgres;
  let redis: OwnRedis | null = null;
  let witness: Witness;
  let databaseUrl: string;
  let fleet: Fleet;

  beforeAll(async () => {
    [postgres, redis, witness] = await Promise.all([OwnPostgres.create(), redisFor(backend), Witness.start()]);
  }, 120_000);
  beforeEach(async () => {
    await witness.clear();
    databaseUrl = await postgres.newDatabase();
  });
  afterEach(() => fleet.stop(), 60_000);
  afterAll(async () => {
    await witness.stop();
    await redis?.remove();
    await postgres.remove();
  }, 60_000);

  async function start(workers: number, environment: FleetOptions['environment'] = {}): Promise<Crm> {
    fleet = await Fleet.start({ databaseUrl, redisUrl: redis?.url ?? null, simulatorUrl: witness.url, apis: 1, workers, environment });
    return new Crm('lease', [await fleet.url('api')]);
  }

  async function withAnotherWorker(meanwhile: () => Promise<void>): Promise<void> {
    const other = await Fleet.start({ databaseUrl, redisUrl: redis?.url ?? null, simulatorUrl: witness.url, apis: 0, workers: 1 });
    await meanwhile().finally(async () => void (await other.stop()));
    expect(other.unexpectedDeaths).toEqual([]);
  }

  async function row(id: string): Promise<{ status: string; hold: string | null; sends: number; requestId: string; leased: boolean }> {
    const [found] = await onDatabase(databaseUrl, async (client) => (await client.query<Awaited<ReturnType<typeof row>>>(`
      select o.status, o.hold_reason as hold, o.sends, a.request_id as "requestId", o.lease_token is not null as leased
      from onboardings o join applications a on a.onboarding_id = o.id where o.id = $1`, [id])).rows);
    if (found === undefined) throw new Error(`${id} does not exist`);
    return found;
  }

  const callsAbout = async (id: string): Promise<number> => (await witness.calls((await row(id)).requestId)).length;

  async function expectAllKept(crm: Crm, count: number): Promise<void> {
    await untilAllEnded(databaseUrl, count);
    expect(violations(await gather(databaseUrl, witness, crm.acknowledged), 'succeeded')).toEqual([]);
    expect(fleet.unexpectedDeaths).toEqual([]);
  }

  it('a worker frozen with its calls under way: another takes over, what the frozen one says later is refused', async () => {
    await witness.mode({ latency_ms: 600 });
    const crm = await start(1);
    const ids = await Promise.all(['one', 'two', 'three'].map(async (name) => (await crm.submit(name)).id));
    await until('the partner has all of them', async () => (await witness.clients()).length === 3);
    const frozen = await fleet.part('worker');
    frozen.kill('SIGSTOP');
    try {
      // The answers wait at the frozen worker's door. Another one finds the leases ended, and asks.
      await withAnotherWorker(() => untilAllEnded(databaseUrl, 3));
    } finally {
      frozen.kill('SIGCONT');
    }
    await sleep(1_000);
    await expectAllKept(crm, 3);
    for (const id of ids) expect(await row(id)).toMatchObject({ status: 'succeeded', sends: 1, leased: false });
    await crm.submit('afterwards');
    await expectAllKept(crm, 4);
  }, 120_000);

  it('workers frozen in turn at any moment, past their leases, while another goes on: each one client', async () => {
    await witness.mode({ latency_ms: 50, faults: { drop_before_store: 0.05, drop_after_store: 0.05 } });
    const crm = await start(2);
    const submitted = crm.submitMany(120, 12_000);
    for (let turn = 0; turn < 3; turn += 1) {
      await sleep(500);
      const part = await fleet.part('worker', turn % 2);
      part.kill('SIGSTOP');
      await sleep(leaseMs + 250);
      part.kill('SIGCONT');
    }
    await submitted;
    await expectAllKept(crm, 120);
  }, 120_000);

  it('a worker killed between intent and answer: the status question finds the client, no second send', async () => {
    await witness.mode({ latency_ms: 800, duplicates: 'blind' });
    const crm = await start(1);
    const { id } = await crm.submit('one');
    await until('the partner has it', async () => (await witness.clients()).length === 1);
    await fleet.kill('worker');
    expect(await row(id)).toMatchObject({ status: 'submitting', sends: 1, leased: true });
    await expectAllKept(crm, 1);
    expect(await row(id)).toMatchObject({ sends: 1 });
  }, 120_000);

  it('SIGTERM with more claimed than can be called: ends with 0 in time, another goes on at once, nothing is lost', async () => {
    await witness.mode({ latency_ms: 900 });
    const crm = await start(1, { FREEDOMPAY_CONCURRENCY: '2' });
    await crm.submitMany(60, 500);
    await until('calls are under way', async () => (await witness.calls()).length > 0);
    const leaving = await fleet.part('worker');
    const askedAt = performance.now();
    expect(await fleet.dismiss('worker')).toBe(0);
    // Its own deadline is one call and five seconds.
    expect(performance.now() - askedAt).toBeLessThan(6_500);
    expect(leaving.lines.join('\n')).not.toContain('cut off');
    const leased = await onDatabase(databaseUrl, async (client) => (await client.query('select 1 from onboardings where lease_token is not null')).rowCount);
    // One chunk may lie in the queue, for whoever comes next.
    expect(leased).toBeLessThanOrEqual(25);
    await witness.mode({ latency_ms: 0 });
    await withAnotherWorker(() => expectAllKept(crm, 60));
  }, 120_000);

  it('something that kills whoever works on it is held as poison after five lone losses, the others go on', async () => {
    await witness.mode({ latency_ms: 400 });
    const crm = await start(1, { FREEDOMPAY_TIMEOUT_MS: '800' });
    const poison = await crm.submit('poison', { bin: staysInProcess });
    const others = crm.submitMany(20, 15_000);
    let seen = 0;
    let kills = 0;
    while ((await row(poison.id)).hold === null) {
      const calls = await callsAbout(poison.id);
      if (calls > seen) {
        seen = calls;
        kills += 1;
        await fleet.kill('worker');
      }
      expect(kills).toBeLessThan(15);
      await sleep(20);
    }
    expect(await row(poison.id)).toMatchObject({ hold: 'poison', status: 'submitting', leased: false });
    expect(kills).toBeGreaterThanOrEqual(5);
    const ids = await others;
    await until('the others have ended', async () => (await Promise.all(ids.map(row))).every(({ status }) => status === 'succeeded'));
    const clients = (await witness.clients()).map(({ request_id }) => request_id);
    expect(new Set(clients).size).toBe(clients.length);
    expect(await callsAbout(poison.id)).toBe(seen);
    expect(fleet.unexpectedDeaths).toEqual([]);
  }, 180_000);
});
