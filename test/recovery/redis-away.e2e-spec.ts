import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, Queue } from 'bullmq';
import { violations } from '../support/checker.js';
import { Crm } from '../support/crm.js';
import { gather, until, untilAllEnded, Witness } from '../support/evidence.js';
import { Fleet } from '../support/fleet.js';
import { health, metric } from '../support/http-call.js';
import { onDatabase, OwnPostgres, OwnRedis, queueBackends, redisFor, redisProgram } from '../support/servers.js';

const queueName = 'onboarding-work';
const prefix = 'onboarding';

let postgres: OwnPostgres;
let witness: Witness;
let databaseUrl: string;
let fleet: Fleet | undefined;

beforeAll(async () => {
  [postgres, witness] = await Promise.all([OwnPostgres.create(), Witness.start()]);
}, 120_000);
beforeEach(async () => {
  await witness.clear();
  databaseUrl = await postgres.newDatabase();
});
afterEach(async () => {
  const deaths = fleet?.unexpectedDeaths;
  await fleet?.stop();
  fleet = undefined;
  expect(deaths).toEqual([]);
}, 60_000);
afterAll(async () => {
  await witness.stop();
  await postgres.remove();
}, 60_000);

async function start(redisUrl: string | null): Promise<{ api: string; worker: string; crm: Crm }> {
  fleet = await Fleet.start({ databaseUrl, redisUrl, simulatorUrl: witness.url, apis: 1, workers: 1 });
  const [api, worker] = await Promise.all([fleet.url('api'), fleet.url('worker')]);
  await until('both are ready', async () => (await health(api, 'ready')) === 200 && (await health(worker, 'ready')) === 200);
  return { api, worker, crm: new Crm('queue', [api]) };
}

/** Every one accepted at the first go, all brought to their end. */
async function expectAllKept(crm: Crm, count: number): Promise<void> {
  await untilAllEnded(databaseUrl, count);
  expect(violations(await gather(databaseUrl, witness, crm.acknowledged), 'succeeded')).toEqual([]);
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
    });
    afterEach(() => redis.remove());

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
      const { worker, crm } = await start(redis.url);
      await crm.submitMany(20, 1_000);
      await untilAllEnded(databaseUrl, 20);
      expect(await isDirect(worker)).toBe(1);
      await redis.start();
      await expectQueueInUse(worker, crm);
      await expectAllKept(crm, 21);
    }, 120_000);

    it('for twelve seconds in the middle: nothing is refused or lost, then BullMQ consumes again', async () => {
      await redis.start();
      const { worker, crm } = await start(redis.url);
      await expectQueueInUse(worker, crm);
      const submitted = crm.submitMany(60, 16_000);
      await sleep(2_000);
      await redis.kill();
      await until('the worker noticed', async () => (await isDirect(worker)) === 1, 20_000);
      await sleep(12_000);
      const open = await onDatabase(databaseUrl, async (client) => (await client.query(
        "select 1 from onboardings where status <> 'succeeded' and created_at < now() - interval '8 s'")).rowCount);
      expect(open).toBe(0);
      await redis.start();
      await submitted;
      await expectQueueInUse(worker, crm);
      await expectAllKept(crm, 61);
    }, 120_000);

    it('flushed again and again while it is in use: nothing is lost', async () => {
      await redis.start();
      const { worker, crm } = await start(redis.url);
      const submitted = crm.submitMany(100, 4_000);
      for (let round = 0; round < 8; round += 1) {
        await sleep(500);
        await redis.ask((connection) => connection.flushall());
      }
      await submitted;
      await untilAllEnded(databaseUrl, 100);
      await expectQueueInUse(worker, crm);
      await expectAllKept(crm, 101);
    }, 120_000);
  });
}

describe.each(queueBackends)('jobs nobody should have made, BullMQ on %s', (backend) => {
  it('change nothing: doubled, late, foreign, without sense', async () => {
    const redis = await redisFor(backend);
    const queue = redis === null
      ? new Queue(queueName, { connection: { connectionString: databaseUrl }, prefix }, createPostgresBackend)
      : new Queue(queueName, { connection: { url: redis.url }, prefix });
    queue.on('error', () => undefined);
    try {
      await witness.mode({ latency_ms: 300 });
      const { crm } = await start(redis?.url ?? null);
      const { id } = await crm.submit('mine');
      const token = await leaseOf(id);
      const job = (ids: string[], of: string) => ({ name: 'work', data: { ids, token: of, leaseMs: 3_250, alone: false }, opts: { removeOnComplete: true, removeOnFail: true } });
      const doubles = Array.from({ length: 5 }, () => job([id, id], token));
      const nonsense = { ...job([], ''), data: { ids: 'none', token: 7 } };
      await queue.addBulk([...doubles, job([randomUUID()], token), job([id], randomUUID()), job(['no uuid'], token), nonsense]);
      await until('all are taken', async () => Object.values(await queue.getJobCounts('waiting', 'active')).every((count) => count === 0));
      await crm.submitMany(10, 500);
      await queue.addBulk(doubles);
      await expectAllKept(crm, 11);
    } finally {
      await queue.close();
      await fleet?.stop();
      await redis?.remove();
    }
  }, 120_000);

  /** The token of the claim under which it is worked on right now. */
  async function leaseOf(id: string): Promise<string> {
    let token: string | null = null;
    await until('it is being worked on', async () => {
      const [row] = await onDatabase(databaseUrl, async (client) => (await client.query<{ token: string | null }>(
        'select lease_token as token from onboardings where id = $1', [id])).rows);
      token = row?.token ?? null;
      return token !== null;
    });
    return token ?? '';
  }
});
