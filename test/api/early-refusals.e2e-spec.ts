import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { sendBytes, type Answer } from '../support/http.js';
import { expectProblem } from '../support/problem-oracle.js';
import { expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

const path = '/v1/batches';
const csvLimit = 20_000_000;
let api: RunningApi;

beforeAll(async () => {
  api = await startApi();
  await untilReady(api);
}, 120_000);
afterAll(() => api.close(), 60_000);

const knownHeading = 'external_id;name;bin;first_name;last_name;phone;email;country;postal_code;address_line1;iban\r\n';
/** Few rows, and none that is acceptable: what is measured here is the way of the bytes. */
const row = `${'a'.repeat(49_998)}\r\n`;
const fileOf = (heading: string, bytes: number): string => `${heading}${row.repeat(Math.ceil(bytes / row.length))}`;
const head = (lines: string[], to = path): string => [`POST ${to} HTTP/1.1`, 'Host: x', ...lines, '', ''].join('\r\n');
const key = `Authorization: Bearer ${keys.crm}`;
const csv = 'Content-Type: text/csv';

/** As the simplest clients do it: nothing is read before everything was written. */
class SlowReader {
  private constructor(private readonly socket: Socket) {}

  static async to(port: number): Promise<SlowReader> {
    const socket = connect(port, '127.0.0.1').pause();
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    return new SlowReader(socket);
  }

  write(bytes: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** The status and the body of the next answer, which says how long it is. */
  read(): Promise<Pick<Answer, 'status' | 'text'>> {
    return new Promise((resolve, reject) => {
      let received = '';
      const take = (bytes: Buffer): void => {
        received += bytes.toString('latin1');
        const [top = '', text = ''] = received.split('\r\n\r\n');
        if (text === '' || text.length < Number(/content-length: (\d+)/i.exec(top)?.[1])) return;
        this.socket.off('data', take).pause();
        resolve({ status: Number(top.split(' ')[1]), text });
      };
      this.socket.on('data', take).once('end', () => reject(new Error(`It ended after ${received.length} bytes`))).once('error', reject).resume();
    });
  }

  close(): void {
    this.socket.destroy();
  }
}

const refusals: [what: string, lines: string[], body: () => string, status: number, code: string, to: string][] = [
  ['an unknown heading', [key, csv], () => fileOf(`Zebra;${knownHeading}`, 12_000_000), 422, 'unknown_field', path],
  ['an open quotation mark in the midst of it', [key, csv], () => `${fileOf(knownHeading, 4_000_000)}"${fileOf('', 8_000_000)}`, 400, 'malformed_csv', path],
  ['another content type', [key, 'Content-Type: application/zip'], () => fileOf('', 8_000_000), 413, 'body_too_large', path],
  ['an encoding', [key, csv, 'Content-Encoding: gzip'], () => fileOf('', 12_000_000), 415, 'unsupported_media_type', path],
  ['no key', [csv], () => fileOf('', 12_000_000), 401, 'unauthorized', path],
  ['a wrong key', ['Authorization: Bearer nobody', csv], () => fileOf('', 12_000_000), 401, 'unauthorized', path],
  ['a path that takes no file', [key, csv], () => fileOf('', 12_000_000), 415, 'unsupported_media_type', '/v1/onboardings'],
  ['its length', [key, csv], () => fileOf('', csvLimit + 100_000), 413, 'body_too_large', path],
];

describe('a large upload that is refused early', () => {
  it.each(refusals)('for %s: who reads only after he wrote all of it gets his answer, and may go on', async (_, lines, bodyOf, status, code, to) => {
    const body = bodyOf();
    const reader = await SlowReader.to(api.port);
    try {
      await reader.write(head([...lines, `Content-Length: ${body.length}`], to));
      await reader.write(body);
      const answer = await reader.read();
      expect({ status: answer.status, code: (JSON.parse(answer.text) as { code: string }).code }).toEqual({ status, code });
      await reader.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
      expect((await reader.read()).status).toBe(200);
    } finally {
      reader.close();
    }
  });

  it('is cut off where it does not end', async () => {
    const reader = await SlowReader.to(api.port);
    await reader.write(head([csv, 'Content-Length: 500000000']));
    const piece = 'a'.repeat(1_000_000);
    let written = 0;
    const all = async (): Promise<void> => {
      for (; written < 500; written += 1) await reader.write(piece);
    };
    await expect(all()).rejects.toThrow(/ECONNRESET|EPIPE/);
    // What is drained, and what the buffers of two sockets hold.
    expect(written).toBeLessThan(100);
    reader.close();
  });
});

it('a file that says that it is too large is refused before it comes', async () => {
  const announced = (bytes: number): Promise<Answer> => sendBytes(api.port, `${head([key, csv, `Content-Length: ${bytes}`])}${knownHeading}`);
  expect(expectProblem(await announced(csvLimit + 1), { status: 413, code: 'body_too_large' }).detail).toContain(String(csvLimit));
});

it('a file that does not say so is counted', async () => {
  const body = fileOf(knownHeading, csvLimit);
  expectProblem(await api.call('POST', path, { body, headers: { 'content-type': 'text/csv', 'transfer-encoding': 'chunked' } }), { status: 413, code: 'body_too_large' });
}, 120_000);

it('has harmed nothing', () => expectUnharmed(api));
