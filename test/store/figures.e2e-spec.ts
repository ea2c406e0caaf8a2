import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { parseApplication, withNumberTokens, type AcceptableRequest } from '#app/applicant';
import type { Answered, AddAnswer, StatusAnswer } from '#app/freedompay';
import { Accept, Correct, countByStatus, countEvents, OnboardingReader, OnboardingStore, policyOf, readContact, recentDecisionsMs, Steer, Work } from '#app/onboarding';
import { createLogger, Database, Metrics, readSettings } from '#app/platform';
import { migrations, runMigrations } from '#migrations';
import { requiredRequest } from '../../libs/applicant/test/sample-request.js';
import { eventually } from '../support/running-api.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { insertCrowd } from './crowd.js';

// Longer than the patience of what is waited for.
jest.setTimeout(90_000);

const minute = 60_000;
const settings = readSettings({});
const policy = policyOf(settings);
const reasons = [{ code: 'iban.not_accepted', pointer: '/iban', partnerCode: '1203', partnerMessage: 'no' }];
const ids = { clientId: '1', productUuid: null, terminalId: null };

let given: TestDatabase;
let session: Client;
let database: Database;
let reader: OnboardingReader;
let place = 0;

beforeEach(async () => {
  given = await createTestDatabase();
  session = new Client({ connectionString: given.url });
  await session.connect();
  database = new Database({ url: given.url, applicationName: 'figures-test', entities: [], statementTimeoutMs: 5_000, poolSize: 6 }, createLogger('test', 'silent'));
  await database.connect();
  reader = new OnboardingReader(database);
}, 60_000);

afterEach(async () => {
  await database.close();
  await session.end();
  await given.drop();
});

function request(): AcceptableRequest {
  const parsed = parseApplication(withNumberTokens({ ...requiredRequest(), external_id: `figure-${place += 1}` }), 'advise');
  if (!parsed.ok) throw new Error('the sample request is refused');
  return parsed.request;
}
async function acceptBy(accept: Accept): Promise<string> {
  const acceptance = await accept.accept('crm', request(), { sharedBin: true, keep: null });
  if (acceptance.kind !== 'accepted') throw new Error(acceptance.kind);
  return acceptance.onboarding.id;
}
const acceptOne = (): Promise<string> => acceptBy(new Accept(database, policy, new Metrics()));

/** Everything that is due, one step further, with a partner that answers like this. */
async function workOn({ add = { kind: 'accepted', askNow: true }, status = { kind: 'pending' }, httpStatus = 200, trouble = null }: {
  add?: AddAnswer; status?: StatusAnswer; httpStatus?: number | null; trouble?: string | null;
}): Promise<void> {
  const facts = { httpStatus, requestStatus: null, partnerCode: null, partnerMessage: null, trouble, durationMs: 1 };
  const answered = <A>(answer: A): Promise<Answered<A>> => Promise.resolve({ answer, facts });
  const store = new OnboardingStore(database);
  const work = new Work({
    circuit: { admits: () => Promise.resolve(true), isClosed: true, note: () => false, noteDrift: () => undefined },
    store, policy, metrics: new Metrics(), logger: createLogger('test', 'silent'), timeoutMs: 1_000, concurrency: 50,
    partner: { buildBody: () => Buffer.from('{}'), add: () => answered(add), status: () => answered(status) },
  });
  await session.query('update onboardings set due_at = now() where due_at is not null');
  const claimed = await store.claim({ single: 250, batch: 0 }, 30_000, 100_000);
  await work.run({ ids: claimed.map(({ id }) => id), token: claimed[0]?.token ?? '', alone: false, lane: 'single' });
}

async function counted(): Promise<Record<string, number>> {
  const { rows } = await session.query<{ status: string; count: number }>('select status, count(*)::integer as count from onboardings group by status');
  const none = { pending: 0, submitting: 0, processing: 0, succeeded: 0, rejected: 0, failed: 0, cancelled: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) };
}

describe('counts by status', () => {
  it('are right at every step, counted or not', async () => {
    const steps: (() => Promise<unknown>)[] = [
      acceptOne, acceptOne, acceptOne, () => workOn({ add: { kind: 'uncertain', drift: false, retryAfterMs: null } }), acceptOne,
      () => workOn({ status: { kind: 'pending' } }), () => workOn({ status: { kind: 'succeeded', ids } }), acceptOne,
      async () => new Steer(database, new Metrics()).act({ id: await acceptOne(), action: 'cancel', reason: 'x', by: 'crm', apiClient: null, expected: null, keep: null }),
      async () => new Steer(database, new Metrics()).act({ id: await acceptOne(), action: 'hold', reason: 'x', by: 'crm', apiClient: null, expected: null, keep: null }),
      () => workOn({ add: { kind: 'rejected', reasons } }),
    ];
    for (const [at, step] of steps.entries()) {
      await step();
      expect({ at, ...(await countByStatus(database)) }).toEqual({ at, ...(await counted()) });
      if (at % 3 === 0) await countEvents(database);
      expect({ at, ...(await countByStatus(database)) }).toEqual({ at, ...(await counted()) });
    }
    expect(Object.values(await counted()).filter((count) => count > 0).length).toBeGreaterThan(3);
  });

  it('are counted once, whoever counts at the same time, and wait for no transaction that is still open', async () => {
    await insertCrowd(session, 3_000);
    await session.query("update tally set xid = '3', position = 0, by_status = '{}'");
    const open = new Client({ connectionString: given.url });
    await open.connect();
    await open.query(`begin; insert into events (era, api_client, subject, sequence, type, data) values (1, 'crm', gen_random_uuid(), 1, 'onboarding.accepted', '{"status":"pending"}')`);
    await acceptOne();
    await Promise.all([countEvents(database), countEvents(database), countEvents(database)]);
    await countEvents(database);
    expect(await countByStatus(database)).toEqual(await counted());
    const before = await counted();
    await open.query('commit');
    await open.end();
    // As if an onboarding came with it.
    const after = { ...before, pending: (before['pending'] ?? 0) + 1 };
    expect(await countByStatus(database)).toEqual(after);
    await countEvents(database);
    expect(await countByStatus(database)).toEqual(after);
  });

  it('begin with what was there before this release', async () => {
    const source = new DataSource({ type: 'postgres', url: given.url, migrations, migrationsTransactionMode: 'each' });
    await source.initialize();
    // It and all that came later.
    const release = migrations.findIndex(({ name }) => name.startsWith('ListsAtSize'));
    for (let place = migrations.length; place > release; place -= 1) await source.undoLastMigration();
    await source.destroy();
    await insertCrowd(session, 2_000);
    await session.query(`
      insert into exchanges (onboarding_id, number, attempt, method, outcome, http_status, trouble, applied, duration_ms, last_at)
        select gen_random_uuid(), 1, 1, method, outcome, http_status, trouble, true, 5, at::timestamptz from (values
          ('status', 'pending', 200, null, '2026-01-02T10:00:00Z'), ('add', 'accepted', 200, null, '2026-01-01T10:00:00Z'),
          ('add', 'notSent', null, 'connection refused', '2026-01-02T09:00:00Z'), ('status', 'noAnswer', 502, null, '2026-01-02T09:30:00Z')) as e (method, outcome, http_status, trouble, at)`);
    // What is committed beside a transaction that is still open has a place the count has not reached.
    const open = new Client({ connectionString: given.url });
    await open.connect();
    await open.query('begin; select pg_current_xact_id()');
    await session.query(`
      insert into events (era, api_client, subject, sequence, type, data) select 1, 'crm', id, 9, 'onboarding.rejected', '{"status":"rejected","previous_status":"processing"}'
        from onboardings where status = 'rejected' limit 7`);
    await runMigrations(given.url, false);
    await open.query('commit');
    await open.end();
    expect(await countByStatus(database)).toEqual(await counted());
    await countEvents(database);
    expect(await countByStatus(database)).toEqual(await counted());
    const times = await recentDecisionsMs(database);
    expect([times.length, new Set(times)]).toEqual([200, new Set([2 * minute])]);
    expect(await readContact(database)).toEqual({
      last_success_at: new Date('2026-01-02T10:00:00Z'), last_failure: { at: new Date('2026-01-02T09:30:00Z'), method: 'status', trouble: null, http_status: 502 },
    });
  }, 60_000);
});

describe('the last contact with the partner', () => {
  it('tells of the last success, and of the last failure beside it', async () => {
    expect(await readContact(database)).toEqual({ last_success_at: null, last_failure: null });
    await acceptOne();
    await workOn({ add: { kind: 'notSent' }, httpStatus: null, trouble: 'connection refused' });
    const failed = await readContact(database);
    expect(failed).toEqual({ last_success_at: null, last_failure: { at: expect.any(Date) as Date, method: 'add', trouble: 'connection refused', http_status: null } });
    await workOn({});
    const answered = await readContact(database);
    expect(answered).toEqual({ last_success_at: expect.any(Date) as Date, last_failure: failed.last_failure });
    await workOn({ status: { kind: 'noAnswer', drift: false }, httpStatus: 502 });
    expect(await readContact(database)).toEqual({
      last_success_at: answered.last_success_at, last_failure: { at: expect.any(Date) as Date, method: 'status', trouble: null, http_status: 502 },
    });
  });
});

describe('the promise of a decision', () => {
  /** So many decisions that took so long each, as the worker comes to know them. */
  async function decided(count: number, tookMs: number): Promise<void> {
    const answers = await Promise.all(Array.from({ length: count }, acceptOne));
    await workOn({});
    await session.query(`update attempts set first_sent_at = now() - $1 * interval '1 ms' where onboarding_id = any($2::uuid[])`, [tookMs, answers]);
    await workOn({ status: { kind: 'succeeded', ids } });
    // Transactions elsewhere on the server hold the count back, as they do the feed.
    await eventually(async () => {
      await countEvents(database);
      const { rows: [row] } = await session.query<{ all: boolean }>(`
        select (era, xid, position) = (select era, xid, position from events order by era desc, xid desc, position desc limit 1) as all from tally`);
      return row?.all === true;
    }, 'everything is counted', 240_000);
  }
  const promised = async (id: string): Promise<number> => {
    const onboarding = await reader.get(id, null);
    return (onboarding?.standing.expectedAt ?? 0) - (onboarding?.createdAt.getTime() ?? 0);
  };

  it('is the setting until twenty decisions are known, then follows them', async () => {
    await decided(19, 6.5 * minute);
    expect(await promised(await acceptOne())).toBe(policy.expectedMs);
    await decided(1, 6.5 * minute);
    expect(await promised(await acceptOne())).toBe(7 * minute);
    await decided(180, 90.5 * minute);
    expect(await recentDecisionsMs(database)).toHaveLength(200);
    expect(await promised(await acceptOne())).toBe(91 * minute);
  }, 300_000);

  it('once given it stays, also when the figure is another, and in the answer it is what is stored', async () => {
    const accept = new Accept(database, policy, new Metrics());
    const acceptance = await accept.accept('crm', request(), { sharedBin: true, keep: null });
    if (acceptance.kind !== 'accepted') throw new Error(acceptance.kind);
    const { id, standing } = acceptance.onboarding;
    await decided(30, 6.5 * minute);
    expect((await reader.get(id, null))?.standing.expectedAt).toBe(standing.expectedAt);
    expect(await promised(id)).toBe(policy.expectedMs);
  });

  it('is marked as missed when it passes, once', async () => {
    const id = await acceptOne();
    await workOn({});
    await session.query(`update applications set expected_at = now() + interval '1 hour' where onboarding_id = $1`, [id]);
    await workOn({});
    expect((await reader.get(id, null))?.standing).toMatchObject({ delayed: false, sequence: 3 });
    await session.query(`update applications set expected_at = now() - interval '1 ms' where onboarding_id = $1`, [id]);
    await workOn({});
    await workOn({});
    expect((await reader.get(id, null))?.standing).toMatchObject({ delayed: true, sequence: 4 });
    const { rows } = await session.query<{ type: string }>('select type from events where subject = $1 order by sequence', [id]);
    expect(rows.map(({ type }) => type.replace('onboarding.', ''))).toEqual(['accepted', 'submitting', 'processing', 'delayed']);
  });

  it('is made anew for the next attempt, which begins undelayed', async () => {
    await decided(30, 6.5 * minute);
    const id = await acceptOne();
    await session.query(`update applications set expected_at = now() - interval '1 ms' where onboarding_id = $1`, [id]);
    await workOn({});
    await workOn({ status: { kind: 'rejected', reasons } });
    const onboarding = await reader.get(id, null);
    if (onboarding === null) throw new Error('it is gone');
    expect(onboarding.standing).toMatchObject({ status: 'rejected', delayed: true });
    const corrected = await new Correct(database, policy, 'advise', new Metrics()).resubmit({ onboarding, patch: {}, by: 'crm', sharedBin: true, keep: null });
    expect(corrected.kind).toBe('resubmitted');
    const again = await reader.get(id, null);
    expect(again?.standing).toMatchObject({ status: 'pending', attempt: 2, delayed: false, sequence: onboarding.standing.sequence + 1 });
    const { rows: [row] } = await session.query<{ ms: number }>(
      'select (extract(epoch from expected_at - created_at) * 1000)::float8 as ms from applications where onboarding_id = $1 and attempt = 2', [id]);
    // From the start of the attempt, by two readings of one clock.
    expect(Math.abs((row?.ms ?? 0) - 7 * minute)).toBeLessThan(minute);
    expect(corrected).toMatchObject({ onboarding: { standing: { expectedAt: again?.standing.expectedAt } } });
    await workOn({});
    expect((await reader.get(id, null))?.standing.delayed).toBe(false);
  });

  it('of an earlier release, which stored none, goes by the setting', async () => {
    const id = await acceptOne();
    await session.query('update applications set expected_at = null where onboarding_id = $1', [id]);
    expect((await reader.get(id, null))?.standing.expectedAt).toBeNull();
    await workOn({});
    expect((await reader.get(id, null))?.standing).toMatchObject({ status: 'processing', delayed: false });
    await session.query(`update onboardings set created_at = now() - interval '61 min' where id = $1`, [id]);
    await workOn({});
    expect((await reader.get(id, null))?.standing.delayed).toBe(true);
  });
});
