import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, Queue } from 'bullmq';
import { Crm } from '../support/crm.js';
import { until, untilAllEnded } from '../support/evidence.js';
import { health, metric } from '../support/http-call.js';
import { OwnRedis, queueBackends, redisFor, redisProgram } from '../support/servers.js';
import { Stand } from '../support/stand.js';

const queueName = 'onboarding-work';
const prefix = 'onboarding';

let stand: Stand;

beforeAll(async () => {
  stand = await Stand.create('postgres');
}, 120_000);
beforeEach(() => stand.renew());
afterEach(async () => {
  expect(await stand.endCase()).toEqual([]);
  await stand.redis?.remove();
  stand.redis = null;
}, 60_000);
afterAll(() => stand.remove(), 60_000);

async function start(): Promise<{ worker: string; crm: Crm }> {
  const fleet = await stand.start();
  const [api, worker] = await Promise.all([fleet.url('api'), fleet.url('worker')]);
  await until('both are ready', async () => (await health(api, 'ready')) === 200 && (await health(worker, 'ready')) === 200);
  return { worker, crm: new Crm('queue', [api]) };
}

/** Every one accepted at the first go, all brought to their end. */
async function expectAllKept(crm: Crm, count: number): Promise<void> {
  await stand.expectAllKept(crm, count);
  expect(crm.repeats).toBe(0);
}

const isDirect = (worker: string): Promise<number> => metric(worker, 'onboarding_direct_mode');

if (redisProgram === null) {
  it('has no redis-server on PATH: only BullMQ on Postgres is tested here', () => expect(queueBackends).toEqual(['postgres']));
} else {
  describe('Redis away', () => {
    let redis: OwnRedis;

    beforeEach(async () => {
      redis = await OwnRedis.create(redisProgram ?? '');
      stand.redis = redis;
    });

    /** Chunks of work that came out of the queue at its other end, by BullMQ's own stream of events. */
    async function chunksConsumed(): Promise<number> {
      const entries = await redis.ask((connection) => connection.xrange(`${prefix}:${queueName}:events`, '-', '+'));
      const events = entries.map(([, fields]) => Object.fromEntries(fields.flatMap((field, index) => (index % 2 === 0 ? [[field, fields[index + 1]]] : []))));
      const chunks = new Set(events.filter((event) => event['event'] === 'added' && event['name'] === 'work').map((event) => event['jobId']));
      return events.filter((event) => event['event'] === 'completed' && chunks.has(event['jobId'])).length;
    }

    /** One at a time, so that each is a chunk of its own, until the queue carries them. */
    async function expectQueueInUse(worker: string, crm: Crm): Promise<void> {
      await until('chunks go through the queue', async () => {
        await crm.submit(randomUUID());
        return (await chunksConsumed()) > 0 && (await isDirect(worker)) === 0;
      });
    }

    it('from the start on: work is done straight from Postgres, through the queue once it is there', async () => {
      const { worker, crm } = await start();
      await crm.submitMany(20, 1_000);
      await untilAllEnded(stand.databaseUrl, 20);
      expect(await isDirect(worker)).toBe(1);
      await redis.start();
      await expectQueueInUse(worker, crm);
      await expectAllKept(crm, 21);
    }, 120_000);

    it('for twelve seconds in the middle: nothing is refused or lost, then BullMQ consumes again', async () => {
      await redis.start();
      const { worker, crm } = await start();
      await expectQueueInUse(worker, crm);
      const submitted = crm.submitMany(60, 16_000);
      await sleep(2_000);
      await redis.kill();
      await until('the worker noticed', async () => (await isDirect(worker)) === 1, 20_000);
      await sleep(12_000);
      expect(await stand.rows("select id from onboardings where status <> 'succeeded' and created_at < now() - interval '8 s'")).toEqual([]);
      await redis.start();
      await submitted;
      await expectQueueInUse(worker, crm);
      await expectAllKept(crm, 61);
    }, 120_000);

    it('flushed again and again while it is in use: nothing is lost', async () => {
      await redis.start();
      const { worker, crm } = await start();
      const submitted = crm.submitMany(100, 4_000);
      for (let round = 0; round < 8; round += 1) {
        await sleep(500);
        await redis.ask((connection) => connection.flushall());
      }
      await submitted;
      await untilAllEnded(stand.databaseUrl, 100);
      await expectQueueInUse(worker, crm);
      await expectAllKept(crm, 101);
    }, 120_000);
  });
}

describe.each(queueBackends)('jobs nobody should have made, BullMQ on %s', (backend) => {
  const openQueue = () => (stand.redis === null
    ? new Queue(queueName, { connection: { connectionString: stand.databaseUrl }, prefix }, createPostgresBackend)
    : new Queue(queueName, { connection: { url: stand.redis.url }, prefix }));
  let queue: ReturnType<typeof openQueue>;

  beforeEach(async () => {
    stand.redis = await redisFor(backend);
    queue = openQueue();
    queue.on('error', () => undefined);
  });
  // Before its Redis goes.
  afterEach(() => queue.close());

  it('change nothing: doubled, late, foreign, without sense', async () => {
    await stand.witness.mode({ latency_ms: 300 });
    const { crm } = await start();
    const { id } = await crm.submit('mine');
    const token = await leaseOf(id);
    const job = (ids: unknown, of: unknown) => ({ name: 'work', data: { ids, token: of, leaseMs: 3_250, alone: false }, opts: { removeOnComplete: true, removeOnFail: true } });
    const doubles = Array.from({ length: 5 }, () => job([id, id], token));
    await queue.addBulk([...doubles, job([randomUUID()], token), job([id], randomUUID()), job(['no uuid'], token), job('none', 7)]);
    await until('all are taken', async () => Object.values(await queue.getJobCounts('waiting', 'active')).every((count) => count === 0));
    await crm.submitMany(10, 500);
    await queue.addBulk(doubles);
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
});
