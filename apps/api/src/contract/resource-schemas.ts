import type { SchemaObject } from 'openapi3-ts/oas31';
import { partnerProblems } from '#app/freedompay';
import { productIds } from '#app/applicant';
import { statuses } from '#app/onboarding';
import { advisory } from '../catalogue/problem-codes.js';
import { categories, nextActionTexts } from '../catalogue/next-action-texts.js';
import { holdTexts, statusReasonTexts } from '../catalogue/status-texts.js';
import { changeTexts, exchangeTexts } from '../catalogue/timeline-texts.js';
import { eventSchemas } from './event-schemas.js';
import { anyText, closed, count, instant, listOf, oneOf, orNull, ref, refOrNull, text, truth, uuid, visibleText, words, type Schema } from './schema.js';

/* What is shown of onboardings and their events. */

const onboardingPath: SchemaObject = { type: 'string', pattern: '^/v1/onboardings/[0-9a-f-]{36}(?:/timeline)?$' };
const bin: SchemaObject = { type: 'string', pattern: '^[0-9]{12}$', description: 'BIN or IIN.' };
const sequence: SchemaObject = { type: 'integer', minimum: 1, description: 'Grows by one with each change of status, hold, delayed or attempt. It is the `ETag`.' };
const attempt: SchemaObject = { type: 'integer', minimum: 1, description: 'Grows with each resubmission.' };
const shownId: SchemaObject = { type: ['string', 'null'], description: 'As Freedom Pay gave it.' };
const final: SchemaObject = { ...truth, description: 'Freedom Pay will not be asked any more.' };
const status: Schema = ref('Status');
const statusOrNull = refOrNull('Status');
const line = visibleText(255);

const methods = ['add', 'status'] as const;
const outcomes = [...new Set(Object.keys(exchangeTexts).map((key) => key.split(' ')[1] ?? ''))];
const changes = oneOf(Object.keys(changeTexts));

export const resourceSchemas: Record<string, Schema> = {
  Status: oneOf(statuses, 'Where it is: `GET /v1/reference/statuses` says what each means.'),
  Onboarding: closed({
    id: uuid, object: { type: 'string', const: 'onboarding' }, status, status_reason: orNull(oneOf(Object.keys(statusReasonTexts), 'Why it ended.')), final, sequence, attempt,
    external_id: orNull(visibleText(128)), request_id: { ...uuid, description: "Freedom Pay's request_id of this attempt." }, name: line, bin,
    legal_type: orNull(visibleText(64)), company_id: orNull(visibleText(64)), ceo_info: ref('CeoInfo'), address_info: ref('Address'),
    iban: { type: 'string', pattern: '^KZ[A-Z0-9]{18}$' }, description: orNull(anyText(1_000)), product: refOrNull('Product'), metadata: ref('Metadata'),
    warnings: listOf(ref('Warning'), { description: 'What is probably mistyped, though it was accepted.' }),
    problems: listOf(ref('PartnerProblem'), { description: 'Why Freedom Pay refused; empty unless it is rejected.' }),
    hold: refOrNull('Hold'), partner: ref('PartnerFacts'),
    expected_by: { ...orNull(instant), description: 'When the decision about this attempt is expected: promised when the attempt begins, never moved; null once it is final.' },
    delayed: { ...truth, description: 'It takes longer than was promised.' }, created_at: instant,
    updated_at: { ...instant, description: 'When `sequence` last changed.' }, completed_at: orNull(instant),
    links: closed({ self: onboardingPath, timeline: onboardingPath }),
  }, { description: 'One client on the way to Freedom Pay.' }),
  CeoInfo: closed({
    first_name: line, last_name: line, middle_name: line, phone: { type: 'string', pattern: '^\\+[1-9][0-9]{4,14}$', description: 'E.164' }, email: { type: 'string', format: 'idn-email', maxLength: 254 },
  }, { optional: ['middle_name'] }),
  Address: closed({
    country: { type: 'string', pattern: '^[A-Z]{2,3}$' }, postal_code: words(20), address_line1: line, address_line2: line, address_line3: line,
  }, { optional: ['address_line2', 'address_line3'] }),
  Product: {
    type: 'object', description: 'The product as it was given, its country and phones in one spelling.', properties: { product_id: { type: 'integer', enum: [...productIds] } },
    required: ['product_id'], propertyNames: ref('FreeName'), additionalProperties: ref('ProductValue'),
  },
  Warning: closed({ pointer: ref('Pointer'), code: oneOf([...advisory]), message: text }),
  Pointer: { type: 'string', pattern: '^(?:[/?]|$)', description: 'JSON Pointer (RFC 6901) into the body, "" being the whole of it; `?name` is a parameter of the query.' },
  PartnerProblem: closed({
    pointer: { oneOf: [ref('Pointer'), { type: 'null' }], description: 'The field it is about, where there is one.' }, code: oneOf(partnerProblems), category: ref('Category'),
    source: { type: 'string', const: 'partner' }, message: text, partner_code: orNull(text), partner_message: orNull(text), next_action: ref('NextAction'),
  }, { description: "One reason of Freedom Pay's refusal: ours to match on, theirs beside it." }),
  Category: oneOf(categories, 'Whose turn it is. `temporary`: time may heal it. `unknown`: a person has to find out.'),
  NextAction: closed({ code: oneOf(Object.keys(nextActionTexts)), text }),
  Hold: closed({ reason: oneOf(Object.keys(holdTexts)), since: instant, until: instant }, { optional: ['until'], description: 'Why nothing is sent or asked for the time being.' }),
  PartnerFacts: closed({
    request_status: { type: ['string', 'null'], maxLength: 40, description: "Freedom Pay's last word about it." },
    uncertain: { ...truth, description: 'It may have arrived or not; we are finding out.' }, client_id: shownId, product_uuid: shownId, terminal_id: shownId,
    sends: count, polls: count, submitted_at: orNull(instant), last_polled_at: orNull(instant), next_poll_at: orNull(instant),
  }, { description: 'What happened between us and Freedom Pay. Moves without a change of `sequence`.' }),
  OnboardingPage: closed({
    data: listOf(ref('Onboarding')), has_more: { ...truth, description: 'Go on with `next_cursor`, however short this page is.' },
    next_cursor: { type: ['string', 'null'], description: '`cursor` of the next page; null where this is the last one.' },
  }),

  Timeline: closed({ data: listOf(ref('TimelineEntry'), { description: 'Oldest first.' }) }),
  TimelineEntry: { oneOf: [ref('TimelineChange'), ref('TimelineExchange')], discriminator: { propertyName: 'kind', mapping: { change: '#/components/schemas/TimelineChange', exchange: '#/components/schemas/TimelineExchange' } } },
  TimelineChange: closed({
    at: instant, kind: { type: 'string', const: 'change' }, text, sequence, type: changes, status, previous_status: statusOrNull,
    hold: { ...oneOf(Object.keys(holdTexts)), description: 'Why it is held, or was until now.' },
    corrected: listOf(ref('Pointer'), { description: 'What a resubmission changed, by name.' }), by: { ...text, description: 'Who did it, where it was a person.' }, reason: text,
  }, { optional: ['hold', 'corrected', 'by', 'reason'] }),
  TimelineExchange: closed({
    at: instant, kind: { type: 'string', const: 'exchange' }, text, method: oneOf(methods), outcome: oneOf(outcomes),
    applied: { ...truth, description: 'False: recorded only, it was final already.' }, times: { type: 'integer', minimum: 1, description: 'How often in a row the answer was the same.' },
    last_at: instant, http_status: { type: ['integer', 'null'] }, partner_code: orNull(text), partner_message: orNull(text), duration_ms: count,
  }, { description: 'One or more like calls to Freedom Pay.' }),

  EventPage: closed({
    data: listOf(ref('Event')), has_more: truth,
    next_cursor: { type: ['string', 'null'], description: '`after` of the next question: behind all that was looked at, also where nothing of it fits. Stays as it is while nothing new comes; null only where there was no event yet and none was asked after.' },
  }),
  ...eventSchemas,

  Validation: closed({
    valid: truth, errors: listOf(ref('Fault')), warnings: listOf(ref('Warning')),
    possible_duplicates: listOf(closed({ id: uuid, status, created_at: instant, links: closed({ self: onboardingPath }) }), { maxItems: 10, description: 'Your latest onboardings with this BIN.' }),
  }),
  Preview: closed({
    method: { type: 'string', const: 'POST' }, path: { type: 'string', pattern: '^/' }, request_id: uuid,
    header: closed({ uri: text, auth_id: text, method: text, params: text, alg: oneOf(['HS256', 'HS512']) }, { description: 'The protected JWS header, decoded.' }), header_text: text,
    body_format: oneOf(['flat', 'company'], "Which of Freedom Pay's two published bodies is in use."), body: { ...text, description: 'The very bytes that would be signed and sent.' },
    bodies: closed({ flat: text, company: text }), warnings: listOf(ref('Warning')),
  }),
};
