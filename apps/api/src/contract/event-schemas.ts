import type { SchemaObject } from 'openapi3-ts/oas31';
import { partnerProblems } from '#app/freedompay';
import { circuitReasons } from '#app/onboarding';
import { disabledReasons, pingType } from '#app/webhooks';
import { changeTexts } from '../catalogue/timeline-texts.js';
import type { EventType } from '../webhooks/event-types.js';
import { closed, count, instant, listOf, oneOf, orNull, ref, refOrNull, text, truth, uuid, visibleText, type Schema } from './schema.js';

/* The one source of what events look like: the feed, the catalogue, webhooks and asyncapi.json all take it from here. */

const sequence: SchemaObject = { type: 'integer', minimum: 1, description: 'Grows by one with each change of status, hold, delayed or attempt. It is the `ETag`.' };
const attempt: SchemaObject = { type: 'integer', minimum: 1, description: 'Grows with each resubmission.' };
const final: SchemaObject = { ...truth, description: 'Freedom Pay will not be asked any more.' };

type EventSchema = SchemaObject & { properties: Record<string, Schema> };

const event = (source: string, types: string[], data: Schema, more: Partial<Record<'id' | 'sequence', SchemaObject>> = {}): EventSchema => closed({
  specversion: { type: 'string', const: '1.0' }, id: { type: 'string', pattern: '^evt_[0-9a-f-]{36}_[0-9]+$', description: 'Unique and stable: what was seen once is known by it.' },
  source: { type: 'string', const: source }, type: types.length === 1 ? { type: 'string', const: types[0] } : oneOf(types), subject: uuid, time: instant, timestamp: instant,
  datacontenttype: { type: 'string', const: 'application/json' }, sequence: { type: 'string', pattern: '^[1-9][0-9]*$' }, partitionkey: uuid, data, ...more,
}) as EventSchema;

const own = {
  OnboardingEvent: event('/v1/onboardings', Object.keys(changeTexts), closed({
    id: uuid, external_id: orNull(visibleText(128)), status: ref('Status'), previous_status: refOrNull('Status'), sequence, attempt, final, problem_codes: listOf(oneOf(partnerProblems)),
  })),
  BatchEvent: event('/v1/batches', ['batch.completed'], closed({ id: uuid, status: { type: 'string', const: 'completed' }, accepted: count, repeated: count, refused: count })),
  PartnerEvent: event('/v1/admin/overview', ['partner.unavailable', 'partner.recovered'], closed({ circuit: oneOf(['open', 'closed']), reason: oneOf(circuitReasons) })),
  PartnerDriftEvent: event('/v1/admin/overview', ['partner.contract_drift'], closed({ method: oneOf(['add', 'status']) })),
  EndpointFailingEvent: event('/v1/webhook-endpoints', ['webhook_endpoint.failing'], closed({
    id: uuid, failing_since: instant, disables_at: { ...instant, description: 'When it will be disabled, if it goes on like this.' },
  })),
  EndpointDisabledEvent: event('/v1/webhook-endpoints', ['webhook_endpoint.disabled'], closed({ id: uuid, reason: oneOf(disabledReasons), failing_since: orNull(instant) })),
} satisfies Record<string, EventSchema>;

/** Sent by a test, never in the feed: its `sequence` is 0, and its id is another one each time. */
const pingEvent = event('/v1/webhook-endpoints', [pingType], closed({ id: uuid }), { sequence: { type: 'string', const: '0' } });

export const eventSchemas: Record<string, Schema> = {
  EventPage: closed({
    data: listOf(ref('Event')), has_more: truth,
    next_cursor: { type: ['string', 'null'], description: '`after` of the next question: behind all that was looked at, also where nothing of it fits. Stays as it is while nothing new comes; null only where there was no event yet and none was asked after.' },
  }),
  Event: { description: 'CloudEvents 1.0, and at once a Standard Webhooks payload. Nothing personal is in it.', oneOf: Object.keys(own).map(ref) },
  ...own,
};

/** The schema of one type's body, without what it refers to. */
export function schemaOfType(type: EventType | typeof pingType): EventSchema {
  const found = Object.values(own).find(({ properties }) => [properties['type'] as SchemaObject].some((each) => each.const === type || (each.enum as string[] | undefined)?.includes(type) === true)) ?? pingEvent;
  return { ...found, properties: { ...found.properties, type: { ...text, const: type } } };
}
