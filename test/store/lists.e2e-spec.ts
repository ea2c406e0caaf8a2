import { Client } from 'pg';
import { appendEvents, eventRows } from '#app/events';
import { isFinal, OnboardingEntity, ApplicationEntity, OnboardingList, type ListQuery, type Status } from '#app/onboarding';
import { createLogger, Database } from '#app/platform';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { insertCrowd, sharedBin } from './crowd.js';

/** More than one page looks at, and more events than count as little change. */
const crowd = 4_000;
const day = 86_400_000;
/** All combinations take a minute: of so many one, which still has every filter meet every other. */
const oneOf = process.env['LIST_COMBINATIONS'] === 'all' ? 1 : 5;

interface Row {
  id: string; apiClient: string; status: Status; held: boolean; createdAt: number; updatedAt: number;
  externalId: string | null; requestIds: string[]; bins: string[];
}

let given: TestDatabase;
let session: Client;
let database: Database;
let list: OnboardingList;

beforeAll(async () => {
  given = await createTestDatabase();
  session = new Client({ connectionString: given.url });
  await session.connect();
  await insertCrowd(session, crowd);
  await session.query('analyze');
  database = new Database({
    url: given.url, applicationName: 'lists-test', entities: [OnboardingEntity, ApplicationEntity], statementTimeoutMs: 5_000, poolSize: 4,
  }, createLogger('test', 'silent'));
  await database.connect();
  list = new OnboardingList(database);
}, 60_000);

afterAll(async () => {
  await database?.close();
  await session?.end();
  await given?.drop();
});

/** All onboardings as they are now, newest first, read without the list. */
async function everyone(): Promise<Row[]> {
  const { rows } = await session.query<Row>(`
    select o.id, o.api_client as "apiClient", o.status, o.hold_reason is not null as held, (extract(epoch from o.created_at) * 1000)::float8 as "createdAt",
      (extract(epoch from o.updated_at) * 1000)::float8 as "updatedAt", min(a.external_id) as "externalId", array_agg(a.request_id::text) as "requestIds", array_agg(a.bin) as bins
    from onboardings o join applications a on a.onboarding_id = o.id group by o.id order by o.id desc`);
  return rows;
}

type Filters = Partial<Omit<ListQuery, 'before' | 'limit'>>;

/** What a list means, said again in another way. */
const fits = (row: Row, { apiClient = null, ...asked }: Filters): boolean =>
  (apiClient === null || row.apiClient === apiClient)
  && (asked.status === undefined || row.status === asked.status)
  && (asked.externalId === undefined || row.externalId === asked.externalId)
  && (asked.requestId === undefined || row.requestIds.includes(asked.requestId))
  && (asked.bin === undefined || row.bins.includes(asked.bin))
  && (asked.createdFrom === undefined || row.createdAt >= asked.createdFrom)
  && (asked.createdTo === undefined || row.createdAt < asked.createdTo)
  && (asked.updatedFrom === undefined || row.updatedAt >= asked.updatedFrom)
  && (asked.hasProblems === undefined || (row.status === 'rejected') === asked.hasProblems)
  && (asked.held === undefined || row.held === asked.held);

/** All pages, one after the other. */
async function walk(filters: Filters, limit: number, between: () => Promise<void> = () => Promise.resolve()): Promise<string[]> {
  const found: string[] = [];
  for (let before: string | null = null; ;) {
    const { ids, next } = await list.page({ apiClient: null, ...filters, before, limit });
    expect(ids.length).toBeLessThanOrEqual(limit);
    found.push(...ids);
    if (next === null) return found;
    expect(next < (before ?? 'g')).toBe(true);
    before = next;
    await between();
  }
}

const combined = (...choices: Filters[][]): Filters[] =>
  choices.reduce((found, choice) => found.flatMap((one) => choice.map((other) => ({ ...one, ...other }))), [{}]);
const statuses: Filters[] = [{}, { status: 'succeeded' }, { status: 'rejected' }, { status: 'failed' }, { status: 'processing' }];
const problems: Filters[] = [{}, { hasProblems: true }, { hasProblems: false }];
const holds: Filters[] = [{}, { held: true }, { held: false }];

describe('every combination of filters', () => {
  let all: Row[];
  let changed: Filters[];
  let created: Filters[];
  let keys: Filters[];
  beforeAll(async () => {
    all = await everyone();
    const at = (place: number): Row => all[place] as Row;
    const known = all.filter(({ externalId, apiClient }) => externalId !== null && apiClient === 'crm').at(-5) as Row;
    changed = [{}, { updatedFrom: Date.now() - 5_400_000 }, { updatedFrom: at(1_800).updatedAt }, { updatedFrom: Date.now() + day }];
    created = [{}, { createdFrom: at(1_700).createdAt, createdTo: at(200).createdAt }, { createdTo: at(2_400).createdAt + 0.001 }];
    keys = [{}, { bin: sharedBin }, { externalId: known.externalId ?? '' }, { requestId: known.requestIds[0] ?? '' },
      { externalId: known.externalId ?? '', requestId: at(0).requestIds[0] ?? '' }, { externalId: known.externalId ?? '', bin: known.bins[0] ?? '' }, { requestId: known.requestIds[0] ?? '', externalId: known.externalId ?? '', bin: sharedBin }];
  });

  it.each([[null, 1, 300], ['crm', 2, 150], ['small-3', 5, 10], ['tiny', 11, 1]])('finds what fits, all of it and nothing else, newest first (API client: %s)', async (apiClient, every, atLeast) => {
    const filters = combined(statuses, problems, holds, changed, created, keys).filter((_, place) => place % (every * oneOf) === 0).map((one) => ({ ...one, apiClient }));
    let hits = 0;
    for (const one of filters) {
      const expected = all.filter((row) => fits(row, one)).map(({ id }) => id);
      // As texts: thousands of lists are compared.
      expect({ one, found: (await walk(one, 200)).join('\n') }).toEqual({ one, found: expected.join('\n') });
      hits += expected.length === 0 ? 0 : 1;
    }
    // A crowd in which nothing fits would prove nothing.
    expect(hits).toBeGreaterThanOrEqual(atLeast / oneOf);
  }, 120_000);

  it.each([1, 3, 50])('also in pages of %d', async (limit) => {
    for (const one of combined([{}, { status: 'processing' }, { hasProblems: true }], [{}, { held: false }, { held: true }], [{}, { apiClient: 'small-3' }])) {
      const filters = { ...one, createdTo: all[3_800]?.createdAt };
      expect(await walk(filters, limit)).toEqual(all.filter((row) => fits(row, filters)).map(({ id }) => id));
    }
  }, 60_000);

  it('where hardly any row fits, all of them, over pages of which some are empty', async () => {
    // More changed since than is little, and nearly all of that is newer than what is asked for.
    const filters = { updatedFrom: all[1_400]?.updatedAt ?? 0, createdTo: all[1_410]?.createdAt ?? 0 };
    const expected = all.filter((row) => fits(row, filters)).map(({ id }) => id);
    expect(expected.length).toBeGreaterThanOrEqual(100);
    const sizes: number[] = [];
    let before: string | null = null;
    do {
      const page = await list.page({ apiClient: null, ...filters, before, limit: 200 });
      sizes.push(page.ids.length);
      before = page.next;
    } while (before !== null);
    expect(sizes).toContain(0);
    expect(await walk(filters, 200)).toEqual(expected);
  });

  it('are impossible together where nothing can have both, and then nothing is looked at', async () => {
    for (const filters of [{ status: 'pending', hasProblems: true }, { status: 'rejected', hasProblems: false }, { status: 'failed', held: true }, { hasProblems: true, held: true }] as Filters[]) {
      const withoutDatabase = new OnboardingList({} as Database);
      expect(await withoutDatabase.page({ apiClient: null, ...filters, before: null, limit: 1 })).toEqual({ ids: [], next: null });
    }
  });
});

describe('bounds', () => {
  it('created_from has its own instant in it, created_to has not; both go by the millisecond', async () => {
    const all = await everyone();
    const { id, createdAt } = all[1_000] as Row;
    const between = async (createdFrom: number, createdTo: number): Promise<string[]> => walk({ createdFrom, createdTo }, 10);
    expect(await between(createdAt, createdAt + 1)).toEqual([id]);
    expect(await between(createdAt, createdAt)).toEqual([]);
    expect(await between(createdAt - 1, createdAt)).toEqual([]);
    expect(await between(createdAt + 0.001, createdAt + 1)).toEqual([]);
    expect(await between(createdAt - 0.001, createdAt + 0.001)).toEqual([id]);
    expect(await between(createdAt + 1, createdAt)).toEqual([]);
  });

  it('updated_from has its own instant in it, to the microsecond', async () => {
    const all = await everyone();
    const latest = Math.max(...all.map(({ updatedAt }) => updatedAt));
    const at = all.filter(({ updatedAt }) => updatedAt === latest).map(({ id }) => id);
    expect(at).toHaveLength(100);
    expect(await walk({ updatedFrom: latest }, 30)).toEqual(at);
    expect(await walk({ updatedFrom: latest + 0.001 }, 30)).toEqual([]);
  });
});

describe('while rows are written', () => {
  /** One more change of each: a later updated_at, with its event. */
  const touch = async (ids: string[]): Promise<void> => {
    const { rows } = await session.query<{ id: string; sequence: number }>(
      'update onboardings set updated_at = now(), sequence = sequence + 1 where id = any($1::uuid[]) returning id, sequence', [ids]);
    await session.query(appendEvents(1, 'select unnest($2::uuid[])'), [
      eventRows(rows.map(({ id, sequence }) => ({ subject: id, sequence, type: 'onboarding.delayed', apiClient: 'crm', data: {} }))), ids]);
  };

  it('a walk through what changed meets each once, though many change again, and few become many', async () => {
    const updatedFrom = Date.now() - 5_400_000;
    const all = await everyone();
    const before = all.filter((row) => fits(row, { updatedFrom })).map(({ id }) => id);
    expect(before.length).toBeGreaterThan(99);
    let round = 0;
    const found = await walk({ updatedFrom }, 15, async () => {
      round += 1;
      // After a few rounds more than 5,000 events are younger: another index has to take over at the same place.
      await touch(all.slice((round * 500) % 2_000).slice(0, 500).map(({ id }) => id));
    });
    const { rows: [events] } = await session.query<{ count: number }>("select count(*)::integer as count from events where occurred_at > now() - interval '100 min'");
    expect(events?.count).toBeGreaterThan(5_000);
    expect(found).toEqual(found.toSorted().toReversed());
    expect(new Set(found).size).toBe(found.length);
    expect(before.filter((id) => !found.includes(id))).toEqual([]);
  }, 60_000);

  it('a walk through the held ones meets each that stays held once', async () => {
    const all = (await everyone()).filter((row) => fits(row, { held: true }));
    const [released, staying] = [all.filter((_, place) => place % 3 === 0), all.filter((_, place) => place % 3 !== 0)];
    const found = await walk({ held: true }, 7, async () => {
      const one = released.pop();
      await session.query('update onboardings set hold_reason = null, hold_since = null, updated_at = now() where id = $1', [one?.id]);
    });
    expect(new Set(found).size).toBe(found.length);
    expect(staying.filter(({ id }) => !found.includes(id))).toEqual([]);
  });
});

it('knows nothing final that is held', async () => {
  expect((await everyone()).filter(({ status, held }) => held && isFinal(status))).toEqual([]);
});
