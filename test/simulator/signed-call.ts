import { createHmac } from 'node:crypto';
import http from 'node:http';

export interface Signing {
  key: string;
  authId: string;
  alg: 'HS256' | 'HS512';
}

/** What became of a call. `trouble` is Node's word for a connection that failed. */
export interface Outcome {
  status: number | null;
  headers: http.IncomingHttpHeaders;
  text: string;
  trouble: string | null;
  tookMs: number;
}

/** The value of `X-JWS-Signature` for a POST of this body. */
export function signatureHeader(path: string, body: string, { key, authId, alg }: Signing): string {
  const header = JSON.stringify({ uri: path, auth_id: authId, method: 'POST', params: '', alg });
  const segment = Buffer.from(header).toString('base64url');
  const mac = createHmac(alg === 'HS256' ? 'sha256' : 'sha512', key).update(`${segment}.${Buffer.from(body).toString('base64url')}`);
  return `${segment}..${mac.digest('base64url')}`;
}

/** One request on a connection of its own. Never rejects: a failed connection is an outcome like any other. */
export function send(method: string, url: string, body: string, headers: Record<string, string> = {}, timeoutMs = 5_000): Promise<Outcome> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const outcome: Outcome = { status: null, headers: {}, text: '', trouble: null, tookMs: 0 };
    const end = (trouble: string | null): void => resolve({ ...outcome, trouble, tookMs: performance.now() - startedAt });
    const request = http.request(url, { method, agent: false, headers, signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      outcome.status = response.statusCode ?? null;
      outcome.headers = response.headers;
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => { outcome.text += chunk; });
      response.on('end', () => end(null));
      response.on('error', (fault) => end(word(fault)));
    });
    request.on('error', (fault) => end(word(fault)));
    request.end(body);
  });
}

function word(fault: Error): string {
  return fault.name === 'AbortError' || fault.name === 'TimeoutError' ? 'timeout' : fault.message;
}
