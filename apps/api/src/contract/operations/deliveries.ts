import { deliveryId } from '#app/webhooks';
import type { Operations } from '../operation.js';
import { always, problemExample, withBody, withId, withKeyAlone, withPostgres, withQuery } from '../refusals.js';
import { ref } from '../schema.js';
import { delivery, inLine, registered, shownAttempts, shownDelivery } from '../webhook-story.js';

const path = '/v1/webhook-deliveries';
const id = deliveryId(delivery);

export const deliveries: Operations = {
  [path]: {
    get: {
      id: 'listWebhookDeliveries', tag: 'webhooks', summary: 'What became of your events, newest first', description: 'Of your own endpoints that are not deleted. One delivery for each event and endpoint, however often it was sent. One page looks at a limited number of them: with `status=delivered` it can be shorter than `limit`, even empty, while `has_more` is true. Then ask again at once.', parameters: ['OfEndpoint', 'OfDeliveryStatus', 'OfSubject', 'CreatedFrom', 'CreatedTo', 'PageSize', 'DeliveryCursor'],
      answers: { 200: { description: 'One page.', schema: ref('WebhookDeliveryPage') } },
      refusals: [...always, ...withQuery, ...withPostgres],
      examples: {
        given_up: { summary: 'What was given up', query: { endpoint_id: registered.id, status: 'exhausted', limit: 10 }, answer: { status: 200, body: { data: [shownDelivery], has_more: false, next_cursor: null } } },
        other_endpoint: { summary: 'Of an endpoint that is not yours', query: { endpoint_id: '01a206c8-0000-7000-8000-000000000000' }, answer: { status: 200, body: { data: [], has_more: false, next_cursor: null } } },
      },
    },
  },
  [`${path}/{id}`]: {
    get: {
      id: 'getWebhookDelivery', tag: 'webhooks', summary: 'One event on its way to one endpoint', description: 'With every attempt and the first 2 KB of each answer.', parameters: ['DeliveryId'],
      answers: { 200: { description: 'The delivery.', schema: ref('WebhookDeliveryWithAttempts'), headers: ['Language'] } },
      refusals: [...always, ...withId, ...withPostgres],
      examples: { given_up: { summary: 'Given up', id, answer: { status: 200, body: shownAttempts } } },
    },
  },
  [`${path}/{id}/redelivery`]: {
    post: {
      id: 'redeliverWebhook', tag: 'webhooks', summary: 'Send it once more', description: 'It goes back into the line of its subject, with the same id and the same bytes; one that waits already is due at once. To a disabled endpoint it goes when that is enabled.',
      parameters: ['DeliveryId', 'IdempotencyKey'], body: { schema: ref('NoWord'), optional: true },
      answers: { 202: { description: 'It is in its line.', schema: ref('WebhookDelivery'), headers: ['Language', 'Replayed'] } },
      refusals: [...always, ...withBody, ...withKeyAlone, ...withId, ...withPostgres],
      examples: {
        again: { summary: 'The receiver is mended', id, answer: { status: 202, body: inLine } },
        nobody: { summary: 'Not here, or not yours', id: `dlv_${'A'.repeat(48)}`, answer: { status: 404, body: problemExample('not_found', `${path}/dlv_${'A'.repeat(48)}/redelivery`, { detail: 'webhook_delivery' }) } },
      },
    },
  },
};
