import { localUrl } from '../../apps/demo/src/installation.js';
import { startPart, stopParts, type Part } from '../../apps/demo/src/parts.js';
import { readFeed } from '../support/feed.js';
import type { Answer } from '../support/http.js';
import type { OnboardingResource } from '../support/onboarding-resource.js';
import { expectProblem } from '../support/problem-oracle.js';
import { newBody, secrets } from '../support/request-body.js';
import { eventually, expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

const path = '/v1/onboardings';

interface Overview {
  onboardings: { by_status: Record<string, number>; held: number; oldest_open_at: string | null };
  work: { due: number; overdue: number; oldest_due_at: string | null };
  queue: { backend: string; waiting: number | null; active: number | null };
  events: { lag: number; oldest_undelivered_at: string | null };
  partner: { circuit: string; last_success_at: string | null; last_failure: unknown; uncertain: number; drift: number };
}

// Longer than the patience of what is waited for.
jest.setTimeout(90_000);

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await untilReady(api);
}, 120_000);
afterAll(async () => {
  await stopParts();
  await api.close();
}, 60_000);

async function accept(values: Record<string, unknown> = {}, key = keys.crm): Promise<OnboardingResource> {
  const answer = await api.call('POST', `${path}?allow_duplicate_bin=true`, { body: newBody(values), key });
  expect(answer.status).toBe(202);
  return answer.json<OnboardingResource>();
}
const read = async (id: string): Promise<OnboardingResource> => (await api.call('GET', `${path}/${id}`, { key: keys.admin })).json<OnboardingResource>();
const act = (id: string, action: string, headers: Record<string, string> = {}, reason = `reason of ${action}`): Promise<Answer> =>
  api.call('POST', `/v1/admin/onboardings/${id}/actions`, { key: keys.admin, headers, body: JSON.stringify({ action, reason }) });
async function done(id: string, action: string, headers: Record<string, string> = {}): Promise<OnboardingResource> {
  const answer = await act(id, action, headers);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  const shown = answer.json<OnboardingResource>();
  expect(shown).toMatchObject({ id: id.toLowerCase(), object: 'onboarding' });
  return shown;
}
const eventsOf = async (id: string): Promise<string[]> => (await readFeed(api, `?onboarding_id=${id}`, keys.admin)).data.map(({ type, sequence }) => `${sequence} ${type}`);
const timelineOf = async (id: string): Promise<Record<string, unknown>[]> =>
  (await api.call('GET', `${path}/${id}/timeline`, { key: keys.admin })).json<{ data: Record<string, unknown>[] }>().data;
const overview = async (): Promise<Overview> => (await api.call('GET', '/v1/admin/overview', { key: keys.admin })).json<Overview>();
const notPossible = { status: 409, code: 'action_not_possible' };
const zeros = { pending: 0, submitting: 0, processing: 0, succeeded: 0, rejected: 0, failed: 0, cancelled: 0 };

describe('the overview', () => {
  const backend = process.env['REDIS_URL'] ? 'redis' : 'postgres';
  const number = expect.any(Number) as number;

  it('of nothing', async () => {
    await eventually(async () => (await overview()).queue.waiting !== null, 'the queue is reached');
    expect(await overview()).toEqual({
      onboardings: { by_status: zeros, held: 0, oldest_open_at: null },
      work: { due: 0, overdue: 0, oldest_due_at: null },
      queue: { backend, waiting: number, active: number },
      events: { lag: 0, oldest_undelivered_at: null },
      partner: { circuit: 'closed', last_success_at: null, last_failure: null, uncertain: 0, drift: 0 },
    });
  });

  it("counts every API client's, held ones and what is due", async () => {
    const posted = [await accept(), await accept(), await accept({}, keys.admin)];
    expect(await overview()).toMatchObject({
      onboardings: { by_status: { ...zeros, pending: 3 }, held: 0, oldest_open_at: posted[0]?.created_at },
      work: { due: 3, oldest_due_at: posted[0]?.created_at },
    });
    await done(posted[0]?.id ?? '', 'hold');
    expect(await overview()).toMatchObject({
      onboardings: { by_status: { ...zeros, pending: 3 }, held: 1, oldest_open_at: posted[0]?.created_at },
      work: { due: 2, oldest_due_at: posted[1]?.created_at },
    });
    await api.query(`update onboardings set due_at = now() - interval '1 minute' where id = $1`, [posted[1]?.id]);
    await done(posted[2]?.id ?? '', 'cancel');
    expect(await overview()).toMatchObject({ onboardings: { by_status: { ...zeros, pending: 2, cancelled: 1 } }, work: { due: 1, overdue: 1 } });
    await eventually(async () => (await overview()).events.lag === 0, 'all events are delivered');
    // The wake-up that nobody has taken yet.
    await eventually(async () => ((await overview()).queue.waiting ?? 0) > 0, 'the queue says what waits');
  });

  it('is for operators only, and holds nothing personal', async () => {
    expectProblem(await api.call('GET', '/v1/admin/overview'), { status: 403, code: 'forbidden' });
    const { text } = await api.call('GET', '/v1/admin/overview', { key: keys.admin });
    expect(secrets.filter((word) => text.includes(word))).toEqual([]);
  });
});

describe('hold and release', () => {
  it('each is one change with one event, seen in the timeline with who and why', async () => {
    const { id, sequence } = await accept();
    const held = await done(id, 'hold');
    expect(held).toMatchObject({ sequence: sequence + 1, status: 'pending', hold: { reason: 'operator', since: expect.stringMatching(/Z$/) as string } });
    expect((await api.call('GET', `${path}/${id}`)).headers.etag).toBe('"2"');
    const released = await done(id.toUpperCase(), 'release');
    expect(released).toMatchObject({ sequence: sequence + 2, status: 'pending', hold: null });
    expect(await eventsOf(id)).toEqual(['1 onboarding.accepted', '2 onboarding.held', '3 onboarding.released']);
    expect(await timelineOf(id)).toMatchObject([
      { kind: 'change', type: 'onboarding.accepted', sequence: 1 },
      { kind: 'change', type: 'onboarding.held', sequence: 2, by: 'admin', reason: 'reason of hold', text: 'Held: by an operator.' },
      { kind: 'change', type: 'onboarding.released', sequence: 3, by: 'admin', reason: 'reason of release' },
    ]);
    const { data } = await readFeed(api, `?onboarding_id=${id}`);
    expect(data.map((event) => event.data['id'])).toEqual([id, id, id]);
  });

  it('what is not possible changes nothing', async () => {
    const { id } = await accept();
    expectProblem(await act(id, 'release'), { ...notPossible, instance: `/v1/admin/onboardings/${id}/actions` });
    await done(id, 'hold');
    expectProblem(await act(id, 'hold'), notPossible);
    expectProblem(await act(id, 'poll_now'), notPossible);
    expect(await read(id)).toMatchObject({ sequence: 2, hold: { reason: 'operator' } });
    expect(await eventsOf(id)).toHaveLength(2);
  });

  it.each(['"2"', '"0"', '"01x"', 'W/"1"', '1', '', '"1", "2"', 'zebra-canary-4711'])('If-Match: %s does not match, nothing changes', async (tag) => {
    const { id } = await accept();
    expectProblem(await act(id, 'hold', { 'if-match': tag }), { status: 412, code: 'sequence_mismatch', submitted: ['zebra-canary-4711'] });
    expect(await read(id)).toMatchObject({ sequence: 1, hold: null });
    expect(await eventsOf(id)).toHaveLength(1);
  });

  it.each(['"1"', '*'])('If-Match: %s matches', async (tag) => {
    const { id } = await accept();
    expect((await done(id, 'hold', { 'if-match': tag })).sequence).toBe(2);
  });

  it('of 20 at once one holds', async () => {
    const { id } = await accept();
    const answers = await Promise.all(Array.from({ length: 20 }, () => act(id, 'hold')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => [409, 412].includes(status))).toHaveLength(19);
    expect((await read(id)).sequence).toBe(2);
    expect(await eventsOf(id)).toHaveLength(2);
  });

  it('an action nobody knows, or without a reason', async () => {
    const { id } = await accept();
    const invalid = (name: string) => ({ status: 422, code: 'validation_failed', errors: [{ pointer: `/${name}`, code: 'invalid' }] });
    expectProblem(await act(id, 'explode'), invalid('action'));
    expectProblem(await act(id, 'hold', {}, ' '), invalid('reason'));
    const bare = await api.call('POST', `/v1/admin/onboardings/${id}/actions`, { key: keys.admin, body: '{"action":"hold"}' });
    expectProblem(bare, invalid('reason'));
    expect((await read(id)).sequence).toBe(1);
  });
});

describe('with a worker and a partner', () => {
  interface Call { path: string; request_id: string }
  let simulator: Part;
  let worker: Part;
  let held: OnboardingResource;
  let free: OnboardingResource;
  const callsFor = async ({ request_id }: OnboardingResource): Promise<Call[]> =>
    ((await (await fetch(`${localUrl(simulator)}/__simulator/calls?request_id=${request_id}`)).json()) as { calls: Call[] }).calls;
  const until = (id: string, isSo: (onboarding: OnboardingResource) => boolean, what: string): Promise<void> =>
    eventually(async () => isSo(await read(id)), what);

  beforeAll(async () => {
    held = await accept({ bin: '991240900020' });
    await done(held.id, 'hold');
    free = await accept({ bin: '991240900020' });
    // Nothing is asked by itself for minutes: what happens sooner happens because somebody said so.
    const partner = {
      FREEDOMPAY_AUTH_ID: '123456', FREEDOMPAY_SECRET_KEY: 'a-secret-key-for-tests-0123456789', FREEDOMPAY_BODY: 'flat', FREEDOMPAY_TIMEOUT_MS: '5000',
      FREEDOMPAY_MAX_RPS: '100', POLL_FIRST_DELAY_MS: '600000', POLL_MAX_DELAY_MS: '600000',
    };
    simulator = await startPart('simulator', { ...api.environment, ...partner });
    worker = await startPart('worker', { ...api.environment, ...partner, FREEDOMPAY_BASE_URL: localUrl(simulator) });
  }, 120_000);
  afterAll(async () => {
    await worker.stop();
    await simulator.stop();
  }, 60_000);

  it('what is held is not sent while others are', async () => {
    await until(free.id, ({ status, partner }) => status === 'processing' && partner.next_poll_at !== null, 'the other one is sent');
    expect(await read(held.id)).toMatchObject({ status: 'pending', sequence: 2, hold: { reason: 'operator' }, partner: { sends: 0 } });
    expect(await callsFor(held)).toEqual([]);
    expect(await callsFor(free)).toHaveLength(1);
  });

  it('poll_now asks at once, without a change of its own', async () => {
    expect((await done(free.id, 'poll_now')).sequence).toBeGreaterThanOrEqual(3);
    await until(free.id, ({ status }) => status === 'succeeded', 'the partner is asked');
    expect(await eventsOf(free.id)).toEqual(['1 onboarding.accepted', '2 onboarding.submitting', '3 onboarding.processing', '4 onboarding.succeeded']);
    expect(await read(free.id)).toMatchObject({ sequence: 4, final: true, partner: { sends: 1, polls: 1 } });
  });

  it('poll_now on a final one asks and only records', async () => {
    expect((await done(free.id, 'poll_now')).sequence).toBe(4);
    await eventually(async () => (await timelineOf(free.id)).some(({ applied }) => applied === false), 'the answer is recorded');
    expect(await read(free.id)).toMatchObject({ status: 'succeeded', sequence: 4 });
    expect(await eventsOf(free.id)).toHaveLength(4);
    expectProblem(await act(free.id, 'hold'), { status: 409, code: 'already_final' });
    expectProblem(await act(free.id, 'release'), notPossible);
  });

  it('released it goes on, to its end', async () => {
    expect((await done(held.id, 'release')).hold).toBeNull();
    await until(held.id, ({ status, partner }) => status === 'processing' && partner.next_poll_at !== null, 'it is sent');
    await done(held.id, 'hold');
    expectProblem(await act(held.id, 'poll_now'), notPossible);
    await done(held.id, 'release');
    await until(held.id, ({ final }) => final, 'it ends');
    expect(await eventsOf(held.id)).toEqual([
      'accepted', 'held', 'released', 'submitting', 'processing', 'held', 'released', 'succeeded',
    ].map((type, index) => `${index + 1} onboarding.${type}`));
    expect((await callsFor(held)).filter((call) => call.path.endsWith('/add'))).toHaveLength(1);
  });

  it('the overview knows that the partner answered', async () => {
    await eventually(async () => (await overview()).work.due === 0, 'nothing is due any more');
    const { onboardings, partner } = await overview();
    expect(onboardings.by_status['succeeded']).toBe(2);
    expect(partner).toMatchObject({ circuit: 'closed', last_success_at: expect.stringMatching(/Z$/) as string, last_failure: null, uncertain: 0, drift: 0 });
  });

  it('and the worker counts on by itself, which changes no figure', async () => {
    const { onboardings: before } = await overview();
    await eventually(async () => (await api.query<{ succeeded: number }>(`select (by_status->>'succeeded')::integer as succeeded from tally`))[0]?.succeeded === 2, 'the worker counted');
    expect((await overview()).onboardings).toEqual(before);
  });
});

it('had nothing to complain about', () => expectUnharmed(api));
