import type { ReplayWindow, SecretBox } from '#app/webhooks';

/*
 * What a dry run counted is what may be sent: its token holds the window and until when it is good, sealed, so that any
 * replica can read it and nobody else can write it.
 */

const boundTo = (endpointId: string): string => `replay ${endpointId}`;
const content = ({ from, to, eventTypes }: ReplayWindow, expiresAt: number): string => JSON.stringify([from, to, eventTypes.toSorted(), expiresAt]);

/** @param expiresAt ms since the epoch */
export function replayToken(box: SecretBox, window: ReplayWindow, expiresAt: number): string {
  const { keyId, sealed } = box.seal(Buffer.from(content(window, expiresAt)), boundTo(window.endpointId));
  return `${Buffer.from(keyId).toString('base64url')}.${sealed.toString('base64url')}`;
}

/** True where it was made for this very window, not too long ago. @param now ms since the epoch */
export function allowsReplay(box: SecretBox, token: string, window: ReplayWindow, now: number): boolean {
  const [keyId = '', sealed = ''] = token.split('.').map((part) => Buffer.from(part, 'base64url'));
  try {
    const text = box.open({ keyId: String(keyId), sealed: Buffer.from(sealed) }, boundTo(window.endpointId)).toString();
    const expiresAt = Number((JSON.parse(text) as unknown[])[3]);
    return expiresAt > now && text === content(window, expiresAt);
  } catch {
    // Not ours, changed, for another endpoint, or its key was retired: ask anew.
    return false;
  }
}
