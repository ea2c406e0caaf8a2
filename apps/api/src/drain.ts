import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is still taken of a body whose answer is out, bytes, and how long that may last, ms. */
export interface DrainLimits { bytes: number; ms: number }

/** Twice the largest file: also whoever sends too much is to read it. */
const usual: DrainLimits = { bytes: 40_000_000, ms: 15_000 };

/**
 * Throws away the rest of a body that is refused; called before the answer is sent. Many clients read nothing before they
 * wrote everything: left unread, they would wait for ever, and a connection closed under their hands takes the answer with it
 * (RFC 9112, 9.6). Whoever keeps within the limits may go on with his connection, all others lose it.
 */
export function drain(body: IncomingMessage, answer: ServerResponse, limits: DrainLimits = usual): void {
  const { headers, socket } = body;
  if (body.readableEnded || (headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0)) return;
  // Asked to close, by the caller or because the process stops, Node would do so right behind the answer.
  const closes = !answer.shouldKeepAlive || answer.hasHeader('connection');
  answer.shouldKeepAlive = true;
  answer.removeHeader('connection');
  const timer = setTimeout(() => socket.destroy(), limits.ms).unref();
  let drained = 0;
  // A reader that has stopped half-way still listens; as long as it does, nothing flows.
  body.removeAllListeners('readable').removeAllListeners('data');
  body.on('data', (piece: Buffer) => {
    drained += piece.length;
    if (drained > limits.bytes) socket.destroy();
  });
  body.once('close', () => {
    clearTimeout(timer);
    if (!closes) return;
    if (answer.writableFinished) socket.destroySoon();
    else answer.once('finish', () => socket.destroySoon());
  });
  body.resume();
}
