import { pingType } from '#app/webhooks';
import { eventTypeTexts } from '../catalogue/event-type-texts.js';
import { deliveredTypes, eventExample, eventSchema } from './event-catalogue.js';

/* What goes out to webhook endpoints, as AsyncAPI 3 describes it. Made from the very schemas of the event catalogue. */

const description = `Every change as a signed POST to the endpoints that asked for it (\`POST /v1/webhook-endpoints\`).

- Signed as Standard Webhooks 1.0 says: HMAC-SHA256 over \`webhook-id.webhook-timestamp.body\`, one signature for each valid secret.
- At least once: know an event by its \`id\`, which is also \`webhook-id\` and stays the same over all attempts.
- In the order of \`sequence\` for each \`subject\`; nothing orders the events of different ones.
- Answer with 2xx within 15 seconds; anything else is tried again for three days.`;

const headers = {
  type: 'object', required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  properties: {
    'webhook-id': { type: 'string', pattern: '^evt_[0-9a-f-]{36}_[0-9]+$', description: 'The id of the event, the same over all attempts.' },
    'webhook-timestamp': { type: 'string', pattern: '^[0-9]+$', description: 'When this attempt was made, seconds since the epoch.' },
    'webhook-signature': { type: 'string', pattern: '^v1,[A-Za-z0-9+/]{43}=( v1,[A-Za-z0-9+/]{43}=)*$', description: 'One for each secret that is valid, the newest first.' },
  },
};

/** The text of the document is `docs/asyncapi.json`. */
export function asyncapi(): Record<string, unknown> {
  const messages = Object.fromEntries(deliveredTypes.map((type) => [type, {
    name: type, title: type, summary: eventTypeTexts[type].en, contentType: 'application/json', headers,
    payload: { schemaFormat: 'application/schema+json;version=2020-12', schema: eventSchema(type) },
    examples: [{ name: type, summary: eventTypeTexts[type].en, payload: eventExample(type) }],
  }]));
  const inChannel = (type: string): { $ref: string } => ({ $ref: `#/channels/webhook/messages/${type}` });
  const http = { http: { method: 'POST', bindingVersion: '0.3.0' } };
  return {
    asyncapi: '3.0.0',
    info: { title: 'Events of the client onboarding at Freedom Pay', version: '1', description, license: { name: 'All rights reserved' } },
    defaultContentType: 'application/json',
    channels: {
      webhook: {
        address: null, title: 'Your endpoint', description: 'The URL that was registered.',
        messages: Object.fromEntries(deliveredTypes.map((type) => [type, { $ref: `#/components/messages/${type}` }])),
      },
    },
    operations: {
      deliverEvent: {
        action: 'send', title: 'Deliver an event', summary: 'To every enabled endpoint whose event_types fit.', channel: { $ref: '#/channels/webhook' }, bindings: http,
        messages: deliveredTypes.filter((type) => type !== pingType).map(inChannel),
      },
      ping: {
        action: 'send', title: 'Try an endpoint', summary: 'On request, and before a disabled endpoint is enabled again.', channel: { $ref: '#/channels/webhook' }, bindings: http,
        messages: [inChannel(pingType)],
      },
    },
    components: { messages },
  };
}
