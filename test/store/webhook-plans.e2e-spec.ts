import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { ClearAway, FanOut, HealthStore, LineStore, PutBackStore, readBacklog, type Line } from '#app/webhooks';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { faultsOf } from './plan-faults.js';
import { WatchedDatabase } from './watched-database.js';

const parked = 100_000;
const batch = 20;
const clock = { shiftMs: 0 };
const busy = randomUUID();
const deleted = randomUUID();
const answer = { outcome: 'delivered' as const, httpStatus: 200, retryAfterMs: null, answer: null, durationMs: 3 };

let given: TestDatabase;
let database: WatchedDatabase;

/**
 * An endpoint with 100,000 lines that wait for their next try and as many deliveries that arrived lately, a deleted one with
 * as many, and the events behind them.
 */
async function insertCrowd(session: Client): Promise<void> {
  await session.query(`
    insert into webhook_endpoints (id, api_client, url, event_types, status, era, since)
    select id, 'crm', 'https://crm.example/events', '{*}', 'enabled', 1, '2:2:' from unnest($1::uuid[]) as id`, [[busy, deleted]]);
  await session.query(`update webhook_endpoints set deleted_at = now() - interval '1 hour' where id = $1`, [deleted]);
  await session.query(`
    insert into events (era, xid, api_client, subject, sequence, type, data, occurred_at)
    select 1, '1', 'crm', gen_random_uuid(), n, 'onboarding.accepted', '{}', now() - n * interval '1 s'
    from generate_series(1, ${parked}) as c, lateral generate_series(1, 2) as n where c > 0`);
  await session.query(`
    insert into webhook_deliveries (endpoint_id, subject, sequence, type, status, attempts, tries, created_at, last_attempt_at, delivered_at)
    select p.id, e.subject, e.sequence, e.type, case e.sequence when 1 then 'delivered' else 'pending' end, 1, 1, e.occurred_at, e.occurred_at,
      case e.sequence when 1 then e.occurred_at end
    from webhook_endpoints p, events e`);
  await session.query(`
    insert into webhook_attempts (endpoint_id, subject, sequence, number, started_at, duration_ms, outcome)
    select endpoint_id, subject, sequence, 1, created_at, 5, 'delivered' from webhook_deliveries`);
  await session.query(`
    insert into webhook_lines (endpoint_id, subject, pending, due_at)
    select endpoint_id, subject, 1, now() + interval '1 hour' from webhook_deliveries where status = 'pending'`);
  // Seen as handed out: only what comes from now on is new.
  await session.query('update webhook_fan_out set (era, xid, position) = (select 1, pg_snapshot_xmin(pg_current_snapshot()), 0)');
  await session.query('vacuum analyze');
}

const appendEvents = (subjects: string[], sequence: number): Promise<unknown> => database.query('test_events', `
  insert into events (era, api_client, subject, sequence, type, data)
  select 1, 'crm', subject, $2, 'onboarding.processing', '{}' from unnest($1::uuid[]) as subject`, [subjects, sequence]);

const settle = (lines: LineStore, line: Line): Promise<boolean> =>
  lines.settle({ line, posted: [{ sequence: 1, tries: 1, answer, status: 'delivered', endedAt: performance.now() }], waitMs: null });

/** Each of these was seen, and none reads a growing table as a whole or touches more rows than its batch. */
function expectGoodPlans(statements: string[], rows = batch * 4): void {
  const seen = database.plans.filter(({ statement }) => statements.includes(statement));
  expect([...new Set(seen.map(({ statement }) => statement))].toSorted()).toEqual(statements.toSorted());
  expect(seen.flatMap((plan) => faultsOf(plan, rows))).toEqual([]);
}

beforeAll(async () => {
  given = await createTestDatabase();
  const session = new Client({ connectionString: given.url });
  await session.connect();
  await insertCrowd(session);
  await session.end();
  database = new WatchedDatabase(given.url);
  await database.connect();
}, 120_000);

afterAll(async () => {
  await database?.close();
  await given?.drop();
});

describe('with 100,000 lines that wait, and as many deliveries that arrived', () => {
  const subjects = Array.from({ length: batch }, () => randomUUID());

  it('hands new events out by index alone', async () => {
    const fanOut = new FanOut(database, clock);
    await appendEvents(subjects, 1);
    let made = 0;
    while (made < batch) made += (await fanOut.step()).made;
    expect(made).toBe(batch);
    expectGoodPlans(['webhook_fan_out']);
  });

  it('claims, loads and settles what is due without a look at what is not', async () => {
    const lines = new LineStore(database, clock, 20_000);
    const claimed = await lines.claim(250, new Map());
    expect(claimed.map(({ subject }) => subject).toSorted()).toEqual(subjects.toSorted());
    expect(await Promise.all(claimed.map((line) => settle(lines, line)))).toEqual(claimed.map(() => true));
    expectGoodPlans(['webhook_claim', 'webhook_load', 'webhook_settle']);
  });

  it('puts one back, and replays a window, by index', async () => {
    const putBack = new PutBackStore(database, clock);
    expect(await putBack.one({ endpointId: busy, subject: subjects[0]!, sequence: 1 })).toBe('put_back');
    expect(await putBack.one({ endpointId: busy, subject: subjects[0]!, sequence: 1 })).toBe('pending');
    await database.query('test_replay', `
      insert into webhook_replays (id, endpoint_id, from_at, to_at, event_types)
      select gen_random_uuid(), $1, min(occurred_at), 'infinity', '{}' from events where subject = any($2::uuid[])`, [busy, subjects]);
    expect(await putBack.replayStep()).toBe(true);
    expectGoodPlans(['with wanted as', 'webhook_hurry', 'with replay as']);
  });

  it('judges health and counts the backlog by index', async () => {
    await database.query('test_failing', `update webhook_endpoints set failing_since = now() - interval '2 hours' where id = $1`, [busy]);
    await new HealthStore(database, clock, [86_400_000]).look();
    await readBacklog(database);
    expectGoodPlans(['webhook_health', 'webhook_health_turn', 'webhook_backlog']);
  });

  it('removes what is old and what was deleted a bounded number at a time', async () => {
    await database.query('test_old', `
      update webhook_deliveries set last_attempt_at = now() - interval '31 days' where endpoint_id = $1 and subject in (
        select subject from webhook_deliveries where endpoint_id = $1 and status = 'delivered' order by endpoint_id, created_at desc limit 2000)`, [busy]);
    const old = async () => (await database.query<{ count: number }>('test_old_left', `
      select count(*)::integer as count from webhook_deliveries where endpoint_id = $1 and last_attempt_at < now() - interval '30 days'`, [busy]))[0]?.count;
    expect(await old()).toBe(2_000);
    await new ClearAway(database, clock).step();
    expect(await old()).toBe(1_000);
    // A thousand rows of each table, found and removed.
    expectGoodPlans(['webhook_clear_old', 'webhook_clear_deleted'], 2_200);
  });
});

describe('as the worker does it, with statistics of another time', () => {
  const places = 32;
  let empty: TestDatabase;
  let young: WatchedDatabase;
  let fanOut: FanOut;
  let lines: LineStore;

  beforeAll(async () => {
    empty = await createTestDatabase();
    young = new WatchedDatabase(empty.url, { byIndex: true });
    await young.connect();
    [fanOut, lines] = [new FanOut(young, clock), new LineStore(young, clock, 20_000)];
    await young.query('test_endpoint', `
      insert into webhook_endpoints (id, api_client, url, event_types, status, era, since) values ($1, 'crm', 'https://crm.example/events', '{*}', 'enabled', 1, '2:2:')`, [busy]);
  }, 60_000);

  afterAll(async () => {
    await young?.close();
    await empty?.drop();
  });

  async function handOut(count: number): Promise<void> {
    await young.query('test_events', `
      insert into events (era, api_client, subject, sequence, type, data)
      select 1, 'crm', gen_random_uuid(), 1, 'onboarding.accepted', '{}' from generate_series(1, $1::integer)`, [count]);
    for (let made = 0; made < count;) made += (await fanOut.step()).made;
  }

  async function work(): Promise<number> {
    const claimed = await lines.claim(places, new Map());
    await Promise.all(claimed.map((line) => settle(lines, line)));
    return claimed.length;
  }

  /** Of the fan-out, which is about hundreds, only that it reads nothing as a whole. */
  const faults = (): string[] => young.plans.filter(({ statement }) => statement.startsWith('webhook_'))
    .flatMap((plan) => faultsOf(plan, plan.statement === 'webhook_fan_out' ? Number.POSITIVE_INFINITY : 4 * places));

  it('goes by index while the planner thinks that all is empty', async () => {
    await handOut(2_000);
    await work();
    expect(faults()).toEqual([]);
  });

  it('goes by the right index while the planner thinks that nothing is pending', async () => {
    while ((await work()) > 0);
    const session = new Client({ connectionString: empty.url });
    await session.connect();
    await session.query('analyze');
    await session.end();
    young.plans = [];
    await handOut(2_000);
    await work();
    expect(faults()).toEqual([]);
  });
});
