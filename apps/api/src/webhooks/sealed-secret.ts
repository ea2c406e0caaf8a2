import { secretText, type Sealed, type SecretBox } from '#app/webhooks';
import type { Answer } from '#app/platform';

/** What stands for the secret in an answer that is kept. */
interface Written { secret?: { key_id: string; sealed: string } | string }

/** A secret as it may be written down. */
export const written = ({ keyId, sealed }: Sealed): NonNullable<Written['secret']> => ({ key_id: keyId, sealed: sealed.toString('base64') });

/**
 * The answer as it goes out: its secret in the clear. The first answer takes this way as well as every repeat of it, so
 * they are the same byte for byte although no secret was ever stored.
 */
export function withSecret(box: SecretBox, answer: Answer): Answer {
  const document = JSON.parse(answer.body) as Written & { id: string };
  if (typeof document.secret !== 'object') return answer;
  const secret = box.open({ keyId: document.secret.key_id, sealed: Buffer.from(document.secret.sealed, 'base64') }, document.id);
  return { ...answer, body: JSON.stringify({ ...document, secret: secretText(secret) }) };
}
