import type { HeaderObject, SchemaObject } from 'openapi3-ts/oas31';
import { languages } from '../catalogue/language.js';
import { oneOf } from './schema.js';

interface Header { name: string; object: HeaderObject }

const header = (name: string, description: string, schema: SchemaObject, required = true): Header => ({ name, object: { description, required, schema } });
const fixed = (value: string): SchemaObject => ({ type: 'string', const: value });

/** The headers of answers, by their names in the document. What is not named here and not of the transport is never sent. */
export const headers = {
  CorrelationId: header('X-Correlation-Id', 'Yours, or one made up: name it when you ask about this call.', { type: 'string', pattern: '^[A-Za-z0-9._-]{1,64}$' }),
  NotKept: header('Cache-Control', 'No cache may keep it.', fixed('no-store')),
  NotSniffed: header('X-Content-Type-Options', 'The type is what Content-Type says.', fixed('nosniff')),
  ByLanguage: header('Vary', 'Another language is another answer.', fixed('Accept-Language')),
  Language: header('Content-Language', 'The language of its texts.', oneOf(languages)),
  Location: header('Location', 'The onboarding.', { type: 'string', pattern: '^/v1/onboardings/[0-9a-f-]{36}$' }),
  BatchLocation: header('Location', 'The batch.', { type: 'string', pattern: '^/v1/batches/[0-9a-f-]{36}$' }),
  EndpointLocation: header('Location', 'The webhook endpoint.', { type: 'string', pattern: '^/v1/webhook-endpoints/[0-9a-f-]{36}$' }),
  Attachment: header('Content-Disposition', 'What the file is called.', { type: 'string', pattern: '^attachment; filename="batch-[0-9a-f-]{36}\\.csv"$' }),
  SequenceTag: header('ETag', 'The `sequence` of the onboarding, for If-Match and If-None-Match.', { type: 'string', pattern: '^"[0-9]+"$' }),
  VersionTag: header('ETag', 'The `version` of the webhook endpoint, for If-Match. Its health moves without it.', { type: 'string', pattern: '^"[0-9]+"$' }),
  ContentTag: header('ETag', 'Another one where the content is another, for If-None-Match.', { type: 'string', pattern: '^"[A-Za-z0-9_-]{22}"$' }),
  KeptAnHour: header('Cache-Control', 'Your own cache may keep it for an hour.', fixed('private, max-age=3600')),
  Replayed: header('Idempotent-Replayed', 'This is the answer to an earlier request under the same Idempotency-Key.', fixed('true'), false),
  WaitApplied: header('Preference-Applied', 'How long it was waited at most, of what Prefer asked for.', { type: 'string', pattern: '^wait=[0-9]{1,2}$' }, false),
  RetryAfter: header('Retry-After', 'Seconds until it is worth another try.', { type: 'integer', minimum: 1 }),
  Authenticate: header('WWW-Authenticate', 'How to say who you are.', fixed('Bearer')),
} satisfies Record<string, Header>;

export type HeaderName = keyof typeof headers;

/** On every answer; a dictionary has its own Cache-Control. */
export const onEveryAnswer: readonly HeaderName[] = ['CorrelationId', 'NotKept', 'NotSniffed', 'ByLanguage'];

export const headerComponents = (): Record<string, HeaderObject> =>
  Object.fromEntries(Object.entries(headers).map(([key, { object }]) => [key, object]));
