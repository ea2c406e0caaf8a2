import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { eventSchema } from '../../apps/api/src/contract/event-catalogue.js';
import { localUrl } from '../../apps/demo/src/installation.js';
import { startPart, type Part } from '../../apps/demo/src/parts.js';
import { faultsBySchema } from '../support/event-schema.js';
import { expectProblem } from '../support/problem-oracle.js';
import { Receiver, hangs, refuses, takes, type Receipt } from '../support/receiver.js';
import { newBody } from '../support/request-body.js';
import { eventually, expectUnharmed, startApi, untilReady, type RunningApi } from '../support/running-api.js';
import { WebhookCaller, type EndpointResource } from '../support/webhooks.js';

// Longer than the patience of what is waited for.
jest.setTimeout(90_000);

interface Ping { outcome: string; text: string; delivered: boolean; http_status: number | null; duration_ms: number; answer: string | null }

let api: RunningApi;
let receiver: Receiver;
let crm: WebhookCaller;
beforeAll(async () => {
  receiver = await Receiver.start();
  api = await startApi({ WEBHOOK_ALLOW: '127.0.0.0/8', WEBHOOK_TIMEOUT_MS: '1500' });
  await untilReady(api);
  crm = new WebhookCaller(api);
}, 120_000);
afterAll(async () => {
  await api.close();
  await receiver.close();
}, 60_000);
beforeEach(() => {
  receiver.behaviour = takes;
  receiver.receipts.length = 0;
});
afterEach(() => api.query('update webhook_endpoints set deleted_at = now() where deleted_at is null'));

const register = (): Promise<EndpointResource & { secret: string }> => crm.register(receiver.url);
const test = async (id: string, headers: Record<string, string> = {}): Promise<Ping> => {
  const answer = await crm.act(id, 'test', {}, { headers });
  expect(answer.status).toBe(200);
  return answer.json<Ping>();
};
/** As a receiver that knows nothing of us would judge it. */
const isSignedWith = (secret: string, { body, headers }: Pick<Receipt, 'body' | 'headers'>): boolean => {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
};
const rotate = async (id: string, overlap_hours: number): Promise<EndpointResource & { secret: string }> =>
  (await crm.act(id, 'secret-rotation', { overlap_hours })).json<EndpointResource & { secret: string }>();

describe('a test', () => {
  it('sends a real, signed ping and tells what came back', async () => {
    receiver.behaviour = () => ({ status: 201, body: 'Жақсы' });
    const { id, secret } = await register();
    expect(await test(id)).toMatchObject({ outcome: 'delivered', delivered: true, http_status: 201, answer: 'Жақсы', text: 'Delivered: the receiver answered with 2xx.' });
    const [receipt] = receiver.receipts;
    expect(receiver.receipts).toHaveLength(1);
    expect(isSignedWith(secret, receipt as Receipt)).toBe(true);
    const event = JSON.parse(receipt?.body ?? '') as { id: string; subject: string };
    expect(faultsBySchema(eventSchema('webhook_endpoint.test'), event)).toEqual([]);
    expect([event.id, event.subject]).toEqual([receipt?.id, id]);
    expect(await crm.get(id)).toMatchObject({ version: 1, health: { last_success_at: null, failing_since: null } });
    await test(id);
    expect(new Set(receiver.ids).size).toBe(2);
  });

  it('is no event: neither in the feed nor among the deliveries', async () => {
    const { id } = await register();
    await test(id);
    expect((await crm.deliveries()).data).toEqual([]);
    expect(await api.query('select 1 from events where subject = $1', [id])).toEqual([]);
  });

  it('is sent once for a key', async () => {
    const { id } = await register();
    const key = { 'idempotency-key': randomUUID() };
    expect(await test(id, key)).toEqual(await test(id, key));
    expect(receiver.receipts).toHaveLength(1);
  });

  it('shows the first 2 KB of whatever comes back, also what is no text', async () => {
    const { id } = await register();
    receiver.behaviour = () => ({ status: 500, body: `\u0000${'x'.repeat(5_000)}` });
    const ping = await test(id, { 'idempotency-key': randomUUID() });
    expect(ping).toMatchObject({ outcome: 'refused_status', delivered: false, http_status: 500 });
    expect(ping.answer).toBe(`\u0000${'x'.repeat(2_047)}`);
  });

  it('follows no redirect', async () => {
    const { id } = await register();
    receiver.behaviour = (_, nth) => (nth === 1 ? { status: 307, headers: { location: receiver.url } } : { status: 200 });
    expect(await test(id)).toMatchObject({ outcome: 'redirect', http_status: 307, delivered: false });
    expect(receiver.receipts).toHaveLength(1);
  });

  it('ends when the receiver takes too long, cuts the connection or is not there', async () => {
    const { id } = await register();
    receiver.behaviour = hangs;
    expect(await test(id)).toMatchObject({ outcome: 'timeout', http_status: null, answer: null, delivered: false });
    receiver.behaviour = () => 'reset';
    expect(await test(id)).toMatchObject({ outcome: 'reset', http_status: null, answer: null });
    const closed = await Receiver.start();
    const { url } = closed;
    await closed.close();
    expect(await test((await crm.register(url)).id)).toMatchObject({ outcome: 'refused', delivered: false });
  });

  it('of an address that is not allowed any more sends nothing', async () => {
    const { id } = await register();
    await api.query('update webhook_endpoints set url = $2 where id = $1', [id, receiver.url.replace('127.0.0.1', '[::1]')]);
    expect(await test(id)).toMatchObject({ outcome: 'not_allowed', http_status: null, answer: null, text: 'This address is not allowed. Nothing was sent.' });
    expect(receiver.receipts).toEqual([]);
  });
});

describe('a disabled endpoint', () => {
  it('is enabled again once it answers a ping, and not before', async () => {
    const { id, secret } = await register();
    await api.query(`update webhook_endpoints set status = 'disabled', disabled_reason = 'failing', disabled_at = now(), failing_since = now() - interval '4 days', warned = 2 where id = $1`, [id]);
    receiver.behaviour = refuses;
    expectProblem(await crm.act(id, 'activation'), { status: 409, code: 'endpoint_not_answering', retryable: true });
    expect(await crm.get(id)).toMatchObject({ status: 'disabled', disabled_reason: 'failing', version: 1 });
    receiver.behaviour = takes;
    const enabled = (await crm.act(id, 'activation')).json<EndpointResource>();
    expect(enabled).toMatchObject({ status: 'enabled', disabled_reason: null, disabled_at: null, version: 2, health: { failing_since: null, last_success_at: expect.stringMatching(/Z$/) as string } });
    expect(await crm.get(id)).toEqual(enabled);
    expect(await api.query('select warned from webhook_endpoints where id = $1', [id])).toEqual([{ warned: 0 }]);
    expect(receiver.receipts).toHaveLength(2);
    for (const receipt of receiver.receipts) expect(isSignedWith(secret, receipt)).toBe(true);
    expect((await crm.act(id, 'activation')).json()).toEqual(enabled);
    expect(receiver.receipts).toHaveLength(2);
  });

  it('is not enabled by the answer of an address that it does not have any more', async () => {
    const { id } = await register();
    await crm.act(id, 'deactivation');
    receiver.behaviour = async () => {
      await crm.send('PATCH', `/v1/webhook-endpoints/${id}`, { url: 'https://crm.example/elsewhere' });
      return { status: 200 };
    };
    expectProblem(await crm.act(id, 'activation'), { status: 412, code: 'version_mismatch' });
    expect((await crm.get(id)).status).toBe('disabled');
  });
});

describe('a rotation', () => {
  it('signs with both secrets while it lasts, each good for a receiver that knows only one', async () => {
    const { id, secret } = await register();
    const { secret: newer, secrets } = await rotate(id, 24);
    expect(secrets.map(({ expires_at }) => expires_at === null)).toEqual([true, false]);
    await test(id);
    const [receipt] = receiver.receipts as [Receipt];
    expect(String(receipt.headers['webhook-signature']).split(' ')).toHaveLength(2);
    for (const each of [secret, newer]) expect(isSignedWith(each, receipt)).toBe(true);
    expect(isSignedWith(`whsec_${Buffer.alloc(32).toString('base64')}`, receipt)).toBe(false);
    expect(isSignedWith(newer, { ...receipt, body: receipt.body.replace('test', 'tset') })).toBe(false);
    await api.query(`update webhook_secrets set expires_at = now() - interval '1 second' where endpoint_id = $1 and expires_at is not null`, [id]);
    await test(id);
    const after = receiver.receipts[1] as Receipt;
    expect([isSignedWith(secret, after), isSignedWith(newer, after)]).toEqual([false, true]);
    expect((await crm.get(id)).secrets).toHaveLength(1);
  });

  it('without an overlap ends the old one at once', async () => {
    const { id, secret } = await register();
    const { secret: newer, secrets } = await rotate(id, 0);
    expect(secrets).toHaveLength(1);
    await test(id);
    expect([secret, newer].map((each) => isSignedWith(each, receiver.receipts[0] as Receipt))).toEqual([false, true]);
  });

  it('never makes an old one last longer, nor more than four older ones sign', async () => {
    const { id } = await register();
    const { secrets: short } = await rotate(id, 1);
    const { secrets: long } = await rotate(id, 168);
    expect(long[2]?.expires_at).toBe(short[1]?.expires_at);
    for (let nth = 0; nth < 6; nth += 1) await rotate(id, 168);
    const { secrets } = await crm.get(id);
    expect(secrets).toHaveLength(5);
    await test(id);
    expect(String(receiver.receipts[0]?.headers['webhook-signature']).split(' ')).toHaveLength(5);
  });
});

describe('with a worker', () => {
  let simulator: Part;
  let worker: Part;
  beforeAll(async () => {
    const partner = { FREEDOMPAY_AUTH_ID: '123456', FREEDOMPAY_SECRET_KEY: 'a-secret-key-for-tests-0123456789', POLL_FIRST_DELAY_MS: '100', POLL_FACTOR: '1' };
    simulator = await startPart('simulator', { ...api.environment, ...partner });
    worker = await startPart('worker', { ...api.environment, ...partner, FREEDOMPAY_BASE_URL: localUrl(simulator) });
  }, 120_000);
  afterAll(async () => {
    await worker.stop();
    await simulator.stop();
  }, 60_000);

  it('every event that arrives is signed, and as the catalogue says', async () => {
    const { id, secret } = await register();
    const { id: succeeded } = (await crm.send('POST', '/v1/onboardings?allow_duplicate_bin=true', newBody({ bin: '991240900020' }))).json<{ id: string }>();
    const { id: rejected } = (await crm.send('POST', '/v1/onboardings?allow_duplicate_bin=true', newBody({ bin: '991240900103' }))).json<{ id: string }>();
    const { id: batch } = (await crm.send('POST', '/v1/batches', '{"items":[{}]}')).json<{ id: string }>();
    const other = await crm.register(receiver.url, ['onboarding.failed']);
    await crm.act(other.id, 'deactivation');
    const typesOf = (subject: string): string[] => receiver.receipts.map(({ body }) => JSON.parse(body) as { subject: string; type: string }).filter((event) => event.subject === subject).map(({ type }) => type);
    await eventually(async () => [succeeded, rejected].every((each) => typesOf(each).length >= 4) && typesOf(batch).length > 0 && typesOf(other.id).length > 0, 'everything arrives');
    expect(typesOf(succeeded)).toEqual(['accepted', 'submitting', 'processing', 'succeeded'].map((what) => `onboarding.${what}`));
    expect(typesOf(rejected).at(-1)).toBe('onboarding.rejected');
    expect([typesOf(batch), typesOf(other.id)]).toEqual([['batch.completed'], ['webhook_endpoint.disabled']]);
    for (const receipt of receiver.receipts) {
      const event = JSON.parse(receipt.body) as { id: string; type: 'onboarding.accepted' };
      expect(isSignedWith(secret, receipt)).toBe(true);
      expect([event.id, faultsBySchema(eventSchema(event.type), event)]).toEqual([receipt.id, []]);
    }
    await eventually(async () => (await crm.deliveries(`?endpoint_id=${id}&status=pending`)).data.length === 0, 'all is written down');
    expect((await crm.deliveries(`?endpoint_id=${id}&limit=200`)).data.map(({ event_id }) => event_id).sort()).toEqual([...receiver.ids].sort());
    expect((await crm.get(id)).health).toMatchObject({ failing_since: null, pending: 0, last_success_at: expect.stringMatching(/Z$/) as string });
  });

  it('a delivery is shown with its attempts and sent again, and the events of a time once more', async () => {
    const { id } = await register();
    const before = new Date(Date.now() - 60_000).toISOString();
    const { id: onboarding } = (await crm.send('POST', '/v1/onboardings?allow_duplicate_bin=true', newBody({ bin: '991240900020' }))).json<{ id: string }>();
    await eventually(async () => receiver.receipts.length === 4, 'everything arrives');
    await eventually(async () => (await crm.deliveries(`?endpoint_id=${id}&status=delivered`)).data.length === 4, 'all is written down');
    const [last, , , first] = (await crm.deliveries(`?endpoint_id=${id}&onboarding_id=${onboarding}`)).data;
    expect([first?.type, first?.sequence, last?.sequence]).toEqual(['onboarding.accepted', 1, 4]);
    const again = await crm.send('POST', `/v1/webhook-deliveries/${first?.id}/redelivery`);
    expect([again.status, again.json<{ id: string }>().id]).toEqual([202, first?.id]);
    await eventually(async () => receiver.receipts.length === 5, 'it is sent again');
    expect(receiver.receipts[4]).toMatchObject({ id: first?.event_id, body: receiver.receipts[0]?.body });
    await eventually(async () => (await crm.deliveries(`?endpoint_id=${id}&status=delivered`)).data.length === 4, 'all is written down');
    const shown = (await crm.send('GET', `/v1/webhook-deliveries/${first?.id}`)).json<{ attempts: { number: number; outcome: string; http_status: number }[]; attempt_count: number }>();
    expect([shown.attempt_count, shown.attempts.map(({ number, outcome, http_status }) => [number, outcome, http_status])]).toEqual([2, [[1, 'delivered', 204], [2, 'delivered', 204]]]);

    const window = { from: before, to: new Date(Date.now() + 60_000).toISOString(), event_types: ['onboarding.accepted', 'onboarding.succeeded'] };
    const plan = (await crm.act(id, 'replay', { ...window, dry_run: true })).json<{ count: number; token: string }>();
    const begun = await crm.act(id, 'replay', { ...window, dry_run: false, token: plan.token });
    expect(begun.status).toBe(202);
    await eventually(async () => receiver.receipts.length === 5 + plan.count, 'they are sent again');
    expect(new Set(receiver.receipts.slice(5).map(({ body }) => (JSON.parse(body) as { type: string }).type))).toEqual(new Set(window.event_types));
  });
});

it('had nothing to complain about', () => expectUnharmed(api));
