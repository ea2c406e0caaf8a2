import { sendBytes, type Answer } from '../support/http.js';
import { expectProblem } from '../support/problem-oracle.js';
import { validBody } from '../support/request-body.js';
import { expectNothingStored, expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

const path = '/v1/onboardings';
const body = JSON.stringify(validBody);
const canary = 'zebra-canary-4711';
const withKey = `authorization: Bearer ${keys.crm}`;
const json = 'content-type: application/json';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await untilReady(api);
}, 120_000);
afterAll(() => api.close(), 60_000);

/** One request as it goes over the wire: exactly these header lines. */
const wire = (firstLine: string, headers: string[], rest = ''): Promise<Answer> =>
  sendBytes(api.port, [firstLine, ...headers, '', rest].join('\r\n'));
const post = (headers: string[], rest = body): Promise<Answer> => wire(`POST ${path} HTTP/1.1`, ['host: api', ...headers], rest);
const sized = (text: string): string => `content-length: ${Buffer.byteLength(text)}`;

describe('without a key that is ours', () => {
  const unauthorized = { status: 401, code: 'unauthorized', submitted: [keys.crm, keys.admin, canary] };

  it.each([
    ['no header', []],
    ['an empty one', ['authorization:']],
    ['the scheme alone', ['authorization: Bearer']],
    ['another key', [`authorization: Bearer ${canary}-${canary}`]],
    ['a key that is a part of ours', [`authorization: Bearer ${keys.crm.slice(0, -1)}`]],
    ['ours and more', [`authorization: Bearer ${keys.crm}x`]],
    ['ours in capitals', [`authorization: Bearer ${keys.crm.toUpperCase()}`]],
    ['ours without a scheme', [`authorization: ${keys.crm}`]],
    ['ours under another scheme', [`authorization: Token ${keys.crm}`]],
    ['ours as a user name', [`authorization: Basic ${Buffer.from(`${keys.crm}:`).toString('base64')}`]],
    ['ours in quotes', [`authorization: Bearer "${keys.crm}"`]],
    ['ours after two spaces', [`authorization: Bearer  ${keys.crm}`]],
    ['two keys in one header', [`authorization: Bearer ${keys.crm}, Bearer ${keys.admin}`]],
    ['ours with a letter beyond ASCII', [`authorization: Bearer ${keys.crm}é`]],
    ['ours in another header', [`x-api-key: ${keys.crm}`, `proxy-authorization: Bearer ${keys.crm}`]],
    ['a key of 8 kB', [`authorization: Bearer ${canary.repeat(480)}`]],
    ['ours twice, in two headers', [withKey, withKey]],
    ['ours, then another one', [withKey, `authorization: Bearer ${canary}`]],
    ['another one, then ours', [`authorization: Bearer ${canary}`, withKey]],
  ])('%s', async (_, headers) => {
    const answer = await post([json, sized(body), ...headers]);
    expectProblem(answer, { ...unauthorized, instance: path });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it.each([
    ['GET', '/v1/onboardings?bin=zebra-canary-4711'], ['GET', '/v1/events'], ['GET', '/v1/admin/overview'], ['GET', '/'], ['GET', '/no/such/path'],
    ['DELETE', '/v1/onboardings'], ['OPTIONS', '/v1/onboardings'], ['GET', '/health'], ['GET', '/health/live/'], ['GET', '//health/live'],
    ['GET', '/metrics/'], ['GET', '/docsx'], ['GET', '/HEALTH/LIVE'], ['GET', '/health/../v1/onboardings'], ['POST', '/v1/admin/onboardings/1/actions'],
  ])('%s %s', async (method, target) => {
    expectProblem(await wire(`${method} ${target} HTTP/1.1`, ['host: api']), { ...unauthorized, instance: target.split('?')[0] ?? '' });
  });

  it.each([
    ['of 10 GB', 'content-length: 10737418240'], ['in chunks', 'transfer-encoding: chunked'], ['in a type that is refused', 'content-length: 100'],
  ])('it is told so before a byte of the body is there: one %s', async (what, header) => {
    const type = what.includes('type') ? 'content-type: text/plain' : json;
    expectProblem(await post([type, header], ''), unauthorized);
  });

  it('the key in the query does not help and is not repeated', async () => {
    expectProblem(await wire(`GET ${path}?key=${keys.crm}&access_token=${keys.crm} HTTP/1.1`, ['host: api']), unauthorized);
  });
});

describe("with the CRM's key", () => {
  const id = '0193aaaa-0000-7000-8000-000000000001';
  it.each([
    ['GET', '/v1/admin/overview', undefined], ['POST', `/v1/admin/onboardings/${id}/actions`, '{"action":"hold","reason":"zebra-canary-4711"}'],
    ['POST', `/v1/admin/onboardings/${id}/actions`, '{}'],
  ])('%s %s is forbidden, whatever the body', async (method, target, sent) => {
    const answer = await api.call(method, target, sent === undefined ? {} : { body: sent });
    expectProblem(answer, { status: 403, code: 'forbidden', instance: target, submitted: [canary] });
  });
});

describe('headers that are too many or too long', () => {
  it.each([
    ['one of 20 kB', [`x-note: ${'n'.repeat(20_000)}`]],
    ['300 of 100 bytes', Array.from({ length: 300 }, (_, index) => `x-note-${index}: ${'n'.repeat(90)}`)],
    ['a key of 20 kB', [`authorization: Bearer ${canary.repeat(1_200)}`]],
    ['a name of 20 kB', [`${'n'.repeat(20_000)}: 1`]],
  ])('%s', async (_, headers) => {
    expectProblem(await post([json, sized(body), ...headers]), { status: 431, code: 'headers_too_large', submitted: [canary] });
  });

  it('a path of 20 kB counts with them', async () => {
    expectProblem(await wire(`GET /${canary.repeat(1_200)} HTTP/1.1`, ['host: api', withKey]), { status: 431, code: 'headers_too_large', submitted: [canary] });
  });
});

describe('what is no HTTP, or contradicts itself', () => {
  const badRequest = { status: 400, code: 'bad_request', submitted: [canary, keys.crm] };
  const chunked = 'transfer-encoding: chunked';

  it.each([
    ['both a length and chunks', [sized(body), chunked], body],
    ['two lengths', [sized(body), 'content-length: 1'], body],
    ['two equal lengths', [sized(body), sized(body)], body],
    ['a negative length', ['content-length: -1'], body],
    ['a length in words', ['content-length: many'], body],
    ['a hexadecimal length', ['content-length: 0x10'], body],
    ['a length beyond 64 bits', ['content-length: 99999999999999999999'], body],
    ['a chunk size that is no number', [chunked], `zz\r\n${body}\r\n0\r\n\r\n`],
    ['a negative chunk size', [chunked], `-1\r\n${body}\r\n0\r\n\r\n`],
    ['a chunk that is longer than it says', [chunked], `5\r\n${body}\r\n0\r\n\r\n`],
    ['a chunk size beyond 64 bits', [chunked], 'fffffffffffffffff\r\n{'],
    ['a coding after chunked', ['transfer-encoding: chunked, gzip'], body],
    ['a coding we do not know', ['transfer-encoding: zebra'], body],
    ['a header without a colon', [sized(body), canary], body],
    ['a space before the colon', [sized(body), 'x-note : 1'], body],
    ['a NUL in a header', [sized(body), `x-note: a\u0000${canary}`], body],
    ['a folded header', [sized(body), `x-note: a`, ` ${canary}`], body],
    ['a bare line feed in a header', [sized(body), `x-note: a\rb`], body],
  ])('%s', async (_, headers, rest) => {
    expectProblem(await post([json, withKey, ...headers], rest), badRequest);
  });

  it.each([
    ['no Host', `GET /health/live HTTP/1.1\r\n\r\n`],
    ['a method nobody knows', `ZEBRA ${path} HTTP/1.1\r\nhost: api\r\n${withKey}\r\n\r\n`],
    ['a method in small letters', `get ${path} HTTP/1.1\r\nhost: api\r\n${withKey}\r\n\r\n`],
    ['a space in the path', `GET ${path}/a b HTTP/1.1\r\nhost: api\r\n${withKey}\r\n\r\n`],
    ['a NUL in the path', `GET ${path}/\u0000 HTTP/1.1\r\nhost: api\r\n${withKey}\r\n\r\n`],
    ['HTTP/3.0', `GET ${path} HTTP/3.0\r\nhost: api\r\n${withKey}\r\n\r\n`],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['the first bytes of TLS', Buffer.from('16030100f8010000f40303', 'hex')],
    ['plain words', `${canary}\r\n\r\n`],
  ])('%s', async (_, bytes) => {
    expectProblem(await sendBytes(api.port, bytes), badRequest);
  });
});

describe('X-Correlation-Id', () => {
  const ask = (headers: string[]): Promise<Answer> => wire('GET /v1/zebra HTTP/1.1', ['host: api', withKey, ...headers]);
  const idOf = (answer: Answer): string => expectProblem(answer, { status: 404, code: 'not_found' }).correlation_id;

  it.each(['a', 'deal-48213', '0193aaaa-0000-7000-8000-000000000001', 'A.b_c-9', 'x'.repeat(64)])('%s comes back', async (id) => {
    expect(idOf(await ask([`x-correlation-id: ${id}`]))).toBe(id);
  });

  it.each([
    ['empty', ''], ['too long', 'x'.repeat(65)], ['with a space', `${canary} x`], ['with quotes', `"${canary}"`], ['with a line of a log', `${canary}{"level":"error"}`],
    ['beyond ASCII', `${canary}-é`], ['HTML', `<script>${canary}</script>`], ['an escape sequence', `${canary}%0d%0a`], ['two in one', `${canary},${canary}`],
  ])('one that is %s is replaced', async (_, id) => {
    const answer = await ask([`x-correlation-id: ${id}`]);
    expect(idOf(answer)).toMatch(/^[0-9a-f-]{36}$/);
    expect(`${JSON.stringify(answer.headers)}${answer.text}`).not.toContain(canary);
  });

  it('two headers are none', async () => {
    expect(idOf(await ask([`x-correlation-id: ${canary}`, `x-correlation-id: ${canary}`]))).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('each answer without one gets its own', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, async () => idOf(await ask([]))));
    expect(new Set(ids).size).toBe(20);
  });

  it.each([
    ['GET /health/live', 200], ['GET /health/ready', 200], ['GET /metrics', 200], ['GET /openapi.json', 200], ['GET /docs', 200], [`GET ${path}`, 200], ['GET /v1/events', 200],
  ])('stands on the answer to %s too', async (request, status) => {
    const answer = await wire(`${request} HTTP/1.1`, ['host: api', withKey, 'x-correlation-id: mine-1']);
    expect([answer.status, answer.headers['x-correlation-id']]).toEqual([status, 'mine-1']);
  });
});

describe('headers that change nothing', () => {
  it.each([
    ['x-http-method-override: DELETE'], ['x-forwarded-for: 127.0.0.1'], ['x-original-url: /v1/admin/overview'], ['host-override: zebra'], ['upgrade: websocket'],
    ['expect: zebra'], ['traceparent: zebra'], ['cookie: key=zebra'], ['range: bytes=0-1'], ['accept: text/html'], ['if-none-match: "1"'],
  ])('%s', async (header) => {
    const answer = await wire(`GET ${path} HTTP/1.1`, ['host: api', withKey, header]);
    expect({ status: answer.status, body: answer.json() }).toEqual({ status: 200, body: { data: [], has_more: false, next_cursor: null } });
    expect(answer.headers['x-correlation-id']).toBeDefined();
  });
});

it('did not mind any of it: nothing stored, nothing logged, no complaint, the same process', async () => {
  await expectNothingStored(api);
  expectUnharmed(api);
  const log = api.part.lines.join('\n');
  expect([canary, keys.crm, keys.admin].filter((text) => log.includes(text))).toEqual([]);
  expect((await api.call('GET', '/health/live')).status).toBe(200);
});
