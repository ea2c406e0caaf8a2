import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoRequest, demoScenarios, deviations, type DemoScenario } from '../apps/demo/src/demo-scenarios.js';
import { demoKeys } from '../apps/demo/src/demo-keys.js';
import { localUrl, startInstallation } from '../apps/demo/src/installation.js';
import { OnboardingApi, type OnboardingResource } from '../apps/demo/src/onboarding-api.js';
import { stopParts } from '../apps/demo/src/parts.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';

const settleMs = 1_500;
const pace = {
  PORT: '0', WORKER_PORT: '0', SIMULATOR_PORT: '0', LOG_LEVEL: 'warn', QUEUE_PREFIX: `test-${process.env['TEST_RUN']}-${randomUUID()}`,
  FREEDOMPAY_TIMEOUT_MS: '1000', FREEDOMPAY_SETTLE_MS: String(settleMs), POLL_FIRST_DELAY_MS: '200', POLL_FACTOR: '1.3',
  POLL_MAX_DELAY_MS: '400', DECISION_DEADLINE_HOURS: String(8 / 3_600), EXPECTED_DECISION_MINUTES: String(1 / 60), FREEDOMPAY_BODY: 'flat', CHECKSUM_POLICY: 'advise',
};
const ordinary: DemoScenario = { title: 'any other BIN', bin: '971240001315', status: 'succeeded', sends: 1 };
const all = [ordinary, ...demoScenarios.filter(({ bin }) => bin !== null)];
/** These take long, and nothing that was stored is sent again; where it may be stored late it is. */
const onlyWhere: Record<string, string[]> = { '991240900209': ['replay'], '991240900328': ['replay', 'blind'] };

interface Promised extends OnboardingResource { sequence: number; delayed: boolean; created_at: string; expected_by: string | null }
interface Client { request_id: string; body_sha256: string }
interface Call { request_id: string; signature_valid: boolean | null; path: string; body: string; header_text?: string; outcome: string }

let database: TestDatabase;
let api: OnboardingApi;
let simulatorUrl: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const parts = await startInstallation({ databaseUrl: database.url, environment: pace });
  api = new OnboardingApi(localUrl(parts.api), demoKeys.crm);
  simulatorUrl = localUrl(parts.simulator);
}, 120_000);

afterAll(async () => {
  await stopParts();
  await database.drop();
}, 60_000);

const simulator = async <T>(path: string, method = 'GET', body?: unknown): Promise<T> => {
  const answer = await fetch(`${simulatorUrl}/__simulator/${path}`, {
    method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!answer.ok) throw new Error(`simulator answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
};

async function untilFinal(id: string): Promise<OnboardingResource & { request_id: string }> {
  for (let i = 0; i < 300; i += 1) {
    const onboarding = await api.onboarding(id);
    if (onboarding.final) return onboarding as OnboardingResource & { request_id: string };
    await sleep(200);
  }
  throw new Error(`${id} did not end`);
}

const historyOf = async (id: string): Promise<string[]> => (await api.timeline(id)).map((entry) => (entry as { type?: string }).type ?? '');

describe('success after ten questions', () => {
  it('is delayed on the way, says so once, and keeps to its promise', async () => {
    await simulator('state', 'DELETE');
    // First of all: a second is promised only as long as no real decisions are known.
    const { onboarding } = await api.post(JSON.stringify({ ...demoRequest('991240900030', 30), external_id: 'delayed-on-the-way' }));
    const seen = [onboarding as Promised];
    for (let looks = 0; seen.at(-1)?.final === false && looks < 600; looks += 1) {
      await sleep(50);
      seen.push((await api.onboarding(onboarding.id)) as Promised);
    }
    const promise = Date.parse(seen[0]?.created_at ?? '') + 1_000;
    for (const { final, expected_by } of seen) expect(expected_by).toBe(final ? null : new Date(promise).toISOString());
    expect(seen.some(({ final, delayed }) => delayed && !final)).toBe(true);
    const end = seen.at(-1);
    expect(end).toMatchObject({ status: 'succeeded', delayed: true, sequence: 5, partner: { sends: 1 } });
    // Ten say "process", the eleventh knows.
    expect(end?.partner.polls).toBeGreaterThanOrEqual(11);
    const changes = ((await api.timeline(onboarding.id)) as { at: string; type?: string }[]).filter(({ type }) => type !== undefined);
    expect(changes.map(({ type }) => type)).toEqual(['accepted', 'submitting', 'processing', 'delayed', 'succeeded'].map((type) => `onboarding.${type}`));
    expect(Date.parse(changes.find(({ type }) => type === 'onboarding.delayed')?.at ?? '')).toBeGreaterThanOrEqual(promise);
  }, 60_000);
});

describe.each(['replay', 'error', 'window', 'blind'])('a partner that answers a repeated request_id with "%s"', (duplicates) => {
  const scenarios = all.filter(({ bin }) => onlyWhere[bin ?? '']?.includes(duplicates) ?? true);
  const ended = new Map<DemoScenario, OnboardingResource & { request_id: string }>();
  let clients: Client[];

  beforeAll(async () => {
    await simulator('state', 'DELETE');
    // Late, but not later than the settle time: the promise holds on that condition.
    await simulator('mode', 'POST', { duplicates, late_accept_ms: duplicates === 'blind' ? 500 : 0 });
    await Promise.all(scenarios.map(async (scenario, index) => {
      const request = { ...demoRequest(scenario.bin ?? '', index), external_id: `${duplicates}-${index}` };
      const { onboarding } = await api.post(JSON.stringify(request));
      ended.set(scenario, await untilFinal(onboarding.id));
    }));
    clients = (await simulator<{ clients: Client[] }>('ledger')).clients;
  }, 120_000);

  it.each(scenarios.map((scenario) => [scenario.title, scenario] as const))('%s', async (_, scenario) => {
    const end = ended.get(scenario);
    if (end === undefined) throw new Error('it did not end');
    // What surfaces late is found by a question: then one send is enough.
    const expected = duplicates === 'blind' ? { ...scenario, sends: end.partner.sends } : scenario;
    expect(deviations(expected, end, await historyOf(end.id))).toEqual([]);
    const made = clients.filter(({ request_id }) => request_id === end.request_id);
    expect(made).toHaveLength(1);
  });

  it('signed every call over the very bytes, and repeated a request_id only with the same bytes', async () => {
    const { calls } = await simulator<{ calls: Call[] }>('calls');
    expect(calls.length).toBeGreaterThan(scenarios.length * 2);
    expect(calls.filter(({ signature_valid }) => signature_valid === false)).toEqual([]);
    const bodies = new Map<string, Set<string>>();
    for (const { path, request_id, body } of calls) {
      if (!path.endsWith('/add') || !body) continue;
      bodies.set(request_id, (bodies.get(request_id) ?? new Set()).add(body));
    }
    expect([...bodies.values()].filter(({ size }) => size > 1)).toEqual([]);
  });
});

describe("the documentation's own example", () => {
  it('goes out byte for byte, under the documented header, and makes one client however often it is posted', async () => {
    const text = readFileSync('test/fixtures/onboarding-overview-example.json', 'utf8');
    const vectors = JSON.parse(readFileSync('test/fixtures/jws-vectors.json', 'utf8')) as { header: string; body: string; name: string }[];
    const documented = vectors.find(({ name }) => name.includes('Products overview'));
    await simulator('state', 'DELETE');
    const first = await api.post(text);
    expect(first.status).toBe(202);
    expect(first.onboarding.warnings.map(({ code }) => code)).toEqual(['bin.checksum', 'iban.checksum']);
    const end = await untilFinal(first.onboarding.id);
    expect(end.status).toBe('succeeded');
    const again = await api.post(text);
    expect([again.status, again.onboarding.id]).toEqual([200, first.onboarding.id]);

    const { calls } = await simulator<{ calls: Call[] }>(`calls?request_id=${end.request_id}`);
    const adds = calls.filter(({ path }) => path.endsWith('/add'));
    expect(adds).toHaveLength(1);
    expect(adds[0]).toMatchObject({ body: documented?.body, header_text: documented?.header, signature_valid: true });
    expect((await simulator<{ clients: Client[] }>('ledger')).clients).toHaveLength(1);
  });
});
