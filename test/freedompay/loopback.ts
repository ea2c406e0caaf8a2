import net, { type AddressInfo, type Socket } from 'node:net';
import tls, { type TlsOptions } from 'node:tls';

export interface SeenRequest {
  /** Request line and header fields. */
  head: string;
  body: Buffer;
  /** Counts over all connections, from 1. */
  number: number;
}

export interface LoopbackServer {
  port: number;
  origin: string;
  requests: SeenRequest[];
  sockets: Socket[];
  /** Bytes that came in, after decryption. */
  bytesIn(): number;
  close(): Promise<void>;
}

export interface Behaviour {
  onConnection?: (socket: Socket) => void;
  onRequest?: (socket: Socket, request: SeenRequest) => void;
  tls?: TlsOptions;
}

const running: LoopbackServer[] = [];

/** Closes whatever a test left open; for `afterEach`. */
export async function closeAllServers(): Promise<void> {
  await Promise.all(running.splice(0).map((server) => server.close()));
}

/** A server that does with its sockets what a test wants, also what no HTTP library would do. */
export async function loopback({ onConnection, onRequest, tls: tlsOptions }: Behaviour): Promise<LoopbackServer> {
  const requests: SeenRequest[] = [];
  const sockets: Socket[] = [];
  let bytesIn = 0;
  const serve = (socket: Socket): void => {
    let pending: Buffer = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      bytesIn += chunk.length;
      pending = Buffer.concat([pending, chunk]);
      for (let taken = takeRequest(pending, requests.length + 1); taken !== null; taken = takeRequest(pending, requests.length + 1)) {
        pending = taken.rest;
        requests.push(taken.request);
        onRequest?.(socket, taken.request);
      }
    });
    onConnection?.(socket);
  };
  const server = tlsOptions === undefined ? net.createServer(serve) : tls.createServer(tlsOptions, serve);
  server.on('connection', (socket: Socket) => sockets.push(socket));
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
  const handle = { port, origin: `${tlsOptions === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, requests, sockets, bytesIn: () => bytesIn, close };
  running.push(handle);
  return handle;
}

function takeRequest(bytes: Buffer, number: number): { request: SeenRequest; rest: Buffer } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const bodyEnd = end + 4 + Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
  if (bytes.length < bodyEnd) return null;
  return { request: { head, body: bytes.subarray(end + 4, bodyEnd), number }, rest: bytes.subarray(bodyEnd) };
}

/** The text of a whole answer with a right length, unless `fields` says otherwise. */
export function answer(status: number, body: unknown = '', fields: Record<string, string | number> = {}): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const all = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...fields };
  return `HTTP/1.1 ${status} X\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${text}`;
}

export const taken = { status: 'ok', request_status: 'process' };

/** Writes a piece again and again until the socket is gone. */
export function drip(socket: Socket, piece: string, everyMs: number): void {
  const timer = setInterval(() => { socket.write(piece); }, everyMs);
  socket.once('close', () => clearInterval(timer));
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = await loopback({});
  await server.close();
  return server.port;
}

/** Resolves as soon as the condition holds. @throws Error where that takes longer than any test may */
export async function eventually(condition: () => boolean): Promise<void> {
  const givenUpAt = performance.now() + 60_000;
  while (!condition()) {
    if (performance.now() > givenUpAt) throw new Error('it did not come to pass');
    await new Promise((resolve) => { setTimeout(resolve, 5); });
  }
}
