import { createHmac } from 'node:crypto';

export type SignatureHeaders = Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>;

/**
 * The three header fields of Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`, one signature for each secret,
 * so that receivers may hold the old or the new one while a rotation lasts.
 *
 * @param id the same over all attempts; without a dot, because dots join what is signed
 * @param body the bytes that go out
 * @param secrets as `secretBytes` gives them, the newest first, at least one
 * @param nowMs when this attempt begins, ms since the epoch
 */
export function signatureHeaders(id: string, body: Buffer, secrets: readonly Buffer[], nowMs: number): SignatureHeaders {
  if (secrets.length === 0) throw new Error('Without a secret nothing can be signed');
  if (id === '' || id.includes('.')) throw new Error('The id of a webhook must not be empty or hold a dot');
  const seconds = String(Math.floor(nowMs / 1_000));
  const signatures = secrets.map((secret) => `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.`).update(body).digest('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}
