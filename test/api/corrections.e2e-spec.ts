import { randomUUID } from 'node:crypto';
import { demoKeys } from '../../apps/demo/src/demo-keys.js';
import { localUrl } from '../../apps/demo/src/installation.js';
import { startPart, type Part } from '../../apps/demo/src/parts.js';
import type { Answer } from '../support/http.js';
import type { OnboardingResource } from '../support/onboarding-resource.js';
import { expectProblem } from '../support/problem-oracle.js';
import { newBody, posProduct } from '../support/request-body.js';
import { eventually, expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

const path = '/v1/onboardings';
let api: RunningApi;
let simulator: Part;
let worker: Part;

beforeAll(async () => {
  api = await startApi({ POLL_FIRST_DELAY_MS: '100', POLL_FACTOR: '1', FREEDOMPAY_TIMEOUT_MS: '2000' });
  simulator = await startPart('simulator', { ...api.environment, FREEDOMPAY_AUTH_ID: demoKeys.partnerAuthId, FREEDOMPAY_SECRET_KEY: demoKeys.partnerSecretKey });
  worker = await startPart('worker', {
    ...api.environment, FREEDOMPAY_AUTH_ID: demoKeys.partnerAuthId, FREEDOMPAY_SECRET_KEY: demoKeys.partnerSecretKey, FREEDOMPAY_BASE_URL: localUrl(simulator),
  });
  await untilReady(api);
}, 120_000);
afterAll(async () => {
  await Promise.all([worker.stop(), simulator.stop()]);
  await api.close();
}, 60_000);

const get = async (id: string): Promise<OnboardingResource> => (await api.call('GET', `${path}/${id}`)).json<OnboardingResource>();
const resubmit = (id: string, patch: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  api.call('POST', `${path}/${id}/resubmission`, { body: JSON.stringify(patch), headers });

async function ended(bin: string): Promise<OnboardingResource> {
  const answer = await api.call('POST', `${path}?allow_duplicate_bin=true`, { body: newBody({ bin }) });
  expect(answer.status).toBe(202);
  const { id } = answer.json<OnboardingResource>();
  await eventually(async () => (await get(id)).final, 'it ended');
  return get(id);
}

/** Accepted and never taken: no worker may claim it. */
async function parked(bin: string): Promise<OnboardingResource> {
  const answer = await api.call('POST', `${path}?allow_duplicate_bin=true`, { body: newBody({ bin }) });
  return answer.json<OnboardingResource>();
}

describe('a resubmission', () => {
  it('opens the next attempt with corrected data and a new request_id, and it ends well', async () => {
    const refused = await ended('991240900152');
    expect(refused).toMatchObject({ status: 'rejected', attempt: 1, status_reason: 'partner_rejected' });
    const answer = await resubmit(refused.id, { iban: 'KZ24 998T ST00 0000 0002', ceo_info: { first_name: 'Айша' }, description: null });
    expect(answer.status).toBe(202);
    const next = answer.json<OnboardingResource>();
    expect(next).toMatchObject({
      id: refused.id, status: 'pending', attempt: 2, sequence: refused.sequence + 1, iban: 'KZ24998TST0000000002', description: null,
      ceo_info: { ...refused.ceo_info, first_name: 'Айша' }, problems: [], status_reason: null,
    });
    expect(next.request_id).not.toBe(refused.request_id);
    await eventually(async () => (await get(refused.id)).final, 'the second attempt ended');
    expect(await get(refused.id)).toMatchObject({ status: 'succeeded', attempt: 2 });
  });

  it('says in the timeline what was corrected, by name and not by value, and the old attempt can still be found', async () => {
    const refused = await ended('991240900103');
    await resubmit(refused.id, { iban: 'KZ24998TST0000000002' });
    const timeline = (await api.call('GET', `${path}/${refused.id}/timeline`)).text;
    expect(JSON.parse(timeline)).toMatchObject({ data: expect.arrayContaining([expect.objectContaining({ type: 'onboarding.resubmitted', corrected: ['/iban'] })]) as unknown });
    expect(timeline).not.toContain('KZ24998TST0000000002');
    const found = (await api.call('GET', `${path}?request_id=${refused.request_id}`)).json<{ data: { id: string }[] }>();
    expect(found.data.map(({ id }) => id)).toEqual([refused.id]);
  });

  it('is done once for one key, and answered alike', async () => {
    const refused = await ended('991240900115');
    const key = randomUUID();
    const [first, second] = await Promise.all([1, 2].map(() => resubmit(refused.id, {}, { 'idempotency-key': key })));
    expect([first?.status, second?.status]).toEqual([202, 202]);
    expect(second?.text).toBe(first?.text);
    expect(first?.json<OnboardingResource>().attempt).toBe(2);
  });

  it('opens one attempt where ten come at once, and tells the others why they may not', async () => {
    const refused = await ended('991240900139');
    const answers = await Promise.all(Array.from({ length: 10 }, () => resubmit(refused.id, { iban: 'KZ24998TST0000000002' })));
    const [taken, others] = [answers.filter(({ status }) => status === 202), answers.filter(({ status }) => status !== 202)];
    // Another one can be right as well, where the next attempt was refused that fast.
    expect(taken.length).toBeGreaterThan(0);
    expect(new Set(taken.map((answer) => answer.json<{ attempt: number }>().attempt)).size).toBe(taken.length);
    expect(others.map((answer) => [answer.status, answer.json<{ code: string }>().code])).toEqual(others.map(() => [409, 'not_resubmittable']));
  });

  it('is refused unless it is rejected, with faults, under another sequence, and for another client', async () => {
    const good = await ended('991240900020');
    expectProblem(await resubmit(good.id, {}), { status: 409, code: 'not_resubmittable' });
    const refused = await ended('991240900103');
    expectProblem(await resubmit(refused.id, { iban: 'nonsense', surprise: 1 }), {
      status: 422, code: 'validation_failed', errors: [{ pointer: '/iban', code: 'iban.format' }, { pointer: '/surprise', code: 'unknown_field' }],
    });
    expectProblem(await resubmit(refused.id, { external_id: 'another' }), { status: 422, code: 'unknown_field', errors: [{ pointer: '/external_id', code: 'unknown_field' }] });
    expectProblem(await resubmit(refused.id, null), { status: 422, code: 'validation_failed', errors: [{ pointer: '', code: 'wrong_type' }] });
    expectProblem(await resubmit(refused.id, { request_id: null, nmae: null }), {
      status: 422, code: 'unknown_field', errors: [{ pointer: '/request_id', code: 'unknown_field' }, { pointer: '/nmae', code: 'unknown_field' }],
    });
    expectProblem(await resubmit(refused.id, {}, { 'if-match': '"1"' }), { status: 412, code: 'sequence_mismatch' });
    const foreign = await api.call('POST', `${path}?allow_duplicate_bin=true`, { body: newBody({ bin: '971240001315' }), key: keys.admin });
    expectProblem(await resubmit(foreign.json<OnboardingResource>().id, {}), { status: 404, code: 'not_found' });
    expect((await get(refused.id)).sequence).toBe(refused.sequence);
  });
});

describe('a cancellation', () => {
  const cancel = (id: string, headers: Record<string, string> = {}): Promise<Answer> =>
    api.call('POST', `${path}/${id}/cancellation`, { body: JSON.stringify({ reason: 'the client changed his mind' }), headers });

  it('withdraws what was not sent, or says honestly that it is too late: never both', async () => {
    const outcomes = await Promise.all(Array.from({ length: 40 }, async () => {
      const { id } = await parked('991240900020');
      const answer = await cancel(id);
      return { id, answer };
    }));
    for (const { id, answer } of outcomes) {
      await eventually(async () => (await get(id)).final, 'it ended');
      const end = await get(id);
      if (answer.status === 200) expect(end).toMatchObject({ status: 'cancelled', status_reason: 'withdrawn', partner: { sends: 0 } });
      else {
        expect(['already_submitted', 'already_final']).toContain(answer.json<{ code: string }>().code);
        expect(end.status).toBe('succeeded');
      }
    }
  });

  it('is refused for what is final, and answered alike for one key', async () => {
    const good = await ended('991240900020');
    expectProblem(await cancel(good.id), { status: 409, code: 'already_final' });
  });
});

describe('a rehearsal', () => {
  it('judges without storing, and names what may be the same client', async () => {
    const good = await ended('991240900020');
    const count = async (): Promise<number> => (await api.query<{ n: number }>('select count(*)::integer as n from applications'))[0]?.n ?? -1;
    const before = await count();
    const valid = (await api.call('POST', `${path}/validation`, { body: newBody({ bin: '991240900020' }) })).json<{ valid: boolean; possible_duplicates: { id: string }[] }>();
    expect(valid.valid).toBe(true);
    expect(valid.possible_duplicates.map(({ id }) => id)).toContain(good.id);
    const faulty = (await api.call('POST', `${path}/validation`, { body: newBody({ iban: 'x' }) })).json<{ valid: boolean; errors: { pointer: string }[] }>();
    expect([faulty.valid, faulty.errors.map(({ pointer }) => pointer)]).toEqual([false, ['/iban']]);
    expect(await count()).toBe(before);
  });

  it('shows the exact bytes that will go out, in both bodies, and the decoded header, but no signature', async () => {
    const request_id = randomUUID();
    const body = newBody({ bin: '991240900020', request_id, product: posProduct });
    const preview = (await api.call('POST', `${path}/preview`, { body })).json<{ body: string; bodies: { flat: string; company: string }; header: unknown; header_text: string }>();
    await api.call('POST', `${path}?allow_duplicate_bin=true`, { body });
    let calls: { body: string; header_text: string }[] = [];
    await eventually(async () => {
      calls = ((await (await fetch(`${localUrl(simulator)}/__simulator/calls?request_id=${request_id}`)).json()) as { calls: typeof calls }).calls;
      return calls.length > 0;
    }, 'it was sent');
    expect(preview.body).toBe(calls[0]?.body);
    expect(preview.bodies.flat).toBe(preview.body);
    expect(JSON.parse(preview.bodies.company)).toMatchObject({ request_id, company: { bin: '991240900020' } });
    const product = { ...posProduct, address: { ...posProduct.address, country: 'KAZ' }, user: { ...posProduct.user, phone: '77015557392' } };
    for (const text of Object.values(preview.bodies)) expect(JSON.parse(text)).toMatchObject({ product });
    expect(Object.keys(preview.header as object)).toEqual(['uri', 'auth_id', 'method', 'params', 'alg']);
  });
});

it('leaves the API unharmed', () => {
  expectUnharmed(api);
});
