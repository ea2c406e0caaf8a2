import { Client } from 'pg';
import { parseApplication, type AcceptableRequest } from '#app/applicant';
import { Feed } from '#app/events';
import type { Answered, StatusAnswer } from '#app/freedompay';
import { Accept, OnboardingReader, OnboardingStore, policyOf, readTimeline, readWork, Steer, Work } from '#app/onboarding';
import { createLogger, Metrics, readSettings } from '#app/platform';
import { requiredRequest } from '../../libs/applicant/test/sample-request.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { insertParkedRows } from './parked-rows.js';
import { faultsOf, growing } from './plan-faults.js';
import { WatchedDatabase, type ObservedPlan } from './watched-database.js';

const parked = 100_000;
const batch = 20;
const settings = readSettings({});
const facts = { httpStatus: 200, requestStatus: null, partnerCode: null, partnerMessage: null, trouble: null, durationMs: 20 };
const answered = <A>(answer: A): Promise<Answered<A>> => Promise.resolve({ answer, facts });

let given: TestDatabase;
let database: WatchedDatabase;
let store: OnboardingStore;
let work: Work;
let accept: Accept;
let statusAnswer: StatusAnswer;

function request(place: number): AcceptableRequest {
  const parsed = parseApplication({ ...requiredRequest(), external_id: `new-${place}` }, 'advise');
  if (!parsed.ok) throw new Error('the sample request is refused');
  return parsed.request;
}

const acceptOne = (place: number) => accept.accept('crm', request(place), { sharedBin: true, keep: null });

/** What a worker does with all that is due: claim, load, intend or ask, record. Always with room for more than is there. */
async function workOnAllDue(): Promise<number> {
  await store.nextDueInMs();
  const claimed = await store.claim({ single: 250, batch: 250 }, 30_000, 100_000);
  const [first] = claimed;
  if (first !== undefined) await work.run({ ids: claimed.map(({ id }) => id), token: first.token, lane: 'single', alone: false });
  return claimed.length;
}

const plansOf = (...statements: string[]): ObservedPlan[] => database.plans.filter(({ statement }) => statements.includes(statement));

/** Each of these was seen, and none has a fault. */
function expectGoodPlans(...statements: string[]): void {
  const seen = plansOf(...statements);
  expect([...new Set(seen.map(({ statement }) => statement))].sort()).toEqual(statements.toSorted());
  // A bitmap or a join may look at a row more than once, and at the versions that were there before.
  expect(seen.flatMap((plan) => faultsOf(plan, batch * 4))).toEqual([]);
}

/** Makes what is parked until its next question due now, except the parked crowd. */
async function makeDue(): Promise<void> {
  await database.query('test_make_due', `
    update onboardings set due_at = now() where id in (select onboarding_id from applications where api_client = 'crm' and external_id like 'new-%')
      and due_at is not null`, []);
}

beforeAll(async () => {
  given = await createTestDatabase();
  const session = new Client({ connectionString: given.url });
  await session.connect();
  await insertParkedRows(session, parked);
  // An analyze in the background holds a snapshot, and until it ends a scan stumbles over all that is dead.
  for (const table of growing) await session.query(`alter table ${table} set (autovacuum_enabled = false)`);
  await session.end();
  database = new WatchedDatabase(given.url);
  await database.connect();
  const policy = policyOf(settings);
  store = new OnboardingStore(database);
  accept = new Accept(database, policy, new Metrics());
  work = new Work({
    circuit: { admits: () => Promise.resolve(true), isClosed: true, note: () => false, noteDrift: () => undefined },
    store, policy, metrics: new Metrics(), logger: createLogger('plans', 'silent'), timeoutMs: 1_000, concurrency: batch,
    partner: { buildBody: () => Buffer.from('{}'), add: () => answered({ kind: 'accepted', askNow: false }), status: () => answered(statusAnswer) },
  });
}, 120_000);

afterAll(async () => {
  await database?.close();
  await given?.drop();
});

describe('with 100,000 onboardings that wait for later', () => {
  const ids: string[] = [];

  it('accepts, recognises and shows by index alone', async () => {
    const accepted = await Promise.all(Array.from({ length: batch }, (_, place) => acceptOne(place)));
    for (const acceptance of accepted) ids.push(acceptance.kind === 'accepted' ? acceptance.onboarding.id : 'not accepted');
    expect((await acceptOne(0)).kind).toBe('repeated');
    const reader = new OnboardingReader(database);
    expect(await reader.get(ids[0] ?? '', 'crm')).not.toBeNull();
    expect(await reader.get(ids[0] ?? '', null)).not.toBeNull();
    expectGoodPlans('accept_single', 'known', 'get');
  });

  it('sends what is due and asks for it without a look at what is not', async () => {
    expect(await workOnAllDue()).toBe(batch);
    statusAnswer = { kind: 'pending' };
    await makeDue();
    expect(await workOnAllDue()).toBe(batch);
    statusAnswer = { kind: 'succeeded', ids: { clientId: '1', productUuid: null, terminalId: null } };
    await makeDue();
    expect(await workOnAllDue()).toBe(batch);
    expect(await workOnAllDue()).toBe(0);
    expectGoodPlans('next_due', 'claim', 'load', 'intend', 'record');
    const shown = await new OnboardingReader(database).get(ids[0] ?? '', 'crm');
    expect(shown?.standing.status).toBe('succeeded');
  });

  it('counts what is due, and takes claims back, by the due index', async () => {
    await acceptOne(batch);
    await readWork(database);
    const [claimed] = await store.claim({ single: 1, batch: 1 }, 30_000, 100_000);
    const { token } = await store.reissue([claimed?.id ?? ''], claimed?.token ?? '', 30_000);
    await store.startAlone(claimed?.id ?? '', token);
    await store.handBack([claimed?.id ?? ''], token);
    expectGoodPlans('overview_work', 'reissue', 'start_alone', 'hand_back');
  });

  it('tells one story, the news of a client and an order of an operator by index', async () => {
    const [id = ''] = ids;
    await readTimeline(database, id);
    const feed = new Feed(database);
    const first = await feed.read({ apiClient: 'crm', after: null, types: [], subject: null, limit: batch });
    await feed.read({ apiClient: null, after: first.next_cursor, types: [], subject: null, limit: batch });
    await feed.read({ apiClient: 'crm', after: null, types: [], subject: id, limit: batch });
    const acceptance = await acceptOne(batch + 1);
    const other = acceptance.kind === 'accepted' ? acceptance.onboarding.id : '';
    const steer = new Steer(database, new Metrics());
    const order = { by: 'operator', apiClient: null, expected: null, keep: null };
    expect((await steer.act({ ...order, id: other, action: 'hold', reason: 'a look at it' })).kind).toBe('done');
    expect((await steer.act({ ...order, id: other, action: 'release', reason: 'looked' })).kind).toBe('done');
    expect((await steer.act({ ...order, id: other, action: 'poll_now', reason: 'now' })).kind).toBe('done');
    expectGoodPlans('timeline_changes', 'timeline_exchanges', 'feed', 'feed_subject', 'steered', 'steer', 'poll_now');
  });
});
