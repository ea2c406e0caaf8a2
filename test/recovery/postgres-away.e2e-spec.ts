import { setTimeout as sleep } from 'node:timers/promises';
import { Wire } from '../chaos/wire/wire.js';
import { Crm, request } from '../support/crm.js';
import { until } from '../support/evidence.js';
import { call, health } from '../support/http-call.js';
import { queueBackends } from '../support/servers.js';
import { Stand } from '../support/stand.js';

// Wanted are two seconds; the rest is for a busy machine.
const answeredWithinMs = 4_000;
const ourSessions = "from pg_stat_activity where application_name like 'onboarding-%' and datname = current_database()";

describe.each(queueBackends)('Postgres away, BullMQ on %s', (backend) => {
  let stand: Stand;
  let tried = 0;
  let parts: Promise<{ api: string; worker: string }> | undefined;

  beforeAll(async () => {
    stand = await Stand.create(backend);
    await stand.renew();
  }, 120_000);
  afterEach(() => expect(stand.fleet.unexpectedDeaths).toEqual([]));
  afterAll(() => stand.remove(), 60_000);

  async function start(databaseUrl = stand.databaseUrl): Promise<{ api: string; worker: string }> {
    const fleet = await stand.start({ databaseUrl });
    const [api, worker] = await Promise.all([fleet.url('api'), fleet.url('worker')]);
    return { api, worker };
  }

  /** The same processes from the first case on: whatever went before, they are as good as new. */
  async function running(name: string): Promise<{ api: string; worker: string; crm: Crm }> {
    const { api, worker } = await (parts ??= start());
    return { api, worker, crm: new Crm(name, [api]) };
  }

  const post = (api: string): ReturnType<typeof call> => {
    tried += 1;
    return call(`${api}/v1/onboardings`, request(`tried-${tried}`, String(400_000_000_000 + tried)));
  };

  async function expectRefusals(api: string, worker: string): Promise<void> {
    const refused = await post(api);
    expect(refused).toMatchObject({ status: 503, body: { code: 'service_unavailable', retryable: true } });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.tookMs).toBeLessThan(answeredWithinMs);
    for (const url of [api, worker]) {
      expect(await health(url, 'live')).toBe(200);
      expect(await health(url, 'ready')).toBe(503);
    }
  }

  /** Without a restart of any part: ready, accepting, working. */
  async function expectRecovery(api: string, worker: string): Promise<void> {
    await until('all parts are ready', async () => (await health(api, 'ready')) === 200 && (await health(worker, 'ready')) === 200, 20_000);
    await until('the API accepts', async () => (await post(api)).status === 202, 20_000);
  }

  it('is waited for at the start: live, not ready, 503; then everything begins by itself', async () => {
    await stand.postgres.stop();
    const { api, worker, crm } = await running('start');
    await expectRefusals(api, worker);
    await stand.postgres.start();
    await expectRecovery(api, worker);
    await crm.submitMany(10, 500);
    await stand.expectAllKept(crm, 10);
  }, 120_000);

  it('killed and away for three seconds: 503 meanwhile, nothing acknowledged is lost, nobody dies', async () => {
    const { api, worker, crm } = await running('killed');
    const submitted = crm.submitMany(60, 4_500);
    await sleep(1_000);
    await stand.postgres.kill();
    await sleep(500);
    await expectRefusals(api, worker);
    await sleep(2_500);
    await stand.postgres.start();
    await expectRecovery(api, worker);
    await submitted;
    await stand.expectAllKept(crm, 60);
    expect(crm.repeats).toBeGreaterThan(0);
  }, 120_000);

  it('ends all our sessions again and again: nobody dies, nothing is lost', async () => {
    const { crm } = await running('ended');
    const submitted = crm.submitMany(40, 2_800);
    let ended = 0;
    for (let round = 0; round < 4; round += 1) {
      await sleep(600);
      ended += (await stand.rows(`select pg_terminate_backend(pid) ${ourSessions}`)).length;
    }
    await submitted;
    await stand.expectAllKept(crm, 40);
    expect(ended).toBeGreaterThan(8);
  }, 120_000);

  it('is gone when all are told to stop, with calls under way: they end with 0, and others find out what became of those', async () => {
    expect(await stand.endCase()).toEqual([]);
    parts = undefined;
    await stand.renew();
    await stand.witness.mode({ latency_ms: 900, duplicates: 'blind' });
    const { api } = await start();
    const crm = new Crm('stopping', [api]);
    await crm.submitMany(10, 200);
    await until('the partner has some of them', async () => (await stand.witness.clients()).length > 0);
    await stand.postgres.kill();
    expect(await Promise.all([stand.fleet.dismiss('worker'), stand.fleet.dismiss('api')])).toEqual([0, 0]);
    await stand.postgres.start();
    await stand.witness.mode({ latency_ms: 0 });
    await stand.withAnotherWorker(() => stand.expectAllKept(crm, 10));
  }, 120_000);

  // Where the queue's sessions are among them.
  if (backend !== 'postgres') return;

  it('has all our sessions frozen for four seconds: new ones take over', async () => {
    const { api, worker, crm } = await running('frozen');
    const submitted = crm.submitMany(60, 5_000);
    await sleep(1_000);
    const sessions = await stand.rows<{ pid: number }>(`select pid ${ourSessions}`);
    for (const { pid } of sessions) process.kill(pid, 'SIGSTOP');
    await sleep(4_000);
    for (const { pid } of sessions) process.kill(pid, 'SIGCONT');
    await expectRecovery(api, worker);
    await submitted;
    await stand.expectAllKept(crm, 60);
  }, 120_000);

  it('is behind a dead wire when all are told to stop, with calls under way: they end with 0', async () => {
    expect(await stand.endCase()).toEqual([]);
    parts = undefined;
    await stand.renew();
    await stand.witness.mode({ latency_ms: 900 });
    const wire = await Wire.to(stand.postgres.port);
    try {
      const { api } = await start(stand.postgres.urlThrough(wire, stand.databaseUrl));
      const crm = new Crm('stopping behind a wire', [api]);
      await crm.submitMany(10, 200);
      await until('the partner has some of them', async () => (await stand.witness.clients()).length > 0);
      wire.put({ kind: 'blackHole' });
      expect(await Promise.all([stand.fleet.dismiss('worker'), stand.fleet.dismiss('api')])).toEqual([0, 0]);
      await stand.witness.mode({ latency_ms: 0 });
      await stand.withAnotherWorker(() => stand.expectAllKept(crm, 10));
    } finally {
      await stand.endCase();
      await wire.close();
    }
  }, 120_000);

  it('is behind a dead wire: 503 in time; once healed every session works again, TypeORM’s too', async () => {
    expect(await stand.endCase()).toEqual([]);
    await stand.renew();
    const wire = await Wire.to(stand.postgres.port);
    try {
      const { api, worker } = await start(stand.postgres.urlThrough(wire, stand.databaseUrl));
      const crm = new Crm('wire', [api]);
      await crm.submitMany(20, 500);
      const list = (): ReturnType<typeof call> => call(`${api}/v1/onboardings?limit=1`);
      await Promise.all(Array.from({ length: 20 }, list));
      const heal = wire.put({ kind: 'blackHole' });
      await expectRefusals(api, worker);
      // More than the pool has: each of its connections has a lost answer to wait for.
      const refused = await Promise.all(Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? list() : post(api))));
      expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
      await heal();
      // Before anything else uses the pool: hand-written statements would clear away what TypeORM stumbles over.
      await until('TypeORM has a session that works', async () => (await list()).status === 200, 10_000);
      await expectRecovery(api, worker);
      const lists = await Promise.all(Array.from({ length: 30 }, list));
      expect(new Set(lists.map(({ status }) => status))).toEqual(new Set([200]));
      await stand.expectAllKept(crm, 20);
    } finally {
      await wire.close();
    }
  }, 120_000);
});
