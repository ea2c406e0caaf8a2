import { Client } from 'pg';
import { parseApplication, withNumberTokens } from '#app/applicant';
import { Feed } from '#app/events';
import { Accept, afterAdd, intend, OnboardingStore, policyOf, Steer, type Claimed, type Intent } from '#app/onboarding';
import { createLogger, Database, forgetOldAnswers, Metrics, readSettings } from '#app/platform';
import { runMigrations } from '#migrations';
import { requiredRequest } from '../../libs/applicant/test/sample-request.js';
import { eventually } from '../support/running-api.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const policy = policyOf(readSettings({}));
const leaseMs = 30_000;
const plenty = 100_000;

let given: TestDatabase;
let database: Database;
let store: OnboardingStore;
let session: Client;

beforeEach(async () => {
  given = await createTestDatabase();
  database = new Database({ url: given.url, applicationName: 'store-test', entities: [], statementTimeoutMs: 5_000, poolSize: 6 }, createLogger('test', 'silent'));
  await database.connect();
  store = new OnboardingStore(database);
  session = new Client({ connectionString: given.url });
  await session.connect();
}, 60_000);

afterEach(async () => {
  await session.end();
  await database.close();
  await given.drop();
});

async function acceptOne(externalId: string): Promise<string> {
  const parsed = parseApplication(withNumberTokens({ ...requiredRequest(), external_id: externalId }), 'advise');
  if (!parsed.ok) throw new Error('the sample request is refused');
  const acceptance = await new Accept(database, policy, new Metrics()).accept('crm', parsed.request, { sharedBin: true, keep: null });
  if (acceptance.kind !== 'accepted') throw new Error(acceptance.kind);
  return acceptance.onboarding.id;
}

async function claimOne(): Promise<Claimed> {
  const [due] = await store.claim({ single: 1, batch: 1 }, leaseMs, plenty);
  const { claimed } = await store.load([due?.id ?? ''], due?.token ?? '');
  const [one] = claimed;
  if (one === undefined) throw new Error('nothing was due');
  return one;
}

function intentOf(claimed: Claimed): Intent {
  const { standing, changes } = intend(claimed.standing, 0, leaseMs);
  return { claimed, standing, changes, leaseMs, body: Buffer.from('{}'), bodySha256: Buffer.alloc(32) };
}

const eventsOf = async (id: string): Promise<string[]> =>
  (await session.query<{ type: string }>('select type from events where subject = $1 order by sequence', [id])).rows.map(({ type }) => type.replace('onboarding.', ''));

const rowOf = async (id: string): Promise<{ status: string; sequence: number; sends: number }> => {
  const { rows } = await session.query<{ status: string; sequence: number; sends: number }>('select status, sequence, sends from onboardings where id = $1', [id]);
  if (rows[0] === undefined) throw new Error('no such row');
  return rows[0];
};

describe('claims', () => {
  it('never give one onboarding to two', async () => {
    for (let i = 0; i < 40; i += 1) await acceptOne(`claim-${i}`);
    const claims = await Promise.all([1, 2, 3, 4, 5].map(() => store.claim({ single: 12, batch: 12 }, leaseMs, plenty)));
    const ids = claims.flat().map(({ id }) => id);
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
  });

  it('take from one allowance, however many claim', async () => {
    for (let i = 0; i < 30; i += 1) await acceptOne(`allowance-${i}`);
    await session.query("update partner_allowance set calls = 0, refilled_at = now() + interval '1 h'");
    expect(await store.claim({ single: 30, batch: 30 }, leaseMs, 10)).toEqual([]);
    await session.query('update partner_allowance set calls = 7');
    const claims = await Promise.all([1, 2, 3].map(() => store.claim({ single: 30, batch: 30 }, leaseMs, 10)));
    expect(claims.flat()).toHaveLength(7);
  });

  it('count what was lost, and forget it with the next word', async () => {
    const id = await acceptOne('lost');
    for (let lost = 0; lost < 3; lost += 1) {
      const claimed = await claimOne();
      expect(claimed.lost).toBe(lost);
      await session.query('update onboardings set due_at = now() where id = $1', [id]);
    }
    const claimed = await claimOne();
    await store.record({ claimed, standing: claimed.standing, changes: [], waitMs: 0 });
    expect((await claimOne()).lost).toBe(0);
  });
});

describe('an onboarding that comes twice into one statement', () => {
  it('is sent by one of the two only', async () => {
    const id = await acceptOne('twice');
    const first = await claimOne();
    const firstToken = await store.intend(intentOf(first));
    // A second send: the bytes are stored, nothing but the guard stands in the way.
    const { claimed } = await store.load([id], firstToken ?? '');
    const again = claimed[0] as Claimed;
    const tokens = await Promise.all([store.intend(intentOf(again)), store.intend(intentOf(again))]);
    expect(tokens.filter((token) => token !== null)).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ sends: 2, sequence: 2 });
  });

  it('writes one change and one event', async () => {
    const id = await acceptOne('twice-recorded');
    const claimed = await claimOne();
    const token = await store.intend(intentOf(claimed));
    const held = (await store.load([id], token ?? '')).claimed[0] as Claimed;
    const moment = { askedAt: 0, at: 0, latest: 0, random: 0.5, policy };
    const done = await Promise.all((['accepted', 'uncertain'] as const).map((kind) => {
      const { course, waitMs } = afterAdd(held.standing, kind === 'accepted' ? { kind, askNow: false } : { kind, drift: false, retryAfterMs: null }, moment);
      return store.record({ claimed: held, standing: course.standing, changes: course.changes, waitMs });
    }));
    expect(done.filter(Boolean)).toHaveLength(1);
    const { status, sequence } = await rowOf(id);
    expect(await eventsOf(id)).toHaveLength(sequence);
    expect((await eventsOf(id)).at(-1)).toBe(status);
  });
});

describe('fencing', () => {
  it('refuses who has no token any more, and leaves no event', async () => {
    const id = await acceptOne('zombie');
    const zombie = await claimOne();
    await session.query('update onboardings set due_at = now() where id = $1', [id]);
    const heir = await claimOne();
    expect(await store.intend(intentOf(zombie))).toBeNull();
    expect(await store.intend(intentOf(heir))).not.toBeNull();
    expect(await store.record({ claimed: zombie, standing: zombie.standing, changes: intentOf(zombie).changes, waitMs: 0 })).toBe(false);
    expect(await eventsOf(id)).toEqual(['accepted', 'submitting']);
  });

  it('refuses who has the token but decided on an older sequence', async () => {
    const id = await acceptOne('steered');
    const claimed = await claimOne();
    expect((await new Steer(database, new Metrics()).act({ id, action: 'hold', reason: 'wait', by: 'operator', apiClient: null, expected: null, keep: null })).kind).toBe('done');
    expect(await store.intend(intentOf(claimed))).toBeNull();
    const reread = (await store.load([id], claimed.token)).claimed[0];
    expect(reread?.standing.hold?.reason).toBe('operator');
  });

  it('accepts the bytes of the first send only', async () => {
    const id = await acceptOne('bytes');
    const first = await claimOne();
    const token = await store.intend(intentOf(first));
    const again = (await store.load([id], token ?? '')).claimed[0] as Claimed;
    expect(again.body?.toString()).toBe('{}');
    await store.intend({ ...intentOf(again), body: Buffer.from('{"other":1}') });
    const { rows } = await session.query<{ body: Buffer }>('select body from attempts where onboarding_id = $1', [id]);
    expect(rows.map(({ body }) => body.toString())).toEqual(['{}']);
  });
});

describe('kept answers', () => {
  it('are forgotten after a week, but not while their onboarding is open', async () => {
    const open = await acceptOne('kept-open');
    const closed = await acceptOne('kept-closed');
    expect((await new Steer(database, new Metrics()).act({ id: closed, action: 'cancel', reason: 'x', by: 'crm', apiClient: null, expected: null, keep: null })).kind).toBe('done');
    const keep = (key: string, onboarding: string | null, days: number) => session.query(`
      insert into idempotency_keys (api_client, path, key, fingerprint, onboarding_id, status, headers, body, created_at)
      values ('crm', '/', $1, '', $2, 202, '{}', '', now() - $3 * interval '1 day')`, [key, onboarding, days]);
    await keep('open', open, 30);
    await keep('closed', closed, 8);
    await keep('young', closed, 6);
    await keep('about nothing', null, 8);
    expect(await forgetOldAnswers(database)).toBe(2);
    const { rows } = await session.query<{ key: string }>('select key from idempotency_keys order by key');
    expect(rows.map(({ key }) => key)).toEqual(['open', 'young']);
  });
});

describe('another cluster', () => {
  it('begins an era: what is written there comes after all that was restored', async () => {
    await acceptOne('before');
    const feed = new Feed(database);
    const query = { apiClient: null, types: [], subject: null, limit: 10 };
    await session.query("update events set xid = '4000000000'::xid8");
    // As if the migration had run on another cluster when these were written.
    await session.query('update event_era set system_identifier = system_identifier - 1');
    await runMigrations(given.url, false);
    const old = await feed.read({ ...query, after: null });
    expect(old.data).toHaveLength(1);
    await acceptOne('after');
    const fresh = async (): Promise<unknown[]> => (await feed.read({ ...query, after: old.next_cursor })).data.map(({ type }) => type);
    // Transactions elsewhere on the server hold the feed back for a while.
    await eventually(async () => (await fresh()).length > 0, 'the feed goes on');
    expect(await fresh()).toEqual(['onboarding.accepted']);
    await runMigrations(given.url, false);
    expect((await session.query('select 1 from event_era')).rowCount).toBe(2);
  });
});
