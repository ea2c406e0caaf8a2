import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { expectAsDescribed } from './contract.js';

export interface Answer {
  status: number;
  /** Lower-case names. */
  headers: IncomingHttpHeaders;
  text: string;
  /** The text as JSON. */
  json<T = Record<string, unknown>>(): Readonly<T>;
}

export interface Sent {
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

const answerOf = (status: number, headers: IncomingHttpHeaders, text: string): Answer => ({
  status, headers, text,
  json: <T>() => JSON.parse(text) as Readonly<T>,
});

/**
 * One request to the API over a connection of its own. The path goes out as it stands, without the tidying that fetch
 * does.
 *
 * @throws Error where the answer is not as the contract says
 */
export async function send(port: number, method: string, path: string, sent: Sent = {}): Promise<Answer> {
  const answer = await exchange(port, method, path, sent);
  expectAsDescribed(method, path, answer);
  return answer;
}

function exchange(port: number, method: string, path: string, { headers = {}, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => resolve(answerOf(incoming.statusCode ?? 0, incoming.headers, Buffer.concat(chunks).toString('utf8'))));
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/**
 * Writes bytes to the API's port and reads one answer, without waiting for the connection to end: also what no HTTP
 * client would send. Interim answers (100 Continue) are passed over.
 *
 * @throws Error where the answer is not as the contract says
 */
export async function sendBytes(port: number, bytes: string | Uint8Array): Promise<Answer> {
  const answer = await exchangeBytes(port, bytes);
  const [, method = null, target = null] = /^([A-Z]+) (\/[!-~]*) HTTP\/1\.[01]\r\n/.exec(Buffer.from(bytes).toString('latin1')) ?? [];
  expectAsDescribed(method, target, answer);
  return answer;
}

function exchangeBytes(port: number, bytes: string | Uint8Array): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let received = Buffer.alloc(0);
    const settle = (answer: Answer | null): boolean => {
      if (answer === null) return false;
      socket.destroy();
      resolve(answer);
      return true;
    };
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      settle(readAnswer(received));
    });
    socket.on('end', () => {
      if (!settle(readAnswer(received))) reject(new Error(`The connection ended after ${received.length} bytes, before an answer was whole`));
    });
    socket.on('error', reject);
  });
}

/** Null while it is not all there. */
function readAnswer(received: Buffer): Answer | null {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [statusLine = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(statusLine.split(' ')[1]);
  const body = received.subarray(end + 4);
  if (status < 200) return readAnswer(body);
  const headers: IncomingHttpHeaders = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  const length = Number(headers['content-length'] ?? 0);
  return body.length < length ? null : answerOf(status, headers, body.subarray(0, length).toString('utf8'));
}
