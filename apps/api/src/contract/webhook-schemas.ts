import type { SchemaObject } from 'openapi3-ts/oas31';
import { deliveryStatuses, disabledReasons, outcomes, pendingCounted } from '#app/webhooks';
import { longestOverlap, mostFilters, tokenMinutes } from '../webhooks/webhook.dto.js';
import { eventTypes } from '../webhooks/event-types.js';
import { anyInstant, anyText, closed, count, instant, listOf, oneOf, orNull, ref, text, truth, uuid, type Schema } from './schema.js';

/* What is sent and shown of webhook endpoints and their deliveries. */

const kinds = [...new Set(eventTypes.map((type) => `${type.split('.', 1)[0]}.*`))];
const filters: SchemaObject = listOf({ type: 'string', enum: ['*', ...kinds, ...eventTypes] }, {
  minItems: 1, maxItems: mostFilters, uniqueItems: true, description: 'Which events: exact types, all of a kind (`onboarding.*`), or all (`*`). `GET /v1/reference/event-types` lists them.',
});
const url: SchemaObject = {
  type: 'string', maxLength: 2_048, pattern: '^[Hh][Tt][Tt][Pp][Ss]?://[^#@\\s]+$',
  description: 'https on port 443 at a public address, without credentials. Whoever runs the service can allow hosts of the own network, also with http (`WEBHOOK_ALLOW`).',
};
const description: SchemaObject = { ...orNull(anyText(255)), description: 'Your own note.' };
const endpointPath: SchemaObject = { type: 'string', pattern: '^/v1/webhook-endpoints/[0-9a-f-]{36}$' };
const deliveryPath: SchemaObject = { type: 'string', pattern: '^/v1/webhook-deliveries/dlv_[A-Za-z0-9_-]{48}$' };
const deliveriesPath: SchemaObject = { type: 'string', pattern: '^/v1/webhook-deliveries\\?endpoint_id=[0-9a-f-]{36}$' };
const apiClient: SchemaObject = { ...text, description: 'Whose it is.' };
const httpStatus: SchemaObject = { type: ['integer', 'null'] };
const outcome = oneOf(outcomes, 'How the post ended.');
const answer: SchemaObject = { type: ['string', 'null'], description: 'The first 2 KB of the answer; null where none came.' };
const secret: SchemaObject = { type: 'string', pattern: '^whsec_[A-Za-z0-9+/]{43}=$', description: 'What signs. Shown here and never again.' };
const next = { type: ['string', 'null'], description: '`cursor` of the next page; null where this is the last one.' } satisfies SchemaObject;
const page = (item: string): Schema => closed({ data: listOf(ref(item)), has_more: truth, next_cursor: next });

const endpoint = {
  id: uuid, object: { type: 'string', const: 'webhook_endpoint' }, url: text, description, event_types: filters, status: oneOf(['enabled', 'disabled'], 'A disabled one goes on collecting; nothing is sent.'),
  disabled_reason: orNull(oneOf(disabledReasons, '`failing`: no success for four days. `gone`: it answered 410. `by_client`: by you.')), disabled_at: orNull(instant),
  version: { type: 'integer', minimum: 1, description: 'Grows with each change. It is the `ETag`.' },
  health: closed({
    failing_since: { ...orNull(instant), description: 'The first failure since the last success.' }, last_success_at: orNull(instant), last_failure_at: orNull(instant),
    paused_until: { ...orNull(instant), description: 'Nothing is sent before: the receiver asked for it by a 429 or 503 with `Retry-After`.' },
    pending: { ...count, maximum: pendingCounted, description: 'Deliveries that wait, counted up to here.' }, more_pending: { ...truth, description: 'There are more than were counted.' },
  }, { description: 'Moves without a change of `version`.' }),
  secrets: listOf(closed({ created_at: instant, expires_at: orNull(instant) }), { description: 'Those that sign now, the newest first.' }),
  created_at: instant, updated_at: instant, links: closed({ self: endpointPath, deliveries: deliveriesPath }),
} satisfies Record<string, Schema>;

const delivery = {
  id: { type: 'string', pattern: '^dlv_[A-Za-z0-9_-]{48}$' }, object: { type: 'string', const: 'webhook_delivery' }, endpoint_id: uuid,
  event_id: { type: 'string', pattern: '^evt_[0-9a-f-]{36}_[0-9]+$', description: 'The `id` of the event and the `webhook-id` of each attempt.' }, type: text,
  subject: { ...uuid, description: 'What it is about: an onboarding, a batch or an endpoint.' }, sequence: count,
  status: oneOf(deliveryStatuses, '`exhausted`: given up after the last attempt; it stays and can be put back.'), attempt_count: count, created_at: instant,
  last_attempt_at: orNull(instant), delivered_at: { ...orNull(instant), description: 'The first 2xx.' },
  next_attempt_at: { ...orNull(instant), description: 'Null where it waits for nothing, for an earlier one of its subject, or for its endpoint to be enabled; and while it is being sent.' },
  links: closed({ self: deliveryPath, endpoint: endpointPath }),
} satisfies Record<string, Schema>;
const attempts = listOf(ref('WebhookAttempt'), { maxItems: 100, description: 'The latest, oldest first.' });

export const webhookSchemas: Record<string, Schema> = {
  NewWebhookEndpoint: closed({ url, event_types: filters, description }, { optional: ['description'] }),
  WebhookEndpointChanges: closed({ url, event_types: filters, description }, { optional: ['url', 'event_types', 'description'], description: 'What is not given stays.' }),
  SecretRotation: closed({
    overlap_hours: { type: 'integer', minimum: 0, maximum: longestOverlap, default: 24, description: 'How long the old secret goes on signing beside the new one.' },
  }, { optional: ['overlap_hours'] }),
  NoWord: closed({}, { description: 'This call takes no word.' }),
  ReplayRequest: closed({
    from: { ...anyInstant, description: 'Events of this instant and later.' }, to: { ...anyInstant, description: 'Events before this instant.' }, event_types: { ...filters, description: 'Of the events that the endpoint gets only these; without it all of them.' },
    dry_run: { ...truth, description: 'True first: it tells what would be sent, and gives the token that false needs.' },
    token: { type: 'string', minLength: 1, maxLength: 4_096, pattern: '^[A-Za-z0-9._-]+$', description: `Of the dry run, with the same values, within ${tokenMinutes} minutes.` },
  }, { optional: ['event_types', 'token'] }),

  WebhookEndpoint: closed(endpoint, { description: 'Where your events go.' }),
  WebhookEndpointWithSecret: closed({ ...endpoint, secret }, { description: 'With its new secret.' }),
  WebhookEndpointPage: page('WebhookEndpoint'),
  WebhookEndpointOfClient: closed({ api_client: apiClient, ...endpoint }),
  WebhookEndpointOfClientPage: page('WebhookEndpointOfClient'),
  WebhookPing: closed({ outcome, text, delivered: truth, http_status: httpStatus, duration_ms: count, answer }, { description: 'What came of a real, signed ping.' }),
  ReplayPlan: closed({
    dry_run: { type: 'boolean', const: true }, count, count_is_exact: { ...truth, description: 'False: the window holds more than were looked at.' },
    sample: listOf(closed({ event_id: text, type: text, subject: uuid, time: instant }), { maxItems: 5, description: 'The first of them.' }), token: text, token_expires_at: instant,
  }, { description: 'What a replay would send.' }),
  Replay: closed({
    id: uuid, object: { type: 'string', const: 'webhook_replay' }, endpoint_id: uuid, from: instant, to: instant, event_types: { ...filters, type: ['array', 'null'] },
    status: oneOf(['running', 'finished'], '`finished`: all of it is in line; its deliveries tell what became of each.'), found: { ...count, description: 'Events put in line so far.' },
    created_at: instant, finished_at: orNull(instant),
  }),
  ReplayPage: page('Replay'),

  WebhookDelivery: closed(delivery, { description: 'One event on its way to one endpoint.' }),
  WebhookDeliveryPage: page('WebhookDelivery'),
  WebhookDeliveryWithAttempts: closed({ ...delivery, attempts }),
  WebhookDeliveryOfClient: closed({ api_client: apiClient, ...delivery }),
  WebhookDeliveryOfClientPage: page('WebhookDeliveryOfClient'),
  WebhookDeliveryOfClientWithAttempts: closed({ api_client: apiClient, ...delivery, attempts }),
  WebhookAttempt: closed({ number: { type: 'integer', minimum: 1 }, started_at: instant, duration_ms: count, outcome, text, http_status: httpStatus, answer }, { description: 'One post and its answer.' }),
};
