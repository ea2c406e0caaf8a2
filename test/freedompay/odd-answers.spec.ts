import { gzipSync } from 'node:zlib';
import { addOne, clientFor, closeAllClients } from './clients.js';
import { answer, type Behaviour, closeAllServers, drip, eventually, loopback, type SeenRequest, taken } from './loopback.js';

afterEach(async () => {
  closeAllClients();
  await closeAllServers();
});

const uncertain = (drift: boolean) => ({ kind: 'uncertain', drift, retryAfterMs: null });
const accepted = { kind: 'accepted', askNow: false };
const succeeded = { status: 'ok', request_status: 'success', client_id: 1 };

/** A partner that answers everything with this. */
const answering = (...parts: (string | Buffer)[]) => loopback({ onRequest: (socket) => { for (const part of parts) socket.write(part); } });
async function addTo(server: { origin: string }, timeoutMs = 5_000) {
  return addOne(clientFor(server.origin, { FREEDOMPAY_TIMEOUT_MS: timeoutMs }));
}

describe('P2 pages of a gateway', () => {
  it.each([500, 502, 503, 504])('HTML %i is uncertain for add and no answer for status', async (status) => {
    const server = await answering(answer(status, '<html>Bad Gateway</html>', { 'content-type': 'text/html' }));
    expect(await addTo(server)).toMatchObject({ answer: uncertain(false), facts: { httpStatus: status, trouble: 'unreadable' } });
    const { answer: told } = await clientFor(server.origin).status('x');
    expect(told).toEqual(status === 503 ? { kind: 'throttled', retryAfterMs: null } : { kind: 'noAnswer', drift: false });
  });
});

describe('P3 half a body', () => {
  const whole = answer(200, { ...succeeded, dt: '2025-01-01T00:00:00+05:00' });

  it('cut by the connection', async () => {
    const server = await loopback({ onRequest: (socket) => socket.end(whole.slice(0, -20)) });
    expect(await addTo(server)).toMatchObject({ answer: uncertain(true), facts: { trouble: 'half_body', httpStatus: 200 } });
    expect((await clientFor(server.origin).status('x')).answer).toEqual({ kind: 'noAnswer', drift: true });
  });

  it('cut in a chunk', async () => {
    const server = await loopback({
      onRequest: (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1c\r\n{"request_status":"success"}\r\n'),
    });
    expect(await addTo(server)).toMatchObject({ answer: uncertain(true), facts: { trouble: 'half_body' } });
  });

  it('ended by the close of the connection alone, without a length', async () => {
    const server = await loopback({ onRequest: (socket) => socket.end('HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n{"request_status":"succ') });
    expect(await addTo(server)).toMatchObject({ answer: uncertain(true), facts: { trouble: 'unreadable' } });
  });

  it('with the length of the half', async () => {
    const server = await answering(answer(200, '{"status":"ok","request_status":"success"'));
    expect(await addTo(server)).toMatchObject({ answer: uncertain(true), facts: { trouble: 'unreadable' } });
  });
});

describe('P6 429 with Retry-After', () => {
  it('is throttled', async () => {
    const server = await answering(answer(429, '', { 'retry-after': 2 }));
    expect((await addTo(server)).answer).toEqual({ kind: 'throttled', retryAfterMs: 2_000 });
  });
});

describe('P14 too much', () => {
  it('a giant body is cut at 256 kB and its connection closed', async () => {
    let written = 0;
    const piece = Buffer.alloc(64 * 1024, ' ');
    const server = await loopback({
      onRequest: (socket) => {
        const pour = (): void => {
          while (!socket.destroyed && socket.write(piece)) written += piece.length;
        };
        socket.on('drain', pour);
        socket.write(answer(200, '', { 'content-length': 1e10 }));
        pour();
      },
    });
    expect(await addTo(server)).toMatchObject({ answer: uncertain(true), facts: { trouble: 'too_large' } });
    await eventually(() => server.sockets.every((socket) => socket.destroyed));
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  it('an endless chunked body as well', async () => {
    const chunk = `8000\r\n${' '.repeat(0x8000)}\r\n`;
    const server = await loopback({
      onRequest: (socket) => { socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'); drip(socket, chunk, 1); },
    });
    expect(await addTo(server)).toMatchObject({ answer: uncertain(true), facts: { trouble: 'too_large' } });
  });

  it('just below the limit is read', async () => {
    const server = await answering(answer(200, `${JSON.stringify(taken)}${' '.repeat(250_000)}`));
    expect((await addTo(server)).answer).toEqual(accepted);
  });

  it('ten thousand header fields', async () => {
    const fields = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x-${index}`, 'y']));
    const server = await answering(answer(200, taken, fields));
    expect(await addTo(server)).toMatchObject({ answer: uncertain(true), facts: { trouble: 'too_large' } });
  });

  it('a packed answer is never asked for and never unpacked, be it a bomb or not', async () => {
    for (const plain of [JSON.stringify(taken), `${JSON.stringify(taken)}${' '.repeat(50 * 1024 * 1024)}`]) {
      const packed = gzipSync(plain);
      const server = await answering(answer(200, '', { 'content-encoding': 'gzip', 'content-length': packed.length }), packed);
      expect(await addTo(server)).toMatchObject({ answer: uncertain(true), facts: { trouble: 'unreadable' } });
      expect(server.requests[0]?.head).toMatch(/^accept-encoding: identity$/im);
    }
  });
});

describe('P15 redirects', () => {
  it.each([301, 302, 303, 307, 308])('%i to another origin: that origin sees nothing', async (status) => {
    const other = await answering(answer(200, succeeded));
    const server = await answering(answer(status, succeeded, { location: `${other.origin}/v5/partner/client/add` }));
    expect(await addTo(server)).toMatchObject({ answer: uncertain(true), facts: { trouble: 'redirect', httpStatus: status } });
    expect((await clientFor(server.origin).status('x')).answer).toEqual({ kind: 'noAnswer', drift: true });
    expect(other.sockets).toHaveLength(0);
    expect(server.requests).toHaveLength(2);
  });
});

describe('P18 oddities of HTTP', () => {
  it('100 Continue and 103 before the answer are passed over', async () => {
    const server = await answering('HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n', answer(200, taken));
    expect((await addTo(server)).answer).toEqual(accepted);
  });

  it('a flood of 1xx ends with the deadline', async () => {
    const server = await loopback({ onRequest: (socket) => drip(socket, 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(50), 2) });
    expect(await addTo(server, 200)).toMatchObject({ answer: uncertain(false), facts: { trouble: 'timeout' } });
    await eventually(() => server.sockets.every((socket) => socket.destroyed));
  });

  it('101 Switching Protocols is no answer', async () => {
    const server = await answering('HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n{"request_status":"success"}');
    expect((await addTo(server, 1_000)).answer).toMatchObject({ kind: 'uncertain' });
  });

  it('204', async () => {
    const server = await answering('HTTP/1.1 204 No Content\r\n\r\n');
    expect((await addTo(server)).answer).toEqual(uncertain(true));
  });

  it('a trailer behind the chunks is passed over', async () => {
    const server = await answering(
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1c\r\n{"request_status":"process"}\r\n0\r\nx-sum: 1\r\n\r\n',
    );
    expect((await addTo(server)).answer).toEqual(accepted);
  });

  it.each([
    ['too short a Content-Length', answer(200, succeeded, { 'content-length': 20 }), 'protocol'],
    ['no number', answer(200, succeeded, { 'content-length': 'many' }), 'protocol'],
    ['Content-Length and chunks at once', answer(200, succeeded, { 'transfer-encoding': 'chunked' }), 'protocol'],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.9\r\n', 'protocol'],
  ])('%s', async (_, text, word) => {
    const { answer: found, facts } = await addTo(await answering(text));
    expect(found).toEqual(uncertain(true));
    expect(facts.trouble).toBe(word);
  });

  it('too long a Content-Length ends with the deadline', async () => {
    const server = await answering(answer(200, taken, { 'content-length': 500 }));
    expect(await addTo(server, 200)).toMatchObject({ answer: uncertain(false), facts: { trouble: 'timeout' } });
  });

  it.each([0, 30])('two answers on one socket, %i ms apart: the second is never taken for the answer to the next call', async (gapMs) => {
    const late = answer(409, { status: 'error', error_code: 409 });
    const server = await loopback({
      onRequest: (socket, { number }) => {
        if (number > 1) socket.write(answer(200, taken));
        else if (gapMs === 0) socket.write(`${answer(200, taken)}${late}`);
        else {
          socket.write(answer(200, taken));
          setTimeout(() => socket.write(late), gapMs);
        }
      },
    });
    const client = clientFor(server.origin, { FREEDOMPAY_CONCURRENCY: 1 });
    expect((await addOne(client)).answer).toEqual(accepted);
    await new Promise((resolve) => { setTimeout(resolve, 80); });
    expect((await addOne(client)).answer).toEqual(accepted);
  });
});

it('P19 the answer to another request is not believed', async () => {
  const server = await answering(answer(200, { ...succeeded, request_id: '00000000-0000-4000-8000-000000000000' }));
  expect(await addTo(server)).toMatchObject({ answer: uncertain(true), facts: { trouble: 'other_request' } });
  expect(await clientFor(server.origin).status('x')).toMatchObject({ answer: { kind: 'noAnswer', drift: true }, facts: { trouble: 'other_request' } });
});

describe('P12 P21 a partner that changes its mind or its speed', () => {
  const byNumber = (react: (request: SeenRequest) => [delayMs: number, text: string]): Behaviour => ({
    onRequest: (socket, request) => {
      const [delayMs, text] = react(request);
      setTimeout(() => socket.write(text), delayMs);
    },
  });

  it('P12 not found, then found, then not found', async () => {
    const notFound = answer(404, { status: 'error', error_code: 404 });
    const server = await loopback(byNumber(({ number }) => [0, number === 2 ? answer(200, taken) : notFound]));
    const client = clientFor(server.origin);
    const kinds: string[] = [];
    for (let question = 0; question < 3; question += 1) kinds.push((await client.status('x')).answer.kind);
    expect(kinds).toEqual(['notFound', 'pending', 'notFound']);
  });

  it('P21 slow past the deadline, then fast again: the next calls work', async () => {
    const server = await loopback(byNumber(({ number }) => [number <= 2 ? 600 : 0, answer(200, taken)]));
    const client = clientFor(server.origin, { FREEDOMPAY_TIMEOUT_MS: 250, FREEDOMPAY_CONCURRENCY: 2 });
    expect((await Promise.all([addOne(client), addOne(client)])).map(({ answer: { kind } }) => kind)).toEqual(['uncertain', 'uncertain']);
    expect((await Promise.all([addOne(client), addOne(client)])).map(({ answer: { kind } }) => kind)).toEqual(['accepted', 'accepted']);
  });

  it('P21 never more connections than FREEDOMPAY_CONCURRENCY, which are used again', async () => {
    let busy = 0;
    let most = 0;
    const server = await loopback({
      onRequest: (socket) => {
        busy += 1;
        most = Math.max(most, busy);
        setTimeout(() => { busy -= 1; socket.write(answer(200, taken)); }, 5);
      },
    });
    const client = clientFor(server.origin, { FREEDOMPAY_CONCURRENCY: 3 });
    const kinds = await Promise.all(Array.from({ length: 30 }, async () => (await addOne(client)).answer.kind));
    expect(new Set(kinds)).toEqual(new Set(['accepted']));
    expect([most, server.sockets.length]).toEqual([3, 3]);
  });
});
