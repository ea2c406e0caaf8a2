import { demoKeys } from '../../apps/demo/src/demo-keys.js';
import { localUrl } from '../../apps/demo/src/installation.js';
import { startPart, type Part } from '../../apps/demo/src/parts.js';
import type { OnboardingResource } from '../support/onboarding-resource.js';
import { newBody } from '../support/request-body.js';
import { eventually, startApi, untilReady, type RunningApi } from '../support/running-api.js';

let api: RunningApi;
let simulator: Part;
let worker: Part;

beforeAll(async () => {
  api = await startApi({ POLL_FIRST_DELAY_MS: '50', POLL_FACTOR: '1', FREEDOMPAY_CONCURRENCY: '4', FREEDOMPAY_MAX_RPS: '1000' });
  const partner = { ...api.environment, FREEDOMPAY_AUTH_ID: demoKeys.partnerAuthId, FREEDOMPAY_SECRET_KEY: demoKeys.partnerSecretKey };
  simulator = await startPart('simulator', partner);
  worker = await startPart('worker', { ...partner, FREEDOMPAY_BASE_URL: localUrl(simulator) });
  await untilReady(api);
}, 120_000);
afterAll(async () => {
  await Promise.all([worker.stop(), simulator.stop()]);
  await api.close();
}, 60_000);

it('a single request is decided while a batch before it has hardly begun, also at a slow partner', async () => {
  await fetch(`${localUrl(simulator)}/__simulator/mode`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ latency_ms: 300 }) });
  const rows = 100;
  const items = Array.from({ length: rows }, (_, index) => JSON.parse(newBody({ external_id: `fair-${index}` })) as object);
  const answer = await api.call('POST', '/v1/batches?allow_duplicate_bin=true', { body: JSON.stringify({ items }) });
  const { links: { self = '' } } = answer.json<{ links: Record<string, string> }>();
  const progress = async () => (await api.call('GET', self)).json<{ counts: Record<string, number>; progress: Record<string, number> }>();
  await eventually(async () => (await progress()).counts['accepted'] === rows, 'all its onboardings are open');
  await eventually(async () => (await api.query(`select from onboardings where sends > 0`)).length > 3, 'the batch keeps the worker busy');
  const single = (await api.call('POST', '/v1/onboardings?allow_duplicate_bin=true', { body: newBody() })).json<OnboardingResource>();
  await eventually(async () => (await api.call('GET', `/v1/onboardings/${single.id}`)).json<OnboardingResource>().final, 'the single one has ended');
  const open = await api.query(`select from onboardings where lane = 1 and completed_at is null`);
  // 100 of them take three calls each at three of the four places; the single one needs three calls of its own.
  expect(open.length).toBeGreaterThan(rows / 2);
}, 90_000);
