import { connect } from 'node:net';
import { contract } from '../support/contract.js';
import type { Reply } from './hit.js';

/** What came back on a connection. `open`: nothing more came, and nobody hung up. */
export interface Heard { replies: Reply[]; end: 'closed' | 'reset' | 'open' }
export interface Manner { answers?: number; halfClose?: boolean; hangUp?: boolean }

const silenceMs = 3_000;

/**
 * Writes to the API's port what no HTTP client would, piece by piece, and listens until so many answers are whole or the
 * connection ends. `hangUp`: does not listen at all.
 */
export function converse(port: number, pieces: (string | Buffer)[], { answers = 1, halfClose = false, hangUp = false }: Manner = {}): Promise<Heard> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: halfClose, noDelay: true });
    const replies: Reply[] = [];
    let received: Buffer = Buffer.alloc(0);
    const finish = (end: Heard['end']): void => {
      socket.destroy();
      resolve({ replies, end });
    };
    socket.setTimeout(silenceMs, () => finish('open'));
    socket.on('error', () => finish('reset')).on('end', () => finish('closed')).on('close', () => finish('closed'));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      for (let next = cutReply(received); next !== null; next = cutReply(received)) {
        received = next.rest;
        if (next.reply.status >= 200) replies.push(next.reply);
      }
      if (replies.length >= answers) finish('open');
    });
    for (const piece of pieces) socket.write(piece);
    if (halfClose) socket.end();
    if (hangUp) socket.once('connect', () => setImmediate(finish, 'closed'));
  });
}

/** The first whole answer in what was received; null while there is none. */
function cutReply(received: Buffer): { reply: Reply; rest: Buffer } | null {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [statusLine = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  const length = end + 4 + Number(headers['content-length'] ?? 0);
  return received.length < length ? null : { reply: { status: Number(statusLine.split(' ')[1]), headers, text: received.subarray(end + 4, length).toString('utf8') }, rest: received.subarray(length) };
}

/** What is wrong with an answer to something that need not be HTTP. */
export function faultsOf(reply: Reply, method: string | null, path: string | null): string[] {
  const described = method === null || path === null ? null : contract().find(method, path);
  return [...contract().deviations(described, method, reply), ...(reply.status >= 500 ? [`${reply.status}: it is our fault`] : []), ...(/zq[xt][0-9a-z]{7}/.test(reply.text) && reply.status >= 400 ? ['what was submitted comes back'] : [])];
}
