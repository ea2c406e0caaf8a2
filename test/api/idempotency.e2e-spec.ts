import { randomUUID } from 'node:crypto';
import type { Answer } from '../support/http.js';
import type { OnboardingResource } from '../support/onboarding-resource.js';
import { expectProblem } from '../support/problem-oracle.js';
import { newBody } from '../support/request-body.js';
import { expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

const path = '/v1/onboardings';
let api: RunningApi;
let sibling: RunningApi;
let serial = 0;

beforeAll(async () => {
  api = await startApi();
  sibling = await startApi(api.environment, api.database);
  await Promise.all([untilReady(api), untilReady(sibling)]);
}, 120_000);
afterAll(async () => {
  await sibling.close();
  await api.close();
}, 60_000);

/** A BIN of its own for each test, so that no open onboarding stands in the way. */
const freshBin = (): string => String(100_000_000_000 + (serial += 1));
const post = (body: string, key: string, process = api, caller = keys.crm): Promise<Answer> =>
  process.call('POST', path, { body, key: caller, headers: { 'idempotency-key': key } });
const stored = async (bin: string): Promise<number> =>
  (await api.query<{ count: number }>('select count(*)::integer as count from applications where bin = $1', [bin]))[0]?.count ?? -1;

describe('the same key and body', () => {
  it('get the stored answer byte for byte, at every replica, also when the onboarding has moved on', async () => {
    const body = newBody({ bin: freshBin() });
    const key = randomUUID();
    const first = await post(body, key);
    expect([first.status, first.headers['idempotent-replayed']]).toEqual([202, undefined]);
    const { id } = first.json<OnboardingResource>();
    await api.query("update onboardings set sequence = 7, status = 'processing' where id = $1", [id]);
    for (const process of [api, sibling]) {
      const again = await post(body, key, process);
      expect(again).toMatchObject({ status: 202, text: first.text });
      expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true', location: `${path}/${id}`, etag: '"1"' });
    }
  });

  it('make one onboarding and fifty identical answers, fifty at once at two replicas', async () => {
    const bin = freshBin();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => post(newBody({ bin }), key, n % 2 === 0 ? api : sibling)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    expect(await stored(bin)).toBe(1);
  });

  it('are the same whatever the order of members and the spelling of numbers', async () => {
    const bin = freshBin();
    const key = randomUUID();
    const first = await post(newBody({ bin }), key);
    const members = Object.entries(JSON.parse(newBody({ bin: Number(bin) })) as Record<string, unknown>).toReversed();
    const again = await post(JSON.stringify(Object.fromEntries(members), null, 2), key);
    expect(again.text).toBe(first.text);
  });

  it('keep the answer of a repeat that was recognised by its external_id as well', async () => {
    const body = newBody({ bin: freshBin(), external_id: 'keyed-later' });
    await api.call('POST', path, { body });
    const key = randomUUID();
    const first = await post(body, key);
    expect(first.status).toBe(200);
    const again = await post(body, key, sibling);
    expect([again.status, again.text, again.headers['idempotent-replayed']]).toEqual([200, first.text, 'true']);
  });
});

describe('the answer', () => {
  it('is stored with the onboarding or not at all: a crash before it was read changes nothing', async () => {
    const bin = freshBin();
    const key = randomUUID();
    const doomed = await startApi(api.environment, api.database);
    await untilReady(doomed);
    // It dies somewhere between the request and the answer; wherever that is, the next replica knows what to say.
    const lost = post(newBody({ bin }), key, doomed).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    doomed.part.kill('SIGKILL');
    const heard = await lost;
    await doomed.part.exited;
    const again = await post(newBody({ bin }), key, sibling);
    expect(again.status).toBe(202);
    if (heard !== null) expect(again.text).toBe(heard.text);
    expect(await stored(bin)).toBe(1);
  });

  it('belongs to one API client and one path', async () => {
    const key = randomUUID();
    const mine = await post(newBody({ bin: freshBin() }), key);
    const theirs = await post(newBody({ bin: freshBin() }), key, api, keys.admin);
    expect([mine.status, theirs.status]).toEqual([202, 202]);
    expect(theirs.json<OnboardingResource>().id).not.toBe(mine.json<OnboardingResource>().id);
  });
});

describe('the same in other words', () => {
  const decomposed = (value: unknown): string => JSON.stringify(value).normalize('NFD');
  const correction = { name: 'ТОО «Йод»', metadata: { 'Ёлка': 'Й' } };
  const rejected = async (): Promise<string> => {
    const { id } = (await post(newBody({ bin: freshBin() }), randomUUID())).json<OnboardingResource>();
    await api.query("update onboardings set status = 'rejected' where id = $1", [id]);
    await api.query('delete from open_bins where onboarding_id = $1', [id]);
    return id;
  };

  it.each<[string, () => Promise<[string, unknown]>]>([
    ['a request', async () => Promise.resolve([path, { ...JSON.parse(newBody({ bin: freshBin() })) as object, name: 'ТОО «Йод»' }])],
    ['a batch', async () => Promise.resolve(['/v1/batches', { items: [{ ...JSON.parse(newBody({ bin: freshBin() })) as object, name: 'Йод' }, { name: 'Йод' }] }])],
    ['a validation', async () => Promise.resolve([`${path}/validation`, { ...JSON.parse(newBody()) as object, name: 'Йод' }])],
    ['a validation of a faulty one', async () => Promise.resolve([`${path}/validation`, { name: 'Йод' }])],
    ['a preview', async () => Promise.resolve([`${path}/preview`, { ...JSON.parse(newBody()) as object, name: 'Йод' }])],
    ['a correction', async () => [`${path}/${await rejected()}/resubmission`, correction]],
    ['a withdrawal', async () => [`${path}/${(await post(newBody({ bin: freshBin() }), randomUUID())).json<OnboardingResource>().id}/cancellation`, { reason: 'Й'.repeat(500) }]],
  ])('is answered alike under its key: %s', async (_, prepare) => {
    const [to, body] = await prepare();
    const key = randomUUID();
    const send = (text: string): Promise<Answer> => api.call('POST', to, { body: text, headers: { 'idempotency-key': key } });
    const first = await send(JSON.stringify(body));
    expect(first.status).toBeLessThan(300);
    const again = await send(decomposed(body));
    expect([again.status, again.text, again.headers['idempotent-replayed']]).toEqual([first.status, first.text, 'true']);
  });
});

describe('refused', () => {
  it('is another body under the same key, and nothing is stored for it', async () => {
    const key = randomUUID();
    await post(newBody({ bin: freshBin() }), key);
    const bin = freshBin();
    expectProblem(await post(newBody({ bin }), key), { status: 422, code: 'idempotency_key_reused', instance: path });
    expect(await stored(bin)).toBe(0);
  });

  it.each([['empty', ''], ['too long', 'k'.repeat(256)], ['with a space', 'a b'], ['not ASCII', 'ключ']])('is a key that is %s', async (_, key) => {
    const header = Buffer.from(key, 'utf8').toString('latin1');
    expectProblem(await post(newBody({ bin: freshBin() }), header), { status: 400, code: 'idempotency_key_invalid', instance: path });
  });

  it('is nothing that the key could be blamed for: a faulty request may be mended under its key', async () => {
    const key = randomUUID();
    expect((await post(newBody({ bin: 'wrong' }), key)).status).toBe(422);
    expect((await post(newBody({ bin: freshBin() }), key)).status).toBe(202);
  });
});

describe.each(['validation', 'preview'])('a rehearsal: %s', (call) => {
  const rehearse = (body: string, key: string | null, process = api): Promise<Answer> =>
    process.call('POST', `${path}/${call}`, { body, headers: key === null ? {} : { 'idempotency-key': key } });
  const keptAnswers = async (): Promise<number> => (await api.query<{ count: number }>('select count(*)::integer as count from idempotency_keys'))[0]?.count ?? -1;

  it('gives the same key and body the stored answer byte for byte, at every replica, in the language of the first', async () => {
    const bin = freshBin();
    const key = randomUUID();
    const first = await rehearse(newBody({ bin }), key);
    expect([first.status, first.headers['idempotent-replayed']]).toEqual([200, undefined]);
    // A second judgement would name this one, a second preview has another request_id.
    expect((await api.call('POST', path, { body: newBody({ bin }) })).status).toBe(202);
    const again = await sibling.call('POST', `${path}/${call}`, { body: newBody({ bin }), headers: { 'idempotency-key': key, 'accept-language': 'kk' } });
    expect(again).toMatchObject({ status: 200, text: first.text });
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true', 'content-language': 'en', 'content-type': first.headers['content-type'] });
    expect((await rehearse(newBody({ bin }), randomUUID())).text).not.toBe(first.text);
  });

  it('gives fifty at once under one key one answer', async () => {
    const key = randomUUID();
    const body = newBody({ bin: freshBin() });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => rehearse(body, key, n % 2 === 0 ? api : sibling)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
  });

  it('refuses another body under the key, and a key that is none', async () => {
    const key = randomUUID();
    await rehearse(newBody({ bin: freshBin() }), key);
    expectProblem(await rehearse(newBody({ bin: freshBin() }), key), { status: 422, code: 'idempotency_key_reused', instance: `${path}/${call}` });
    for (const bad of ['', 'a b', 'k'.repeat(256)]) {
      expectProblem(await rehearse(newBody(), bad), { status: 400, code: 'idempotency_key_invalid', instance: `${path}/${call}` });
    }
  });

  it('leaves the key to another call, and a refusal under it unkept', async () => {
    const key = randomUUID();
    const before = await keptAnswers();
    expect((await rehearse('[]x', key)).status).toBe(400);
    if (call === 'preview') expect((await rehearse(newBody({ iban: 'x' }), key)).status).toBe(422);
    expect(await keptAnswers()).toBe(before);
    const bin = freshBin();
    expect((await rehearse(newBody({ bin }), key)).status).toBe(200);
    expect((await post(newBody({ bin }), key)).status).toBe(202);
    expect(await keptAnswers()).toBe(before + 2);
  });

  it('stores nothing at all without a key', async () => {
    const before = await keptAnswers();
    const bin = freshBin();
    expect((await rehearse(newBody({ bin }), null)).status).toBe(200);
    expect([await keptAnswers(), await stored(bin)]).toEqual([before, 0]);
  });
});

it('a judgement of a faulty request is an answer like any other: kept under its key', async () => {
  const key = randomUUID();
  const judge = (body: string): Promise<Answer> => api.call('POST', `${path}/validation`, { body, headers: { 'idempotency-key': key } });
  const first = await judge(newBody({ iban: 'x' }));
  expect([first.status, first.json<{ valid: boolean }>().valid]).toEqual([200, false]);
  const again = await judge(newBody({ iban: 'x' }));
  expect([again.text, again.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
  expectProblem(await judge(newBody({ iban: 'y' })), { status: 422, code: 'idempotency_key_reused' });
});

describe('a BIN with an open onboarding', () => {
  it('is refused with a link to one\'s own, without one to another client\'s, and accepted when asked for', async () => {
    const bin = freshBin();
    const { id } = (await api.call('POST', path, { body: newBody({ bin }) })).json<OnboardingResource>();
    const expected = { status: 409, code: 'open_onboarding_for_bin', errors: [{ pointer: '/bin', code: 'open' }], instance: path };
    expectProblem(await api.call('POST', path, { body: newBody({ bin, external_id: 'second' }) }), { ...expected, onboarding: `${path}/${id}` });
    expectProblem(await api.call('POST', path, { body: newBody({ bin, external_id: 'third' }), key: keys.admin }), expected);
    expect((await api.call('POST', `${path}?allow_duplicate_bin=true`, { body: newBody({ bin, external_id: 'fourth' }) })).status).toBe(202);
    expect(await stored(bin)).toBe(2);
  });

  it('is opened once by fifty that come at the same moment at two replicas', async () => {
    const bin = freshBin();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) =>
      (n % 2 === 0 ? api : sibling).call('POST', path, { body: newBody({ bin, external_id: `race-${n}` }) })));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([202, ...Array.from({ length: 49 }, () => 409)]);
    expect(await stored(bin)).toBe(1);
  });

  it('is free again once the onboarding is final', async () => {
    const bin = freshBin();
    const { id } = (await api.call('POST', path, { body: newBody({ bin }) })).json<OnboardingResource>();
    expect((await api.call('POST', `${path}/${id}/cancellation`, { body: JSON.stringify({ reason: 'a mistake' }) })).status).toBe(200);
    expect((await api.call('POST', path, { body: newBody({ bin }) })).status).toBe(202);
  });
});

it('leaves both processes unharmed', () => {
  for (const process of [api, sibling]) expectUnharmed(process);
});
