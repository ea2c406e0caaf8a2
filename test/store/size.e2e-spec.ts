import { Client } from 'pg';
import { Feed, readFeedLag } from '#app/events';
import { countByStatus, countEvents, isFinal, OnboardingReader, readOverview, readTimeline, readWork, type ListQuery } from '#app/onboarding';
import { forgetOldAnswers } from '#app/platform';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { insertCrowd, sharedBin } from './crowd.js';
import { excessesOf } from './plan-faults.js';
import { WatchedDatabase } from './watched-database.js';

/** CROWD=1000000 makes it a million; a fifth of that has the same plans. */
const crowd = Number(process.env['CROWD'] ?? 200_000);
/** What one answer may touch, whatever is asked for and however much of it there is. */
const answer = { rows: 12_000, blocks: 6_000 };
/** Counts go through what they count, as long as that is not everything. */
const count = { rows: 60_000, blocks: 20_000 };

const day = 86_400_000;

let given: TestDatabase;
let session: Client;
let database: WatchedDatabase;
let reader: OnboardingReader;

beforeAll(async () => {
  given = await createTestDatabase();
  session = new Client({ connectionString: given.url });
  await session.connect();
  await insertCrowd(session, crowd);
  await session.query('vacuum analyze');
  database = new WatchedDatabase(given.url);
  await database.connect();
  reader = new OnboardingReader(database);
}, 300_000);

afterAll(async () => {
  await database?.close();
  await session?.end();
  await given?.drop();
});

/** What is too much about the statements behind one answer. */
async function excesses(run: () => Promise<unknown>, allowed = answer): Promise<string[]> {
  await database.settled();
  database.plans = [];
  await run();
  const plans = await database.settled();
  expect(plans.length).toBeGreaterThan(0);
  return excessesOf(plans, allowed);
}

type Filters = Partial<Omit<ListQuery, 'apiClient' | 'before' | 'limit'>>;

/** Each of these together with each of those. */
const combined = (...choices: Filters[][]): Filters[] =>
  choices.reduce((found, choice) => found.flatMap((one) => choice.map((other) => ({ ...one, ...other }))), [{}]);

const now = Date.now();
const statuses: Filters[] = [{}, { status: 'succeeded' }, { status: 'rejected' }, { status: 'submitting' }];
const problems: Filters[] = [{}, { hasProblems: true }, { hasProblems: false }];
const holds: Filters[] = [{}, { held: true }, { held: false }];
const changed: Filters[] = [{}, { updatedFrom: now - 5_400_000 }, { updatedFrom: now - 100 * day }];
const created: Filters[] = [{}, { createdFrom: now - 150 * day, createdTo: now - 149 * day }];
const bins: Filters[] = [{}, { bin: sharedBin }];
const ids: Filters[] = [
  { externalId: 'deal-500' }, { externalId: 'nobody knows it' }, { requestId: 'ffffffff-0000-4000-8000-000000000000' }, { externalId: 'deal-500', requestId: 'ffffffff-0000-4000-8000-000000000000' },
];
const isPossible = ({ status, hasProblems, held }: Filters): boolean =>
  !(status !== undefined && hasProblems !== undefined && (status === 'rejected') !== hasProblems) && !(held === true && (hasProblems === true || (status !== undefined && isFinal(status))));

/** What is wrong with the pages of these filters. */
async function faultsOfPages(apiClient: string | null, filters: Filters[], limit = 50): Promise<string[]> {
  const found: string[] = [];
  for (const filter of filters.filter(isPossible)) {
    const wrong = await excesses(() => reader.list({ ...filter, apiClient, before: null, limit }));
    found.push(...wrong.map((fault) => `${JSON.stringify(filter)}: ${fault}`));
  }
  return found;
}

describe('a page of the list of a million touches little', () => {
  it.each([null, 'crm'])('whatever is asked for (API client: %s)', async (apiClient) => {
    expect(await faultsOfPages(apiClient, combined(statuses, problems, holds, changed, created, bins))).toEqual([]);
  }, 120_000);

  it.each(['tiny', 'small-3', 'nobody'])('where most of it is not ours (%s)', async (apiClient) => {
    expect(await faultsOfPages(apiClient, combined([{}, { status: 'submitting' }], [{}, { hasProblems: false }], [{}, { held: false }], changed, bins))).toEqual([]);
  }, 60_000);

  it.each([null, 'crm'])('where an id is asked for, and at the largest limit (API client: %s)', async (apiClient) => {
    expect(await faultsOfPages(apiClient, combined(ids, [{}, { status: 'failed' }], [{}, { held: true }], [{}, { updatedFrom: now - 100 * day }], bins))).toEqual([]);
    expect(await faultsOfPages(apiClient, combined([{}, { status: 'succeeded' }, { hasProblems: true }, { held: true }, { bin: sharedBin }]), 200)).toEqual([]);
  }, 60_000);

  it('at every place of a walk through what hardly any fits, and the walk gets on', async () => {
    const query = { apiClient: 'tiny', bin: sharedBin, limit: 50 };
    let before: string | null = null;
    for (let pages = 0; pages < 20; pages += 1) {
      const place: string | null = before;
      const wrong = await excesses(async () => {
        const { onboardings, next } = await reader.list({ ...query, before: place });
        expect(onboardings).toEqual([]);
        before = next;
      });
      expect(wrong).toEqual([]);
      expect((before ?? '') < (place ?? 'g')).toBe(true);
    }
  }, 60_000);
});

describe('the feed of four million events touches little', () => {
  const feed = (): Feed => new Feed(database);

  it.each([null, 'crm', 'tiny', 'nobody'])('also where nothing fits (API client: %s)', async (apiClient) => {
    for (const types of [[], ['onboarding.succeeded'], ['onboarding.delayed'], ['onboarding.nothing']]) {
      const first = await feed().read({ apiClient, after: null, types, subject: null, limit: 1_000 });
      expect(await excesses(() => feed().read({ apiClient, after: null, types, subject: null, limit: 1_000 }))).toEqual([]);
      expect(first).toMatchObject({ has_more: true, next_cursor: expect.any(String) as unknown });
      expect(await excesses(() => feed().read({ apiClient, after: first.next_cursor, types, subject: null, limit: 100 }))).toEqual([]);
    }
  }, 60_000);

  it('by one onboarding with thousands of events, and so does its timeline', async () => {
    const { rows: [row] } = await session.query<{ id: string }>('select id from onboardings order by id offset 5000 limit 1');
    const id = row?.id ?? '';
    await session.query(`
      insert into events (era, xid, api_client, subject, sequence, type, data)
        select 1, '505', 'crm', $1::uuid, 100 + n, case n % 2 when 0 then 'onboarding.held' else 'onboarding.released' end, '{"status":"processing"}' from generate_series(1, 30000) as n`, [id]);
    await session.query(`
      insert into exchanges (onboarding_id, number, attempt, method, outcome, applied, duration_ms)
        select $1::uuid, 100 + n, 1, 'status', 'pending', true, 20 from generate_series(1, 30000) as n`, [id]);
    for (const apiClient of [null, 'crm', 'nobody']) {
      for (const types of [[], ['onboarding.nothing'], ['onboarding.succeeded']]) {
        expect(await excesses(() => feed().read({ apiClient, after: null, types, subject: id, limit: 1_000 }))).toEqual([]);
      }
    }
    expect(await excesses(() => readTimeline(database, id))).toEqual([]);
  }, 60_000);
});

describe('the figures of a million touch no more than what they count', () => {
  it('with much that is due, held and in doubt', async () => {
    await session.query(`update onboardings set due_at = now() - interval '1 hour' where due_at is not null`);
    expect(await excesses(() => readWork(database), count)).toEqual([]);
    expect(await excesses(() => readOverview(database), count)).toEqual([]);
    const { onboardings, work, partner } = await readOverview(database);
    const { rows: [exact] } = await session.query(`
      select count(hold_reason)::integer as held, (count(*) filter (where hold_reason = 'contract_drift'))::integer as drift, count(due_at)::integer as due,
        (count(*) filter (where status = 'submitting' and unanswered))::integer as uncertain, min(created_at) filter (where completed_at is null) as oldest from onboardings`);
    expect({ held: onboardings.held, drift: partner.drift, due: work.due, uncertain: partner.uncertain, oldest: onboardings.oldest_open_at }).toEqual(exact);
    expect([work.overdue, work.due > crowd / 50]).toEqual([work.due, true]);
  }, 60_000);

  it('by what was counted before, and what came since', async () => {
    await session.query(`
      update tally set era = 1, xid = '500', position = 0, by_status = (
        select jsonb_object_agg(status, count) from (
          select status, sum(count) as count from (
            select status, count(*) as count from onboardings group by status
            union all select data->>'status', -count(*) from events where xid >= '500' group by 1
            union all select data->>'previous_status', count(*) from events where xid >= '500' group by 1) c where status is not null group by status) s)`);
    const { rows } = await session.query<{ status: string; count: number }>('select status, count(*)::integer as count from onboardings group by status');
    const exact = Object.fromEntries(rows.map(({ status, count: many }) => [status, many]));
    expect(await countByStatus(database)).toEqual(exact);
    await countEvents(database);
    expect(await excesses(() => countByStatus(database))).toEqual([]);
    expect(await countByStatus(database)).toEqual(exact);
    expect(await excesses(() => countEvents(database))).toEqual([]);
  }, 60_000);

  it('while a transaction holds the feed back', async () => {
    const other = new Client({ connectionString: given.url });
    await other.connect();
    await other.query('begin');
    await other.query(`insert into events (era, api_client, subject, sequence, type, data) values (1, 'crm', gen_random_uuid(), 1, 'x.y', '{}')`);
    await session.query(`insert into events (era, api_client, subject, sequence, type, data) select 1, 'crm', gen_random_uuid(), 1, 'x.y', '{}' from generate_series(1, 20000)`);
    expect(await excesses(() => readFeedLag(database), count)).toEqual([]);
    expect(await readFeedLag(database)).toMatchObject({ lag: 20_000 });
    const end = Buffer.from('f.1.505.99999999').toString('base64url');
    expect(await excesses(() => new Feed(database).read({ apiClient: null, after: end, types: [], subject: null, limit: 100 }))).toEqual([]);
    await other.end();
  }, 60_000);
});

it('possible duplicates are looked for among a bounded number', async () => {
  for (const apiClient of [null, 'crm', 'tiny']) expect(await excesses(() => reader.withBin(sharedBin, apiClient))).toEqual([]);
  expect(await reader.withBin(sharedBin, 'crm')).toHaveLength(10);
});

it('old answers are forgotten in steps, also behind many that have to stay', async () => {
  await session.query(`
    insert into idempotency_keys (api_client, path, key, fingerprint, onboarding_id, status, headers, body, created_at)
      select 'crm', '/', 'open-' || place, '', onboarding_id, 202, '{}', '', now() - interval '100 days' + place * interval '1 ms'
      from (select onboarding_id, row_number() over () as place from open_bins) as open;
    insert into idempotency_keys (api_client, path, key, fingerprint, onboarding_id, status, headers, body, created_at)
      select 'crm', '/', 'closed-' || n, '', gen_random_uuid(), 202, '{}', '', now() - interval '8 days' from generate_series(1, 6000) as n;
    insert into idempotency_keys (api_client, path, key, fingerprint, onboarding_id, status, headers, body)
      select 'crm', '/', 'young-' || n, '', gen_random_uuid(), 202, '{}', '' from generate_series(1, 100000) as n;
    analyze idempotency_keys`);
  await database.settled();
  database.plans = [];
  expect(await forgetOldAnswers(database)).toBe(6_000);
  const plans = await database.settled();
  expect(plans.length).toBeGreaterThan(4);
  for (const plan of plans) expect(excessesOf([plan], { rows: 40_000, blocks: 80_000 })).toEqual([]);
}, 60_000);
