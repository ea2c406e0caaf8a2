import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { bareHost, readRetryAfter } from '#app/platform';
import { type AllowList, mayConnect } from './address-guard.js';
import { isListed, judgeEndpointUrl, portOf } from './endpoint-url.js';
import { type Outcome, outcomeOf, type PostOutcome } from './post-outcome.js';
import { AddressRefused, judgedLookup, type Resolve, resolveHost } from './resolve.js';

export interface WebhookPostParts {
  allow: AllowList;
  /** Total deadline of one call, ms: name, connection, sending, the whole answer. */
  timeoutMs?: number;
  resolve?: Resolve;
  /** Certificates to trust instead of the usual ones, PEM. */
  ca?: string;
  /** Our clock, ms since the epoch, for a `Retry-After` that is a date. */
  nowMs?: () => number;
}

/** What is kept of an answer, bytes. */
const keptBytes = 2 * 1024;
/** What is read of an answer, bytes; the connection of a longer one is cut. */
const readBytes = 64 * 1024;
/** Largest header of an answer, bytes. */
const headerBytes = 16 * 1024;
/** Shorter than the five seconds after which many servers close an idle connection without announcing it. */
const idleMs = 4_000;
/** Idle connections kept for each host: as many as an endpoint has calls at a time. */
const idlePerHost = 16;
/** How long one of a name's several addresses may take to connect before the next is tried, ms. */
const addressMs = 2_500;

type Found = Omit<PostOutcome, 'durationMs'>;

const nothing = (outcome: Outcome): Found => ({ outcome, httpStatus: null, retryAfterMs: null, answer: null });

/** What one call carries. */
interface Call {
  url: URL;
  headers: Record<string, string>;
  body: Buffer;
  deadline: AbortSignal;
}

/** A kept connection turned out to be closed before it gave anything back. */
const stale = Symbol('stale');

/**
 * The way out to receivers that strangers named. Connects only to addresses that were judged, follows no redirect, takes
 * no proxy from the environment. There is no limit to the connections of a host: endpoints may share one, and must not
 * wait for each other; whoever calls limits each endpoint.
 */
export class WebhookPost {
  private readonly allow: AllowList;
  private readonly timeoutMs: number;
  private readonly resolve: Resolve;
  private readonly nowMs: () => number;
  private readonly httpAgent: http.Agent;
  private readonly httpsAgent: https.Agent;

  constructor({ allow, timeoutMs = 15_000, resolve = resolveHost, ca, nowMs = Date.now }: WebhookPostParts) {
    this.allow = allow;
    this.timeoutMs = timeoutMs;
    this.resolve = resolve;
    this.nowMs = nowMs;
    const pool = { keepAlive: true, maxFreeSockets: idlePerHost, timeout: idleMs, autoSelectFamily: true, autoSelectFamilyAttemptTimeout: addressMs };
    this.httpAgent = new http.Agent(pool);
    // Said in words, because an environment variable of Node could switch the check off.
    this.httpsAgent = new https.Agent({ ...pool, ca, minVersion: 'TLSv1.2', rejectUnauthorized: true });
  }

  /**
   * Sends these bytes, once as far as anybody can tell: again only where a kept connection was closed meanwhile. Never
   * rejects.
   *
   * @param headers besides host, length and user agent; `content-type` is JSON unless given
   */
  async post(url: URL, headers: Record<string, string>, body: Buffer): Promise<PostOutcome> {
    const startedAt = performance.now();
    const found = await this.send(url, headers, body);
    return { ...found, durationMs: Math.round(performance.now() - startedAt) };
  }

  /** Closes idle connections and cuts running calls. */
  close(): void {
    this.httpAgent.destroy();
    this.httpsAgent.destroy();
  }

  private async send(url: URL, headers: Record<string, string>, body: Buffer): Promise<Found> {
    // Also for what was judged when it was stored: the list may have become shorter. And Node looks no literal up.
    const judged = judgeEndpointUrl(url.href, this.allow);
    if ('fault' in judged) return nothing('not_allowed');
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), this.timeoutMs);
    try {
      let found: Found | typeof stale = stale;
      // Ends: each round uses up a kept connection.
      while (found === stale) found = await this.attempt({ url: judged.url, headers, body, deadline: deadline.signal });
      return found;
    } catch {
      // Node takes no header field with a line break, for one.
      return nothing('failed');
    } finally {
      clearTimeout(timer);
    }
  }

  private attempt({ url, headers, body, deadline }: Call): Promise<Found | typeof stale> {
    const secure = url.protocol === 'https:';
    const request = (secure ? https : http).request({
      method: 'POST', protocol: url.protocol, hostname: bareHost(url.hostname), port: portOf(url), path: url.pathname + url.search,
      headers: {
        'content-type': 'application/json', ...headers,
        host: url.host, 'content-length': body.length, 'user-agent': 'freedompay-onboarding', 'accept-encoding': 'identity',
      },
      agent: secure ? this.httpsAgent : this.httpAgent,
      lookup: judgedLookup(url, this.allow, this.resolve),
      maxHeaderSize: headerBytes,
    });
    const listed = isListed(url, this.allow);
    const handshake = followSocket(request, secure, (ip) => mayConnect(ip, listed, this.allow));
    return new Promise((resolve) => {
      let answer: KeptAnswer | null = null;
      const settle = (found: Found | typeof stale): void => {
        deadline.removeEventListener('abort', expire);
        resolve(found);
      };
      const fail = (outcome: Outcome): void => settle({ ...(answer === null ? nothing(outcome) : this.found(answer)), outcome });
      const expire = (): void => {
        fail('timeout');
        request.destroy();
      };
      if (deadline.aborted) expire();
      deadline.addEventListener('abort', expire);
      request.on('error', (fault: NodeJS.ErrnoException) => {
        const outcome = nameTrouble(fault, handshake.running);
        if (outcome === 'reset' && request.reusedSocket && answer === null) settle(stale);
        else fail(outcome);
      });
      // Without a listener Node drops such a connection and tells nobody.
      request.on('upgrade', (_, socket) => {
        fail('protocol');
        socket.destroy();
      });
      request.on('response', (response) => {
        const kept = new KeptAnswer(response);
        answer = kept;
        response.on('data', (chunk: Buffer) => {
          if (kept.add(chunk) <= readBytes) return;
          settle(this.found(kept));
          request.destroy();
        });
        response.on('end', () => settle(this.found(kept)));
        response.on('error', () => fail('reset'));
        response.on('close', () => fail('reset'));
      });
      request.end(body);
    });
  }

  private found({ response: { statusCode = 0, headers }, bytes }: KeptAnswer): Found {
    const outcome = outcomeOf(statusCode);
    const retryAfterMs = outcome === 'delivered' ? null : readRetryAfter(headers['retry-after'], this.nowMs());
    return { outcome, httpStatus: statusCode, retryAfterMs, answer: bytes };
  }
}

/** The beginning of an answer's body. */
class KeptAnswer {
  private read = 0;
  bytes: Buffer = Buffer.alloc(0);

  constructor(readonly response: IncomingMessage) {}

  /** @returns how many bytes were read in all */
  add(chunk: Buffer): number {
    if (this.bytes.length < keptBytes) this.bytes = Buffer.concat([this.bytes, chunk.subarray(0, keptBytes - this.bytes.length)]);
    this.read += chunk.length;
    return this.read;
  }
}

/**
 * Looks at the address that a new connection really has, before anything is written, and tells whether TLS is being
 * negotiated. A kept connection was looked at when it was new.
 */
function followSocket(request: ClientRequest, secure: boolean, mayStay: (ip: string) => boolean): { readonly running: boolean } {
  let running = false;
  request.once('socket', (socket: Socket) => {
    if (!socket.connecting) return;
    // Before the listeners that begin to write.
    socket.prependOnceListener('connect', () => {
      running = secure;
      // No address: it is closed already, and the error for that is on its way.
      if (socket.remoteAddress !== undefined && !mayStay(socket.remoteAddress)) request.destroy(new AddressRefused('not_allowed'));
    });
    if (secure) socket.once('secureConnect', () => { running = false; });
  });
  return { get running() { return running; } };
}

const troubles: Record<string, Outcome> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', EHOSTDOWN: 'unreachable', ENETDOWN: 'unreachable', EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable', EPERM: 'unreachable',
  ETIMEDOUT: 'timeout',
};
const resets = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

function nameTrouble(fault: NodeJS.ErrnoException, handshaking: boolean): Outcome {
  if (fault instanceof AddressRefused) return fault.fault;
  const { code = '' } = fault;
  const known = troubles[code];
  if (known !== undefined) return known;
  if (handshaking) return 'tls';
  if (code.startsWith('HPE_')) return 'protocol';
  return resets.has(code) ? 'reset' : 'failed';
}
