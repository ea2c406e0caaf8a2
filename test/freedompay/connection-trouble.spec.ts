import { createHttpPost } from '../../libs/freedompay/src/http.js';
import { addOne, clientFor, closeAllClients } from './clients.js';
import { answer, closeAllServers, drip, eventually, freePort, loopback, taken } from './loopback.js';
import { seededRandom } from './seeded-random.js';
import { selfSigned } from './self-signed.js';

afterEach(async () => {
  closeAllClients();
  await closeAllServers();
});

const quick = { FREEDOMPAY_TIMEOUT_MS: 200 };
const uncertain = { kind: 'uncertain', drift: false, retryAfterMs: null };

describe('P1 the answer is lost', () => {
  it('the partner reads the request and closes', async () => {
    const server = await loopback({ onRequest: (socket) => socket.end() });
    const client = clientFor(server.origin);
    expect(await addOne(client)).toMatchObject({ answer: uncertain, facts: { trouble: 'reset', httpStatus: null } });
    expect((await client.status('x')).answer).toEqual({ kind: 'noAnswer', drift: false });
    expect(server.requests).toHaveLength(2);
  });

  it('the partner reads the request and never answers', async () => {
    const server = await loopback({});
    expect(await addOne(clientFor(server.origin, quick))).toMatchObject({ answer: uncertain, facts: { trouble: 'timeout' } });
    expect(server.requests).toHaveLength(1);
    await eventually(() => server.sockets.every((socket) => socket.destroyed));
  });
});

describe('P4 resets', () => {
  it('before the request is read', async () => {
    const server = await loopback({ onConnection: (socket) => { socket.pause(); setTimeout(() => socket.resetAndDestroy(), 30); } });
    expect(await addOne(clientFor(server.origin))).toMatchObject({ answer: uncertain, facts: { trouble: 'reset' } });
    expect(server.requests).toHaveLength(0);
  });

  it('before the connection is made is not sent, where Node can tell', async () => {
    const server = await loopback({ onConnection: (socket) => socket.resetAndDestroy() });
    expect(['notSent', 'uncertain']).toContain((await addOne(clientFor(server.origin))).answer.kind);
    expect(server.bytesIn()).toBe(0);
  });

  it('after the request is read', async () => {
    const server = await loopback({ onRequest: (socket) => socket.resetAndDestroy() });
    expect(await addOne(clientFor(server.origin))).toMatchObject({ answer: uncertain, facts: { trouble: 'reset' } });
    expect(server.requests).toHaveLength(1);
  });

  it.each([['closed', 'destroy'], ['reset', 'resetAndDestroy']] as const)('a kept-alive connection that is %s when the next request comes is uncertain', async (_, end) => {
    // No Keep-Alive field in the answer: the client cannot know when the server will close.
    const server = await loopback({ onRequest: (socket, { number }) => { if (number === 1) socket.write(answer(200, taken)); else socket[end](); } });
    const client = clientFor(server.origin);
    expect((await addOne(client)).answer.kind).toBe('accepted');
    expect((await addOne(client)).answer).toEqual(uncertain);
    expect(server.sockets).toHaveLength(1);
    expect(server.requests).toHaveLength(2);
  });

  it('a connection closed in the idle time is not used again', async () => {
    const server = await loopback({ onRequest: (socket) => { socket.write(answer(200, taken)); setTimeout(() => socket.end(), 10); } });
    const client = clientFor(server.origin);
    expect((await addOne(client)).answer.kind).toBe('accepted');
    await eventually(() => server.sockets.every((socket) => socket.destroyed));
    expect((await addOne(client)).answer.kind).toBe('accepted');
    expect(server.sockets).toHaveLength(2);
  });

  it('idle connections are closed from our side before a silent server would', async () => {
    const server = await loopback({ onRequest: (socket) => { socket.write(answer(200, taken)); } });
    const http = createHttpPost({ concurrency: 1, timeoutMs: 5_000, idleMs: 50 });
    expect((await http.post(server.origin, Buffer.from('{}'), {})).kind).toBe('reply');
    await eventually(() => server.sockets.every((socket) => socket.destroyed));
    http.close();
  });
});

describe('P13 too slow', () => {
  it('the deadline is one for the whole call: header fields drip', async () => {
    const server = await loopback({ onRequest: (socket) => { socket.write('HTTP/1.1 200 OK\r\n'); drip(socket, 'x: y\r\n', 20); } });
    expect(await addOne(clientFor(server.origin, quick))).toMatchObject({ answer: uncertain, facts: { trouble: 'timeout' } });
    await eventually(() => server.sockets.every((socket) => socket.destroyed));
  });

  it('the deadline is one for the whole call: the body drips', async () => {
    const server = await loopback({ onRequest: (socket) => { socket.write(answer(200, '', { 'content-length': 100_000 })); drip(socket, ' ', 20); } });
    expect(await addOne(clientFor(server.origin, quick))).toMatchObject({ answer: uncertain, facts: { trouble: 'timeout' } });
    await eventually(() => server.sockets.every((socket) => socket.destroyed));
  });
});

describe('P17 nobody there', () => {
  it('a refused connection is surely not sent', async () => {
    const client = clientFor(`http://127.0.0.1:${await freePort()}`);
    expect(await addOne(client)).toMatchObject({ answer: { kind: 'notSent' }, facts: { trouble: 'refused' } });
    expect((await client.status('x')).answer).toEqual({ kind: 'noAnswer', drift: false });
  });

  it('a refused connection on all addresses of a name is surely not sent', async () => {
    const client = clientFor(`http://localhost:${await freePort()}`);
    expect(await addOne(client)).toMatchObject({ answer: { kind: 'notSent' }, facts: { trouble: 'refused' } });
  });

  it('a name that does not resolve is surely not sent', async () => {
    const { answer: found, facts } = await addOne(clientFor('http://partner.invalid', { FREEDOMPAY_TIMEOUT_MS: 5_000 }));
    expect(found).toEqual({ kind: 'notSent' });
    // A resolver that is slow to say so runs into the deadline.
    expect(['dns', 'timeout']).toContain(facts.trouble);
  });
});

describe('P16 TLS', () => {
  const good = selfSigned();
  const post = (ca: string | undefined, timeoutMs = 5_000) => createHttpPost({ concurrency: 1, timeoutMs, ...(ca === undefined ? {} : { ca }) });

  it('a trusted certificate works', async () => {
    const server = await loopback({ tls: good, onRequest: (socket) => { socket.write(answer(200, taken)); } });
    const http = post(good.cert);
    expect((await addOne(clientFor(server.origin, {}, undefined, { http }))).answer.kind).toBe('accepted');
  });

  it.each([
    ['an unknown authority', good, undefined],
    ['another name', selfSigned('127.0.0.2'), 'own'],
    ['an expired certificate', selfSigned('127.0.0.1', 2002), 'own'],
  ] as const)('%s: surely not sent, and not a byte is', async (_, certificate, trust) => {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const server = await loopback({ tls: { ...certificate, minVersion: version, maxVersion: version } });
      const http = post(trust === undefined ? undefined : certificate.cert);
      expect(await addOne(clientFor(server.origin, {}, undefined, { http }))).toMatchObject({ answer: { kind: 'notSent' }, facts: { trouble: 'tls' } });
      await eventually(() => server.sockets.every((socket) => socket.destroyed));
      expect(server.bytesIn()).toBe(0);
    }
  });

  it('an old protocol is surely not sent', async () => {
    const server = await loopback({ tls: { ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } });
    const http = post(good.cert);
    expect(await addOne(clientFor(server.origin, {}, undefined, { http }))).toMatchObject({ answer: { kind: 'notSent' }, facts: { trouble: 'tls' } });
  });

  it.each([
    ['reset', (socket: { resetAndDestroy(): unknown }) => socket.resetAndDestroy(), 'tls'],
    ['plain HTTP', (socket: { write(text: string): unknown }) => socket.write(answer(400)), 'tls'],
    ['silence', () => undefined, 'timeout'],
  ] as const)('%s in the handshake is surely not sent', async (_, react, word) => {
    const server = await loopback({ onConnection: (socket) => socket.once('data', () => react(socket)) });
    const client = clientFor(server.origin.replace('http:', 'https:'), { FREEDOMPAY_TIMEOUT_MS: 300 });
    expect(await addOne(client)).toMatchObject({ answer: { kind: 'notSent' }, facts: { trouble: word } });
  });
});

describe('the proof that nothing was sent', () => {
  it('holds for a call that waited for a connection until its deadline', async () => {
    const server = await loopback({});
    const client = clientFor(server.origin, { ...quick, FREEDOMPAY_CONCURRENCY: 1 });
    const ids = Array.from({ length: 20 }, (_, call) => `waiting-${call}`);
    const kinds = await Promise.all(ids.map(async (id) => (await addOne(client, id)).answer.kind));
    // The first one's deadline frees its place: a few of the others may still get it in the moment before their own.
    expect(kinds[0]).toBe('uncertain');
    const unsent = ids.filter((_, call) => kinds[call] === 'notSent');
    expect(unsent.length).toBeGreaterThan(0);
    const seen = server.requests.map(({ body }) => (JSON.parse(body.toString()) as { request_id: string }).request_id);
    expect(seen).toContain(ids[0]);
    expect(seen.filter((id) => unsent.includes(id))).toEqual([]);
  });

  it.each(['http', 'https'])('holds for hundreds of calls over %s that are cut at any moment', async (scheme) => {
    const random = seededRandom(7);
    const certificate = selfSigned();
    const server = await loopback({
      ...(scheme === 'https' ? { tls: certificate } : {}),
      onConnection: (socket) => { if (random() < 0.2) socket.destroy(); },
      onRequest: (socket) => { setTimeout(() => socket.write(answer(200, taken)), random() * 4); },
    });
    const kinds = new Map<string, string>();
    for (let round = 0; round < 60; round += 1) {
      const http = createHttpPost({ concurrency: 2, timeoutMs: round === 0 ? 5_000 : 1 + (round % 30), ca: certificate.cert });
      const client = clientFor(server.origin, {}, undefined, { http });
      const ids = Array.from({ length: 5 }, (_, call) => `${scheme}-${round}-${call}`);
      await Promise.all(ids.map(async (id) => kinds.set(id, (await addOne(client, id)).answer.kind)));
      client.close();
    }
    const seen = new Set(server.requests.map(({ body }) => (JSON.parse(body.toString()) as { request_id: string }).request_id));
    expect([...kinds].filter(([id, kind]) => kind === 'notSent' && seen.has(id))).toEqual([]);
    expect(new Set(kinds.values()).size).toBeGreaterThan(1);
  });
});
