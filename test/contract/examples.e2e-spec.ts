import type { ExampleObject, MediaTypeObject, OperationObject, RequestBodyObject, ResponseObject } from 'openapi3-ts/oas31';
import { demoKeys } from '../../apps/demo/src/demo-keys.js';
import { localUrl } from '../../apps/demo/src/installation.js';
import { startPart, type Part } from '../../apps/demo/src/parts.js';
import { attempts, delivery } from '../../apps/api/src/contract/webhook-story.js';
import { contract, type Described } from '../support/contract.js';
import { Likeness } from '../support/likeness.js';
import type { Page } from '../support/onboarding-resource.js';
import { eventually, expectUnharmed, keys, startApi, untilAllServed, untilReady, type RunningApi } from '../support/running-api.js';

/*
 * The document's examples tell one story. It is lived through here: each request is sent as it stands, each answer is
 * compared with the one the document shows for it. Ids, times and cursors are other ones, but the same ones each time.
 */

// Longer than the patience of what is waited for.
jest.setTimeout(90_000);

const withoutIban = { name: 'x', bin: '971240001315', ceo_info: { first_name: 'x', last_name: 'x', phone: '+77017777777', email: 'mail@example.kz' }, address_info: { country: 'KZ', postal_code: '050000', address_line1: 'x' } };

/** Requests that break their schema, so that no example may hold them; what they are answered is an example all the same. */
const faulty: Record<string, { query?: string; headers?: Record<string, string>; body?: unknown }> = {
  'createOnboarding several_faults': { headers: { 'accept-language': 'ru' }, body: { ...withoutIban, bin: '12345', ceo_info: { ...withoutIban.ceo_info, phone: 'позвоните мне' } } },
  'listOnboardings wrong_limit': { query: 'limit=1000' },
  'listOnboardings wrong_instant': { query: 'created_from=2026-01-01T00:00:00' },
  'listOnboardings wrong_name': { query: 'statuses=rejected' },
  'validateOnboarding faulty': { body: withoutIban },
  'createWebhookEndpoint unknown_type': { headers: { 'accept-language': 'ru' }, body: { url: 'https://crm.example/', event_types: ['onboarding.exploded'] } },
};

/** As the story goes: before a worker runs, after it has done its work, and where PostgreSQL is away. */
const beginning = [
  'createOnboarding documentation', 'createOnboarding required', 'createOnboarding everything', 'createOnboarding repeated', 'createOnboarding several_faults', 'createOnboarding taken',
  'createOnboarding request_id_taken', 'createOnboarding bin_open', 'getOnboarding accepted', 'getOnboarding unchanged', 'getOnboarding nobody', 'listOnboardings found',
  'listOnboardings wrong_instant', 'listOnboardings wrong_limit', 'listOnboardings wrong_name', 'validateOnboarding valid', 'validateOnboarding faulty', 'previewOnboarding everything', 'listEvents beginning',
  'listEvents further', 'createOnboarding bin_shared', 'createBatch items', 'createBatch file', 'actOnOnboarding impossible', 'actOnOnboarding hold', 'actOnOnboarding release', 'cancelOnboarding withdrawn', 'cancelOnboarding final',
  'createWebhookEndpoint registered', 'createWebhookEndpoint private', 'createWebhookEndpoint unknown_type', 'listWebhookEndpoints all', 'getWebhookEndpoint calm', 'changeWebhookEndpoint types',
  'changeWebhookEndpoint changed', 'rotateWebhookSecret rotated', 'testWebhookEndpoint unresolved', 'replayWebhookEvents without_token', 'replayWebhookEvents rehearsed', 'replayWebhookEvents replayed', 'listReplays running',
  'activateWebhookEndpoint enabled', 'deactivateWebhookEndpoint paused', 'activateWebhookEndpoint unanswered', 'listAllWebhookEndpoints all', 'getAnyWebhookEndpoint paused',
];
/** Once two posts of an event were in vain. */
const givenUp = [
  'listWebhookDeliveries given_up', 'listWebhookDeliveries other_endpoint', 'getWebhookDelivery given_up', 'redeliverWebhook again', 'redeliverWebhook nobody', 'listAllWebhookDeliveries waiting',
  'getAnyWebhookDelivery waiting', 'deleteWebhookEndpoint deleted', 'getWebhookEndpoint gone',
];
const end = [
  'listBatches all', 'getBatch completed', 'getBatch nobody', 'listBatchItems all', 'listBatchItems refused', 'listBatchItems nobody', 'getBatchReport all', 'getBatchReport nobody',
  'getOnboarding refused', 'listOnboardings refused', 'listOnboardings to_be_mended', 'getTimeline refused', 'listEvents one', 'listEvents foreign', 'resubmitOnboarding corrected',
  'resubmitOnboarding changed', 'resubmitOnboarding not_refused', 'actOnOnboarding poll_now', 'getOverview calm', 'live live', 'ready ready',
  ...['getProducts', 'getStatuses', 'getProblemCodes', 'getMerchantCategories', 'getCountries', 'getEventTypes'].flatMap((id) => ['first', 'kazakh', 'unchanged'].map((name) => `${id} ${name}`)),
];
const elsewhere = ['ready postgres_away'];

interface Told { described: Described; name: string; status: number; sent: { path: string; headers: Record<string, string>; body?: unknown }; answer: unknown }

/** Of all media types. */
const examplesIn = (content: Record<string, MediaTypeObject> = {}): Record<string, ExampleObject> =>
  Object.assign({}, ...Object.values(content).map(({ examples }) => examples)) as Record<string, ExampleObject>;

/** What belongs to one example has its name in all places; a refusal that nothing leads to is told elsewhere. */
function tell(described: Described): Told[] {
  const { operation, path } = described;
  const bodies = examplesIn((operation.requestBody as RequestBodyObject | undefined)?.content);
  const parameters = contract().parametersOf(described);
  const answers = Object.entries(operation.responses ?? {}).flatMap(([status, response]) =>
    Object.entries(examplesIn((response as ResponseObject).content)).map(([name, { value }]) => ({ name, status: Number(status), answer: value as unknown })));
  const isTypical = (name: string): boolean => answers.some((answer) => answer.name === name && (answer.answer as { code?: string }).code === name) && !(name in bodies);
  const names = new Set([...Object.keys(bodies), ...parameters.flatMap(({ examples = {} }) => Object.keys(examples)), ...answers.map(({ name }) => name)]);
  return [...names].filter((name) => !isTypical(name)).map((name) => {
    const value = (kind: string): [string, unknown][] => parameters.flatMap((parameter) => {
      const example = parameter.examples?.[name] as ExampleObject | undefined;
      return parameter.in === kind && example !== undefined ? [[parameter.name, example.value as unknown]] : [];
    });
    const query = value('query').map(([parameter, given]) => `${parameter}=${encodeURIComponent(String(given))}`).join('&');
    const target = value('path').reduce((at, [parameter, given]) => at.replace(`{${parameter}}`, String(given)), path);
    const found = answers.find((answer) => answer.name === name);
    return {
      described, name: `${operation.operationId} ${name}`, status: found?.status ?? statusWithoutBody(operation), answer: found?.answer,
      sent: { path: query === '' ? target : `${target}?${query}`, headers: Object.fromEntries(value('header').map(([header, given]) => [header.toLowerCase(), String(given)])), body: bodies[name]?.value as unknown },
    };
  });
}

/** Without an answer shown it is the one without a body, else the first. */
const statusWithoutBody = ({ responses = {} }: OperationObject): number =>
  Number(Object.entries(responses).find(([status, response]) => Number(status) < 400 && (response as ResponseObject).content === undefined)?.[0] ?? Object.keys(responses).find((status) => Number(status) < 300));

const told = new Map(contract().operations.flatMap(tell).map((one) => [one.name, one]));
const likeness = new Likeness();

let api: RunningApi;
let away: RunningApi;
let simulator: Part;
beforeAll(async () => {
  const partner = { FREEDOMPAY_AUTH_ID: demoKeys.partnerAuthId, FREEDOMPAY_SECRET_KEY: demoKeys.partnerSecretKey };
  api = await startApi({ ...partner, POLL_FIRST_DELAY_MS: '100', POLL_FACTOR: '1' });
  away = await startApi({}, { url: 'postgres://nobody@127.0.0.1:1/nothing', drop: () => Promise.resolve() });
  simulator = await startPart('simulator', api.environment);
  await untilReady(api);
}, 120_000);
afterAll(async () => {
  await simulator.stop();
  await Promise.all([api.close(), away.close()]);
}, 60_000);

async function live(name: string, where: RunningApi = api): Promise<void> {
  const { described, status, sent, answer } = told.get(name) ?? (() => { throw new Error(`the document does not tell ${name}`); })();
  if (described.path === '/v1/events') await untilAllServed(where.port);
  const { query, headers = {}, body = sent.body } = faulty[name] ?? {};
  const path = likeness.toActual(query === undefined ? sent.path : `${sent.path}?${query}`);
  const [tag = ''] = described.operation.tags ?? [];
  const key = tag === 'operators' ? keys.admin : keys.crm;
  const closeness = tag === 'reference' ? 'excerpt' : described.operation.operationId === 'getOverview' ? 'shape' : 'all';
  const reply = await where.call(described.method.toUpperCase(), path, {
    key, headers: { ...(typeof body === 'string' ? { 'content-type': 'text/csv' } : {}), ...sent.headers, ...headers },
    ...(body === undefined ? {} : { body: likeness.toActual(typeof body === 'string' ? body : JSON.stringify(body)) }),
  });
  expect([reply.status, reply.text]).toEqual([status, expect.any(String)]);
  if (answer !== undefined) expect(likeness.differences(answer, typeof answer === 'string' ? reply.text : reply.json(), closeness)).toEqual([]);
}

it('all are told', () => {
  expect([...told.keys()].sort()).toEqual([...beginning, ...givenUp, ...end, ...elsewhere].sort());
});

describe('before anything was sent', () => {
  it.each(beginning)('%s', (name) => live(name));
});

describe('when an event could not be delivered', () => {
  beforeAll(async () => {
    const key = likeness.toActual(JSON.stringify([delivery.endpointId, delivery.subject, delivery.sequence]));
    const [endpointId, subject, sequence] = JSON.parse(key) as [string, string, number];
    await api.query(`
      insert into webhook_deliveries (endpoint_id, subject, sequence, type, status, attempts, last_attempt_at) values ($1, $2, $3, $4, $5, $6, now())`,
    [endpointId, subject, sequence, delivery.type, delivery.status, delivery.attempts]);
    for (const { number, durationMs, outcome, httpStatus, answer } of attempts) {
      await api.query('insert into webhook_attempts values ($1, $2, $3, $4, now(), $5, $6, $7, $8)', [endpointId, subject, sequence, number, durationMs, outcome, httpStatus, answer]);
    }
  });

  it.each(givenUp)('%s', (name) => live(name));
});

describe('when Freedom Pay has decided', () => {
  beforeAll(async () => {
    const worker = await startPart('worker', { ...api.environment, FREEDOMPAY_BASE_URL: localUrl(simulator) });
    const open = async (what: string): Promise<number> => (await api.call('GET', what)).json<Page<{ final: boolean }>>().data.filter(({ final }) => !final).length;
    await eventually(async () => (await open('/v1/batches')) + (await open('/v1/onboardings')) === 0, 'all have ended');
    await worker.stop();
  }, 120_000);

  it.each(end)('%s', (name) => live(name));
});

describe('without PostgreSQL', () => {
  it.each(elsewhere)('%s', (name) => live(name, away));
});

it('had nothing to complain about', () => expectUnharmed(api));
