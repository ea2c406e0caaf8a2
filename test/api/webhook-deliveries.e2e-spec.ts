import { randomUUID } from 'node:crypto';
import { deliveryId } from '#app/webhooks';
import type { Page } from '../support/onboarding-resource.js';
import { expectProblem } from '../support/problem-oracle.js';
import { newBody } from '../support/request-body.js';
import { expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';
import { deliveriesPath as path, endpointsPath, WebhookCaller, type DeliveryResource } from '../support/webhooks.js';

const canary = 'zebra-canary-4711';
const day = 86_400_000;
const bornAt = Date.parse('2026-03-01T00:00:00.000Z');
const instant = (ms: number): string => new Date(bornAt + ms).toISOString();

interface Row { endpointId: string; subject: string; sequence: number; status: string; createdAt: number; id: string }

let api: RunningApi;
let crm: WebhookCaller;
let admin: WebhookCaller;
/** Two of the CRM's endpoints, one of the operators', and one that is deleted. */
let endpoints: string[];
let rows: Row[];
const subjects = Array.from({ length: 12 }, () => randomUUID());

beforeAll(async () => {
  api = await startApi();
  await untilReady(api);
  crm = new WebhookCaller(api);
  admin = new WebhookCaller(api, keys.admin);
  endpoints = [];
  for (const owner of [crm, crm, admin, crm]) endpoints.push((await owner.register()).id);
  // Several of an instant, so that their order is told by more than their times.
  rows = endpoints.flatMap((endpointId, nth) => subjects.flatMap((subject, place) => [1, 2, 3].map((sequence) => ({
    endpointId, subject, sequence, status: ['delivered', 'pending', 'exhausted', 'delivered'][(nth + place + sequence) % 4] ?? '', createdAt: bornAt + Math.floor(place / 3) * 1_000 + sequence,
    id: deliveryId({ endpointId, subject, sequence }),
  }))));
  await api.query(`
    insert into webhook_deliveries (endpoint_id, subject, sequence, type, status, created_at, delivered_at)
    select endpoint, subject, sequence, 'onboarding.accepted', status, to_timestamp(at / 1000.0), case when status = 'delivered' then now() end
    from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[], $5::float8[]) as r (endpoint, subject, sequence, status, at)`,
  [rows.map((row) => row.endpointId), rows.map((row) => row.subject), rows.map((row) => row.sequence), rows.map((row) => row.status), rows.map((row) => row.createdAt)]);
  await crm.send('DELETE', `/v1/webhook-endpoints/${endpoints[3]}`);
}, 120_000);
afterAll(() => api.close(), 60_000);

const newestFirst = (a: Row, b: Row): number =>
  b.createdAt - a.createdAt || (a.endpointId < b.endpointId ? 1 : a.endpointId > b.endpointId ? -1 : 0) || (a.subject < b.subject ? 1 : a.subject > b.subject ? -1 : 0) || b.sequence - a.sequence;
const idsOf = (found: Row[]): string[] => found.toSorted(newestFirst).map(({ id }) => id);

/** All pages, with so many on each. */
async function walk(caller: WebhookCaller, query: string, limit: number, where = path): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null, more = true; more;) {
    const page: Page<DeliveryResource> = await caller.deliveries(`?limit=${limit}${query}${cursor === null ? '' : `&cursor=${cursor}`}`, where);
    expect(page.data.length).toBeLessThanOrEqual(limit);
    ids.push(...page.data.map(({ id }) => id));
    more = page.has_more;
    cursor = page.next_cursor;
    expect(cursor === null).toBe(!more);
  }
  return ids;
}

const ofCrm = (row: Row): boolean => row.endpointId === endpoints[0] || row.endpointId === endpoints[1];
const filters: [string, () => string, (row: Row) => boolean][] = [
  ['nothing else', () => '', () => true],
  ['one endpoint', () => `&endpoint_id=${endpoints[0]}`, (row) => row.endpointId === endpoints[0]],
  ['an endpoint in capitals', () => `&endpoint_id=${endpoints[1]?.toUpperCase()}`, (row) => row.endpointId === endpoints[1]],
  ...(['pending', 'delivered', 'exhausted'] as const).map((status): [string, () => string, (row: Row) => boolean] => [status, () => `&status=${status}`, (row) => row.status === status]),
  ['one onboarding', () => `&onboarding_id=${subjects[4]}`, (row) => row.subject === subjects[4]],
  ['from an instant', () => `&created_from=${instant(1_002)}`, (row) => row.createdAt >= bornAt + 1_002],
  ['before an instant', () => `&created_to=${instant(1_002)}`, (row) => row.createdAt < bornAt + 1_002],
  ['a day before', () => `&created_to=${instant(-day)}`, () => false],
  ['all at once', () => `&endpoint_id=${endpoints[1]}&status=exhausted&onboarding_id=${subjects[7]}&created_from=${instant(0)}&created_to=${instant(day)}`,
    (row) => row.endpointId === endpoints[1] && row.status === 'exhausted' && row.subject === subjects[7]],
  ["another one's endpoint", () => `&endpoint_id=${endpoints[2]}`, () => false],
  ['a deleted one', () => `&endpoint_id=${endpoints[3]}`, () => false],
];

describe('the list', () => {
  it.each(filters)('by %s is complete and in order, whatever the size of its pages', async (_, query, fits) => {
    const expected = idsOf(rows.filter((row) => ofCrm(row) && fits(row)));
    for (const limit of [1, 7, 200]) expect(await walk(crm, query(), limit)).toEqual(expected);
  });

  it('of what was delivered looks only so far for a page, and finds all of it', async () => {
    const { id } = await crm.register();
    const insert = (count: number, status: string, hour: number): Promise<unknown> => api.query(`
      insert into webhook_deliveries (endpoint_id, subject, sequence, type, status, created_at, delivered_at)
      select $1, gen_random_uuid(), 1, 'onboarding.accepted', $2, '2026-05-01T00:00:00Z'::timestamptz + $3 * interval '1 hour' + n * interval '1 millisecond', case $2 when 'delivered' then now() end
      from generate_series(1, $4::integer) n`, [id, status, hour, count]);
    await insert(3, 'delivered', 0);
    await insert(1_200, 'pending', 1);
    await insert(2, 'delivered', 2);
    const query = `?endpoint_id=${id}&status=delivered&limit=2`;
    const first = await crm.deliveries(query);
    expect([first.data.length, first.has_more]).toEqual([2, true]);
    const second = await crm.deliveries(`${query}&cursor=${first.next_cursor}`);
    expect([second.data.length, second.has_more]).toEqual([0, true]);
    expect(await walk(crm, `&endpoint_id=${id}&status=delivered`, 2)).toHaveLength(5);
    expect((await crm.get(id)).health).toMatchObject({ pending: 1_000, more_pending: true });
    await crm.send('DELETE', `/v1/webhook-endpoints/${id}`);
  });

  it("shows operators everybody's", async () => {
    const where = '/v1/admin/webhook-deliveries';
    expect(await walk(admin, '', 50, where)).toEqual(idsOf(rows.filter(({ endpointId }) => endpointId !== endpoints[3])));
    expect(await walk(admin, `&endpoint_id=${endpoints[0]}&status=pending`, 5, where)).toEqual(idsOf(rows.filter(({ endpointId, status }) => endpointId === endpoints[0] && status === 'pending')));
    expect(await walk(admin, '', 50)).toEqual(idsOf(rows.filter(({ endpointId }) => endpointId === endpoints[2])));
  });

  it('is in the overview by its oldest that an enabled endpoint has not got', async () => {
    const waiting = rows.filter(({ endpointId, status }) => endpointId !== endpoints[3] && status === 'pending').map(({ createdAt }) => createdAt);
    const { events } = (await api.call('GET', '/v1/admin/overview', { key: keys.admin })).json<{ events: unknown }>();
    expect(events).toMatchObject({ oldest_undelivered_at: new Date(Math.min(...waiting)).toISOString() });
  });

  it('tells the next attempt of the first that waits only, and not of a disabled endpoint', async () => {
    const subject = randomUUID();
    const [endpointId = ''] = endpoints;
    await api.query(`insert into webhook_deliveries (endpoint_id, subject, sequence, type) select $1, $2, n, 'onboarding.accepted' from generate_series(1, 2) n`, [endpointId, subject]);
    await api.query(`insert into webhook_lines (endpoint_id, subject, pending, due_at) values ($1, $2, 2, '2026-03-02T00:00:00Z')`, [endpointId, subject]);
    const next = async (): Promise<(string | null)[]> => (await crm.deliveries(`?onboarding_id=${subject}`)).data.map(({ next_attempt_at }) => next_attempt_at);
    expect(await next()).toEqual([null, '2026-03-02T00:00:00.000Z']);
    await crm.act(endpointId, 'deactivation');
    expect(await next()).toEqual([null, null]);
    await api.query(`update webhook_endpoints set status = 'enabled', disabled_at = null, disabled_reason = null where id = $1`, [endpointId]);
    await api.query('delete from webhook_deliveries where subject = $1', [subject]);
    await api.query('delete from webhook_lines where subject = $1', [subject]);
  });

  const cursor = (bytes: Buffer): string => bytes.toString('base64url');
  it.each<[string, string, 'invalid' | 'unknown_field']>([
    ['limit=0', '?limit', 'invalid'], ['limit=201', '?limit', 'invalid'], ['status=sent', '?status', 'invalid'], ['status=pending,delivered', '?status', 'invalid'], ['status=constructor', '?status', 'invalid'],
    ['endpoint_id=zebra-canary-4711', '?endpoint_id', 'invalid'], ['endpoint_id=', '?endpoint_id', 'invalid'], ["onboarding_id='--", '?onboarding_id', 'invalid'], ['created_from=2026-01-01', '?created_from', 'invalid'],
    ['created_to=zebra-canary-4711', '?created_to', 'invalid'], ['zebra=zebra-canary-4711', '?zebra', 'unknown_field'], ['__proto__=1', '?__proto__', 'unknown_field'], ['cursor=zebra-canary-4711', '?cursor', 'invalid'],
    [`cursor=${cursor(Buffer.alloc(44, 255))}`, '?cursor', 'invalid'], [`cursor=${cursor(Buffer.concat([Buffer.alloc(40), Buffer.alloc(4, 255)]))}`, '?cursor', 'invalid'],
  ])('?%s is refused', async (query, pointer, code) => {
    const expected = { status: 422, code: code === 'invalid' ? 'validation_failed' : code, errors: [{ pointer, code }], submitted: [canary] };
    expectProblem(await crm.send('GET', `${path}?${query}`), expected);
    expectProblem(await admin.send('GET', `/v1/admin/webhook-deliveries?${query}`), expected);
  });

  it.each(['created_from=9999-12-31T23:59:59Z', 'created_to=0001-01-01T00:00:00Z', 'created_from=0001-01-01T00:00:00Z&created_to=9999-12-31T23:59:59.999999Z', `cursor=${cursor(Buffer.alloc(44))}`])('?%s is answered', async (query) => {
    expect((await crm.send('GET', `${path}?${query}`)).status).toBe(200);
  });
});

describe('one delivery', () => {
  it('of others, of a deleted endpoint or of nobody is not there', async () => {
    const hidden = [endpoints[2], endpoints[3]].map((endpointId) => rows.find((row) => row.endpointId === endpointId)?.id ?? '');
    const none = [deliveryId({ endpointId: endpoints[0] ?? '', subject: randomUUID(), sequence: 1 }), canary, 'dlv_', `dlv_${'_'.repeat(48)}`, `dlv_${'A'.repeat(47)}%00`, randomUUID()];
    for (const id of [...hidden, ...none]) {
      expectProblem(await crm.send('GET', `${path}/${id}`), { status: 404, code: 'not_found' });
      expectProblem(await crm.send('POST', `${path}/${id}/redelivery`), { status: 404, code: 'not_found' });
    }
    expect((await admin.send('GET', `/v1/admin/webhook-deliveries/${hidden[0]}`)).status).toBe(200);
    expect(await api.query('select 1 from webhook_lines')).toEqual([]);
  });

  it('is put back once, however often it is asked for at once, and keeps its id', async () => {
    const given = rows.find((row) => row.endpointId === endpoints[0] && row.status === 'exhausted') as Row;
    const answers = await Promise.all(Array.from({ length: 10 }, () => crm.send('POST', `${path}/${given.id}/redelivery`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    for (const answer of answers) expect(answer.json()).toMatchObject({ id: given.id, status: 'pending' });
    // The line counts what was put into it: once.
    expect(await api.query('select subject, pending from webhook_lines')).toEqual([{ subject: given.subject, pending: 1 }]);
    const key = { 'idempotency-key': randomUUID() };
    const [first, again] = [await crm.send('POST', `${path}/${given.id}/redelivery`, {}, { headers: key }), await crm.send('POST', `${path}/${given.id}/redelivery`, undefined, { headers: key })];
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
  });

  it('shows attempts in order, and answers that are no text', async () => {
    const { id, endpointId, subject, sequence } = rows[0] as Row;
    for (const [number, answer] of [[2, Buffer.from([0xff, 0x00, 0x41])], [1, null]] as const) {
      await api.query(`insert into webhook_attempts values ($1, $2, $3, $4, now(), 5, $5, $6, $7)`, [endpointId, subject, sequence, number, answer === null ? 'dns' : 'refused_status', answer === null ? null : 503, answer]);
    }
    const { attempts } = (await crm.send('GET', `${path}/${id}`, undefined, { headers: { 'accept-language': 'kk' } })).json<Required<DeliveryResource>>();
    expect(attempts).toMatchObject([
      { number: 1, outcome: 'dns', http_status: null, answer: null }, { number: 2, outcome: 'refused_status', http_status: 503, answer: '\ufffd\u0000A', text: 'Қабылдаушы жауап берді, бірақ 2xx кодымен емес.' }]);
  });
});

describe('a replay', () => {
  const window = { from: '2020-01-01T00:00:00Z', to: '2090-01-01T00:00:00+05:00' };
  interface Plan { count: number; count_is_exact: boolean; sample: { event_id: string; type: string; subject: string }[]; token: string }
  const rehearse = async (id: string, more: object = {}, caller = crm): Promise<Plan> => {
    const answer = await caller.act(id, 'replay', { ...window, dry_run: true, ...more });
    expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
    return answer.json<Plan>();
  };
  const tokenFault = { status: 422, code: 'validation_failed', errors: [{ pointer: '/token', code: 'invalid' }] };
  let accepted: string[];
  beforeAll(async () => {
    accepted = [];
    for (let nth = 0; nth < 7; nth += 1) accepted.push((await crm.send('POST', '/v1/onboardings?allow_duplicate_bin=true', newBody())).json<{ id: string }>().id);
    await admin.send('POST', '/v1/onboardings?allow_duplicate_bin=true', newBody());
    await crm.send('POST', `/v1/onboardings/${accepted[0]}/cancellation`, { reason: 'x' });
  });

  it('is rehearsed: how many, and the first of them, of what the endpoint gets', async () => {
    const { id } = await crm.register('https://crm.example/', ['onboarding.*']);
    const plan = await rehearse(id);
    expect([plan.count, plan.count_is_exact, plan.sample.length]).toEqual([8, true, 5]);
    expect(plan.sample[0]).toMatchObject({ event_id: `evt_${accepted[0]}_1`, type: 'onboarding.accepted', subject: accepted[0] });
    expect((await rehearse(id, { event_types: ['onboarding.cancelled', 'batch.*'] })).sample).toMatchObject([{ event_id: `evt_${accepted[0]}_2` }]);
    expect((await rehearse(id, { event_types: ['batch.*'] })).count).toBe(0);
    expect((await rehearse(id, { to: '2020-01-02T00:00:00Z' })).count).toBe(0);
    expect(await api.query('select 1 from webhook_replays')).toEqual([]);
    const counted = await admin.register();
    expect((await rehearse(counted.id, {}, admin)).sample.map(({ type }) => type)).toEqual(['onboarding.accepted']);
  });

  it('counts only so far', async () => {
    const { id } = await crm.register('https://crm.example/', ['onboarding.*']);
    await api.query(`
      insert into events (era, xid, api_client, subject, sequence, type, data, occurred_at)
      select 1, '3', 'crm', gen_random_uuid(), 1, 'onboarding.accepted', '{}', '2019-06-01T00:00:00Z' from generate_series(1, 50100)`);
    expect(await rehearse(id, { from: '2019-01-01T00:00:00Z' })).toMatchObject({ count: 50_001, count_is_exact: false });
    await api.query(`delete from events where occurred_at < '2020-01-01'`);
  });

  it('is begun with the token of its rehearsal only', async () => {
    const { id } = await crm.register();
    const other = await crm.register();
    const { token } = await rehearse(id, { event_types: ['onboarding.accepted'] });
    const begin = (more: object, where = id) => crm.act(where, 'replay', { ...window, event_types: ['onboarding.accepted'], dry_run: false, ...more });
    for (const more of [{}, { token: 'x' }, { token: `${token}A` }, { token: token.slice(0, -2) }, { token, event_types: ['*'] }, { token, to: '2089-01-01T00:00:00Z' }, { token, from: '2019-01-01T00:00:00Z' }, { token: '.' }, { token: 'a.b' }]) {
      expectProblem(await begin(more), tokenFault);
    }
    expectProblem(await begin({ token }, other.id), tokenFault);
    const headers = { 'idempotency-key': randomUUID() };
    const sent = { ...window, event_types: ['onboarding.accepted'], dry_run: false, token };
    const begun = await crm.act(id, 'replay', sent, { headers });
    expect([begun.status, begun.json()]).toEqual([202, expect.objectContaining({ object: 'webhook_replay', endpoint_id: id, to: '2089-12-31T19:00:00.000Z', event_types: ['onboarding.accepted'] })]);
    expect((await crm.act(id, 'replay', sent, { headers })).text).toBe(begun.text);
    expectProblem(await begin({ token }), { status: 409, code: 'replay_in_progress', retryable: true });
    expect(await api.query('select endpoint_id, event_types, finished_at from webhook_replays')).toEqual([{ endpoint_id: id, event_types: ['onboarding.accepted'], finished_at: null }]);
  });

  it('is begun once, however many ask at the same moment, and shows how it gets on', async () => {
    const { id } = await crm.register();
    const { token } = await rehearse(id, {});
    const answers = await Promise.all(Array.from({ length: 8 }, () => crm.act(id, 'replay', { ...window, dry_run: false, token })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, ...Array<number>(7).fill(409)]);
    const shown = async () => (await crm.send('GET', `${endpointsPath}/${id}/replays`)).json<Page<Record<string, unknown>>>();
    const begun = answers.find(({ status }) => status === 202)!.json();
    expect(await shown()).toEqual({ data: [begun], has_more: false, next_cursor: null });
    expect(begun).toMatchObject({ status: 'running', found: 0, finished_at: null });
    // As the worker does.
    await api.query('update webhook_replays set finished_at = now(), found = 7 where endpoint_id = $1', [id]);
    const next = await crm.act(id, 'replay', { ...window, dry_run: false, token });
    expect(next.status).toBe(202);
    expect((await shown()).data).toMatchObject([next.json(), { id: begun['id'], status: 'finished', found: 7, finished_at: expect.any(String) as string }]);
    const first = (await crm.send('GET', `${endpointsPath}/${id}/replays?limit=1`)).json<Page<{ id: string }>>();
    expect([first.data.length, first.has_more]).toEqual([1, true]);
    expect((await crm.send('GET', `${endpointsPath}/${id}/replays?limit=1&cursor=${first.next_cursor}`)).json()).toMatchObject({ data: [{ id: begun['id'] }], has_more: false });
    expectProblem(await admin.send('GET', `${endpointsPath}/${id}/replays`), { status: 404, code: 'not_found' });
  });

  it('of another one is not there', async () => {
    const { id } = await admin.register();
    expectProblem(await crm.act(id, 'replay', { ...window, dry_run: true }), { status: 404, code: 'not_found' });
  });

  it.each<[string, object, string[]]>([
    ['without a time', { from: undefined, to: undefined }, ['/from', '/to']], ['of no time', { to: window.from }, ['/to']], ['backwards', { from: '2091-01-01T00:00:00Z' }, ['/to']],
    ['with days for instants', { from: '2026-01-01', to: 5 }, ['/from', '/to']], ['without saying whether', { dry_run: undefined }, ['/dry_run']], ['with a word for truth', { dry_run: 'true' }, ['/dry_run']],
    ['of types that there are not', { event_types: ['x'] }, ['/event_types']], ['of no types', { event_types: [] }, ['/event_types']], ['with a token that is none', { token: 5 }, ['/token']], ['with null', { token: null, event_types: null }, ['/token', '/event_types']],
  ])('%s is refused', async (_, more, pointers) => {
    const [id = ''] = endpoints;
    expectProblem(await crm.act(id, 'replay', { ...window, dry_run: true, ...more }), { status: 422, code: 'validation_failed', errors: pointers.map((pointer) => ({ pointer, code: 'invalid' })) });
  });
});

it('had nothing to complain about', () => expectUnharmed(api));
