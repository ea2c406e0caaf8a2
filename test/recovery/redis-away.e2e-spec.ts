import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, Queue } from 'bullmq';
import { chunksConsumed, queueName, queuePrefix as prefix } from '../support/chunks-consumed.js';
import { Crm } from '../support/crm.js';
import { until, untilAllEnded } from '../support/evidence.js';
import { health, metric } from '../support/http-call.js';
import { OwnRedis, queueBackends, redisProgram } from '../support/servers.js';
import { Stand } from '../support/stand.js';
import { Wire } from '../chaos/wire/wire.js';

let stand: Stand;
let parts: Promise<{ api: string; worker: string }> | undefined;

beforeAll(async () => {
  stand = await Stand.create('postgres');
}, 120_000);
afterAll(() => stand.remove(), 60_000);

async function start(): Promise<{ api: string; worker: string }> {
  const fleet = await stand.start();
  const [api, worker] = await Promise.all([fleet.url('api'), fleet.url('worker')]);
  await until('both are ready', async () => (await health(api, 'ready')) === 200 && (await health(worker, 'ready')) === 200);
  return { api, worker };
}

/** The same processes in all cases of a queue. */
async function running(name: string): Promise<{ worker: string; crm: Crm }> {
  const { api, worker } = await (parts ??= start());
  return { worker, crm: new Crm(name, [api]) };
}

/** Every one accepted at the first go, all brought to their end. */
async function expectAllKept(crm: Crm, count: number): Promise<void> {
  await stand.expectAllKept(crm, count);
  expect(crm.repeats).toBe(0);
}

const isDirect = (worker: string): Promise<number> => metric(worker, 'onboarding_direct_mode');

if (redisProgram === null) it('has no redis-server on PATH: only BullMQ on Postgres is tested here', () => expect(queueBackends).toEqual(['postgres']));

describe.each(queueBackends)('BullMQ on %s', (backend) => {
  beforeAll(async () => {
    parts = undefined;
    stand.redis = backend === 'redis' ? await OwnRedis.create(redisProgram ?? '') : null;
    await stand.renew();
  });
  afterEach(() => expect(stand.fleet.unexpectedDeaths).toEqual([]));
  afterAll(async () => {
    await stand.endCase();
    await stand.redis?.remove();
    stand.redis = null;
  }, 60_000);

  if (backend === 'redis') redisAway();
  jobsNobodyMade();
});

function redisAway(): void {
  const redis = (): OwnRedis => stand.redis ?? (() => { throw new Error('there is none'); })();

  /** One at a time, so that each is a chunk of its own, until the queue carries them. */
  async function expectQueueInUse(worker: string, crm: Crm): Promise<void> {
    await until('chunks go through the queue', async () => {
      await crm.submit(randomUUID());
      return (await chunksConsumed(redis())) > 0 && (await isDirect(worker)) === 0;
    });
  }

  it('Redis away from the start on: work is done straight from Postgres, through the queue once it is there', async () => {
    const { worker, crm } = await running('start');
    await crm.submitMany(20, 1_000);
    await untilAllEnded(stand.databaseUrl, 20);
    expect(await isDirect(worker)).toBe(1);
    await redis().start();
    await expectQueueInUse(worker, crm);
    await expectAllKept(crm, 21);
  }, 120_000);

  it('Redis away for twelve seconds in the middle: nothing is refused or lost, all goes on without it, then BullMQ consumes again', async () => {
    await redis().start();
    const { worker, crm } = await running('middle');
    await expectQueueInUse(worker, crm);
    const submitted = crm.submitMany(60, 14_000);
    await sleep(1_000);
    await redis().kill();
    // BullMQ before 6.3.3 never consumed again after so long.
    const away = sleep(12_000);
    await until('the worker noticed', async () => (await isDirect(worker)) === 1, 20_000);
    await away;
    const accepted = (await stand.rows<{ id: string }>('select id from onboardings')).map(({ id }) => id);
    await until('all that came before and since have succeeded', async () => (await stand.rows("select from onboardings where id = any($1::uuid[]) and status <> 'succeeded'", [accepted])).length === 0);
    expect(await isDirect(worker)).toBe(1);
    await redis().start();
    await submitted;
    await expectQueueInUse(worker, crm);
    await expectAllKept(crm, 61);
  }, 120_000);

  it('Redis flushed again and again while it is in use: nothing is lost', async () => {
    await redis().start();
    const { worker, crm } = await running('flushed');
    const submitted = crm.submitMany(60, 2_500);
    for (let round = 0; round < 5; round += 1) {
      await sleep(500);
      await redis().ask((connection) => connection.flushall());
    }
    await submitted;
    await untilAllEnded(stand.databaseUrl, 60);
    await expectQueueInUse(worker, crm);
    await expectAllKept(crm, 61);
  }, 120_000);

  it('told to stop while Redis is away, with nothing in hand: ends with 0 at once, however long a call may take', async () => {
    expect(await stand.endCase()).toEqual([]);
    parts = undefined;
    await redis().start();
    // Longer than anybody waits here for a part to end.
    const fleet = await stand.start({ environment: { FREEDOMPAY_TIMEOUT_MS: '60000' } });
    const crm = new Crm('stopping', [await fleet.url('api')]);
    await expectQueueInUse(await fleet.url('worker'), crm);
    await stand.expectAllKept(crm, 1);
    await redis().kill();
    expect(await Promise.all([fleet.dismiss('worker'), fleet.dismiss('api')])).toEqual([0, 0]);
  }, 120_000);

  it('Redis behind a wire that is dead for three seconds: connections that are dead for good are given up, and BullMQ consumes again', async () => {
    expect(await stand.endCase()).toEqual([]);
    parts = undefined;
    await redis().start();
    const wire = await Wire.to(redis().port);
    try {
      const fleet = await stand.start({ redisUrl: `redis://127.0.0.1:${wire.port}` });
      const [worker, crm] = [await fleet.url('worker'), new Crm('wire', [await fleet.url('api')])];
      await expectQueueInUse(worker, crm);
      await redis().ask((connection) => connection.flushall());
      const lift = wire.put({ kind: 'blackHole' });
      const submitted = crm.submitMany(20, 2_500);
      await sleep(3_000);
      await lift();
      await submitted;
      await expectQueueInUse(worker, crm);
      await stand.expectAllKept(crm, 22);
    } finally {
      await stand.endCase();
      await wire.close();
    }
  }, 180_000);
}

function jobsNobodyMade(): void {
  const openQueue = () => (stand.redis === null
    ? new Queue(queueName, { connection: { connectionString: stand.databaseUrl }, prefix }, createPostgresBackend)
    : new Queue(queueName, { connection: { url: stand.redis.url }, prefix }));
  let queue: ReturnType<typeof openQueue> | undefined;
  afterEach(() => queue?.close());

  it('jobs nobody should have made change nothing: doubled, late, foreign, without sense', async () => {
    await stand.redis?.start();
    await stand.witness.mode({ latency_ms: 300 });
    const { crm } = await running('jobs');
    const opened = queue = openQueue();
    opened.on('error', () => undefined);
    const { id } = await crm.submit('mine');
    const token = await leaseOf(id);
    const job = (ids: unknown, of: unknown) => ({ name: 'work', data: { ids, token: of, leaseMs: 3_250, alone: false }, opts: { removeOnComplete: true, removeOnFail: true } });
    const doubles = Array.from({ length: 5 }, () => job([id, id], token));
    await opened.addBulk([...doubles, job([randomUUID()], token), job([id], randomUUID()), job(['no uuid'], token), job('none', 7)]);
    await until('all are taken', async () => Object.values(await opened.getJobCounts('waiting', 'active')).every((count) => count === 0));
    await crm.submitMany(10, 500);
    await opened.addBulk(doubles);
    await expectAllKept(crm, 11);
  }, 120_000);

  /** The token of the claim under which it is worked on right now. */
  async function leaseOf(id: string): Promise<string> {
    let token: string | null = null;
    await until('it is being worked on', async () => {
      [token = null] = (await stand.rows<{ token: string | null }>('select lease_token as token from onboardings where id = $1', [id])).map((row) => row.token);
      return token !== null;
    });
    return token ?? '';
  }
}
