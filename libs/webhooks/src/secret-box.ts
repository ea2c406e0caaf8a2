import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { SecretKeys, Settings } from '#app/platform';

/** What is stored of a secret. */
export interface Sealed {
  /** Which key sealed it; the key itself is only in the settings. */
  keyId: string;
  /** IV (12 bytes), ciphertext, tag (16 bytes). */
  sealed: Buffer;
}

export interface SecretBox {
  /** False in production without WEBHOOK_SECRET_KEYS: endpoints cannot be created, their secrets cannot be rotated. */
  readonly canSeal: boolean;
  /**
   * @param boundTo whose secret it is; it opens only for the same
   * @throws NoSecretKey where `canSeal` is false
   */
  seal(secret: Buffer, boundTo: string): Sealed;
  /**
   * @throws UnknownSecretKey where the key is not in the settings any more
   * @throws UnreadableSecret where the bytes were changed, or sealed for somebody else
   */
  open(sealed: Sealed, boundTo: string): Buffer;
}

export class UnknownSecretKey extends Error {
  constructor(readonly keyId: string) {
    super(`A webhook secret is sealed with the key "${keyId}", which WEBHOOK_SECRET_KEYS does not hold. Add it behind the others.`);
    this.name = 'UnknownSecretKey';
  }
}

export class NoSecretKey extends Error {
  constructor() {
    super('There is no key to seal webhook secrets with. Set WEBHOOK_SECRET_KEYS.');
    this.name = 'NoSecretKey';
  }
}

export class UnreadableSecret extends Error {
  constructor() {
    super('A sealed webhook secret was changed, or belongs to another endpoint.');
    this.name = 'UnreadableSecret';
  }
}

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Encrypts secrets at rest with AES-256-GCM (NIST SP 800-38D). The first key seals, every key opens: a new key is put in
 * front of the old one.
 */
export function createSecretBox(keys: SecretKeys): SecretBox {
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  const [current] = keys;
  return {
    canSeal: current !== undefined,
    seal(secret, boundTo) {
      if (current === undefined) throw new NoSecretKey();
      const iv = randomBytes(ivBytes);
      const sealing = createCipheriv(cipher, current.key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(boundTo, 'utf8'));
      return { keyId: current.id, sealed: Buffer.concat([iv, sealing.update(secret), sealing.final(), sealing.getAuthTag()]) };
    },
    open({ keyId, sealed }, boundTo) {
      const key = byId.get(keyId);
      if (key === undefined) throw new UnknownSecretKey(keyId);
      if (sealed.length < ivBytes + tagBytes) throw new UnreadableSecret();
      const opening = createDecipheriv(cipher, key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(boundTo, 'utf8')).setAuthTag(sealed.subarray(-tagBytes));
      try {
        return Buffer.concat([opening.update(sealed.subarray(ivBytes, -tagBytes)), opening.final()]);
      } catch {
        throw new UnreadableSecret();
      }
    },
  };
}

/** Known to everybody: it is for trying things out. The settings refuse its id for a key of one's own. */
const developmentKeys: SecretKeys = [{ id: 'development', key: createHash('sha256').update('webhook secrets, development only').digest() }];

type KeySettings = Pick<Settings, 'WEBHOOK_SECRET_KEYS' | 'NODE_ENV'>;

/** Whether secrets are sealed with a key that is no secret: worth one warning at each start. */
export const usesDevelopmentKey = (settings: KeySettings): boolean =>
  settings.WEBHOOK_SECRET_KEYS === undefined && settings.NODE_ENV !== 'production';

/** The keys of this process; none in production without WEBHOOK_SECRET_KEYS. */
export const secretKeysOf = (settings: KeySettings): SecretKeys =>
  settings.WEBHOOK_SECRET_KEYS ?? (usesDevelopmentKey(settings) ? developmentKeys : []);
