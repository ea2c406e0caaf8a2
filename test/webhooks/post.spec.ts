import { subscribe } from 'node:diagnostics_channel';
import { gunzipSync } from 'node:zlib';
import { createAllowList, newSecret, type PostOutcome, type Resolve, secretBytes, signatureHeaders, WebhookPost, type WebhookPostParts } from '#app/webhooks';
import { Webhook } from 'standardwebhooks';
import { answer, type Behaviour, closeAllServers, drip, eventually, freePort, loopback, type LoopbackServer } from '../freedompay/loopback.js';
import { selfSigned } from '../freedompay/self-signed.js';

const body = Buffer.from('{"type":"onboarding.held","data":{"id":"қ"}}');
const allow = createAllowList('127.0.0.1,crm.corp');
const toLoopback: Resolve = () => Promise.resolve(['127.0.0.1']);
const posts: WebhookPost[] = [];

afterEach(async () => {
  for (const post of posts.splice(0)) post.close();
  await closeAllServers();
});

function sender(parts: Partial<WebhookPostParts> = {}): WebhookPost {
  const post = new WebhookPost({ allow, resolve: toLoopback, ...parts });
  posts.push(post);
  return post;
}
const send = (server: LoopbackServer | string, parts: Partial<WebhookPostParts> = {}): Promise<PostOutcome> =>
  sender(parts).post(new URL('/hooks?a=b', typeof server === 'string' ? server : server.origin), { 'webhook-id': 'evt_1' }, body);
const answering = (text: string, more: Behaviour = {}) => loopback({ ...more, onRequest: (socket) => { socket.write(text); } });
const seldom = { timeoutMs: 200 };

describe('what goes out', () => {
  it('is a POST of these bytes that a receiver who is not ours accepts', async () => {
    const server = await answering(answer(204));
    const secret = newSecret();
    const headers = signatureHeaders('evt_1', body, [secretBytes(secret)], Date.now());
    const url = new URL(`${server.origin}/hooks?a=b`);
    expect(await sender().post(url, { ...headers, 'content-type': 'application/cloudevents+json' }, body)).toMatchObject({ outcome: 'delivered', httpStatus: 204, retryAfterMs: null });
    const [request] = server.requests;
    const [line, ...fields] = request?.head.split('\r\n') ?? [];
    expect(line).toBe('POST /hooks?a=b HTTP/1.1');
    const seen = Object.fromEntries(fields.map((field) => field.split(': ') as [string, string]));
    expect(seen).toEqual({
      ...headers, host: url.host, 'content-type': 'application/cloudevents+json', 'content-length': String(body.length), 'user-agent': 'freedompay-onboarding',
      'accept-encoding': 'identity', Connection: 'keep-alive',
    });
    expect(request?.body.equals(body)).toBe(true);
    expect(new Webhook(secret).verify(request?.body ?? '', seen)).toEqual(JSON.parse(body.toString()));
  });

  it('is JSON unless said otherwise, to the host by its name', async () => {
    const server = await answering(answer(200));
    await send(`http://crm.corp:${server.port}`);
    expect(server.requests[0]?.head).toMatch(new RegExp(`^content-type: application/json\r\n(.*\r\n)*host: crm\\.corp:${server.port}\r\n`, 'm'));
  });
});

it('never rejects, also where nothing can go out', async () => {
  const server = await answering(answer(200));
  expect(await sender().post(new URL(server.origin), { 'webhook-id': 'a\r\nb: c' }, body)).toMatchObject({ outcome: 'failed', httpStatus: null, answer: null });
  expect(server.requests).toHaveLength(0);
});

describe('the answer', () => {
  it.each([
    [200, 'delivered'], [201, 'delivered'], [202, 'delivered'], [204, 'delivered'], [299, 'delivered'],
    [300, 'redirect'], [301, 'redirect'], [302, 'redirect'], [303, 'redirect'], [304, 'redirect'], [307, 'redirect'], [308, 'redirect'], [399, 'redirect'],
    [410, 'gone'], [400, 'refused_status'], [401, 'refused_status'], [404, 'refused_status'], [409, 'refused_status'], [429, 'refused_status'], [500, 'refused_status'], [503, 'refused_status'],
    [600, 'refused_status'], [999, 'refused_status'],
  ] as const)('%i: %s', async (status, outcome) => {
    expect(await send(await answering(answer(status)))).toMatchObject({ outcome, httpStatus: status });
  });

  it('its first 2 KB are kept, as bytes', async () => {
    const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, index) => index % 256));
    const server = await loopback({ onRequest: (socket) => { socket.write(answer(500, '', { 'content-length': bytes.length })); socket.write(bytes); } });
    expect((await send(server)).answer?.equals(bytes.subarray(0, 2_048))).toBe(true);
    expect((await send(await answering(answer(200, 'ok')))).answer).toEqual(Buffer.from('ok'));
    expect((await send(await answering(answer(204)))).answer).toEqual(Buffer.alloc(0));
  });

  it.each([['200', 'delivered'], ['503', 'refused_status']] as const)('of 10 MB with %s is not read to the end', async (status, outcome) => {
    const piece = Buffer.alloc(64 * 1024, 'a');
    let written = 0;
    const server = await loopback({
      onRequest: (socket) => {
        socket.write(`HTTP/1.1 ${status} X\r\ncontent-length: ${160 * piece.length}\r\n\r\n`);
        const more = (): void => {
          for (let room = true; room && written < 160; written += 1) room = socket.write(piece);
          if (written < 160) socket.once('drain', more);
        };
        more();
      },
    });
    const found = await send(server);
    expect(found).toMatchObject({ outcome, httpStatus: Number(status) });
    expect(found.answer?.equals(piece.subarray(0, 2_048))).toBe(true);
    await eventually(() => server.sockets.every((socket) => socket.destroyed));
    expect(written).toBeLessThan(160);
  });

  it('packed without being asked for is kept as it came', async () => {
    const packed = Buffer.from('H4sIAAAAAAAAA8vPBgBH3dx5AgAAAA==', 'base64');
    const server = await loopback({ onRequest: (socket) => { socket.write(answer(200, '', { 'content-length': packed.length, 'content-encoding': 'gzip' })); socket.write(packed); } });
    const kept = (await send(server)).answer ?? Buffer.alloc(0);
    expect([kept.equals(packed), gunzipSync(kept).toString()]).toEqual([true, 'ok']);
  });

  it.each([
    ['503 in seconds', 503, '120', 120_000], ['429 with a date', 429, 'Sat, 22 Nov 2025 10:00:30 GMT', 30_000], ['302', 302, '5', 5_000], ['500 for a year', 500, '31536000', 31_536_000_000],
    ['a 2xx', 200, '120', null], ['nonsense', 503, 'later', null],
  ])('Retry-After: %s', async (_, status, text, retryAfterMs) => {
    const server = await answering(answer(status, '', { 'retry-after': text }));
    expect((await send(server, { nowMs: () => Date.UTC(2025, 10, 22, 10) })).retryAfterMs).toBe(retryAfterMs);
  });

  it.each([
    ['an interim answer before it', `HTTP/1.1 102 X\r\n\r\nHTTP/1.1 103 X\r\nlink: a\r\n\r\n${answer(200)}`, 'delivered'],
    ['chunks', 'HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n', 'delivered'],
    ['HTTP/1.0', 'HTTP/1.0 200 X\r\ncontent-length: 0\r\n\r\n', 'delivered'],
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'protocol'],
    ['broken chunks', 'HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', 'protocol'],
    ['two lengths', 'HTTP/1.1 200 X\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\na', 'protocol'],
    ['headers without end', `HTTP/1.1 200 X\r\n${'a: b\r\n'.repeat(10_000)}`, 'protocol'],
    ['a switch of protocols', 'HTTP/1.1 101 X\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n', 'protocol'],
  ])('%s', async (_, text, outcome) => {
    expect((await send(await answering(text))).outcome).toBe(outcome);
  });
});

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('%i is not followed, wherever it leads', async (status) => {
    const target = await answering(answer(200));
    for (const location of [`${target.origin}/`, 'http://169.254.169.254/', '/other', '//127.0.0.1/']) {
      const server = await answering(answer(status, 'moved', { location }));
      expect(await send(server)).toMatchObject({ outcome: 'redirect', httpStatus: status, answer: Buffer.from('moved') });
      expect(server.requests).toHaveLength(1);
    }
    expect(target.sockets).toHaveLength(0);
  });
});

describe('the deadline is one for the whole call', () => {
  it.each([
    ['no answer', {}],
    ['no handshake', { tls: true }],
    ['header fields drip', { onRequest: (socket) => { socket.write('HTTP/1.1 200 OK\r\n'); drip(socket, 'x: y\r\n', 20); } }],
    ['interim answers drip', { onRequest: (socket) => { drip(socket, 'HTTP/1.1 102 X\r\n\r\n', 20); } }],
    ['the body drips', { onRequest: (socket) => { socket.write(answer(200, '', { 'content-length': 100_000 })); drip(socket, ' ', 20); } }],
    ['chunks drip', { onRequest: (socket) => { socket.write('HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n'); drip(socket, '1\r\na\r\n', 20); } }],
  ] as [string, Omit<Behaviour, 'tls'> & { tls?: true }][])('%s', async (_, { tls, ...behaviour }) => {
    const server = await loopback(behaviour);
    const found = await send(tls === true ? server.origin.replace('http:', 'https:') : server, seldom);
    expect(found.outcome).toBe('timeout');
    expect(found.retryAfterMs).toBeNull();
    await eventually(() => server.sockets.every((socket) => socket.destroyed));
  });

  it('keeps what came until then', async () => {
    const server = await answering(`${answer(200, '', { 'content-length': 9 })}half`);
    let expire = (): void => undefined;
    const timer = jest.spyOn(globalThis, 'setTimeout').mockImplementationOnce((run) => { expire = run; return setTimeout(() => undefined, 0); });
    const begun = new Promise((resolve) => { subscribe('http.client.response.finish', resolve); });
    const found = send(server);
    timer.mockRestore();
    await begun;
    // Header and body came at once; the body is handed on within the same turn.
    await new Promise((resolve) => { setImmediate(resolve); });
    expire();
    expect(await found).toMatchObject({ outcome: 'timeout', httpStatus: 200, answer: Buffer.from('half') });
  });

  it('a name server that never answers', async () => {
    expect(await send('http://crm.corp', { ...seldom, resolve: () => new Promise(() => undefined) })).toMatchObject({ outcome: 'timeout', httpStatus: null, answer: null });
  });
});

describe('no answer', () => {
  it.each([
    ['closed after the request', { onRequest: (socket) => socket.end() }],
    ['reset after the request', { onRequest: (socket) => socket.resetAndDestroy() }],
    ['cut in the body', { onRequest: (socket) => { socket.end(answer(200, '', { 'content-length': 10 })); } }],
    ['cut in the header', { onRequest: (socket) => { socket.end('HTTP/1.1 200 OK\r\nx: '); } }],
  ] as [string, Behaviour][])('%s: reset', async (_, behaviour) => {
    expect((await send(await loopback(behaviour))).outcome).toBe('reset');
  });

  it('nobody listens', async () => {
    expect(await send(`http://127.0.0.1:${await freePort()}`)).toMatchObject({ outcome: 'refused', httpStatus: null, answer: null, retryAfterMs: null });
    const all = { allow: createAllowList('crm.corp,127.0.0.0/8'), resolve: () => Promise.resolve(['127.0.0.1', '127.0.0.2']) };
    expect((await send(`http://crm.corp:${await freePort()}`, all)).outcome).toBe('refused');
  });

  it.each([['none', () => Promise.resolve([])], ['an error', () => Promise.reject(new Error('SERVFAIL'))]])('a name that has no address: %s', async (_, resolve) => {
    expect(await send('http://crm.corp', { resolve })).toMatchObject({ outcome: 'dns', httpStatus: null, answer: null });
  });

  it('a name whose first address is dead is called at its second', async () => {
    const server = await answering(answer(200));
    const parts = { allow: createAllowList('crm.corp'), resolve: () => Promise.resolve(['127.0.0.9', '127.0.0.1']) };
    expect((await send(`http://crm.corp:${server.port}`, parts)).outcome).toBe('delivered');
  });

  it('calls that run when the sender is closed end', async () => {
    const server = await loopback({});
    const post = sender();
    const found = post.post(new URL(server.origin), {}, body);
    await eventually(() => server.requests.length === 1);
    post.close();
    expect((await found).outcome).toBe('reset');
  });
});

describe('TLS', () => {
  const good = selfSigned();

  it('a trusted certificate works', async () => {
    const server = await answering(answer(200), { tls: good });
    expect((await send(server, { ca: good.cert })).outcome).toBe('delivered');
  });

  it.each([
    ['an unknown authority', good, undefined], ['another name', selfSigned('127.0.0.2'), 'own'], ['an expired certificate', selfSigned('127.0.0.1', 2002), 'own'],
  ] as const)('%s: not a byte is sent', async (_, certificate, trust) => {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const server = await loopback({ tls: { ...certificate, minVersion: version, maxVersion: version } });
      expect(await send(server, trust === undefined ? {} : { ca: certificate.cert })).toMatchObject({ outcome: 'tls', httpStatus: null, answer: null });
      await eventually(() => server.sockets.every((socket) => socket.destroyed));
      expect(server.bytesIn()).toBe(0);
    }
  });

  it('the certificate must be for the name of the URL, not for the address behind it', async () => {
    const server = await answering(answer(200), { tls: good });
    expect((await send(`https://crm.corp:${server.port}`, { ca: good.cert })).outcome).toBe('tls');
    expect(server.bytesIn()).toBe(0);
  });

  it('an old protocol', async () => {
    const server = await answering(answer(200), { tls: { ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } });
    expect((await send(server, { ca: good.cert })).outcome).toBe('tls');
  });

  it.each([
    ['reset', (socket: { resetAndDestroy(): unknown }) => socket.resetAndDestroy()], ['plain HTTP', (socket: { write(text: string): unknown }) => socket.write(answer(400))],
  ])('%s in the handshake', async (_, react) => {
    const server = await loopback({ onConnection: (socket) => socket.once('data', () => react(socket)) });
    expect((await send(server.origin.replace('http:', 'https:'))).outcome).toBe('tls');
  });
});

describe('connections are kept', () => {
  it.each(['http', 'https'])('over %s one after the other goes over the same', async (scheme) => {
    const certificate = selfSigned();
    const server = await answering(answer(200, 'ok'), scheme === 'https' ? { tls: certificate } : {});
    const post = sender({ ca: certificate.cert });
    for (let call = 0; call < 5; call += 1) expect((await post.post(new URL(server.origin), {}, body)).outcome).toBe('delivered');
    expect([server.requests.length, server.sockets.length]).toEqual([5, 1]);
  });

  it('names are looked up for each new one only', async () => {
    let asked = 0;
    const server = await answering(answer(200));
    const post = sender({ resolve: () => { asked += 1; return Promise.resolve(['127.0.0.1']); } });
    for (let call = 0; call < 3; call += 1) await post.post(new URL(`http://crm.corp:${server.port}`), {}, body);
    expect([asked, server.sockets.length]).toEqual([1, 1]);
  });

  it.each(['destroy', 'resetAndDestroy'] as const)('one that is closed just when it is used again (%s) costs no attempt', async (end) => {
    const server = await loopback({ onRequest: (socket, { number }) => { if (number === 2) socket[end](); else socket.write(answer(200)); } });
    const post = sender();
    for (let call = 0; call < 2; call += 1) expect((await post.post(new URL(server.origin), {}, body)).outcome).toBe('delivered');
    expect([server.requests.length, server.sockets.length]).toEqual([3, 2]);
  });

  it('one that was new is not tried again', async () => {
    const server = await loopback({ onRequest: (socket) => socket.destroy() });
    expect((await send(server)).outcome).toBe('reset');
    expect(server.requests).toHaveLength(1);
  });

  it('a slow endpoint takes no connection from another at the same host', async () => {
    const server = await loopback({ onRequest: (socket, { head }) => { if (!head.startsWith('POST /slow')) socket.write(answer(200)); } });
    const post = sender();
    const slow = Array.from({ length: 40 }, () => post.post(new URL(`${server.origin}/slow`), {}, body));
    await eventually(() => server.requests.length === 40);
    expect((await post.post(new URL(`${server.origin}/fast`), {}, body)).outcome).toBe('delivered');
    post.close();
    await Promise.all(slow);
  });
});
