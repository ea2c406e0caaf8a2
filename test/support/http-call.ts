import { demoKeys } from '../../apps/demo/src/demo-keys.js';

export interface CallAnswer { status: number; headers: Headers; body: Record<string, unknown>; tookMs: number }

/** One call with the CRM's key; with a body it is a POST. @throws Error where nothing is answered in time */
export async function call(url: string, body?: unknown, withinMs = 10_000): Promise<CallAnswer> {
  const startedAt = performance.now();
  const answer = await fetch(url, {
    signal: AbortSignal.timeout(withinMs), headers: { authorization: `Bearer ${demoKeys.crm}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const text = await answer.text();
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
