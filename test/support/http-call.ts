import { demoKeys } from '../../apps/demo/src/demo-keys.js';
import { expectAsDescribed } from './contract.js';

export interface CallAnswer { status: number; headers: Headers; body: Record<string, unknown>; tookMs: number }

/**
 * One call with the CRM's key; with a body it is a POST.
 *
 * @throws Error where nothing is answered in time, and where the API's answer is not as the contract says
 */
export async function call(url: string, body?: unknown, withinMs = 10_000): Promise<CallAnswer> {
  const startedAt = performance.now();
  const answer = await fetch(url, {
    signal: AbortSignal.timeout(withinMs), headers: { authorization: `Bearer ${demoKeys.crm}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  // Health and metrics are the worker's as well, which says less beside them.
  const { pathname } = new URL(url);
  if (pathname.startsWith('/v1/')) expectAsDescribed(body === undefined ? 'GET' : 'POST', pathname, { status: answer.status, headers: Object.fromEntries(answer.headers), text });
  const parsed = answer.headers.get('content-type')?.includes('json') === true ? (JSON.parse(text) as Record<string, unknown>) : { text };
  return { status: answer.status, headers: answer.headers, body: parsed, tookMs: performance.now() - startedAt };
}

/** Status code of `health/…`; null where nothing answers. */
export const health = (url: string, what: 'live' | 'ready'): Promise<number | null> =>
  call(`${url}/health/${what}`).then(({ status }) => status, () => null);

/** The value of a metric without labels. */
export async function metric(url: string, name: string): Promise<number> {
  const { body } = await call(`${url}/metrics`);
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(String(body['text']))?.[1] ?? Number.NaN);
}
