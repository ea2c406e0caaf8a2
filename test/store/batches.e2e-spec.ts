import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { parseApplication, withNumberTokens } from '#app/applicant';
import { Accept, BatchReader, BatchStore, OpenBatches, policyOf, type JudgedItem } from '#app/onboarding';
import { createLogger, Database, Metrics, readSettings, type WorkQueue } from '#app/platform';
import { Rehearsals } from '../../libs/onboarding/src/batches/rehearsals.js';
import { requiredRequest } from '../../libs/applicant/test/sample-request.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const policy = policyOf(readSettings({}));
const queue = { wake: () => undefined } as unknown as WorkQueue;

let given: TestDatabase;
let databases: Database[];
let session: Client;

beforeEach(async () => {
  given = await createTestDatabase();
  databases = [1, 2, 3].map((n) => new Database({ url: given.url, applicationName: `batches-${n}`, entities: [], statementTimeoutMs: 5_000, poolSize: 4 }, createLogger('test', 'silent')));
  await Promise.all(databases.map((database) => database.connect()));
  session = new Client({ connectionString: given.url });
  await session.connect();
}, 60_000);
afterEach(async () => {
  await session.end();
  await Promise.all(databases.map((database) => database.close()));
  await given.drop();
});

/** All with one BIN and without an id of their own: nothing but the row tells one from the other. */
function rows(count: number): JudgedItem[] {
  const parsed = parseApplication(withNumberTokens(requiredRequest()), 'advise');
  if (!parsed.ok) throw new Error('the sample request is refused');
  const request = { ...parsed.request, externalId: null, requestId: null };
  return Array.from({ length: count }, (_, index) => ({ row: index + 1, request, warnings: [] }));
}

async function handIn(count: number, dryRun = false): Promise<string> {
  const store = new BatchStore(databases[0] as Database);
  const { id } = await store.begin({ apiClient: 'crm', dryRun, sharedBins: true }, { format: 'json', delimiter: null, columns: {} });
  await store.add(id, rows(count));
  expect(await store.finish(id, null)).toBe(true);
  return id;
}

it('opens each row once, whoever else holds the batch and however often a lease ends', async () => {
  const count = 1_500;
  const id = await handIn(count);
  const opened = new AbortController();
  const worker = async (database: Database): Promise<void> => {
    const batches = new OpenBatches(database, new Accept(database, policy, new Metrics(), 'batch'), queue);
    while (!opened.signal.aborted) if (!(await batches.step())) await sleep(5);
  };
  const workers = databases.map(worker);
  // Every lease has ended as soon as it began: all three work on the same rows.
  while (!opened.signal.aborted) {
    await session.query('update batches set due_at = now() where id = $1 and due_at is not null', [id]);
    if ((await session.query(`select from batch_items where status = 'waiting' limit 1`)).rows.length === 0) opened.abort();
  }
  await Promise.all(workers);
  const { rows: [seen] } = await session.query(`
    select (select count(*)::integer from onboardings) as onboardings, (select count(*)::integer from applications) as applications,
      (select count(*)::integer from events where type = 'onboarding.accepted') as events, (select count(*)::integer from open_bins) as bins,
      (select count(distinct onboarding_id)::integer from batch_items where status = 'accepted' and request is null) as items,
      (select count(*)::integer from onboardings where lane = 1) as of_batches`);
  expect(seen).toEqual({ onboardings: count, applications: count, events: count, bins: count, items: count, of_batches: count });
}, 60_000);

it('is completed when the last onboarding has ended, and says so once', async () => {
  const id = await handIn(3);
  const [database] = databases as [Database];
  const batches = new OpenBatches(database, new Accept(database, policy, new Metrics(), 'batch'), queue);
  const reader = new BatchReader(database);
  const look = async () => {
    await session.query('update batches set due_at = now() where due_at is not null');
    while (await batches.step());
    return reader.get(id, 'crm');
  };
  expect(await look()).toMatchObject({ status: 'processing', items: { accepted: 3, waiting: 0 }, outcomes: {} });
  await session.query(`update onboardings set status = 'succeeded' where id in (select onboarding_id from batch_items where row < 3)`);
  expect(await look()).toMatchObject({ status: 'processing', outcomes: { succeeded: 2 } });
  await session.query(`update onboardings set status = 'rejected' where status <> 'succeeded'`);
  expect(await look()).toMatchObject({ status: 'completed', outcomes: { succeeded: 2, rejected: 1 }, completedAt: expect.any(Date) as Date });
  await look();
  expect((await session.query('select sequence, data from events where subject = $1', [id])).rows).toEqual([
    { sequence: 1, data: { id, status: 'completed', accepted: 3, repeated: 0, refused: 0 } },
  ]);
});

it('is not there before it is whole, and swept away where it never was', async () => {
  const [database] = databases as [Database];
  const store = new BatchStore(database);
  const reader = new BatchReader(database);
  const { id } = await store.begin({ apiClient: 'crm', dryRun: false, sharedBins: true }, { format: 'csv', delimiter: ';', columns: {} });
  await store.add(id, rows(6_000));
  const batches = new OpenBatches(database, new Accept(database, policy, new Metrics(), 'batch'), queue);
  expect([await batches.step(), await reader.get(id, 'crm'), (await reader.list('crm', null, 10)).batches]).toEqual([false, null, []]);
  await store.discard(id);
  while (await batches.step());
  expect((await session.query('select (select count(*) from batches)::integer + (select count(*) from batch_items)::integer as n')).rows).toEqual([{ n: 0 }]);
  expect(await store.finish(id, null)).toBe(false);
});

it('is not finished any more once it was given up, also where only a part of it is gone', async () => {
  const [database] = databases as [Database];
  const store = new BatchStore(database);
  const { id } = await store.begin({ apiClient: 'crm', dryRun: false, sharedBins: true }, { format: 'csv', delimiter: ';', columns: {} });
  await store.add(id, rows(6_000));
  await store.discard(id);
  const batches = new OpenBatches(database, new Accept(database, policy, new Metrics(), 'batch'), queue);
  expect([await batches.step(), await store.finish(id, null)]).toEqual([true, false]);
});

it('a dry run goes on at another worker with what the rows above have taken', async () => {
  const { id } = await new BatchStore(databases[0] as Database).begin({ apiClient: 'crm', dryRun: true, sharedBins: false }, { format: 'json', delimiter: null, columns: {} });
  const store = new BatchStore(databases[0] as Database);
  for (let from = 0; from < 1_200; from += 300) await store.add(id, rows(1_200).slice(from, from + 300));
  expect(await store.finish(id, null)).toBe(true);
  const workers = databases.map((database) => new OpenBatches(database, new Accept(database, policy, new Metrics(), 'batch'), queue));
  for (let turn = 0; await workers[turn % workers.length]?.step(); turn += 1) await session.query('update batches set due_at = now() where due_at is not null');
  // One BIN: the first row has it.
  expect(await new BatchReader(databases[0] as Database).get(id, 'crm')).toMatchObject({ status: 'completed', items: { accepted: 1, refused: 1_199, waiting: 0 } });
});

it.each([0, 100_000])('a hundred dry runs by turns all come to their end, with %d ids remembered', async (remembered) => {
  const [database] = databases as [Database];
  const store = new BatchStore(database);
  const rehearsals = new Rehearsals(database, remembered);
  const ids = await Promise.all(Array.from({ length: 100 }, async (_, index) => {
    const { id } = await store.begin({ apiClient: 'crm', dryRun: true, sharedBins: false }, { format: 'json', delimiter: null, columns: {} });
    await store.add(id, rows(index === 0 ? 1_001 : 2));
    await store.finish(id, null);
    return { id, api_client: 'crm', shared_bins: false };
  }));
  let open = ids;
  for (let round = 0; open.length > 0; round += 1) {
    // A step for each 500 rows, and one that finds none.
    expect(round).toBeLessThan(5);
    const rest: typeof ids = [];
    for (const one of open) if (await rehearsals.step(one)) rest.push(one);
    open = rest;
  }
  const { rows: [seen] } = await session.query(`select count(*) filter (where status = 'accepted')::integer as accepted, count(*) filter (where status = 'refused')::integer as refused from batch_items`);
  expect(seen).toEqual({ accepted: 100, refused: 1_000 + 99 });
}, 60_000);
