import { cloudEvent } from '#app/events';
import { disabledEvent, failingEvent, pingEvent, pingType } from '#app/webhooks';
import type { ChangeType, Status } from '#app/onboarding';
import { isFinal, partnerSubject } from '#app/onboarding';
import { eventTypeTexts } from '../catalogue/event-type-texts.js';
import type { EventType } from '../webhooks/event-types.js';
import { schemaOfType } from './event-schemas.js';
import { resourceSchemas } from './resource-schemas.js';

/* Every type of event with the schema of its body and an example: what the reference, asyncapi.json and the tests show. */

export type DeliveredType = EventType | typeof pingType;
export const deliveredTypes = Object.keys(eventTypeTexts) as DeliveredType[];

/** A schema that stands on its own: what it refers to stands in its place, so that it means the same in any document. */
function standalone(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(standalone);
  if (typeof schema !== 'object' || schema === null) return schema;
  const name = /^#\/components\/schemas\/(\w+)$/.exec(String((schema as { $ref?: string }).$ref))?.[1];
  return name === undefined ? Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, standalone(part)])) : standalone(resourceSchemas[name]);
}

/** JSON Schema 2020-12 of the body of one type, complete in itself. */
export const eventSchema = (type: DeliveredType): Record<string, unknown> =>
  ({ $schema: 'https://json-schema.org/draft/2020-12/schema', title: type, ...(standalone(schemaOfType(type)) as Record<string, unknown>) });

const onboarding = '01a206d0-2c40-7d18-9a3e-4f5b6c7d8e10';
const batch = '01a206d0-3e58-7b29-8c4f-5a6b7c8d9e11';
const endpoint = '01a206d0-4f60-7c3a-9d5e-6b7c8d9eaf12';
const failingSince = Date.parse('2026-11-23T05:00:02.480Z');
const occurredAt = new Date('2026-11-23T06:00:05.112Z');

/** What an onboarding was before and is after the change, and its attempt. */
const changes: Record<ChangeType, [before: Status | null, after: Status, sequence: number, attempt: number]> = {
  'onboarding.accepted': [null, 'pending', 1, 1], 'onboarding.submitting': ['pending', 'submitting', 2, 1], 'onboarding.processing': ['submitting', 'processing', 3, 1],
  'onboarding.succeeded': ['processing', 'succeeded', 4, 1], 'onboarding.rejected': ['processing', 'rejected', 4, 1], 'onboarding.failed': ['processing', 'failed', 4, 1],
  'onboarding.cancelled': ['pending', 'cancelled', 2, 1], 'onboarding.held': ['pending', 'pending', 2, 1], 'onboarding.released': ['pending', 'pending', 3, 1],
  'onboarding.delayed': ['processing', 'processing', 4, 1], 'onboarding.resubmitted': ['rejected', 'pending', 5, 2], 'onboarding.reopened': ['failed', 'processing', 5, 1],
};

/** One event of this type as it would be delivered. */
export function eventExample(type: DeliveredType): Record<string, unknown> {
  if (type === pingType) return JSON.parse(pingEvent(endpoint, occurredAt.getTime()).body.toString('utf8').replace(/evt_[0-9a-f-]{36}/, 'evt_8e1f4d2a-7b3c-4d5e-9f60-1a2b3c4d5e6f')) as Record<string, unknown>;
  const subject = { id: endpoint, apiClient: 'crm', sequence: 1 };
  if (type === 'webhook_endpoint.failing') return cloudEvent({ ...failingEvent(subject, { failingSince, disablesAt: failingSince + 4 * 86_400_000 }), occurredAt });
  if (type === 'webhook_endpoint.disabled') return cloudEvent({ ...disabledEvent(subject, { reason: 'failing', failingSince }), occurredAt });
  if (type === 'partner.contract_drift') return cloudEvent({ subject: partnerSubject, sequence: 1, type, occurredAt, data: { method: 'status' } });
  if (type === 'partner.unavailable' || type === 'partner.recovered') {
    return cloudEvent({ subject: partnerSubject, sequence: 1, type, occurredAt, data: { circuit: type === 'partner.recovered' ? 'closed' : 'open', reason: 'unavailable' } });
  }
  if (type === 'batch.completed') return cloudEvent({ subject: batch, sequence: 1, type, occurredAt, data: { id: batch, status: 'completed', accepted: 1, repeated: 1, refused: 0 } });
  const [previous_status, status, sequence, attempt] = changes[type];
  const data = { id: onboarding, external_id: 'deal-48213', status, previous_status, sequence, attempt, final: isFinal(status), problem_codes: status === 'rejected' ? ['iban.not_accepted'] : [] };
  return cloudEvent({ subject: onboarding, sequence, type, occurredAt, data });
}
