import { v4 as newId } from 'uuid';
import { cloudEvent } from '#app/events';
import type { Endpoint } from './endpoint.js';
import { pingType } from './endpoint-event.js';
import type { PostOutcome } from './post-outcome.js';
import type { WebhookPost } from './post.js';
import { signatureHeaders } from './signature.js';

/**
 * What an endpoint is sent to try it: the form of an event, but of none in the log. Every ping has an id of its own, and
 * its `sequence` is 0, because nothing comes before or after it.
 *
 * @param at ms since the epoch
 */
export function pingEvent(endpointId: string, at: number): { id: string; body: Buffer } {
  const id = `evt_${newId()}_0`;
  const event = cloudEvent({ subject: endpointId, sequence: 0, type: pingType, data: { id: endpointId }, occurredAt: new Date(at) });
  return { id, body: Buffer.from(JSON.stringify({ ...event, id })) };
}

/** A real, signed ping and what came of it. @param at ms since the epoch by the database's clock */
export async function ping(post: WebhookPost, { id, url }: Pick<Endpoint, 'id' | 'url'>, secrets: readonly Buffer[], at: number): Promise<PostOutcome> {
  const event = pingEvent(id, at);
  return post.post(new URL(url), { ...signatureHeaders(event.id, event.body, secrets, at) }, event.body);
}
