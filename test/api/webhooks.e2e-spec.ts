import { randomBytes, randomUUID } from 'node:crypto';
import { eventTypes } from '../../apps/api/src/webhooks/event-types.js';
import type { Page } from '../support/onboarding-resource.js';
import { expectProblem } from '../support/problem-oracle.js';
import { expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';
import { endpointsPath as path, WebhookCaller, type EndpointResource } from '../support/webhooks.js';

const canary = 'zebra-canary-4711';
const whsec = /whsec_[A-Za-z0-9+/]{43}=/;

let api: RunningApi;
/** Another replica on the same database. */
let twin: RunningApi;
let crm: WebhookCaller;
let admin: WebhookCaller;
beforeAll(async () => {
  api = await startApi({ LOG_LEVEL: 'trace', WEBHOOK_ALLOW: '192.168.7.0/24,crm.office.internal:8080' });
  twin = await startApi(api.environment, api.database);
  await Promise.all([untilReady(api), untilReady(twin)]);
  crm = new WebhookCaller(api);
  admin = new WebhookCaller(api, keys.admin);
}, 120_000);
afterAll(async () => {
  await twin.close();
  await api.close();
}, 60_000);
afterEach(() => api.query('update webhook_endpoints set deleted_at = now() where deleted_at is null'));

const body = (more: object = {}): object => ({ url: 'https://crm.example/hook', event_types: ['onboarding.*'], ...more });
const invalid = (...pointers: string[]) => ({ status: 422, code: 'validation_failed', errors: pointers.map((pointer) => ({ pointer, code: 'invalid' })) });

describe('an endpoint', () => {
  it('is registered, read, changed and deleted', async () => {
    const created = await crm.send('POST', path, body({ description: 'Наш CRM' }));
    const { secret, ...endpoint } = created.json<EndpointResource>();
    expect([created.status, created.headers.location, created.headers.etag]).toEqual([201, `${path}/${endpoint.id}`, '"1"']);
    expect(secret).toMatch(whsec);
    expect(endpoint).toMatchObject({
      url: 'https://crm.example/hook', description: 'Наш CRM', event_types: ['onboarding.*'], status: 'enabled', disabled_reason: null, version: 1,
      health: { failing_since: null, last_success_at: null, last_failure_at: null, paused_until: null, pending: 0, more_pending: false }, secrets: [{ expires_at: null }],
    });
    expect(await crm.get(endpoint.id.toUpperCase())).toEqual(endpoint);
    const changed = await crm.send('PATCH', `${path}/${endpoint.id}`, { url: 'https://CRM2.example', description: null }, { headers: { 'if-match': '"1"' } });
    expect([changed.status, changed.headers.etag]).toEqual([200, '"2"']);
    expect(changed.json()).toEqual({ ...endpoint, url: 'https://crm2.example/', description: null, version: 2, updated_at: expect.any(String) as string });
    expect(await crm.get(endpoint.id)).toEqual(changed.json());
    expect((await crm.send('DELETE', `${path}/${endpoint.id}`, undefined, { headers: { 'if-match': '"2"' } })).status).toBe(204);
    for (const [method, rest] of [['GET', ''], ['PATCH', ''], ['DELETE', ''], ['POST', '/test'], ['POST', '/activation'], ['POST', '/deactivation'], ['POST', '/secret-rotation']] as const) {
      expectProblem(await crm.send(method, `${path}/${endpoint.id}${rest}`, method === 'GET' || method === 'DELETE' ? undefined : {}), { status: 404, code: 'not_found' });
    }
    expect(await api.query('select 1 from webhook_secrets where endpoint_id = $1', [endpoint.id])).toEqual([]);
  });

  it('is changed by whoever saw it last', async () => {
    const { id } = await crm.register();
    const change = (description: string, tag?: string) => crm.send('PATCH', `${path}/${id}`, { description }, tag === undefined ? {} : { headers: { 'if-match': tag } });
    expect((await change('a', '"1"')).status).toBe(200);
    for (const tag of ['"1"', '"9"', 'W/"2"', '2', '', canary]) expectProblem(await change('b', tag), { status: 412, code: 'version_mismatch', submitted: [canary] });
    expect((await change('c', '*')).json<EndpointResource>().version).toBe(3);
    expect((await change('c')).json<EndpointResource>().version).toBe(3);
    expectProblem(await crm.send('DELETE', `${path}/${id}`, undefined, { headers: { 'if-match': '"1"' } }), { status: 412, code: 'version_mismatch' });
    for (const what of ['secret-rotation', 'activation', 'deactivation']) expectProblem(await crm.act(id, what, {}, { headers: { 'if-match': '"1"' } }), { status: 412, code: 'version_mismatch' });
    expect(await crm.get(id)).toMatchObject({ version: 3, description: 'c', status: 'enabled' });
  });

  it('changed by twenty at once, at two replicas, loses no change', async () => {
    const { id } = await crm.register();
    const other = new WebhookCaller(twin);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, nth) => (nth % 2 === 0 ? crm : other).send('PATCH', `${path}/${id}`, { description: `d${nth}` })));
    const changed = answers.filter(({ status }) => status === 200);
    expect(changed.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status !== 200).map(({ status }) => status).filter((status) => status !== 412)).toEqual([]);
    expect((await crm.get(id)).version).toBe(1 + changed.length);
  });

  it('is one of twenty at most, at however many replicas it is asked for', async () => {
    const other = new WebhookCaller(twin);
    const answers = await Promise.all(Array.from({ length: 30 }, (_, nth) => (nth % 2 === 0 ? crm : other).send('POST', path, body())));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([...Array.from({ length: 20 }, () => 201), ...Array.from({ length: 10 }, () => 409)]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.json()).toMatchObject({ code: 'too_many_endpoints', detail: 'You may have 20 webhook endpoints at most.' });
    const [first] = (await crm.send('GET', path)).json<Page<EndpointResource>>().data;
    await crm.send('DELETE', `${path}/${first?.id}`);
    await crm.register();
    await admin.register();
  });

  it('is listed page by page, newest first', async () => {
    const ids: string[] = [];
    for (let nth = 0; nth < 3; nth += 1) ids.unshift((await crm.register()).id);
    const read = async (query: string): Promise<Page<EndpointResource>> => (await crm.send('GET', `${path}${query}`)).json<Page<EndpointResource>>();
    const first = await read('?limit=2');
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([ids.slice(0, 2), true]);
    const rest = await read(`?limit=2&cursor=${first.next_cursor}`);
    expect([rest.data.map(({ id }) => id), rest.has_more, rest.next_cursor]).toEqual([ids.slice(2), false, null]);
  });

  it("is another one's nobody sees but operators, who only look", async () => {
    const { id } = await crm.register();
    const foreign = await admin.register();
    for (const [caller, hidden] of [[crm, foreign.id], [admin, id]] as const) {
      for (const [method, rest] of [['GET', ''], ['PATCH', ''], ['DELETE', ''], ...['test', 'activation', 'deactivation', 'secret-rotation'].map((what) => ['POST', `/${what}`] as const)] as const) {
        const answer = await caller.send(method, `${path}/${hidden}${rest}`, method === 'GET' || method === 'DELETE' ? undefined : {});
        expectProblem(answer, { status: 404, code: 'not_found', instance: `${path}/${hidden}${rest}` });
      }
    }
    expect((await crm.send('GET', path)).json<Page<EndpointResource>>().data.map((each) => each.id)).toEqual([id]);
    expect((await admin.send('GET', path)).json<Page<EndpointResource>>().data.map((each) => each.id)).toEqual([foreign.id]);
    const all = (await admin.send('GET', '/v1/admin/webhook-endpoints')).json<Page<EndpointResource & { api_client: string }>>().data;
    expect(all.map((each) => [each.id, each.api_client])).toEqual([[foreign.id, 'admin'], [id, 'crm']]);
    expect((await admin.send('GET', `/v1/admin/webhook-endpoints/${id}`)).json()).toEqual({ api_client: 'crm', ...(await crm.get(id)) });
    for (const rest of ['webhook-endpoints', `webhook-endpoints/${id}`, 'webhook-deliveries', `webhook-deliveries/dlv_${'A'.repeat(48)}`]) {
      expectProblem(await crm.send('GET', `/v1/admin/${rest}`), { status: 403, code: 'forbidden' });
      for (const method of ['POST', 'PATCH', 'DELETE']) expectProblem(await admin.send(method, `/v1/admin/${rest}`), { status: 404, code: 'not_found' });
    }
  });

  it('tells of a pause that its receiver asked for, until that is over', async () => {
    const { id } = await crm.register();
    const paused = async (until: string): Promise<unknown> => {
      await api.query(`update webhook_endpoints set paused_until = now() + interval '${until}' where id = $1`, [id]);
      return (await crm.get(id)).health;
    };
    expect(await paused('1 hour')).toMatchObject({ paused_until: expect.stringMatching(/Z$/) as string });
    expect(await paused('-1 second')).toMatchObject({ paused_until: null });
  });

  it('disabled by its client is told about, once', async () => {
    const { id } = await crm.register();
    const disabled = await crm.act(id, 'deactivation');
    expect(disabled.json()).toMatchObject({ status: 'disabled', disabled_reason: 'by_client', disabled_at: expect.stringMatching(/Z$/) as string, version: 2 });
    expect((await crm.act(id, 'deactivation')).json()).toEqual(disabled.json());
    expect(await api.query('select type, sequence, api_client, data from events where subject = $1', [id])).toEqual([
      { type: 'webhook_endpoint.disabled', sequence: 1, api_client: 'crm', data: { id, reason: 'by_client', failing_since: null } }]);
  });
});

describe('what is wrong with a request', () => {
  it.each<[string, object, ReturnType<typeof invalid> | { status: number; code: string; errors: { pointer: string; code: string }[] }]>([
    ['everything', { url: 5, event_types: 'onboarding.*', description: 'x'.repeat(256) }, invalid('/url', '/event_types', '/description')],
    ['nothing there', {}, invalid('/url', '/event_types')], ['null', { url: null, event_types: null }, invalid('/url', '/event_types')],
    ['a name nobody knows', body({ secret: canary }), { status: 422, code: 'unknown_field', errors: [{ pointer: '/secret', code: 'unknown_field' }] }],
    ...[[], ['onboarding.exploded'], ['onboarding'], ['ONBOARDING.*'], ['*', '*'], ['onboarding.*.x'], [''], [5], [null], [['*']], {}, ['webhook_endpoint.test'], Array.from({ length: 51 }, () => '*')]
      .map((types): [string, object, ReturnType<typeof invalid>] => [`types ${JSON.stringify(types).slice(0, 40)}`, body({ event_types: types }), invalid('/event_types')]),
    ['a line break', body({ description: 'a\nb' }), invalid('/description')], ['a description that is none', body({ description: 5 }), invalid('/description')],
    ['a bad address beside a bad type', body({ url: 'https://127.0.0.1/', event_types: ['x'] }), invalid('/url', '/event_types')],
  ])('%s', async (_, sent, expected) => {
    expectProblem(await crm.send('POST', path, sent), { ...expected, instance: path, submitted: [canary] });
    expect((await crm.send('GET', path)).json<Page<unknown>>().data).toEqual([]);
  });

  it.each(['[]', '"x"', '5', 'true'])('%s is no endpoint', async (sent) => {
    expectProblem(await crm.send('POST', path, sent), { status: 422, code: 'validation_failed', errors: [{ pointer: '', code: 'wrong_type' }] });
  });

  it.each(['null', '', '{', '{"url":"a","url":"b"}'])('%s is no body', async (sent) => {
    expectProblem(await crm.send('POST', path, sent), { status: 400, code: 'malformed_json' });
  });

  it.each([
    'http://crm.example/', 'https://crm.example:8443/', 'ftp://crm.example/', 'crm.example', '//crm.example/', '', ' https://crm.example/', 'https://', 'https://user:zebra-canary-4711@crm.example/',
    'https://crm.example/#zebra-canary-4711', 'https://127.0.0.1/zebra-canary-4711', 'https://localhost/', 'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'https://[64:ff9b::a00:1]/', 'https://10.1.2.3/', 'https://172.16.0.1/',
    'https://192.168.8.1/', 'https://169.254.169.254/latest/meta-data/', 'https://2130706433/', 'https://0x7f.1/', 'https://0177.0.0.1/', 'https://[fe80::1]/', 'https://[fd00::1]/', 'https://0.0.0.0/',
    'https://crm.local/', 'https://intranet/', 'https://crm.office.internal/', 'http://crm.office.internal:8081/', 'https://crm.example\\@127.0.0.1/', 'https://crm.example/\u0000', `https://crm.example/${'x'.repeat(2_048)}`,
    'javascript:alert(1)', 'https://100.64.0.1/', 'https://224.0.0.1/', 'https://255.255.255.255/',
  ])('%s is refused as an address, in words that tell nothing of it', async (url) => {
    for (const answer of [await crm.send('POST', path, body({ url })), await crm.send('PATCH', `${path}/${(await crm.register()).id}`, { url })]) {
      const { errors = [] } = expectProblem(answer, { ...invalid('/url'), submitted: [canary, '169.254', '10.1.2.3', 'office'] });
      expect(errors[0]?.message).toMatch(/^Send (?:an absolute https URL|an address that starts with https|a public one)|^This address cannot be called from here\./);
      expect(answer.text).not.toMatch(/loopback|private|metadata|link-local|ECONN|ENOTFOUND|127\.0/);
    }
  });

  it.each(['https://crm.example/hook?a=b%20c', 'https://8.8.8.8/', 'http://192.168.7.9:8080/hook', 'http://crm.office.internal:8080/hook', 'https://сайт.example/', 'https://[2001:4860:4860::8888]/'])('%s is taken', async (url) => {
    expect((await crm.register(url)).url).toBe(new URL(url).href);
  });

  it.each([
    ['limit=0', '?limit'], ['limit=201', '?limit'], ['limit=x', '?limit'], ['cursor=', '?cursor'], ['cursor=zebra-canary-4711', '?cursor'], ['limit=1&limit=2', '?limit'],
  ])('?%s', async (query, pointer) => {
    expectProblem(await crm.send('GET', `${path}?${query}`), { ...invalid(pointer), submitted: [canary] });
    expectProblem(await admin.send('GET', `/v1/admin/webhook-endpoints?${query}`), { ...invalid(pointer), submitted: [canary] });
  });

  it('an id that is none', async () => {
    for (const id of [canary, '1', '%00', "'--", '01a206c8-1150-7c39-8e4f-2a6b7c8d9e0', '..%2f..', randomUUID()]) expectProblem(await crm.send('GET', `${path}/${id}`), { status: 404, code: 'not_found' });
  });

  it.each<[string, unknown]>([['-1', -1], ['169', 169], ['1.5', 1.5], ['"24"', '24'], ['null', null], ['1e1', '{"overlap_hours":1e1}'], ['true', true], ['[]', []]])('an overlap of %s hours', async (_, hours) => {
    const { id } = await crm.register();
    expectProblem(await crm.act(id, 'secret-rotation', typeof hours === 'string' && hours.startsWith('{') ? hours : { overlap_hours: hours }), invalid('/overlap_hours'));
    expect((await crm.get(id)).version).toBe(1);
  });

  it('a word where none is taken', async () => {
    const { id } = await crm.register();
    for (const what of ['test', 'activation', 'deactivation']) {
      expectProblem(await crm.act(id, what, { [canary]: 1 }), { status: 422, code: 'unknown_field', errors: [{ pointer: `/${canary}`, code: 'unknown_field' }] });
      expectProblem(await crm.act(id, what, []), { status: 422, code: 'validation_failed', errors: [{ pointer: '', code: 'wrong_type' }] });
    }
    expect((await crm.get(id)).status).toBe('enabled');
  });
});

it('takes every type there is, and every kind', async () => {
  const filters = [...eventTypes, ...new Set(eventTypes.map((type) => type.replace(/\..*/, '.*')))];
  expect((await crm.register('https://crm.example/', filters)).event_types).toEqual(filters);
});

describe('a secret', () => {
  const shown: string[] = [];
  const keyOf = (): Record<string, string> => ({ 'idempotency-key': randomUUID() });

  it('comes again for the same key, byte for byte, at every replica', async () => {
    const headers = keyOf();
    const first = await crm.send('POST', path, body(), { headers });
    const again = await new WebhookCaller(twin).send('POST', path, body(), { headers });
    expect([again.status, again.text, again.headers['idempotent-replayed'], again.headers.location, again.headers.etag])
      .toEqual([201, first.text, 'true', first.headers.location, first.headers.etag]);
    const { id, secret = '' } = first.json<EndpointResource>();
    const rotation = keyOf();
    const rotated = await crm.act(id, 'secret-rotation', {}, { headers: rotation });
    const rotatedAgain = await new WebhookCaller(twin).act(id, 'secret-rotation', {}, { headers: rotation });
    expect([rotatedAgain.text, rotatedAgain.headers['idempotent-replayed']]).toEqual([rotated.text, 'true']);
    expect(rotated.json<EndpointResource>().secret).not.toBe(secret);
    expect((await crm.get(id)).version).toBe(2);
    expectProblem(await crm.send('POST', path, body({ description: 'other' }), { headers }), { status: 422, code: 'idempotency_key_reused' });
    expect((await crm.send('GET', path)).json<Page<unknown>>().data).toHaveLength(1);
    shown.push(secret, rotated.json<EndpointResource>().secret ?? '');
  });

  it('under one key at the same moment at two replicas is one', async () => {
    const headers = keyOf();
    const other = new WebhookCaller(twin);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, nth) => (nth % 2 === 0 ? crm : other).send('POST', path, body(), { headers })));
    const done = answers.filter(({ status }) => status === 201);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ status }) => status !== 201).map((answer) => answer.json<{ code: string }>().code).filter((code) => code !== 'idempotency_key_in_use')).toEqual([]);
    expect((await crm.send('GET', path)).json<Page<unknown>>().data).toHaveLength(1);
  });

  it('is in no later answer, no log and nowhere in the database in the clear', async () => {
    const { id, secret } = await crm.register();
    const rotated = (await crm.act(id, 'secret-rotation', {}, { headers: keyOf() })).json<EndpointResource>();
    shown.push(secret, rotated.secret ?? '');
    const later = [
      await crm.send('GET', `${path}/${id}`), await crm.send('GET', path), await crm.send('PATCH', `${path}/${id}`, { description: 'x' }), await crm.act(id, 'deactivation', {}, { headers: keyOf() }),
      await crm.act(id, 'activation'), await admin.send('GET', '/v1/admin/webhook-endpoints'), await admin.send('GET', `/v1/admin/webhook-endpoints/${id}`), await crm.send('GET', '/v1/events'),
    ].map(({ text }) => text);
    const tables = await api.query<{ name: string }>(`select table_name as name from information_schema.tables where table_schema = 'public'`);
    const stored = await Promise.all(tables.map(({ name }) => api.query<{ all: string | null }>(`select string_agg(t::text, ' ') as all from "${name}" t`)));
    const sealed = stored.flat().map(({ all }) => all ?? '').join('\n');
    const everywhere = [...later, sealed, ...api.part.lines, ...twin.part.lines].join('\n');
    expect(sealed).toContain('"sealed"');
    expect(shown.length).toBe(4);
    for (const each of shown) {
      const bytes = Buffer.from(each.slice(6), 'base64');
      for (const form of [each, each.slice(6), bytes.toString('hex'), bytes.toString('base64url')]) expect(everywhere).not.toContain(form);
    }
    expect(later.join('\n')).not.toMatch(/whsec_/);
    expect(api.part.lines.join('\n')).not.toMatch(/crm\.example|whsec_/);
  });
});

it('goes on after a change of the key that seals, for as long as the old one stands behind the new one', async () => {
  const [old, fresh] = ['old', 'fresh'].map((id) => `${id}:${randomBytes(32).toString('base64')}`);
  const started: RunningApi[] = [];
  const withKeys = async (keys: string): Promise<WebhookCaller> => {
    const replica = await startApi({ ...api.environment, WEBHOOK_SECRET_KEYS: keys }, api.database);
    started.push(replica);
    await untilReady(replica);
    return new WebhookCaller(replica);
  };
  try {
    const headers = { 'idempotency-key': randomUUID() };
    const sent = body({ url: 'http://192.168.7.9/' });
    const created = await (await withKeys(old ?? '')).send('POST', path, sent, { headers });
    const { id } = created.json<EndpointResource>();
    const both = await withKeys(`${fresh},${old}`);
    expect((await both.send('POST', path, sent, { headers })).text).toBe(created.text);
    expect((await both.act(id, 'secret-rotation', { overlap_hours: 0 })).status).toBe(200);
    const alone = await withKeys(fresh ?? '');
    expectProblem(await alone.send('POST', path, sent, { headers }), { status: 503, code: 'webhooks_not_set_up' });
    const { id: second } = await both.register();
    await api.query(`update webhook_secrets set key_id = 'lost' where endpoint_id = $1`, [second]);
    expectProblem(await alone.act(second, 'test'), { status: 503, code: 'webhooks_not_set_up' });
    expect((await alone.get(second)).status).toBe('enabled');
    expect(await api.query('select key_id from webhook_secrets where endpoint_id = $1 and number = 2', [id])).toEqual([{ key_id: 'fresh' }]);
    for (const replica of started) expectUnharmed(replica);
  } finally {
    for (const replica of started) await replica.close();
  }
});

it('in production without keys to seal with takes no endpoint', async () => {
  const unset = await startApi({ NODE_ENV: 'production', BOOTSTRAP_CRM_KEY: 'crm-key-of-production-0001', BOOTSTRAP_ADMIN_KEY: 'admin-key-of-production-01' });
  try {
    await untilReady(unset);
    const caller = new WebhookCaller(unset, 'crm-key-of-production-0001');
    expectProblem(await caller.send('POST', path, body()), { status: 503, code: 'webhooks_not_set_up' });
    expect((await caller.send('GET', path)).json<Page<unknown>>().data).toEqual([]);
    expectUnharmed(unset);
  } finally {
    await unset.close();
  }
});

it('had nothing to complain about', () => {
  expectUnharmed(api);
  expectUnharmed(twin);
});
