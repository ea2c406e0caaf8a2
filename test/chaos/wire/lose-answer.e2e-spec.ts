import { Client } from 'pg';
import { isConnectionError } from '../../../libs/platform/src/database.js';
import { seededRandom } from '../../freedompay/seeded-random.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import type { Counts, Toxic } from './toxics.js';
import { Wire } from './wire.js';

const rounds = 40;

describe('A wire to Postgres that loses answers', () => {
  let database: TestDatabase;
  let direct: Client;
  let wire: Wire;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    direct = new Client(database.url);
    await direct.connect();
    await direct.query('create table written (id text primary key)');
  });
  afterAll(async () => {
    await direct.end();
    await database.drop();
  });
  beforeEach(async () => {
    await direct.query('truncate written');
    wire = await Wire.to(Number(new URL(database.url).port), seededRandom(17));
    client = await connected();
  });
  afterEach(() => wire.close());

  async function connected(): Promise<Client> {
    const url = new URL(database.url);
    url.port = String(wire.port);
    const client = new Client(url.href);
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Each round on a connection that was made, and has written, before anything was wrong with the wire. */
  async function struckRounds(write: (id: string) => Promise<unknown>, toxic: Toxic & { kind: 'loseAnswer' }): Promise<Counts> {
    for (let round = 0; round < rounds; round += 1) {
      await write(`before ${round}`);
      const lift = wire.put(toxic);
      const { answersLost } = wire.counts;
      const error: unknown = await write(`struck ${round}`).then(() => null, (thrown: unknown) => thrown);
      await lift();
      const { rowCount } = await direct.query('select from written where id = $1', [`struck ${round}`]);
      expect([isConnectionError(error), rowCount]).toEqual([true, wire.counts.answersLost - answersLost]);
      client = await connected();
    }
    await client.end();
    return wire.counts;
  }

  function expectBothKinds({ answersLost, statementsLost, struck }: Counts): void {
    expect(Math.min(answersLost, statementsLost)).toBeGreaterThan(rounds / 5);
    expect([answersLost + statementsLost, struck.loseAnswer]).toEqual([rounds, rounds]);
  }

  const insert = (id: string): Promise<unknown> => client.query({ name: 'write', text: 'insert into written values ($1)', values: [id] });

  async function transact(id: string): Promise<void> {
    await client.query('BEGIN');
    await client.query('insert into written values ($1)', [id]);
    await client.query('COMMIT');
  }

  it('has carried out exactly those prepared statements it says; the client meets a connection error with all', async () => {
    expectBothKinds(await struckRounds(insert, { kind: 'loseAnswer', match: (statement) => statement === 'write', probability: 1 }));
  });

  it('has committed exactly those transactions it says; the client meets a connection error with all', async () => {
    expectBothKinds(await struckRounds(transact, { kind: 'loseAnswer', match: (statement) => statement === 'COMMIT', probability: 1 }));
  });

  it('knows them on a wire that passes single bytes, late', async () => {
    wire.put({ kind: 'slicer', bytes: 1 });
    wire.put({ kind: 'latency', ms: 2, jitterMs: 2 });
    expectBothKinds(await struckRounds(transact, { kind: 'loseAnswer', match: (statement) => statement === 'COMMIT', probability: 1 }));
  });

  it('waits for the whole answer: its first bytes come before the commit', async () => {
    const write = (id: string): Promise<unknown> => client.query(`insert into written values ('${id}'); select repeat('x', 100000); select pg_sleep(0.02)`);
    expectBothKinds(await struckRounds(write, { kind: 'loseAnswer', match: (statement) => statement.startsWith('insert'), probability: 1 }));
  });

  it('strikes no others, and of these the share that was asked for', async () => {
    wire.put({ kind: 'loseAnswer', match: (statement) => statement === 'write', probability: 0.3 });
    let failed = 0;
    for (let round = 0; round < 100; round += 1) {
      await transact(`other ${round}`);
      await insert(`drawn ${round}`).catch(async () => {
        failed += 1;
        client = await connected();
      });
    }
    await client.end();
    const { rows } = await direct.query<{ others: number; drawn: number }>(
      "select count(*) filter (where id like 'other%')::int as others, count(*) filter (where id like 'drawn%')::int as drawn from written",
    );
    expect(rows).toEqual([{ others: 100, drawn: 100 - wire.counts.statementsLost }]);
    expect(wire.counts.struck.loseAnswer).toBe(failed);
    expect(failed).toBeGreaterThan(15);
    expect(failed).toBeLessThan(45);
  });
});
