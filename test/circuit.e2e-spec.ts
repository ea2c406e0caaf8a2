import { randomUUID } from 'node:crypto';
import { demoKeys } from '../apps/demo/src/demo-keys.js';
import { demoRequest } from '../apps/demo/src/demo-scenarios.js';
import { localUrl } from '../apps/demo/src/installation.js';
import { startPart, type Part } from '../apps/demo/src/parts.js';
import { eventually, expectUnharmed, keys, startApi, untilReady, type RunningApi } from './support/running-api.js';

interface Onboarding { id: string; status: string; hold: { reason: string } | null; partner: { sends: number } }
interface Event { type: string; source: string; data: Record<string, unknown> }

let api: RunningApi;
let simulator: Part;
let environment: NodeJS.ProcessEnv;
const workers: Part[] = [];
let serial = 0;

beforeAll(async () => {
  api = await startApi();
  const partner = { FREEDOMPAY_AUTH_ID: demoKeys.partnerAuthId, FREEDOMPAY_SECRET_KEY: demoKeys.partnerSecretKey };
  simulator = await startPart('simulator', { ...api.environment, ...partner });
  environment = {
    ...api.environment, ...partner, FREEDOMPAY_BASE_URL: localUrl(simulator), FREEDOMPAY_TIMEOUT_MS: '2000', FREEDOMPAY_SETTLE_MS: '200',
    POLL_FIRST_DELAY_MS: '50', POLL_FACTOR: '1', POLL_MAX_DELAY_MS: '600000',
  };
  await addWorker();
  await untilReady(api);
}, 120_000);
afterAll(async () => {
  await Promise.all([...workers, simulator].map((part) => part.stop()));
  await api.close();
}, 60_000);
beforeEach(() => tell('state', undefined, 'DELETE'));

const addWorker = async (): Promise<void> => void workers.push(await startPart('worker', environment));

async function tell(path: string, body?: unknown, method = 'POST'): Promise<unknown> {
  const answer = await fetch(`${localUrl(simulator)}/__simulator/${path}`, {
    method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  expect(answer.ok).toBe(true);
  return answer.json();
}

async function open(bin = '971240001315'): Promise<string> {
  serial += 1;
  const answer = await api.call('POST', '/v1/onboardings?allow_duplicate_bin=true', { body: JSON.stringify({ ...demoRequest(bin, serial), external_id: randomUUID() }) });
  expect(answer.status).toBe(202);
  return answer.json<Onboarding>().id;
}
const get = async (id: string): Promise<Onboarding> => (await api.call('GET', `/v1/onboardings/${id}`)).json<Onboarding>();
const circuit = async (): Promise<string> => (await api.call('GET', '/v1/admin/overview', { key: keys.admin })).json<{ partner: { circuit: string } }>().partner.circuit;
const eventsOf = async (key: string, query: string): Promise<Event[]> => (await api.call('GET', `/v1/events?limit=1000&${query}`, { key })).json<{ data: Event[] }>().data;
const partnerEvents = (key: string): Promise<Event[]> => eventsOf(key, 'types=partner.unavailable,partner.recovered');
const historyOf = async (id: string): Promise<string[]> => (await eventsOf(keys.crm, `onboarding_id=${id}`)).map(({ type }) => type.replace('onboarding.', ''));
const untilAll = (ids: string[], isSo: (onboarding: Onboarding) => boolean, what: string): Promise<void> =>
  eventually(async () => (await Promise.all(ids.map(get))).every(isSo), what);
const untilCircuit = (state: string): Promise<void> => eventually(async () => (await circuit()) === state, `the circuit is ${state}`);

it('opens in an outage, holds what comes, tries now and then, and lets everything go on', async () => {
  await tell('mode', { outage: true });
  const first = await Promise.all(Array.from({ length: 5 }, () => open()));
  await untilCircuit('open');
  const later = await Promise.all(Array.from({ length: 20 }, () => open()));
  await untilAll(later, ({ hold }) => hold?.reason === 'partner_unavailable', 'all that came later are held');
  for (const { status, partner } of await Promise.all(later.map(get))) expect([status, partner.sends]).toEqual(['pending', 0]);
  await tell('mode', { outage: false });
  await untilAll([...first, ...later], ({ status }) => status === 'succeeded', 'all have succeeded');
  expect(await circuit()).toBe('closed');
  for (const id of later) expect((await historyOf(id)).filter((type) => ['held', 'released'].includes(type))).toEqual(['held', 'released']);
  await eventually(async () => (await partnerEvents(keys.admin)).length === 2, 'its beginning and its end are told');
  const told = await partnerEvents(keys.admin);
  expect(told.map(({ type, source, data }) => [type, source, data])).toEqual([
    ['partner.unavailable', '/v1/admin/overview', { circuit: 'open', reason: 'unavailable' }], ['partner.recovered', '/v1/admin/overview', { circuit: 'closed', reason: 'unavailable' }],
  ]);
  expect(await partnerEvents(keys.crm)).toEqual([]);
  // A call each, and the few by which the outage was found out or tried: nobody hammered.
  const { clients } = await tell('ledger', undefined, 'GET') as { clients: unknown[] };
  expect(clients).toHaveLength(25);
}, 90_000);

it('is one for all workers, and outlives them', async () => {
  await tell('mode', { outage: true });
  const ids = await Promise.all(Array.from({ length: 5 }, () => open()));
  await untilCircuit('open');
  await untilAll(ids, ({ hold }) => hold?.reason === 'partner_unavailable', 'all are held');
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
  await tell('mode', { outage: false });
  await Promise.all([addWorker(), addWorker()]);
  await untilAll(ids, ({ status }) => status === 'succeeded', 'all have succeeded');
  expect(await circuit()).toBe('closed');
}, 90_000);

it('opens for refused credentials only when a second one meets them', async () => {
  const lone = await open('991240900358');
  await untilAll([lone], ({ hold }) => hold?.reason === 'partner_credentials', 'it is held');
  const other = await open();
  await untilAll([other], ({ status }) => status === 'succeeded', 'another one goes on');
  expect(await circuit()).toBe('closed');
  await tell('mode', { faults: { unauthorized_401: 1 } });
  const ids = await Promise.all([open(), open()]);
  await untilCircuit('open');
  await tell('mode', { faults: {} });
  const last = await open();
  await untilAll([last], ({ status }) => status === 'succeeded', 'the next one goes on');
  await eventually(async () => JSON.stringify((await partnerEvents(keys.admin)).at(-1)?.data) === JSON.stringify({ circuit: 'closed', reason: 'credentials' }), 'its end is told');
  // These wait for their own probe, or an operator.
  for (const { hold } of await Promise.all(ids.map(get))) expect(hold?.reason).toMatch(/^partner_credentials$/);
}, 90_000);

it('closes although the first one tried has a trouble of its own', async () => {
  await tell('mode', { outage: true });
  // 401 whatever is asked: the oldest, and so the first to be tried.
  const stubborn = await open('991240900358');
  const others = await Promise.all(Array.from({ length: 5 }, () => open()));
  await untilCircuit('open');
  await untilAll([stubborn, ...others], ({ hold }) => hold?.reason === 'partner_unavailable', 'all are held');
  await tell('mode', { outage: false });
  await untilAll(others, ({ status }) => status === 'succeeded', 'the others have succeeded');
  expect(await circuit()).toBe('closed');
  await untilAll([stubborn], ({ hold }) => hold?.reason === 'partner_credentials', 'that one is held for its own reason');
}, 90_000);

it('a lone onboarding meets an outage, is held and ends well', async () => {
  const id = await open('991240900348');
  await untilAll([id], ({ hold }) => hold?.reason === 'partner_unavailable', 'it is held');
  await untilAll([id], ({ status }) => status === 'succeeded', 'it has succeeded');
  expect(await historyOf(id)).toEqual(expect.arrayContaining(['held', 'released', 'succeeded']));
}, 90_000);

it('tells once of answers that the contract does not know', async () => {
  const id = await open('991240900219');
  await eventually(async () => (await eventsOf(keys.admin, 'types=partner.contract_drift')).length > 0, 'drift is told');
  await untilAll([id], ({ hold }) => hold?.reason === 'contract_drift', 'it is held');
  const told = await eventsOf(keys.admin, 'types=partner.contract_drift');
  expect(told.map(({ data }) => data)).toEqual([{ method: 'status' }]);
}, 60_000);

it('contradictions after the end are shown, not applied', async () => {
  const id = await open('991240900417');
  await untilAll([id], ({ status }) => status === 'succeeded', 'it has succeeded');
  const asked = await api.call('POST', `/v1/admin/onboardings/${id}/actions`, { key: keys.admin, body: JSON.stringify({ action: 'poll_now', reason: 'the client says otherwise' }) });
  expect(asked.status).toBe(200);
  const timeline = async () => (await api.call('GET', `/v1/onboardings/${id}/timeline`)).json<{ data: { outcome?: string; applied?: boolean }[] }>().data;
  await eventually(async () => (await timeline()).some(({ outcome, applied }) => outcome === 'rejected' && applied === false), 'the contradiction is shown');
  expect((await get(id)).status).toBe('succeeded');
}, 60_000);

it('leaves the API unharmed', () => expectUnharmed(api));
