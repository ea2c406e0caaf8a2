import { Client } from 'pg';
import { startPart } from '../../apps/demo/src/parts.js';
import { contract } from '../support/contract.js';
import type { OnboardingResource } from '../support/onboarding-resource.js';
import { expectProblem } from '../support/problem-oracle.js';
import { newBody, secrets } from '../support/request-body.js';
import { expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';
import { createTestDatabase } from '../support/test-database.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await untilReady(api);
}, 120_000);
afterAll(() => api.close(), 60_000);

const open = (path: string) => api.call('GET', path, { key: null });

describe('health', () => {
  it('live and ready', async () => {
    for (const [path, status] of [['/health/live', 'live'], ['/health/ready', 'ready']] as const) {
      const answer = await open(path);
      expect([answer.status, answer.json()]).toEqual([200, { status }]);
      expect(answer.headers['cache-control']).toBe('no-store');
    }
  });

  it('without Postgres: live, not ready, and every call says to come again', async () => {
    const nowhere = { url: 'postgres://nobody@127.0.0.1:1/nothing', drop: () => Promise.resolve() };
    const alone = await startApi({}, nowhere);
    try {
      expect((await alone.call('GET', '/health/live', { key: null })).status).toBe(200);
      const ready = await alone.call('GET', '/health/ready', { key: null });
      expect([ready.status, ready.headers['retry-after'], ready.json()]).toEqual([503, '2', { status: 'not_ready', reason: 'postgres_away' }]);
      for (const [answer, detail] of [
        [await alone.call('POST', '/v1/onboardings', { body: newBody() }), /may or may not have been stored/],
        // What only reads has stored nothing.
        [await alone.call('GET', '/v1/onboardings'), /cannot read .* Ask again/], [await alone.call('GET', '/v1/events'), /cannot read .* Ask again/],
        [await alone.call('GET', '/v1/onboardings/0193aaaa-0000-7000-8000-000000000001'), /cannot read .* Ask again/],
      ] as const) {
        expect(expectProblem(answer, { status: 503, code: 'service_unavailable', retryable: true }).detail).toMatch(detail);
        expect(answer.headers['retry-after']).toMatch(/^\d+$/);
      }
      expect((await alone.call('POST', '/v1/onboardings', { body: '{' })).status).toBe(400);
      expect((await alone.call('GET', '/metrics', { key: null })).status).toBe(200);
      expectUnharmed(alone);
    } finally {
      await alone.close();
    }
  });

  it('on a schema that is too old it ends, and says what to do', async () => {
    const database = await createTestDatabase();
    try {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      await client.query('delete from migrations');
      await client.end();
      const part = await startPart('api', { ...api.environment, DATABASE_URL: database.url });
      expect(await part.exited).toBeGreaterThan(0);
      expect(part.lines.join('\n')).toContain('npm run migrate');
    } finally {
      await database.drop();
    }
  });
});

describe('metrics', () => {
  let text: string;
  let posted: OnboardingResource[];
  beforeAll(async () => {
    posted = [];
    for (let i = 0; i < 3; i += 1) posted.push((await api.call('POST', '/v1/onboardings?allow_duplicate_bin=true', { body: newBody({ external_id: `metrics-qx71-${i}` }) })).json<OnboardingResource>());
    await api.call('POST', '/v1/onboardings', { body: newBody({ iban: 'zebra-canary-4711' }) });
    await api.call('GET', '/v1/onboardings?bin=971240001315&external_id=zebra-canary-4711');
    await api.call('GET', `/v1/onboardings/${posted[0]?.id}`);
    await api.call('GET', '/zebra-canary-4711/0193aaaa-0000-7000-8000-000000000001', { headers: { 'x-correlation-id': 'zebra-canary-4711' } });
    await api.call('PROPFIND', '/v1/onboardings');
    await api.call('GET', '/v1/onboardings/%ff');
    await api.call('GET', '/v1/onboardings', { key: 'zebra-canary-4711-zebra' });
    const answer = await open('/metrics');
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    ({ text } = answer);
  });
  const samples = (name: string): string[] => text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));

  it.each([
    'onboarding_http_request_seconds', 'onboarding_work', 'onboarding_events_total', 'onboarding_partner_call_seconds', 'onboarding_direct_mode',
    'nodejs_eventloop_lag_seconds', 'process_resident_memory_bytes', 'process_cpu_seconds_total',
  ])('%s is there, with what it means', (name) => {
    expect(text).toMatch(new RegExp(`^# HELP ${name} .*\\w`, 'm'));
    expect(text).toMatch(new RegExp(`^# TYPE ${name} (?:counter|gauge|histogram|summary)$`, 'm'));
  });

  it('every line is of the text format', () => {
    const sample = /^[a-zA-Z_:][a-zA-Z0-9_:]*(?:\{[a-z_A-Z0-9]+="(?:[^"\\\n]|\\.)*"(?:,[a-z_A-Z0-9]+="(?:[^"\\\n]|\\.)*")*\})? (?:-?[0-9.e+-]+|NaN|[+-]Inf)$/;
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('# ') && !sample.test(line))).toEqual([]);
  });

  it('counts what was asked, by route and status', () => {
    const requests = samples('onboarding_http_request_seconds_count');
    expect(requests).toEqual(expect.arrayContaining([
      'onboarding_http_request_seconds_count{method="POST",route="/v1/onboardings",status="202"} 3',
      'onboarding_http_request_seconds_count{method="POST",route="/v1/onboardings",status="422"} 1',
      'onboarding_http_request_seconds_count{method="GET",route="/v1/onboardings",status="401"} 1',
      'onboarding_http_request_seconds_count{method="GET",route="/v1/onboardings/:id",status="200"} 1',
    ]));
    expect(samples('onboarding_work')).toEqual(expect.arrayContaining(['onboarding_work{state="due"} 3']));
  });

  it('routes are patterns: no path that somebody made up', () => {
    const routes = new Set(samples('onboarding_http_request_seconds_count').map((line) => /route="([^"]*)"/.exec(line)?.[1]));
    const known = contract().operations.map(({ path }) => path.replaceAll(/\{(\w+)\}/g, ':$1'));
    expect([...routes].filter((route) => !known.includes(route ?? '') && route !== 'unknown')).toEqual([]);
  });

  it('no ids, no keys, nothing personal', () => {
    const forbidden = [...secrets, ...posted.map(({ id }) => id), 'zebra', '0193aaaa', keys.crm, keys.admin, 'metrics-qx71'];
    expect(forbidden.filter((word) => text.includes(word))).toEqual([]);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });
});

it('had nothing to complain about', () => expectUnharmed(api));
