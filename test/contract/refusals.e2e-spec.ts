import { randomInt, randomUUID } from 'node:crypto';
import type { MediaTypeObject, ResponseObject, SchemaObject } from 'openapi3-ts/oas31';
import { problemKinds, type ProblemCode } from '#app/platform';
import { deliveryId } from '#app/webhooks';
import { contract, type Described } from '../support/contract.js';
import { sendBytes, type Answer } from '../support/http.js';
import type { OnboardingResource } from '../support/onboarding-resource.js';
import { newBody } from '../support/request-body.js';
import { expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

/* Every refusal that the document names for a call is real: it is provoked there, and compared with its example. */

// Longer than the patience of what is waited for.
jest.setTimeout(90_000);

let api: RunningApi;
/** One that never reaches PostgreSQL, and one whose tables are not where they should be. */
let away: RunningApi;
let broken: RunningApi;
beforeAll(async () => {
  [api, broken] = await Promise.all([startApi(), startApi()]);
  away = await startApi({}, { url: 'postgres://nobody@127.0.0.1:1/nothing', drop: () => Promise.resolve() });
  await Promise.all([untilReady(api), untilReady(broken)]);
  for (const table of ['onboardings', 'applications', 'events', 'batches', 'batch_items', 'idempotency_keys', 'webhook_endpoints', 'webhook_deliveries']) await broken.query(`alter table ${table} rename to ${table}_elsewhere`);
  // As if another replica had stored its answer under this key a moment ago, and nobody could see it yet.
  await api.query(`
    create function first_elsewhere() returns trigger language plpgsql as $$ begin raise unique_violation using constraint = 'pk_idempotency_keys'; end $$`);
  await api.query(`create trigger first_elsewhere before insert on idempotency_keys for each row when (new.key = 'in-use') execute function first_elsewhere()`);
}, 120_000);
afterAll(async () => {
  await Promise.all([api, away, broken].map((each) => each.close()));
}, 60_000);

const freshBin = (): string => `9912${String(randomInt(100_000_000)).padStart(8, '0')}`;
const newId = async (bin = freshBin()): Promise<string> => (await api.call('POST', '/v1/onboardings', { body: newBody({ bin }) })).json<OnboardingResource>().id;
async function moved(id: string, status: string): Promise<string> {
  await api.query(`update onboardings set status = $2, due_at = null where id = $1`, [id, status]);
  if (status !== 'submitting') await api.query('delete from open_bins where onboarding_id = $1', [id]);
  return id;
}

/** A call that would be answered well: `changed` and `spoilt` are other bodies for the same place. */
interface Call { id?: string; body?: string; changed?: string; spoilt?: string; unknown?: string }
const calls: Record<string, () => Promise<Call>> = {
  createOnboarding: async () => {
    const bin = freshBin();
    return { body: newBody({ bin }), changed: newBody({ bin, description: 'other' }), spoilt: '{}', unknown: newBody({ zebra: 1 }) };
  },
  validateOnboarding: async () => ({ body: newBody(), changed: newBody({ description: 'other' }) }),
  previewOnboarding: async () => ({ body: newBody(), changed: newBody({ description: 'other' }), spoilt: '{}', unknown: newBody({ zebra: 1 }) }),
  createBatch: async () => ({ body: '{"items":[{}]}', changed: '{"items":[{},{}]}', spoilt: '{"items":[]}', unknown: '{"items":[{}],"zebra":1}' }),
  resubmitOnboarding: async () => ({ id: await moved(await newId(), 'rejected'), body: '{}', changed: '{"description":"other"}', spoilt: '{"iban":"x"}', unknown: '{"zebra":1}' }),
  cancelOnboarding: async () => ({ id: await newId(), body: '{"reason":"a"}', changed: '{"reason":"b"}', spoilt: '{"reason":""}', unknown: '{"reason":"a","zebra":1}' }),
  actOnOnboarding: async () => ({
    id: await newId(), body: '{"action":"hold","reason":"a"}', changed: '{"action":"hold","reason":"b"}', spoilt: '{"action":"explode","reason":"a"}', unknown: '{"action":"hold","reason":"a","zebra":1}',
  }),
};
const newEndpoint = async (): Promise<string> => {
  // Below the limit: whoever needs one needs no other.
  await api.query('update webhook_endpoints set deleted_at = now() where deleted_at is null');
  return (await api.call('POST', '/v1/webhook-endpoints', { body: endpointBody() })).json<{ id: string }>().id;
};
const endpointBody = (more = {}): string => JSON.stringify({ url: 'https://crm.example/', event_types: ['*'], ...more });
const window = (more = {}): string => JSON.stringify({ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', dry_run: true, ...more });
const noWord = { body: '{}', spoilt: '[]', unknown: '{"zebra":1}' };
async function newDelivery(): Promise<string> {
  const key = { endpointId: await newEndpoint(), subject: randomUUID(), sequence: 1 };
  await api.query(`insert into webhook_deliveries (endpoint_id, subject, sequence, type, status) values ($1, $2, 1, 'onboarding.accepted', 'exhausted')`, [key.endpointId, key.subject]);
  return deliveryId(key);
}
Object.assign(calls, {
  createWebhookEndpoint: async () => {
    await newEndpoint();
    return { body: endpointBody(), changed: endpointBody({ event_types: ['batch.*'] }), spoilt: '{}', unknown: endpointBody({ zebra: 1 }) };
  },
  changeWebhookEndpoint: async () => ({ id: await newEndpoint(), body: '{"description":"a"}', spoilt: '{"event_types":[]}', unknown: '{"zebra":1}' }),
  rotateWebhookSecret: async () => ({ id: await newEndpoint(), body: '{"overlap_hours":1}', changed: '{"overlap_hours":2}', spoilt: '{"overlap_hours":169}', unknown: '{"zebra":1}' }),
  replayWebhookEvents: async () => ({ id: await newEndpoint(), body: window(), changed: window({ event_types: ['*'] }), spoilt: window({ to: '' }), unknown: window({ zebra: 1 }) }),
  ...Object.fromEntries(['activateWebhookEndpoint', 'deactivateWebhookEndpoint', 'testWebhookEndpoint'].map((id) => [id, async () => ({ ...noWord, id: await newEndpoint() })])),
  ...Object.fromEntries(['getWebhookEndpoint', 'deleteWebhookEndpoint', 'getAnyWebhookEndpoint', 'listReplays'].map((id) => [id, async () => ({ id: await newEndpoint() })])),
  ...Object.fromEntries(['getWebhookDelivery', 'getAnyWebhookDelivery'].map((id) => [id, async () => ({ id: await newDelivery() })])),
  redeliverWebhook: async () => ({ ...noWord, id: await newDelivery() }),
} satisfies typeof calls);
const usual = async ({ path }: Described): Promise<Call> => {
  if (!path.includes('{id}')) return {};
  return { id: path.includes('/batches/') ? (await api.call('POST', '/v1/batches', { body: '{"items":[{}]}' })).json<{ id: string }>().id : await newId() };
};

type Sent = NonNullable<Parameters<RunningApi['call']>[2]>;
const pathOf = ({ path }: Described, id: string = randomUUID()): string => path.replace('{id}', id);
const keyOf = ({ operation }: Described): string => (operation.tags?.includes('operators') === true ? keys.admin : keys.crm);
async function ask(described: Described, sent: (call: Call) => Sent & { id?: string; query?: string } = () => ({}), where = api): Promise<Answer> {
  const call = await (calls[described.operation.operationId ?? ''] ?? (() => usual(described)))();
  const { id = call.id, query = '', ...more } = sent(call) ?? {};
  return where.call(described.method.toUpperCase(), `${pathOf(described, id)}${query}`, { key: keyOf(described), ...(call.body === undefined ? {} : { body: call.body }), ...more });
}
const withHeaders = (described: Described, headers: Record<string, string>): Promise<Answer> => ask(described, () => ({ headers }));
const raw = (described: Described, host: string, more = ''): Promise<Answer> =>
  sendBytes(api.port, `${described.method.toUpperCase()} ${pathOf(described)} HTTP/1.1\r\n${host}authorization: Bearer ${keyOf(described)}\r\n${more}\r\n`);
/** Some ask the database for nothing but their key. */
const withAnyKey = ({ body }: Call): Sent => (body === undefined ? {} : { headers: { 'idempotency-key': randomUUID() } });
async function twice(described: Described, again: (call: Call) => Sent): Promise<Answer> {
  const call = await calls[described.operation.operationId ?? '']?.() ?? {};
  const key = randomUUID();
  const send = (sent: Sent): Promise<Answer> => api.call(described.method.toUpperCase(), pathOf(described, call.id), { key: keyOf(described), ...sent });
  expect((await send({ ...(call.body === undefined ? {} : { body: call.body }), headers: { 'idempotency-key': key } })).status).toBeLessThan(300);
  return send({ headers: { 'idempotency-key': key }, ...again(call) });
}
const steered = (action: string): string => JSON.stringify({ action, reason: 'a' });

/** How to come by each refusal, whatever the call. */
const provoke: Record<ProblemCode, ((described: Described) => Promise<Answer>) | null> = {
  bad_request: (described) => raw(described, ''),
  headers_too_large: (described) => raw(described, 'host: api\r\n', `x-note: ${'n'.repeat(20_000)}\r\n`),
  // Nobody waits half a minute for it here.
  request_timeout: null,
  unauthorized: (described) => ask(described, () => ({ key: null })),
  forbidden: (described) => ask(described, () => ({ key: keys.crm })),
  internal_error: (described) => ask(described, withAnyKey, broken),
  service_unavailable: (described) => ask(described, withAnyKey, away),
  not_found: (described) => ask(described, () => ({ id: randomUUID() })),
  uri_too_long: (described) => ask(described, () => ({ id: 'x'.repeat(201) })),
  malformed_json: (described) => ask(described, () => ({ body: '{' })),
  malformed_csv: (described) => ask(described, () => ({ body: '', headers: { 'content-type': 'text/csv' } })),
  // Said before a byte of it was sent.
  body_too_large: (described) => raw(described, 'host: api\r\n', 'content-type: application/json\r\ncontent-length: 30000000\r\n'),
  unsupported_media_type: (described) => withHeaders(described, { 'content-type': 'text/plain' }),
  validation_failed: (described) => ask(described, ({ spoilt }) => (spoilt === undefined ? { query: '?limit=0' } : { body: spoilt })),
  unknown_field: (described) => ask(described, ({ unknown }) => (unknown === undefined ? { query: '?zebra=1' } : { body: unknown })),
  idempotency_key_invalid: (described) => withHeaders(described, { 'idempotency-key': 'a b' }),
  idempotency_key_in_use: (described) => withHeaders(described, { 'idempotency-key': 'in-use' }),
  idempotency_key_reused: (described) => twice(described, ({ changed = '' }) => ({ body: changed })),
  sequence_mismatch: (described) => withHeaders(described, { 'if-match': '"999"' }),
  version_mismatch: (described) => withHeaders(described, { 'if-match': '"999"' }),
  too_many_endpoints: async (described) => {
    await newEndpoint();
    for (let count = 1; count < 20; count += 1) await api.call('POST', '/v1/webhook-endpoints', { body: endpointBody() });
    return api.call('POST', pathOf(described), { body: endpointBody() });
  },
  endpoint_not_answering: async (described) => {
    const id = await newEndpoint();
    // Of an address that is not allowed any more: nothing is looked up, nothing is sent.
    await api.query(`update webhook_endpoints set status = 'disabled', disabled_at = now(), disabled_reason = 'failing', url = 'https://10.0.0.7/' where id = $1`, [id]);
    return api.call('POST', pathOf(described, id));
  },
  replay_in_progress: async (described) => {
    const id = await newEndpoint();
    const { token } = (await api.call('POST', pathOf(described, id), { body: window() })).json<{ token: string }>();
    const begin = (): Promise<Answer> => api.call('POST', pathOf(described, id), { body: window({ dry_run: false, token }) });
    expect((await begin()).status).toBe(202);
    return begin();
  },
  // In production without keys of its own: test/api/webhooks.e2e-spec.ts starts one like that.
  webhooks_not_set_up: null,
  external_id_conflict: async (described) => {
    await api.call('POST', '/v1/onboardings', { body: newBody({ bin: freshBin(), external_id: 'taken' }) });
    return ask(described, () => ({ body: newBody({ bin: freshBin(), external_id: 'taken' }) }));
  },
  request_id_conflict: async (described) => {
    const request_id = randomUUID();
    await api.call('POST', '/v1/onboardings', { body: newBody({ bin: freshBin(), request_id }), key: keys.admin });
    return ask(described, () => ({ body: newBody({ bin: freshBin(), request_id }) }));
  },
  open_onboarding_for_bin: async (described) => {
    const bin = freshBin();
    const id = await newId(bin);
    if (!described.path.includes('{id}')) return ask(described, () => ({ body: newBody({ bin }) }));
    await moved(id, 'rejected');
    await newId(bin);
    return ask(described, () => ({ id }));
  },
  not_resubmittable: async (described) => ask(described, await elsewhere('pending')),
  already_submitted: async (described) => ask(described, await elsewhere('submitting', steered('cancel'))),
  already_final: async (described) => ask(described, await elsewhere('succeeded')),
  action_not_possible: async (described) => ask(described, await elsewhere('pending', steered('release'))),
};
/** Another onboarding, in that status; and another body where the call is an action. */
async function elsewhere(status: string, action?: string): Promise<(call: Call) => Sent & { id: string }> {
  const id = await newId();
  if (status !== 'pending') await moved(id, status);
  return ({ body = '' }) => ({ id, body: body.includes('"action"') && action !== undefined ? action : body });
}

const codesIn = (schema: SchemaObject): ProblemCode[] =>
  [...((schema.properties?.['code'] as SchemaObject | undefined)?.enum ?? []) as ProblemCode[], ...[...schema.allOf ?? [], ...schema.oneOf ?? []].flatMap((part) => codesIn(part as SchemaObject))];
const refusals = contract().operations.flatMap((described) => Object.values(described.operation.responses ?? {}).flatMap((response) => {
  const problem = contract().resolve<ResponseObject>(response as ResponseObject).content?.['application/problem+json'];
  return problem === undefined ? [] : codesIn(problem.schema as SchemaObject).map((code) => ({ described, code, problem }));
}));
/** What asks no database cannot be hurt by it. */
const asksNothing = new Set(['getProducts', 'getStatuses', 'getProblemCodes', 'getMerchantCategories', 'getCountries', 'getEventTypes', 'live', 'ready', 'metrics', 'getContract']);
const real = refusals.filter(({ code, described }) => provoke[code] !== null && !(code === 'internal_error' && asksNothing.has(described.operation.operationId ?? '')));

const exampleOf = ({ examples = {} }: MediaTypeObject, code: ProblemCode): Record<string, unknown> | undefined =>
  Object.values(examples).map((example) => (example as { value: Record<string, unknown> }).value).find((value) => value['code'] === code);
/** What is the same wherever a code is met. */
const essence = ({ type, title, status, code, retryable }: Record<string, unknown>): unknown => ({ type, title, status, code, retryable });

it.each(real.map(({ described, code, problem }) => [described.operation.operationId ?? '', code, described, problem] as const))('%s: %s', async (_, code, described, problem) => {
  const answer = await provoke[code]?.(described);
  expect([answer?.status, answer?.json()]).toEqual([problemKinds[code].status, expect.objectContaining({ code })]);
  expect(essence(answer?.json() ?? {})).toEqual(essence(exampleOf(problem, code) ?? {}));
});

it('had nothing to complain about, and says what it could not do', () => {
  for (const each of [api, away]) expectUnharmed(each);
  expect(broken.part.lines.some((line) => line.includes('a request failed'))).toBe(true);
});
