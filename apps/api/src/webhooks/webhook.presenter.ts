import { pendingCounted, type Delivery, type Attempt, deliveryId, type Endpoint, type PostOutcome, type Replay, type ReplayPlan, type Sealed } from '#app/webhooks';
import { eventId } from '#app/events';
import type { Language } from '../catalogue/language.js';
import { outcomeText } from '../catalogue/outcome-texts.js';
import { written } from './sealed-secret.js';

const path = '/v1/webhook-endpoints';
const instantOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

export const tagOf = ({ version }: Pick<Endpoint, 'version'>): string => `"${version}"`;

/** The resource. Of its secrets only since when and until when they sign. */
export function presentEndpoint(endpoint: Endpoint): Record<string, unknown> {
  const { id, url, description, eventTypes, status, disabledReason, disabledAt, version, failingSince, pausedUntil, lastSuccessAt, lastFailureAt, pending, secrets, createdAt, updatedAt } = endpoint;
  return {
    id, object: 'webhook_endpoint', url, description, event_types: eventTypes, status, disabled_reason: disabledReason, disabled_at: instantOrNull(disabledAt), version,
    health: {
      failing_since: instantOrNull(failingSince), last_success_at: instantOrNull(lastSuccessAt), last_failure_at: instantOrNull(lastFailureAt), paused_until: instantOrNull(pausedUntil),
      pending: Math.min(pending, pendingCounted), more_pending: pending > pendingCounted,
    },
    secrets: secrets.map((secret) => ({ created_at: secret.createdAt.toISOString(), expires_at: instantOrNull(secret.expiresAt) })),
    created_at: createdAt.toISOString(), updated_at: updatedAt.toISOString(), links: { self: `${path}/${id}`, deliveries: `/v1/webhook-deliveries?endpoint_id=${id}` },
  };
}

/** For operators: also whose it is. */
export const presentEndpointOf = (endpoint: Endpoint): Record<string, unknown> => ({ api_client: endpoint.apiClient, ...presentEndpoint(endpoint) });

/** With its new secret, sealed: see `withSecret`. */
export const presentWithSecret = (endpoint: Endpoint, secret: Sealed): Record<string, unknown> => ({ ...presentEndpoint(endpoint), secret: written(secret) });

/** Whatever bytes came, as text; what is no UTF-8 is replaced. */
const textOrNull = (answer: Buffer | null): string | null => (answer === null ? null : new TextDecoder().decode(answer));

export function presentPing({ outcome, httpStatus, durationMs, answer }: PostOutcome, language: Language): Record<string, unknown> {
  return { outcome, text: outcomeText(outcome, language), delivered: outcome === 'delivered', http_status: httpStatus, duration_ms: durationMs, answer: textOrNull(answer) };
}

export function presentDelivery(delivery: Delivery): Record<string, unknown> {
  const { endpointId, subject, sequence, type, status, attempts, createdAt, lastAttemptAt, deliveredAt, nextAttemptAt } = delivery;
  const id = deliveryId(delivery);
  return {
    id, object: 'webhook_delivery', endpoint_id: endpointId, event_id: eventId(subject, sequence), type, subject, sequence, status, attempt_count: attempts,
    created_at: createdAt.toISOString(), last_attempt_at: instantOrNull(lastAttemptAt), delivered_at: instantOrNull(deliveredAt), next_attempt_at: instantOrNull(nextAttemptAt),
    links: { self: `/v1/webhook-deliveries/${id}`, endpoint: `${path}/${endpointId}` },
  };
}

export const presentDeliveryOf = (delivery: Delivery): Record<string, unknown> => ({ api_client: delivery.apiClient, ...presentDelivery(delivery) });

export function presentAttempt({ number, startedAt, durationMs, outcome, httpStatus, answer }: Attempt, language: Language): Record<string, unknown> {
  return { number, started_at: startedAt.toISOString(), duration_ms: durationMs, outcome, text: outcomeText(outcome, language), http_status: httpStatus, answer: textOrNull(answer) };
}

export function presentPlan({ count, isExact, sample }: ReplayPlan, token: string, expiresAt: number): Record<string, unknown> {
  return {
    dry_run: true, count, count_is_exact: isExact,
    sample: sample.map(({ id, type, subject, occurredAt }) => ({ event_id: id, type, subject, time: occurredAt.toISOString() })),
    token, token_expires_at: new Date(expiresAt).toISOString(),
  };
}

export const presentReplay = ({ id, endpointId, from, to, eventTypes, createdAt, found, finishedAt }: Replay): Record<string, unknown> => ({
  id, object: 'webhook_replay', endpoint_id: endpointId, from: new Date(from).toISOString(), to: new Date(to).toISOString(), event_types: eventTypes.length === 0 ? null : eventTypes,
  status: finishedAt === null ? 'running' : 'finished', found, created_at: createdAt.toISOString(), finished_at: instantOrNull(finishedAt),
});
