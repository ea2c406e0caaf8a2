import type { Attempt, Delivery, Endpoint, PostOutcome } from '#app/webhooks';
import { cancelledEvent } from './story.js';
import { presentAttempt, presentDelivery, presentDeliveryOf, presentEndpoint, presentEndpointOf, presentPing, presentPlan, presentReplay, tagOf } from '../webhooks/webhook.presenter.js';

/* A webhook endpoint of the story: registered at a host that does not exist, changed, switched off, asked again, deleted. */

const at = (time: string): Date => new Date(`2026-11-23T05:0${time}Z`);
const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=';
const newSecret = 'whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=';

export const request = { url: 'https://crm.example/webhooks/freedompay', event_types: ['onboarding.failed', 'onboarding.delayed'], description: 'What needs a look' };
export const changes = { event_types: ['onboarding.failed', 'onboarding.delayed', 'onboarding.cancelled'], description: null };

export const registered: Endpoint = {
  id: '01a206c8-1150-7c39-8e4f-2a6b7c8d9e08', apiClient: 'crm', url: request.url, description: request.description, eventTypes: request.event_types, status: 'enabled', disabledReason: null,
  disabledAt: null, version: 1, sequence: 0, failingSince: null, pausedUntil: null, lastSuccessAt: null, lastFailureAt: null, pending: 0, secrets: [{ number: 1, createdAt: at('2:10.400'), expiresAt: null }],
  createdAt: at('2:10.400'), updatedAt: at('2:10.400'),
};
const changed: Endpoint = { ...registered, description: null, eventTypes: changes.event_types, version: 2, updatedAt: at('2:40.020') };
const rotated: Endpoint = {
  ...changed, version: 3, updatedAt: at('2:55.310'), secrets: [{ number: 2, createdAt: at('2:55.310'), expiresAt: null }, { number: 1, createdAt: at('2:10.400'), expiresAt: new Date('2026-11-24T05:02:55.310Z') }],
};
const disabled: Endpoint = { ...rotated, status: 'disabled', disabledReason: 'by_client', disabledAt: at('3:05.700'), version: 4, sequence: 1, updatedAt: at('3:05.700') };

export const shownEndpoints = {
  registered: { ...presentEndpoint(registered), secret }, listed: presentEndpoint(registered), changed: presentEndpoint(changed), rotated: { ...presentEndpoint(rotated), secret: newSecret },
  enabled: presentEndpoint(rotated), disabled: presentEndpoint(disabled), forOperators: presentEndpointOf(disabled),
};
export const changedTag = tagOf(registered);

const unresolved: PostOutcome = { outcome: 'dns', httpStatus: null, retryAfterMs: null, answer: null, durationMs: 12 };
export const pinged = presentPing(unresolved, 'en');

export const window = { from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z', event_types: ['onboarding.cancelled'] };
const { subject, sequence } = cancelledEvent;
export const token = 'ZGV2ZWxvcG1lbnQ.rM2fJv0bT3hJ8Xq2c5n7kQ';
export const planned = presentPlan({ count: 1, isExact: true, sample: [{ ...cancelledEvent, occurredAt: at('0:31.120') }] }, token, at('3:30.000').getTime());
export const replayed = presentReplay({
  id: '01a206c9-4d10-7e52-9f60-3b7c8d9eaf09', endpointId: registered.id, from: Date.parse(window.from), to: Date.parse(window.to), eventTypes: window.event_types, createdAt: at('3:35.120'), found: 0, finishedAt: null,
});

/** What the test puts into the database, as a worker would have. */
export const delivery: Delivery = {
  endpointId: registered.id, subject, sequence, apiClient: 'crm', type: 'onboarding.cancelled', status: 'exhausted', attempts: 2, createdAt: at('3:36.000'), lastAttemptAt: at('3:41.010'),
  deliveredAt: null, nextAttemptAt: null,
};
export const attempts: Attempt[] = [
  { number: 1, startedAt: at('3:36.010'), durationMs: 15_000, outcome: 'timeout', httpStatus: null, answer: null },
  { number: 2, startedAt: at('3:41.010'), durationMs: 84, outcome: 'refused_status', httpStatus: 500, answer: Buffer.from('{"error":"база недоступна"}') },
];
export const shownDelivery = presentDelivery(delivery);
export const shownAttempts = { ...shownDelivery, attempts: attempts.map((attempt) => presentAttempt(attempt, 'en')) };
export const inLine = presentDelivery({ ...delivery, status: 'pending' });
const [ofClient, ofClientInLine] = [presentDeliveryOf(delivery), presentDeliveryOf({ ...delivery, status: 'pending' })];
export const deliveriesForOperators = { found: ofClient, inLine: ofClientInLine, withAttempts: { ...ofClientInLine, attempts: shownAttempts.attempts } };
