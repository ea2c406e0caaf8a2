import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Application } from '#app/applicant';
import { fingerprintOf } from '#app/onboarding';
import type { Answer } from '../support/http.js';
import type { OnboardingResource, Page } from '../support/onboarding-resource.js';
import { expectProblem } from '../support/problem-oracle.js';
import { newBody, validBody } from '../support/request-body.js';
import { expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

const path = '/v1/onboardings';
const example = readFileSync('test/fixtures/onboarding-overview-example.json', 'utf8');

let api: RunningApi;
let sibling: RunningApi;
beforeAll(async () => {
  api = await startApi();
  sibling = await startApi(api.environment, api.database);
  await Promise.all([untilReady(api), untilReady(sibling)]);
}, 120_000);
afterAll(async () => {
  await sibling.close();
  await api.close();
}, 60_000);

const post = (body: string, key = keys.crm): Promise<Answer> => api.call('POST', `${path}?allow_duplicate_bin=true`, { body, key });
async function accept(values: Record<string, unknown>, key = keys.crm): Promise<OnboardingResource> {
  const answer = await post(newBody(values), key);
  expect(answer.status).toBe(202);
  return answer.json<OnboardingResource>();
}
const conflict = (name: 'external_id' | 'request_id', onboarding?: string) => ({
  status: 409, code: `${name}_conflict`, errors: [{ pointer: `/${name}`, code: 'conflict' }], instance: path,
  ...(onboarding === undefined ? {} : { onboarding: `${path}/${onboarding}` }),
});
const storedCount = async (): Promise<number> => (await api.query<{ count: number }>('select count(*)::integer as count from onboardings'))[0]?.count ?? -1;

describe("the documentation's own example, as it stands", () => {
  let first: OnboardingResource;

  it('is accepted with exactly the two warnings about check digits', async () => {
    const answer = await post(example);
    expect(answer.status).toBe(202);
    first = answer.json<OnboardingResource>();
    expect(answer.headers).toMatchObject({ location: `${path}/${first.id}`, etag: '"1"', 'content-type': 'application/json; charset=utf-8' });
    expect(answer.headers['x-correlation-id']).toMatch(/\S/);
    expect(first.warnings.map(({ pointer, code }) => ({ pointer, code }))).toEqual([
      { pointer: '/bin', code: 'bin.checksum' }, { pointer: '/iban', code: 'iban.checksum' },
    ]);
    for (const { message } of first.warnings) expect(message).toMatch(/\S/);
  });

  it('reads back as the resource of the specification', () => {
    expect(first.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;
    expect(first).toEqual({
      id: first.id, object: 'onboarding', status: 'pending', status_reason: null, final: false, sequence: 1, attempt: 1, external_id: null,
      request_id: '828cf71d-a447-4a67-a149-c1df8bc197ca', name: 'Название юридического лица', bin: '123456789012', legal_type: null, company_id: null,
      ceo_info: { first_name: 'Имя', last_name: 'Фамилия', phone: '+77017777777', email: 'mail@example.kz' },
      address_info: { country: 'KZ', postal_code: '050000', address_line1: 'Almaty', address_line2: 'Zheltoksan', address_line3: '115' },
      iban: 'KZ12345B789012345KZT', description: 'Новый партнер', product: null, metadata: {}, warnings: first.warnings, problems: [], hold: null,
      partner: {
        request_status: null, uncertain: false, client_id: null, product_uuid: null, terminal_id: null, sends: 0, polls: 0,
        submitted_at: null, last_polled_at: null, next_poll_at: null,
      },
      expected_by: at, delayed: false, created_at: at, updated_at: at, completed_at: null,
      links: { self: `${path}/${first.id}`, timeline: `${path}/${first.id}/timeline` },
    });
  });

  it('is the same onboarding when posted again, at the process next door too', async () => {
    for (const process of [api, sibling]) {
      const again = await process.call('POST', path, { body: example });
      expect([again.status, again.headers.etag, again.headers.location]).toEqual([200, '"1"', undefined]);
      expect(again.json()).toEqual(first);
    }
    expect(await storedCount()).toBe(1);
  });

  it('is refused with both pointers where check digits have to be right', async () => {
    const strict = await startApi({ ...api.environment, CHECKSUM_POLICY: 'reject' }, api.database);
    try {
      await untilReady(strict);
      const errors = [{ pointer: '/bin', code: 'bin.checksum' }, { pointer: '/iban', code: 'iban.checksum' }];
      const body = JSON.stringify({ ...(JSON.parse(example) as object), request_id: randomUUID() });
      expectProblem(await strict.call('POST', path, { body }), { status: 422, code: 'validation_failed', errors, submitted: ['123456789012', 'KZ12345B789012345KZT'] });
      expect((await strict.call('POST', `${path}?allow_duplicate_bin=true`, { body: newBody() })).status).toBe(202);
      expectUnharmed(strict);
    } finally {
      await strict.close();
    }
  });
});

describe('the same content under the same id is a repeat, however it is written', () => {
  const ids = { external_id: 'spelling-1', request_id: 'a0b1c2d3-0000-4000-8000-00000000abcd' };
  const { ceo_info: ceo, address_info: address } = validBody;
  let first: OnboardingResource;
  beforeAll(async () => { first = await accept(ids); });

  const reversed = (value: unknown): unknown => (typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toReversed().map(([key, member]) => [key, reversed(member)])) : value);
  const spelt = (values: Record<string, unknown>): string => newBody({ ...ids, ...values });

  it.each([
    ['word for word', spelt({})],
    ['with the keys in another order', JSON.stringify(reversed(JSON.parse(spelt({}))))],
    ['with white space', ` \n${JSON.stringify(JSON.parse(spelt({})), null, '\t')}\r\n`],
    ['with a byte order mark', `\ufeff${spelt({})}`],
    ['with letters as escapes', spelt({}).replaceAll(/[а-яәқғңөұүһі]/giu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)],
    ['in NFD', spelt({}).normalize('NFD')],
    ['with the BIN as a number', spelt({ bin: Number(validBody.bin) })],
    ['with the phone as a number', spelt({ ceo_info: { ...ceo, phone: 77015557391 } })],
    ['with the phone as dialled', spelt({ ceo_info: { ...ceo, phone: '8 (701) 555-73-91' } })],
    ['with the phone in groups', spelt({ ceo_info: { ...ceo, phone: '+7 701 555 73 91' } })],
    ['with the phone without its country', spelt({ ceo_info: { ...ceo, phone: '7015557391' } })],
    ['with the IBAN in groups and small letters', spelt({ iban: 'kz51 998t st00 0000 0001' })],
    ['with the country in small letters', spelt({ address_info: { ...address, country: 'kz' } })],
    ['with the country in three letters', spelt({ address_info: { ...address, country: 'KAZ' } })],
    ['with the request_id in capitals', spelt({ request_id: ids.request_id.toUpperCase() })],
    ['with the external_id alone', newBody({ external_id: ids.external_id })],
    ['with the request_id alone', newBody({ request_id: ids.request_id })],
    ['with a request_id that nobody has', spelt({ request_id: randomUUID() })],
    ['with an external_id that nobody has', spelt({ external_id: 'spelling-2' })],
  ])('%s', async (_, body) => {
    const answer = await post(body);
    expect([answer.status, answer.headers.etag]).toEqual([200, '"1"']);
    expect(answer.json()).toEqual(first);
  });

  it.each([
    ['name', { name: `${validBody.name}.` }], ['bin', { bin: '600340012341' }], ['legal_type', { legal_type: 'other' }], ['no company_id', { company_id: undefined }],
    ['phone', { ceo_info: { ...ceo, phone: '+77015557392' } }], ['email in capitals', { ceo_info: { ...ceo, email: ceo.email.toUpperCase() } }],
    ['address_line2', { address_info: { ...address, address_line2: 'Абай' } }], ['iban', { iban: 'KZ24998TST0000000002' }], ['an empty description', { description: '' }],
    ['product', { product: { product_id: 11001, outlet: 'another' } }], ['one more pair of metadata', { metadata: { ...validBody.metadata, x: '1' } }],
  ])('but with another %s it is a conflict', async (_, values) => {
    expectProblem(await post(spelt(values)), conflict('external_id', first.id));
  });
});

it('an older row with its country in three letters is recognised in either spelling', async () => {
  const ids = { external_id: 'three-letters' };
  const { address_info: address } = validBody;
  const { id } = await accept({ ...ids, address_info: { ...address, country: 'KAZ' } });
  const [row] = await api.query<{ application: Application }>('select content as application from applications where onboarding_id = $1', [id]);
  if (row === undefined) throw new Error('not stored');
  const content = { ...row.application, address_info: { ...row.application.address_info, country: 'KAZ' } };
  await api.query('update applications set content = $2, fingerprint = decode($3, $4) where onboarding_id = $1', [id, content, fingerprintOf({ application: content }), 'hex']);
  for (const country of ['KZ', 'KAZ']) {
    const answer = await post(newBody({ ...ids, address_info: { ...address, country } }));
    expect([answer.status, answer.json<OnboardingResource>().id]).toEqual([200, id]);
  }
  expectProblem(await post(newBody({ ...ids, address_info: { ...address, country: 'RU' } })), conflict('external_id', id));
});

describe('an id that is taken', () => {
  it('external_id with other content: a conflict that names the onboarding', async () => {
    const first = await accept({ external_id: 'taken-1' });
    expectProblem(await post(newBody({ external_id: 'taken-1', description: 'other' })), conflict('external_id', first.id));
  });

  it('request_id with other content: a conflict that names the onboarding', async () => {
    const first = await accept({ external_id: 'taken-2', request_id: 'a0b1c2d3-0000-4000-8000-000000000002' });
    expectProblem(await post(newBody({ request_id: first.request_id, description: 'other' })), conflict('request_id', first.id));
  });

  it('request_id of another API client: a conflict that tells nothing, whatever the content', async () => {
    const theirs = await accept({ request_id: 'a0b1c2d3-0000-4000-8000-000000000003' });
    for (const values of [{}, { description: 'other' }, { external_id: 'taken-3' }]) {
      const answer = await post(newBody({ ...values, request_id: theirs.request_id }), keys.admin);
      expectProblem(answer, { ...conflict('request_id'), submitted: [theirs.id, theirs.request_id] });
    }
  });

  it('external_id of another API client is free', async () => {
    const theirs = await accept({ external_id: 'taken-4' });
    const mine = await accept({ external_id: 'taken-4', description: 'other' }, keys.admin);
    expect(mine.id).not.toBe(theirs.id);
  });

  it('where two ids belong to two onboardings, external_id decides', async () => {
    const a = await accept({ external_id: 'two-a', description: 'a' });
    const b = await accept({ external_id: 'two-b', description: 'b' });
    const asA = await post(newBody({ external_id: 'two-a', request_id: b.request_id, description: 'a' }));
    expect([asA.status, asA.json<OnboardingResource>().id]).toEqual([200, a.id]);
    expectProblem(await post(newBody({ external_id: 'two-a', request_id: b.request_id, description: 'b' })), conflict('external_id', a.id));
    expectProblem(await post(newBody({ external_id: 'two-c', request_id: b.request_id, description: 'a' })), conflict('request_id', b.id));
  });

  it('a repeat shows the onboarding as it is now', async () => {
    const { id } = await accept({ external_id: 'taken-5' });
    await api.call('POST', `/v1/admin/onboardings/${id}/actions`, { key: keys.admin, body: '{"action":"hold","reason":"wait"}' });
    const again = await post(newBody({ external_id: 'taken-5' }));
    expect([again.status, again.headers.etag, again.json<OnboardingResource>().hold?.reason]).toEqual([200, '"2"', 'operator']);
  });
});

describe('many at once, over two processes', () => {
  const everywhere = (bodies: string[]): Promise<Answer[]> =>
    Promise.all(bodies.map((body, index) => (index % 2 === 0 ? api : sibling).call('POST', `${path}?allow_duplicate_bin=true`, { body })));

  it.each([['external_id', 'race-1'], ['request_id', 'a0b1c2d3-0000-4000-8000-000000000050']])('50 times one %s: one onboarding', async (name, id) => {
    const answers = await everywhere(Array.from({ length: 50 }, () => newBody({ [name]: id })));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    expect(new Set(answers.map((answer) => answer.json<OnboardingResource>().id)).size).toBe(1);
    expect((await api.call('GET', `${path}?${name}=${id}`)).json<Page<OnboardingResource>>().data).toHaveLength(1);
  });

  it('50 times one external_id with 50 contents: one is accepted, 49 conflicts name it', async () => {
    const answers = await everywhere(Array.from({ length: 50 }, (_, index) => newBody({ external_id: 'race-2', description: `content ${index}` })));
    const accepted = answers.filter(({ status }) => status === 202).map((answer) => answer.json<OnboardingResource>().id);
    expect(accepted).toHaveLength(1);
    for (const answer of answers) if (answer.status !== 202) expectProblem(answer, conflict('external_id', accepted[0]));
  });

  it('10 keys 10 times each, in opposite orders: nobody waits for anybody', async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `cross-${index}`);
    const bodies = Array.from({ length: 5 }, () => ids.flatMap((id, index) => [newBody({ external_id: id }), newBody({ external_id: ids[9 - index] })])).flat();
    const answers = await everywhere(bodies);
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(90);
  });

  it('each onboarding has one application and one first event', async () => {
    const [odd] = await api.query(`
      select count(*)::integer as odd from onboardings o
      where (select count(*) from applications a where a.onboarding_id = o.id) <> 1
        or (select count(*) from events e where e.subject = o.id and e.sequence = 1 and e.type = 'onboarding.accepted') <> 1`);
    expect(odd).toEqual({ odd: 0 });
    const [stray] = await api.query(`
      select (select count(*)::integer from applications where onboarding_id not in (select id from onboardings)) as applications,
        (select count(*)::integer from events where subject not in (select id from onboardings)) as events`);
    expect(stray).toEqual({ applications: 0, events: 0 });
  });
});

it('every change is answered as it is shown from then on', async () => {
  const shownAs = async (answer: Answer, status: number): Promise<void> => {
    expect(answer.status).toBe(status);
    expect((await api.call('GET', `${path}/${answer.json<OnboardingResource>().id}`)).text).toBe(answer.text);
  };
  const act = (id: string, action: string): Promise<Answer> =>
    api.call('POST', `/v1/admin/onboardings/${id}/actions`, { key: keys.admin, body: JSON.stringify({ action, reason: 'a look at it' }) });
  const opened = await post(newBody({ bin: '971240001315' }));
  await shownAs(opened, 202);
  const { id } = opened.json<OnboardingResource>();
  for (const action of ['poll_now', 'hold', 'release', 'cancel']) await shownAs(await act(id, action), 200);
  await api.query("update onboardings set status = 'rejected' where id = $1", [id]);
  await shownAs(await api.call('POST', `${path}/${id}/resubmission?allow_duplicate_bin=true`), 202);
  await shownAs(await api.call('POST', `${path}/${id}/cancellation`, { body: JSON.stringify({ reason: 'a mistake' }) }), 200);
});

it('had nothing to complain about', () => {
  for (const process of [api, sibling]) expectUnharmed(process);
});
