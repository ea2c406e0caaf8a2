import { Problem, problemKinds, type ProblemCode, type ProblemDetail, type ProblemExtra } from '#app/platform';
import { mostEndpoints } from '#app/webhooks';
import type { Language } from '../catalogue/language.js';
import { FieldProblem, type FieldFault } from '../field-problem.js';
import { problemDocument } from '../problem-document.js';
import { bodyLimit } from '../problem.filter.js';
import type { HeaderName } from './headers.js';

/** What any request can be refused for; a call that needs no key has no `unauthorized`. */
export const open: readonly ProblemCode[] = ['bad_request', 'request_timeout', 'headers_too_large', 'internal_error'];
export const always: readonly ProblemCode[] = [...open, 'unauthorized'];
export const withId: readonly ProblemCode[] = ['not_found', 'uri_too_long'];
export const withQuery: readonly ProblemCode[] = ['validation_failed', 'unknown_field'];
export const withBody: readonly ProblemCode[] = ['malformed_json', 'body_too_large', 'unsupported_media_type', 'validation_failed', 'unknown_field'];
export const withKey: readonly ProblemCode[] = ['idempotency_key_invalid', 'idempotency_key_in_use', 'idempotency_key_reused'];
/** Without a body there is no other one under the same key. */
export const withKeyAlone: readonly ProblemCode[] = ['idempotency_key_invalid', 'idempotency_key_in_use'];
export const withVersion: readonly ProblemCode[] = ['version_mismatch'];
export const withPostgres: readonly ProblemCode[] = ['service_unavailable'];

/** Headers that a refusal has beside those of every answer. */
export const problemHeaders: { [C in ProblemCode]?: HeaderName } = {
  unauthorized: 'Authenticate', idempotency_key_in_use: 'RetryAfter', service_unavailable: 'RetryAfter',
};

/** Those that name fields. */
export const withFields: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['validation_failed', 'unknown_field', 'external_id_conflict', 'request_id_conflict', 'open_onboarding_for_bin']);

export interface ProblemSample { detail?: string; faults?: FieldFault[]; params?: ProblemExtra['params']; onboarding?: string; language?: Language }

/** The situation a code is shown in where an operation shows no other one. */
const typical: { [C in ProblemCode]?: { detail?: ProblemDetail<C> } & ProblemSample } = {
  malformed_json: { detail: 'not_json', params: { position: 17 } },
  malformed_csv: { detail: 'quotes', params: { row: 17 } },
  not_found: { detail: 'onboarding' },
  body_too_large: { params: { max: bodyLimit } },
  external_id_conflict: { detail: 'other_content', faults: [{ pointer: '/external_id', says: 'id_taken' }] },
  request_id_conflict: { detail: 'in_use', faults: [{ pointer: '/request_id', says: 'id_taken' }] },
  open_onboarding_for_bin: { faults: [{ pointer: '/bin', says: 'open_bin' }] },
  action_not_possible: { detail: 'not_held' },
  sequence_mismatch: { detail: 'changed' },
  version_mismatch: { detail: 'changed' },
  too_many_endpoints: { params: { max: mostEndpoints } },
  unknown_field: { faults: [{ pointer: '/comment', code: 'unknown_field' }] },
  validation_failed: { faults: [{ pointer: '/iban', code: 'iban.format' }] },
};

/** A refusal exactly as the API writes it. */
export function problemExample(code: ProblemCode, instance: string, sample: ProblemSample = {}): Record<string, unknown> {
  const { detail = problemKinds[code].details[0], faults, params, onboarding, language = 'en' } = { ...typical[code], ...sample };
  const extra = { ...(params === undefined ? {} : { params }), ...(onboarding === undefined ? {} : { onboarding }) };
  const situation = detail as ProblemDetail;
  const problem = faults === undefined ? new Problem(code, situation, extra) : new FieldProblem(code, situation, faults, extra);
  return problemDocument(problem, instance, 'deal-48213-1', language);
}
