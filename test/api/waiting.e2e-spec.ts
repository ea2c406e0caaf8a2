import type { Answer } from '../support/http.js';
import type { OnboardingResource } from '../support/onboarding-resource.js';
import { newBody } from '../support/request-body.js';
import { expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

const path = '/v1/onboardings';
let api: RunningApi;
let sibling: RunningApi;
let mine: OnboardingResource;

beforeAll(async () => {
  api = await startApi();
  sibling = await startApi(api.environment, api.database);
  await Promise.all([untilReady(api), untilReady(sibling)]);
  mine = (await api.call('POST', path, { body: newBody() })).json<OnboardingResource>();
}, 120_000);
afterAll(async () => {
  await sibling.close();
  await api.close();
}, 60_000);

const wait = (seconds: number, sequence: number): Promise<Answer> =>
  api.call('GET', `${path}/${mine.id}`, { headers: { prefer: `wait=${seconds}`, 'if-none-match': `"${sequence}"` } });
const act = (action: string): Promise<Answer> =>
  sibling.call('POST', `/v1/admin/onboardings/${mine.id}/actions`, { body: JSON.stringify({ action, reason: 'test' }), key: keys.admin });

describe('Prefer: wait', () => {
  it('answers as soon as it changes, wherever that happens, and all who wait', async () => {
    const waiting = Array.from({ length: 2_000 }, () => wait(60, 1));
    // They wait once they were asked: the next answer of the same process comes after.
    await api.call('GET', '/health/live', { key: null });
    expect((await act('hold')).status).toBe(200);
    const answers = await Promise.all(waiting);
    expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.etag}`))).toEqual(new Set(['200 "2"']));
  }, 120_000);

  it('answers 304 when nothing changed in that time', async () => {
    const answer = await wait(1, 2);
    expect([answer.status, answer.headers.etag, answer.text]).toEqual([304, '"2"', '']);
    expect(answer.headers['preference-applied']).toBe('wait=1');
  });

  it('answers at once when it had changed already, or nothing was known, or the wish makes no sense', async () => {
    const answers = await Promise.all([
      wait(60, 1), api.call('GET', `${path}/${mine.id}`, { headers: { prefer: 'wait=60' } }),
      api.call('GET', `${path}/${mine.id}`, { headers: { prefer: 'wait=soon, respond-async' } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('does not keep a process from stopping: whoever waits is answered', async () => {
    const lone = await startApi(api.environment, api.database);
    await untilReady(lone);
    const waiting = lone.call('GET', `${path}/${mine.id}`, { headers: { prefer: 'wait=60', 'if-none-match': '"2"' } });
    // It waits once it was asked: the next answer of the same process comes after.
    await lone.call('GET', '/health/live', { key: null });
    await lone.part.stop();
    expect((await waiting).status).toBe(304);
    expect(await lone.part.exited).toBe(0);
  });
});

describe('Accept-Language', () => {
  const inLanguage = (language: string): Promise<Answer> =>
    api.call('POST', path, { body: newBody({ iban: 'short' }), headers: { 'accept-language': language } });

  it('chooses the words, never the codes', async () => {
    const [en, ru, kk] = await Promise.all(['en', 'ru-RU, en;q=0.5', 'kk'].map(inLanguage));
    const messages = [en, ru, kk].map((answer) => answer?.json<{ detail: string; code: string; errors: { code: string; message: string }[] }>());
    expect(messages.map((problem) => [problem?.code, problem?.errors.map(({ code }) => code)])).toEqual(Array.from({ length: 3 }, () => ['validation_failed', ['iban.format']]));
    expect(new Set(messages.map((problem) => `${problem?.detail} ${problem?.errors[0]?.message}`)).size).toBe(3);
    expect([en, ru, kk].map((answer) => answer?.headers['content-language'])).toEqual(['en', 'ru', 'kk']);
    expect(ru?.headers.vary).toMatch(/accept-language/i);
  });

  it.each(['', '*', 'xx', 'ru;q=abc', ';;;,', 'en;q=0, kk;q=0.1'])('takes %j for what it is worth', async (language) => {
    expect((await inLanguage(language)).status).toBe(422);
  });
});

it('leaves both processes unharmed', () => {
  for (const process of [api, sibling]) expectUnharmed(process);
});
