import { deliveryId } from '#app/webhooks';
import type { Operations } from '../operation.js';
import { always, withId, withPostgres, withQuery } from '../refusals.js';
import { ref } from '../schema.js';
import { deliveriesForOperators, delivery, registered, shownEndpoints } from '../webhook-story.js';

const { inLine, withAttempts } = deliveriesForOperators;

export const adminWebhooks: Operations = {
  '/v1/admin/webhook-endpoints': {
    get: {
      id: 'listAllWebhookEndpoints', tag: 'operators', summary: "Every API client's webhook endpoints, newest first", description: 'To look at: changing is up to whoever owns it.', parameters: ['PageSize', 'Cursor'],
      answers: { 200: { description: 'One page.', schema: ref('WebhookEndpointOfClientPage') } },
      refusals: [...always, ...withQuery, ...withPostgres, 'forbidden'],
      examples: { all: { summary: 'The only one', answer: { status: 200, body: { data: [shownEndpoints.forOperators], has_more: false, next_cursor: null } } } },
    },
  },
  '/v1/admin/webhook-endpoints/{id}': {
    get: {
      id: 'getAnyWebhookEndpoint', tag: 'operators', summary: 'One webhook endpoint, whoever owns it', description: 'As its owner sees it.', parameters: ['EndpointId'],
      answers: { 200: { description: 'The webhook endpoint.', schema: ref('WebhookEndpointOfClient'), headers: ['VersionTag'] } },
      refusals: [...always, ...withId, ...withPostgres, 'forbidden'],
      examples: { paused: { summary: 'Paused by its owner', id: registered.id, answer: { status: 200, body: shownEndpoints.forOperators } } },
    },
  },
  '/v1/admin/webhook-deliveries': {
    get: {
      id: 'listAllWebhookDeliveries', tag: 'operators', summary: "What became of every API client's events, newest first", description: 'Without `endpoint_id`: of the 200 newest endpoints.',
      parameters: ['OfEndpoint', 'OfDeliveryStatus', 'OfSubject', 'CreatedFrom', 'CreatedTo', 'PageSize', 'DeliveryCursor'],
      answers: { 200: { description: 'One page.', schema: ref('WebhookDeliveryOfClientPage') } },
      refusals: [...always, ...withQuery, ...withPostgres, 'forbidden'],
      examples: { waiting: { summary: 'What waits', query: { status: 'pending', onboarding_id: delivery.subject }, answer: { status: 200, body: { data: [inLine], has_more: false, next_cursor: null } } } },
    },
  },
  '/v1/admin/webhook-deliveries/{id}': {
    get: {
      id: 'getAnyWebhookDelivery', tag: 'operators', summary: 'One delivery with its attempts, whoever owns it', description: 'As its owner sees it.', parameters: ['DeliveryId'],
      answers: { 200: { description: 'The delivery.', schema: ref('WebhookDeliveryOfClientWithAttempts'), headers: ['Language'] } },
      refusals: [...always, ...withId, ...withPostgres, 'forbidden'],
      examples: { waiting: { summary: 'Put back into its line', id: deliveryId(delivery), answer: { status: 200, body: withAttempts } } },
    },
  },
};
