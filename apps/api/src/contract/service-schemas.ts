import { productIds } from '#app/applicant';
import { problemKinds } from '#app/platform';
import { statuses } from '#app/onboarding';
import { faultTexts } from '../catalogue/fault-texts.js';
import { findingTexts } from '../catalogue/finding-texts.js';
import { problemCodes } from '../catalogue/problem-codes.js';
import { holdTexts, statusReasonTexts } from '../catalogue/status-texts.js';
import { closed, count, instant, listOf, oneOf, orNull, ref, text, truth, type Schema } from './schema.js';

/* Refusals, dictionaries and what operators see. */

const faultCodes = [...new Set([...Object.keys(findingTexts), ...Object.values(faultTexts).map(({ code }) => code)])];
const named = (codes: string[]): Schema => listOf(closed({ code: oneOf(codes), name: text }));

const problem: Record<string, Schema> = {
  type: { type: 'string', pattern: '^/problems/[a-z_]+$' }, title: { ...text, description: 'Always English.' }, status: { type: 'integer', minimum: 400, maximum: 599 },
  detail: { ...text, description: 'What happened and what to do, in the language asked for.' }, instance: { type: 'string', pattern: '^[^?]*$', description: 'The path that was asked.' },
  code: oneOf(Object.keys(problemKinds), 'What programs match on.'), correlation_id: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,64}$' },
  retryable: { ...truth, description: 'The same request, sent again later, may succeed.' },
};

export const serviceSchemas: Record<string, Schema> = {
  Problem: closed(problem, { description: 'RFC 9457. Never repeats what was submitted.' }),
  FieldProblem: closed({
    ...problem, errors: listOf(ref('Fault'), { minItems: 1, maxItems: 200, description: 'Every faulty field at once.' }),
    onboarding: { type: 'string', pattern: '^/v1/onboardings/[0-9a-f-]{36}$', description: 'The onboarding that stands in the way, where it is yours.' },
  }, { optional: ['onboarding'], description: 'RFC 9457, with the fields it is about. Never repeats what was submitted.' }),
  Fault: closed({ pointer: ref('Pointer'), code: oneOf(faultCodes), message: text }, { description: 'What is wrong with one field and what to do.' }),

  Products: closed({
    data: listOf(closed({
      product_id: { type: 'integer', enum: [...productIds] }, name: text, description: text, other_fields_allowed: truth,
      fields: listOf(closed({ pointer: ref('Pointer'), required: { type: 'boolean', const: true }, max_length: { type: ['integer', 'null'] }, text })),
    })),
  }),
  MerchantCategories: closed({ data: listOf(closed({ code: { type: 'string', pattern: '^[0-9]{4}$' }, name: text })) }),
  Statuses: closed({
    data: listOf(closed({ code: ref('Status'), name: text, description: text, final: truth, leads_to: listOf(ref('Status')) })),
    status_reasons: named(Object.keys(statusReasonTexts)), hold_reasons: named(Object.keys(holdTexts)),
  }),
  ProblemCodes: closed({
    data: listOf(closed({
      code: oneOf([...new Set(problemCodes().map(({ code }) => code))]), about: oneOf(['request', 'field', 'partner']), category: ref('Category'),
      http_status: { type: ['integer', 'null'] }, retryable: truth, message: text, next_action: ref('NextAction'),
    })),
  }),
  Countries: closed({ data: listOf(closed({ alpha2: { type: 'string', pattern: '^[A-Z]{2}$' }, alpha3: { type: ['string', 'null'], pattern: '^[A-Z]{3}$' }, name: text })) }),
  EventTypes: closed({
    data: listOf(closed({
      type: text, text: { ...text, description: 'What it means.' }, can_be_subscribed: { ...truth, description: 'False: it is sent when somebody asks for it.' }, example: { type: 'object', description: 'An event of this type.' },
      schema: { type: 'object', description: 'JSON Schema 2020-12 of the body, complete in itself.' },
    })),
  }),

  Overview: closed({
    onboardings: closed({ by_status: closed(Object.fromEntries(statuses.map((status) => [status, count]))), held: count, oldest_open_at: orNull(instant) }),
    work: closed({ due: count, overdue: count, oldest_due_at: orNull(instant) }, { description: 'Steps whose time has come; overdue after five seconds.' }),
    queue: closed({ backend: oneOf(['redis', 'postgres']), waiting: { type: ['integer', 'null'] }, active: { type: ['integer', 'null'] } }, { description: 'Null while the queue is away; the work goes on.' }),
    events: closed({ lag: count, oldest_undelivered_at: orNull(instant) }, { description: '`lag`: committed, not yet in the feed. `oldest_undelivered_at`: of these, or of what an enabled webhook endpoint has not got.' }),
    partner: closed({
      circuit: oneOf(['closed', 'open']), last_success_at: orNull(instant),
      last_failure: { oneOf: [closed({ at: instant, method: oneOf(['add', 'status']), trouble: orNull(text), http_status: { type: ['integer', 'null'] } }), { type: 'null' }] },
      uncertain: count, drift: count,
    }),
  }),
  Live: closed({ status: { type: 'string', const: 'live' } }),
  Ready: closed({ status: { type: 'string', const: 'ready' } }),
  NotReady: closed({ status: { type: 'string', const: 'not_ready' }, reason: oneOf(['stopping', 'schema_too_old', 'postgres_away']) }),
};
