import { HttpService } from '@nestjs/axios';
import { AxiosHeaders, type AxiosRequestConfig, type AxiosResponse, create as createAxios, isAxiosError } from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { ConnectionWatch } from './connection-watch.js';
import type { CallTrouble, HttpOutcome, HttpPost } from './exchange.js';

export interface HttpLimits {
  /** Connections at a time; further calls wait for one, inside their deadline. */
  concurrency: number;
  /** Total deadline of one call, ms: waiting, name, connection, sending, the whole answer. */
  timeoutMs: number;
  /** Idle connections are closed after so long. */
  idleMs?: number;
  /** Certificates to trust instead of the usual ones, PEM. */
  ca?: string;
}

/** Largest answer that is read, bytes; the partner's answers have a few hundred. */
export const mostAnswerBytes = 256 * 1024;

/**
 * Shorter than the five seconds after which many servers close an idle connection without announcing it: a request
 * written at that very moment is lost, and then nobody knows whether it was read.
 */
const defaultIdleMs = 4_000;

const unchanged = (data: unknown): unknown => data;

/** What every call says, whatever the given HTTP service has for defaults. */
const fixedConfig: AxiosRequestConfig = {
  method: 'POST',
  responseType: 'arraybuffer',
  // A followed redirect would carry body and signature to whoever is named in it.
  maxRedirects: 0,
  proxy: false,
  // The byte limit would count before unpacking; nothing packed is asked for.
  decompress: false,
  maxContentLength: mostAnswerBytes,
  maxBodyLength: Infinity,
  // One deadline for all: axios's own restarts with every byte.
  timeout: 0,
  validateStatus: () => true,
  transformRequest: [unchanged],
  transformResponse: [unchanged],
};

/**
 * The outgoing call through Nest's HttpService. axios costs about 250 µs a call, so the seam is `HttpPost`: a cheaper
 * client can stand behind it.
 */
export function createHttpPost(limits: HttpLimits, service: HttpService = new HttpService(createAxios())): HttpPost {
  const { concurrency, timeoutMs, idleMs = defaultIdleMs, ca } = limits;
  const pool = { keepAlive: true, maxSockets: concurrency, maxFreeSockets: concurrency, timeout: idleMs };
  const httpAgent = new HttpAgent(pool);
  // Said in words, because an environment variable of Node could switch the check off.
  const httpsAgent = new HttpsAgent({ ...pool, ca, minVersion: 'TLSv1.2', rejectUnauthorized: true });

  return {
    async post(url, body, headers) {
      const watch = new ConnectionWatch();
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), timeoutMs);
      try {
        const response = await service.axiosRef.request<unknown>({
          ...fixedConfig, url, data: body, headers: { 'user-agent': 'freedompay-onboarding', 'accept-encoding': 'identity', ...headers },
          httpAgent, httpsAgent, transport: watch.transport, signal: deadline.signal,
        });
        return replyOf(response);
      } catch (fault) {
        // The error holds body and signature: nothing of it leaves but a word.
        return troubleOf(fault, watch, deadline.signal.aborted);
      } finally {
        clearTimeout(timer);
      }
    },
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

function replyOf({ status, headers, data }: AxiosResponse<unknown>): HttpOutcome {
  const all = AxiosHeaders.from(headers as AxiosHeaders);
  const header = (name: string): string | null => {
    const value = all.get(name);
    return typeof value === 'string' ? value : null;
  };
  return {
    kind: 'reply',
    reply: {
      httpStatus: status,
      contentType: header('content-type'),
      contentEncoding: header('content-encoding'),
      retryAfter: header('retry-after'),
      body: Buffer.isBuffer(data) ? data : Buffer.alloc(0),
    },
  };
}

function troubleOf(fault: unknown, watch: ConnectionWatch, expired: boolean): HttpOutcome {
  const httpStatus = isAxiosError(fault) ? fault.response?.status ?? null : null;
  const trouble = expired ? 'timeout' : nameTrouble(fault, watch.handshaking, httpStatus !== null);
  return { kind: 'trouble', trouble, sent: !watch.surelyUnsent, httpStatus };
}

const troubles: Record<string, CallTrouble> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'dns', ENODATA: 'dns',
  EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', EHOSTDOWN: 'unreachable', ENETDOWN: 'unreachable', EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'timeout',
  HPE_HEADER_OVERFLOW: 'too_large',
};
const resets = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

function nameTrouble(fault: unknown, handshaking: boolean, answerBegan: boolean): CallTrouble {
  const { code = '', message = '' } = fault as { code?: string; message?: string };
  const known = troubles[code];
  if (known !== undefined) return known;
  if (code.startsWith('EAI_')) return 'dns';
  if (handshaking) return 'tls';
  if (message.startsWith('maxContentLength')) return 'too_large';
  if (answerBegan) return 'half_body';
  if (code.startsWith('HPE_')) return 'protocol';
  return resets.has(code) ? 'reset' : 'failed';
}
