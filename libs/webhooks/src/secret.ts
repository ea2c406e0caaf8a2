import { randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** Standard Webhooks 1.0, "Signature scheme": a symmetric secret has 24 to 64 bytes. */
const fewestBytes = 24;
const mostBytes = 64;

/** `whsec_` and the base64 of 32 random bytes, as Standard Webhooks 1.0 writes a symmetric secret. */
export const newSecret = (): string => secretText(randomBytes(32));

/** The text by which a client gets to see these bytes. */
export const secretText = (secret: Uint8Array): string => `${prefix}${Buffer.from(secret).toString('base64')}`;

/**
 * The bytes that sign, 24 to 64 of them.
 *
 * @throws Error, which never holds the text, for anything but `whsec_` and canonical base64
 */
export function secretBytes(text: string): Buffer {
  const encoded = text.startsWith(prefix) ? text.slice(prefix.length) : '';
  const bytes = Buffer.from(encoded, 'base64');
  // Node reads what it can and skips the rest: only text that comes back the same was base64.
  if (encoded === '' || bytes.toString('base64') !== encoded) throw new Error('A webhook secret is whsec_ and base64');
  if (bytes.length < fewestBytes || bytes.length > mostBytes) throw new Error(`A webhook secret has ${fewestBytes} to ${mostBytes} bytes`);
  return bytes;
}
