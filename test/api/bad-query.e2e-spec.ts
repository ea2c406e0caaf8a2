import { sendBytes } from '../support/http.js';
import { expectProblem } from '../support/problem-oracle.js';
import { validBody } from '../support/request-body.js';
import { expectNothingStored, expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

const canary = 'zebra-canary-4711';
const onboardings = '/v1/onboardings';
const foreign = '0193aaaa-0000-7000-8000-000000000001';
const cursor = (text: string): string => Buffer.from(text).toString('base64url');

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await untilReady(api);
}, 120_000);
afterAll(() => api.close(), 60_000);

describe('a query that is wrong', () => {
  const limits = ['0', '-1', '1.0', '1e2', '0x10', '010', ' 5', '5 ', '+5', '', 'abc', '٥', '9007199254740993', 'NaN', 'null'];
  const list: [string, string, string][] = [
    ...[...limits, '201', '1000000000'].map((limit): [string, string, string] => [`limit=${encodeURIComponent(limit)}`, '?limit', 'invalid']),
    ['limit=5&limit=6', '?limit', 'invalid'], ['limit[]=5', '?limit[]', 'unknown_field'], ['limit[$gt]=5', '?limit[$gt]', 'unknown_field'],
    ['status=zebra-canary-4711', '?status', 'invalid'], ['status=', '?status', 'invalid'], ['status=PENDING', '?status', 'invalid'],
    ['status=pending,failed', '?status', 'invalid'], ['status=pending&status=failed', '?status', 'invalid'], ['status[]=pending', '?status[]', 'unknown_field'],
    ['status[$ne]=pending', '?status[$ne]', 'unknown_field'], ['status[0]=pending', '?status[0]', 'unknown_field'], ['status=constructor', '?status', 'invalid'],
    ['bin=97124000131', '?bin', 'invalid'], ['bin=%2B971240001315', '?bin', 'invalid'], ["bin='%20or%201%3D1--", '?bin', 'invalid'], ['bin=97124000131%25', '?bin', 'invalid'],
    ['bin=٩٧١٢٤٠٠٠١٣١٥', '?bin', 'invalid'].map((text) => encodeURI(text)) as [string, string, string],
    ['request_id=zebra-canary-4711', '?request_id', 'invalid'], ['request_id=', '?request_id', 'invalid'], [`request_id=%7B${foreign}%7D`, '?request_id', 'invalid'],
    ['external_id=', '?external_id', 'invalid'], ['external_id=a%00zebra-canary-4711', '?external_id', 'invalid'], ['external_id=a%0D%0Ab', '?external_id', 'invalid'],
    [`external_id=${'x'.repeat(129)}`, '?external_id', 'invalid'], ['external_id=a&external_id=b', '?external_id', 'invalid'],
    ...['created_from', 'created_to', 'updated_from'].flatMap((name) => [
      '', 'zebra-canary-4711', '2026-01-31', '2026-01-31T12:00:00', '2026-01-31T12:00:00%2005:00', '2026-01-31T12:00:00+05:00', '2026-02-30T12:00:00Z', '2026-01-31T24:00:00Z',
      '2016-12-31T23:59:60Z', '1769860800', 'now', 'infinity', "2026-01-31T12:00:00Z'--", '2026-01-31T12:00:00Z%00', '10000-01-01T00:00:00Z',
    ].map((value): [string, string, string] => [`${name}=${value}`, `?${name}`, 'invalid'])),
    ['created_from=2026-01-31T12:00:00Z&created_from=2026-01-31T12:00:00Z', '?created_from', 'invalid'], ['updated_to=2026-01-31T12:00:00Z', '?updated_to', 'unknown_field'],
    ...['held', 'has_problems'].flatMap((name) => ['', '1', '0', 'TRUE', 'yes', 'null', 'zebra-canary-4711', 'true&' + name + '=true']
      .map((value): [string, string, string] => [`${name}=${value}`, `?${name}`, 'invalid'])),
    ['cursor=', '?cursor', 'invalid'], ['cursor=zebra-canary-4711', '?cursor', 'invalid'], ['cursor=AAAAAAAAAAAAAAAAAAAAA', '?cursor', 'invalid'],
    ['cursor=AAAAAAAAAAAAAAAAAAAAAAA', '?cursor', 'invalid'], ['cursor=AAAAAAAAAAAAAAAAAAAA%3D%3D', '?cursor', 'invalid'], ["cursor=AAAAAAAAAAAAAAAAAAAAA'", '?cursor', 'invalid'],
    ['zebra=zebra-canary-4711', '?zebra', 'unknown_field'], ['Limit=5', '?Limit', 'unknown_field'], ['offset=zebra-canary-4711', '?offset', 'unknown_field'],
    ['sort=zebra-canary-4711', '?sort', 'unknown_field'], ['api_client=zebra-canary-4711', '?api_client', 'unknown_field'], ['=zebra-canary-4711', '?', 'unknown_field'],
    ['__proto__=zebra-canary-4711', '?__proto__', 'unknown_field'], ['constructor=zebra-canary-4711', '?constructor', 'unknown_field'],
    ['toString=zebra-canary-4711', '?toString', 'unknown_field'], ['a%2Fb~c=zebra-canary-4711', '?a~1b~0c', 'unknown_field'],
  ];
  it.each(list)('GET /v1/onboardings?%s', async (query, pointer, code) => {
    const answer = await api.call('GET', `${onboardings}?${query}`);
    expectProblem(answer, {
      status: 422, code: code === 'unknown_field' ? code : 'validation_failed', errors: [{ pointer, code }], instance: onboardings, submitted: [canary, foreign],
    });
  });

  const feed: [string, string, string][] = [
    ...[...limits, '1001', '1000000000'].map((limit): [string, string, string] => [`limit=${encodeURIComponent(limit)}`, '?limit', 'invalid']),
    ['limit=5&limit=6', '?limit', 'invalid'],
    ['after=', '?after', 'invalid'], ['after=zebra-canary-4711', '?after', 'invalid'], ['after=%27%20or%201%3D1', '?after', 'invalid'], ['after=a&after=b', '?after', 'invalid'],
    [`after=${'x'.repeat(81)}`, '?after', 'invalid'], [`after=${cursor('f.1.2')}`, '?after', 'invalid'], [`after=${cursor('f.1.2.3.4')}`, '?after', 'invalid'],
    [`after=${cursor('f.1.-2.3')}`, '?after', 'invalid'], [`after=${cursor('f.1.2.x')}`, '?after', 'invalid'], [`after=${cursor('f.1.2.')}`, '?after', 'invalid'],
    [`after=${cursor('s.1')}`, '?after', 'invalid'], [`after=${cursor('x.1.2.3')}`, '?after', 'invalid'], [`after=${cursor('f.1.2.1e3')}`, '?after', 'invalid'],
    [`after=${cursor(`f.1.2.${'9'.repeat(19)}`)}`, '?after', 'invalid'], [`after=${cursor(`f.1.${'9'.repeat(30)}.3`)}`, '?after', 'invalid'],
    [`after=${cursor('f.2147483648.2.3')}`, '?after', 'invalid'], [`after=${cursor('f.99999999999.2.3')}`, '?after', 'invalid'], [`after=${cursor("f.1.2.3'--")}`, '?after', 'invalid'],
    [`onboarding_id=${foreign}&after=${cursor('f.1.2.3')}`, '?after', 'invalid'], [`onboarding_id=${foreign}&after=${cursor('s.')}`, '?after', 'invalid'],
    ['onboarding_id=zebra-canary-4711', '?onboarding_id', 'invalid'], ['onboarding_id=', '?onboarding_id', 'invalid'], [`onboarding_id=${foreign}0`, '?onboarding_id', 'invalid'],
    ['types=', '?types', 'invalid'], ['types=zebra-canary-4711', '?types', 'invalid'], ['types=onboarding.accepted,', '?types', 'invalid'], ['types=onboarding', '?types', 'invalid'],
    ['types=a.b&types=c.d', '?types', 'invalid'], ["types='%20or%20'a.b", '?types', 'invalid'], [`types=${Array.from({ length: 31 }, () => 'a.b').join(',')}`, '?types', 'invalid'],
    ['cursor=zebra-canary-4711', '?cursor', 'unknown_field'], ['__proto__=zebra-canary-4711', '?__proto__', 'unknown_field'], ['types[]=a.b', '?types[]', 'unknown_field'],
  ];
  it.each(feed)('GET /v1/events?%s', async (query, pointer, code) => {
    const answer = await api.call('GET', `/v1/events?${query}`);
    expectProblem(answer, {
      status: 422, code: code === 'unknown_field' ? code : 'validation_failed', errors: [{ pointer, code }], instance: '/v1/events', submitted: [canary, foreign],
    });
  });

  it.each([
    ['en', 'Send an instant with its offset'], ['ru', 'Отправьте момент времени со смещением от UTC'], ['kk', 'Уақытты UTC-ден ауытқуымен қоса жіберіңіз'],
  ])('says in %s how an instant is written', async (language, begin) => {
    const answer = await api.call('GET', `${onboardings}?updated_from=yesterday`, { headers: { 'accept-language': language } });
    const { errors } = answer.json<{ errors: { message: string }[] }>();
    expect(errors).toEqual([{ pointer: '?updated_from', code: 'invalid', message: expect.stringContaining(begin) as string }]);
    expect(errors[0]?.message).toMatch(/2026-01-31T14:00:00\+05:00.*%2B/);
  });

  it('tells every fault at once', async () => {
    const errors = [['?limit', 'invalid'], ['?bin', 'invalid'], ['?status', 'invalid'], ['?zebra', 'unknown_field']].map(([pointer = '', code = '']) => ({ pointer, code }));
    expectProblem(await api.call('GET', `${onboardings}?limit=0&bin=1&status=x&zebra=1`), { status: 422, code: 'validation_failed', errors });
  });

  it('a place that no page begins at is a place all the same', async () => {
    for (const place of ['AAAAAAAAAAAAAAAAAAAAAA', '______________________', 'AZebraCanaryAAAAAAAAAA']) {
      const answer = await api.call('GET', `${onboardings}?cursor=${place}`);
      expect([answer.status, answer.json()]).toEqual([200, { data: [], has_more: false, next_cursor: null }]);
    }
    const last = cursor('f.2147483647.999999999999999999.999999999999999999');
    expect((await api.call('GET', `/v1/events?after=${last}`)).json()).toEqual({ data: [], has_more: false, next_cursor: last });
  });
});

describe('a path that leads nowhere', () => {
  it.each([
    ['/'], ['/v1'], ['/v2/onboardings'], ['/V1/onboardings'], ['/v1/Onboardings'], ['/v1/onboardings/'], ['//v1/onboardings'], ['/v1//onboardings'], ['/v1/onboardings.json'],
    ['/v1/onboardings;a=b'], ['/v1/./onboardings'], ['/v1/x/../onboardings'], ['/v1/..%2fonboardings'], ['/v1%2Fonboardings'], ['/%2e%2e/etc/passwd'], ['/v1/onboardings%20'],
    [`/v1/onboardings/${foreign}`], [`/v1/onboardings/${foreign.toUpperCase()}`], [`/v1/onboardings/${foreign}/`], [`/v1/onboardings/${foreign}/timeline`],
    [`/v1/onboardings/${foreign}/zebra`], [`/v1/onboardings/%7B${foreign}%7D`], ['/v1/onboardings/%00'], [`/v1/onboardings/${foreign}%00`], ['/v1/onboardings/..%2f..%2fmetrics'],
    ['/v1/onboardings/..%5c'], ['/v1/onboardings/1'], ['/v1/onboardings/null'], ['/v1/onboardings/__proto__'], ["/v1/onboardings/'%20or%201=1--"], ['/v1/onboardings/*'],
    ['/v1/onboardings/%F0%9F%A6%93'], ['/v1/admin'], ['/v1/events/1'], ['/console/../v1'], ['/.env'], ['/docs/..%2f..%2fpackage.json'], ['/docs/%2e%2e/%2e%2e/package.json'],
  ])('GET %s', async (path) => {
    expectProblem(await api.call('GET', path), { status: 404, code: 'not_found', instance: path });
  });

  it.each([
    ['%'], ['%zz'], ['%e2%28%a1'], ['%ff'], ['%c0%af'], ['a%2'], ['%u0041'],
  ])('GET /v1/onboardings/%s is no path', async (part) => {
    expectProblem(await api.call('GET', `${onboardings}/${part}`), { status: 400, code: 'bad_request', instance: `${onboardings}/${part}` });
  });

  it.each([[201], [10_000]])('an id of %d characters', async (length) => {
    const { status, code } = (await api.call('GET', `${onboardings}/${'x'.repeat(length)}`)).json<{ status: number; code: string }>();
    expect([[404, 'not_found'], [414, 'uri_too_long']]).toContainEqual([status, code]);
    expectProblem(await api.call('GET', `${onboardings}/${'x'.repeat(length)}?a=${canary}`), { status, code, submitted: [canary] });
  });

  it.each([
    ['PUT', onboardings], ['PATCH', onboardings], ['DELETE', onboardings], ['OPTIONS', onboardings], ['TRACE', onboardings], ['PROPFIND', onboardings], ['SEARCH', onboardings],
    ['PURGE', onboardings], ['DELETE', `${onboardings}/${foreign}`], ['POST', `${onboardings}/${foreign}`], ['POST', '/v1/events'], ['POST', '/health/live'],
    ['PUT', '/metrics'], ['GET', `/v1/admin/onboardings/${foreign}/actions`], ['POST', '/v1/admin/overview'], ['M-SEARCH', '/'], ['POST', '/openapi.json'],
  ])('%s %s', async (method, path) => {
    const head = `${method} ${path}?a=${canary} HTTP/1.1\r\nhost: api\r\nauthorization: Bearer ${keys.admin}\r\nx-note: ${canary}\r\n\r\n`;
    expectProblem(await sendBytes(api.port, head), { status: 404, code: 'not_found', instance: path, submitted: [canary] });
  });
});

describe("an operator's action that is wrong", () => {
  const path = `/v1/admin/onboardings/${foreign}/actions`;
  const invalid = (...names: string[]) => names.map((name) => ({ pointer: `/${name}`, code: 'invalid' }));
  const unknown = (name: string) => [{ pointer: `/${name}`, code: 'unknown_field' }];
  const reason = '"reason":"why"';

  it.each([
    ['{}', invalid('action', 'reason')], [`{${reason}}`, invalid('action')], ['{"action":"hold"}', invalid('reason')],
    [`{"action":"${canary}",${reason}}`, invalid('action')], [`{"action":"HOLD",${reason}}`, invalid('action')], [`{"action":["hold"],${reason}}`, invalid('action')],
    [`{"action":null,${reason}}`, invalid('action')], [`{"action":{"a":"${canary}"},${reason}}`, invalid('action')], [`{"action":1,${reason}}`, invalid('action')],
    [`{"action":"constructor",${reason}}`, invalid('action')], ['{"action":"hold","reason":""}', invalid('reason')], ['{"action":"hold","reason":" \u00a0"}', invalid('reason')],
    ['{"action":"hold","reason":null}', invalid('reason')], ['{"action":"hold","reason":5}', invalid('reason')], ['{"action":"hold","reason":["why"]}', invalid('reason')],
    ['{"action":"hold","reason":{}}', invalid('reason')], [`{"action":"hold","reason":"${canary}\\u0000"}`, invalid('reason')], [`{"action":"hold","reason":"${canary}\\nx"}`, invalid('reason')],
    [`{"action":"hold","reason":"${canary}\\ud800"}`, invalid('reason')], [`{"action":"hold","reason":"${'ы'.repeat(501)}"}`, invalid('reason')],
    [`{"action":"hold",${reason},"until":"${canary}"}`, unknown('until')], [`{"action":"hold",${reason},"__proto__":{"a":"${canary}"}}`, unknown('__proto__')],
    [`{"action":"hold",${reason},"constructor":"${canary}"}`, unknown('constructor')], [`{"action":"hold",${reason},"then":"${canary}"}`, unknown('then')],
    [`{"action":"hold",${reason},"toString":{"a":[1]}}`, unknown('toString')], [`{"action":"hold",${reason},"a/b~":1}`, unknown('a~1b~0')],
    ['[]', [{ pointer: '', code: 'wrong_type' }]], [`"${canary}"`, [{ pointer: '', code: 'wrong_type' }]], ['true', [{ pointer: '', code: 'wrong_type' }]], ['17', [{ pointer: '', code: 'wrong_type' }]],
  ])('%s', async (body, errors) => {
    const answer = await api.call('POST', path, { body, key: keys.admin });
    const code = errors.every((error) => error.code === 'unknown_field') ? 'unknown_field' : 'validation_failed';
    expectProblem(answer, { status: 422, code, errors, instance: path, submitted: [canary] });
  });

  it.each([['null'], [''], [`{"action":"hold",${reason}`], [`{"action":"hold","action":"hold",${reason}}`]])('%s is no JSON object', async (body) => {
    expectProblem(await api.call('POST', path, { body, key: keys.admin }), { status: 400, code: 'malformed_json' });
  });

  it.each([[foreign], ['1'], [`${foreign}%00`], [foreign.replace('0193', 'g193')]])('an onboarding that is not there: %s', async (id) => {
    const answer = await api.call('POST', `/v1/admin/onboardings/${id}/actions`, { body: `{"action":"hold",${reason}}`, key: keys.admin });
    expectProblem(answer, { status: 404, code: 'not_found' });
  });
});

it('did not mind any of it: nothing stored, nothing logged, no complaint, the same process', async () => {
  await expectNothingStored(api);
  expectUnharmed(api);
  const log = api.part.lines.join('\n');
  expect([canary, validBody.bin, foreign].filter((text) => log.includes(text))).toEqual([]);
  expect((await api.call('GET', '/health/live')).status).toBe(200);
});
