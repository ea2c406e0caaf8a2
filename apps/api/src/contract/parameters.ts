import type { ParameterObject } from 'openapi3-ts/oas31';
import { itemStatuses, statuses } from '#app/onboarding';
import { deliveryStatuses } from '#app/webhooks';
import { anyInstant, anyText, anyUuid, oneOf } from './schema.js';

const inQuery = (name: string, description: string, schema: ParameterObject['schema'], more: Partial<ParameterObject> = {}): ParameterObject =>
  ({ name, in: 'query', description, schema, ...more });
const inHeader = (name: string, description: string, schema: ParameterObject['schema'] = { type: 'string' }): ParameterObject => ({ name, in: 'header', description, schema });

/** What goes with a request beside its body, by its name in the document. */
export const parameters = {
  Id: { name: 'id', in: 'path', required: true, description: "The onboarding's id. What is no id is not found.", schema: anyUuid },
  BatchId: { name: 'id', in: 'path', required: true, description: "The batch's id. What is no id is not found.", schema: anyUuid },
  EndpointId: { name: 'id', in: 'path', required: true, description: "The webhook endpoint's id. What is no id is not found.", schema: anyUuid },
  DeliveryId: { name: 'id', in: 'path', required: true, description: "The delivery's id. What is no id is not found.", schema: { type: 'string', pattern: '^dlv_[A-Za-z0-9_-]{48}$' } },

  AllowDuplicateBin: inQuery('allow_duplicate_bin', 'Onboard although this BIN has an open onboarding.', { type: 'boolean', default: false }),
  DryRun: inQuery('dry_run', 'Only say what would become of each row; nothing is opened.', { type: 'boolean', default: false }),
  OfStatus: inQuery('status', 'Only those in this status.', oneOf(statuses)),
  OfExternalId: inQuery('external_id', 'Only the one with this id of yours.', { ...anyText(128), minLength: 1 }),
  OfRequestId: inQuery('request_id', 'Only the one an attempt of which has this request_id.', anyUuid),
  OfBin: inQuery('bin', 'Only those an attempt of which has this BIN or IIN.', { type: 'string', pattern: '^[0-9]{12}$' }),
  CreatedFrom: inQuery('created_from', 'Only those created at this instant or later. With its offset; in a URL, + is written %2B.', anyInstant),
  CreatedTo: inQuery('created_to', 'Only those created before this instant; the instant itself is not in it.', anyInstant),
  UpdatedFrom: inQuery('updated_from', 'Only those whose `updated_at` is this instant or later. It moves with `sequence`; the counters under `partner` move neither. To miss no change, read the feed.', anyInstant),
  HasProblems: inQuery('has_problems', 'Only those that have something under `problems`, or only those that have nothing there.', { type: 'boolean' }),
  OfHold: inQuery('held', 'Only those that have a `hold`, or only those that have none.', { type: 'boolean' }),
  PageSize: inQuery('limit', 'How many at most.', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
  Cursor: inQuery('cursor', '`next_cursor` of the page before; without it from the newest.', { type: 'string', pattern: '^[A-Za-z0-9_-]{22}$' }),
  OfEndpoint: inQuery('endpoint_id', 'Only those to this webhook endpoint.', anyUuid),
  OfDeliveryStatus: inQuery('status', 'Only those in this status.', oneOf(deliveryStatuses)),
  OfSubject: inQuery('onboarding_id', 'Only those of events of this onboarding (or of another subject).', anyUuid),
  DeliveryCursor: inQuery('cursor', '`next_cursor` of the page before; without it from the newest.', { type: 'string', pattern: '^[A-Za-z0-9_-]{59}$' }),
  OfItemStatus: inQuery('status', 'Only rows with this status.', oneOf(itemStatuses)),
  ItemPageSize: inQuery('limit', 'How many at most.', { type: 'integer', minimum: 1, maximum: 1_000, default: 100 }),
  RowCursor: inQuery('cursor', '`next_cursor` of the page before; without it from the first row.', { type: 'string', pattern: '^[0-9]{1,9}$' }),
  After: inQuery('after', '`next_cursor` of an earlier answer to the same question; without it from the beginning.', { type: 'string', pattern: '^[A-Za-z0-9_-]{1,80}$' }),
  Types: inQuery('types', 'Only events of these types.', { type: 'array', minItems: 1, maxItems: 30, items: { type: 'string', pattern: '^[a-z_]+\\.[a-z_]+$' } }, { style: 'form', explode: false }),
  OfOnboarding: inQuery('onboarding_id', "Only this onboarding's events, by `sequence` and complete at once.", anyUuid),
  FeedSize: inQuery('limit', 'How many at most.', { type: 'integer', minimum: 1, maximum: 1_000, default: 100 }),

  IdempotencyKey: inHeader('Idempotency-Key', 'Any text of your own: the same request under the same key is done once and gets the same answer, byte for byte.', {
    type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$',
  }),
  IfMatch: inHeader('If-Match', 'Only if the onboarding still has this ETag.', { type: 'string', pattern: '^(?:\\*|"[0-9]{1,9}")$' }),
  IfMatchVersion: inHeader('If-Match', 'Only if the webhook endpoint still has this ETag.', { type: 'string', pattern: '^(?:\\*|"[0-9]{1,9}")$' }),
  IfNoneMatch: inHeader('If-None-Match', 'ETags you have already: 304 instead of the same answer again.'),
  Prefer: inHeader('Prefer', '`wait=25`, with If-None-Match: answer as soon as it changes, 304 after so many seconds (60 at most). Other preferences are passed over.'),
  AcceptLanguage: inHeader('Accept-Language', 'The language of texts: `ru`, `kk` or `en`; without one of them English.'),
  CorrelationId: inHeader('X-Correlation-Id', 'Comes back in the answer and stands in our logs: 1 to 64 of `A-Z a-z 0-9 . _ -`. Anything else is replaced.'),
} satisfies Record<string, ParameterObject>;

export type ParameterName = keyof typeof parameters;
