import type { Operations } from '../operation.js';
import { always, problemExample, withBody, withId, withKey, withKeyAlone, withPostgres, withQuery, withVersion } from '../refusals.js';
import { ref } from '../schema.js';
import { changes, changedTag, pinged, planned, registered, replayed, request, shownEndpoints, token, window } from '../webhook-story.js';

const path = '/v1/webhook-endpoints';
const { id } = registered;
const one = `${path}/${id}`;
const changing = ['EndpointId', 'IdempotencyKey', 'IfMatchVersion'] as const;
const noWord = { schema: ref('NoWord'), optional: true } as const;
const shownNow = { description: 'The webhook endpoint as it is now.', schema: ref('WebhookEndpoint'), headers: ['Language', 'VersionTag', 'Replayed'] } as const;

export const endpoints: Operations = {
  [path]: {
    post: {
      id: 'createWebhookEndpoint', tag: 'webhooks', summary: 'Say where your events shall go',
      description: 'From now on every event that fits is sent there, signed as Standard Webhooks 1.0 says; nothing that happened before is, unless you replay it. Keep the `secret`: it is shown here only. At most 20 for each API client. docs/webhooks.md tells how to receive.',
      parameters: ['IdempotencyKey'],
      body: { schema: ref('NewWebhookEndpoint') },
      answers: { 201: { description: 'Registered, with its secret.', schema: ref('WebhookEndpointWithSecret'), headers: ['Language', 'EndpointLocation', 'VersionTag', 'Replayed'] } },
      refusals: [...always, ...withBody, ...withKey, ...withPostgres, 'too_many_endpoints', 'webhooks_not_set_up'],
      examples: {
        registered: { summary: 'For what needs a look', body: request, answer: { status: 201, body: shownEndpoints.registered } },
        private: {
          summary: 'An address of an own network', body: { url: 'https://10.0.0.7/webhooks', event_types: ['*'] },
          answer: { status: 422, body: problemExample('validation_failed', path, { faults: [{ pointer: '/url', says: 'endpoint_not_public' }] }) },
        },
        unknown_type: {
          summary: 'A type that there is not',
          answer: { status: 422, body: problemExample('validation_failed', path, { faults: [{ pointer: '/event_types', says: 'type_filters', params: { max: 50 } }], language: 'ru' }) },
        },
      },
    },
    get: {
      id: 'listWebhookEndpoints', tag: 'webhooks', summary: 'List your webhook endpoints, newest first', description: 'Only your own, also for an operator.', parameters: ['PageSize', 'Cursor'],
      answers: { 200: { description: 'One page.', schema: ref('WebhookEndpointPage') } },
      refusals: [...always, ...withQuery, ...withPostgres],
      examples: { all: { summary: 'The only one', query: { limit: 10 }, answer: { status: 200, body: { data: [shownEndpoints.listed], has_more: false, next_cursor: null } } } },
    },
  },
  [`${path}/{id}`]: {
    get: {
      id: 'getWebhookEndpoint', tag: 'webhooks', summary: 'How a webhook endpoint is doing', description: 'Since when it fails, what waits, why it is disabled.', parameters: ['EndpointId'],
      answers: { 200: { description: 'The webhook endpoint.', schema: ref('WebhookEndpoint'), headers: ['VersionTag'] } },
      refusals: [...always, ...withId, ...withPostgres],
      examples: {
        calm: { summary: 'Nothing happened yet', id, answer: { status: 200, body: shownEndpoints.listed } },
        gone: { summary: 'Deleted', id, answer: { status: 404, body: problemExample('not_found', one, { detail: 'webhook_endpoint' }) } },
      },
    },
    patch: {
      id: 'changeWebhookEndpoint', tag: 'webhooks', summary: 'Change where your events go, or which',
      description: 'What waits already is sent to the new address; other types hold for events from now on.',
      parameters: ['EndpointId', 'IfMatchVersion'],
      body: { schema: ref('WebhookEndpointChanges') },
      answers: { 200: { description: 'Changed.', schema: ref('WebhookEndpoint'), headers: ['VersionTag'] } },
      refusals: [...always, ...withBody, ...withId, ...withVersion, ...withPostgres],
      examples: {
        types: { summary: 'Withdrawn ones as well', id, headers: { 'If-Match': changedTag }, body: changes, answer: { status: 200, body: shownEndpoints.changed } },
        changed: { summary: 'Somebody was faster', id, headers: { 'If-Match': changedTag }, body: { description: 'Old' }, answer: { status: 412, body: problemExample('version_mismatch', one) } },
      },
    },
    delete: {
      id: 'deleteWebhookEndpoint', tag: 'webhooks', summary: 'Send nothing there any more', description: 'What waits for it is forgotten, and so are its secrets. To pause it, deactivate it.',
      parameters: ['EndpointId', 'IfMatchVersion'],
      answers: { 204: { description: 'Deleted.' } },
      refusals: [...always, ...withId, ...withVersion, ...withPostgres],
      examples: { deleted: { summary: 'Not needed any more', id, answer: { status: 204 } } },
    },
  },
  [`${path}/{id}/secret-rotation`]: {
    post: {
      id: 'rotateWebhookSecret', tag: 'webhooks', summary: 'Get a new secret', description: 'It signs at once; the old one goes on signing beside it until the overlap ends, so that a receiver may hold either. At most four older ones sign beside the newest.',
      parameters: changing, body: { schema: ref('SecretRotation'), optional: true },
      answers: { 200: { description: 'The webhook endpoint with its new secret.', schema: ref('WebhookEndpointWithSecret'), headers: ['Language', 'VersionTag', 'Replayed'] } },
      refusals: [...always, ...withBody, ...withKey, ...withId, ...withVersion, ...withPostgres, 'webhooks_not_set_up'],
      examples: { rotated: { summary: 'With a day for the change-over', id, body: { overlap_hours: 24 }, answer: { status: 200, body: shownEndpoints.rotated } } },
    },
  },
  [`${path}/{id}/test`]: {
    post: {
      id: 'testWebhookEndpoint', tag: 'webhooks', summary: 'Send a ping now', description: 'A real, signed event `webhook_endpoint.test`, once, with the answer of your receiver. Also to a disabled one; it changes nothing.',
      parameters: ['EndpointId', 'IdempotencyKey'], body: noWord,
      answers: { 200: { description: 'What came of it.', schema: ref('WebhookPing'), headers: ['Language', 'Replayed'] } },
      refusals: [...always, ...withBody, ...withKeyAlone, ...withId, ...withPostgres, 'webhooks_not_set_up'],
      examples: { unresolved: { summary: 'There is no such host', id, answer: { status: 200, body: pinged } } },
    },
  },
  [`${path}/{id}/deactivation`]: {
    post: {
      id: 'deactivateWebhookEndpoint', tag: 'webhooks', summary: 'Pause a webhook endpoint', description: 'Nothing is sent until it is activated; events go on collecting.',
      parameters: changing, body: noWord, answers: { 200: shownNow },
      refusals: [...always, ...withBody, ...withKeyAlone, ...withId, ...withVersion, ...withPostgres],
      examples: { paused: { summary: 'For a while', id, answer: { status: 200, body: shownEndpoints.disabled } } },
    },
  },
  [`${path}/{id}/activation`]: {
    post: {
      id: 'activateWebhookEndpoint', tag: 'webhooks', summary: 'Enable a webhook endpoint again', description: 'After it has answered a signed ping with 2xx. What was collected follows, in order.',
      parameters: changing, body: noWord, answers: { 200: shownNow },
      refusals: [...always, ...withBody, ...withKeyAlone, ...withId, ...withVersion, ...withPostgres, 'endpoint_not_answering', 'webhooks_not_set_up'],
      examples: {
        enabled: { summary: 'It is enabled', id, answer: { status: 200, body: shownEndpoints.enabled } },
        unanswered: { summary: 'It does not answer', id, answer: { status: 409, body: problemExample('endpoint_not_answering', `${one}/activation`) } },
      },
    },
  },
  [`${path}/{id}/replay`]: {
    post: {
      id: 'replayWebhookEvents', tag: 'webhooks', summary: 'Send the events of a time once more',
      description: 'First with `dry_run: true`: it counts and shows what would be sent. Then the same with `dry_run: false` and its token. Events keep their ids; what waits already is not doubled. One at a time for each endpoint.',
      parameters: ['EndpointId', 'IdempotencyKey'], body: { schema: ref('ReplayRequest') },
      answers: {
        200: { description: 'What would be sent.', schema: ref('ReplayPlan'), headers: ['Language', 'Replayed'] },
        202: { description: 'It will be sent.', schema: ref('Replay'), headers: ['Language', 'Replayed'] },
      },
      refusals: [...always, ...withBody, ...withKey, ...withId, ...withPostgres, 'replay_in_progress', 'webhooks_not_set_up'],
      examples: {
        rehearsed: { summary: 'All withdrawn ones: what would it be?', id, body: { ...window, dry_run: true }, answer: { status: 200, body: planned } },
        replayed: { summary: 'Yes, that', id, body: { ...window, dry_run: false, token }, answer: { status: 202, body: replayed } },
        without_token: {
          summary: 'Without a dry run', id, body: { ...window, dry_run: false },
          answer: { status: 422, body: problemExample('validation_failed', `${one}/replay`, { faults: [{ pointer: '/token', says: 'replay_token', params: { minutes: 15 } }] }) },
        },
      },
    },
  },
  [`${path}/{id}/replays`]: {
    get: {
      id: 'listReplays', tag: 'webhooks', summary: 'How replays get on, newest first', description: 'Whether one still runs, and how many events it found.', parameters: ['EndpointId', 'PageSize', 'Cursor'],
      answers: { 200: { description: 'One page.', schema: ref('ReplayPage') } },
      refusals: [...always, ...withQuery, ...withId, ...withPostgres],
      examples: { running: { summary: 'Begun just now', id, query: { limit: 10 }, answer: { status: 200, body: { data: [replayed], has_more: false, next_cursor: null } } } },
    },
  },
};
