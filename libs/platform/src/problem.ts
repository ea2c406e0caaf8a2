/**
 * Every refusal of the API, RFC 9457. A code is mapped once, here, to its HTTP status and to the situations it is used
 * in. The words for each situation, in every language, are the API's: a code or a situation without them does not compile.
 */
interface ProblemKind { status: number; retryable: boolean; details: readonly string[] }

const kind = <const D extends readonly string[]>(status: number, details: D) => ({ status, retryable: false, details });
/** The same request, sent again later, may succeed. */
const passing = <const D extends readonly string[]>(status: number, details: D) => ({ status, retryable: true, details });

export const problemKinds = {
  malformed_json: kind(400, [
    'not_utf8', 'empty', 'trailing', 'duplicate_key', 'too_deep', 'too_many_members', 'bad_string', 'leading_zero', 'not_json', 'object_expected', 'members_expected',
  ]),
  malformed_csv: kind(400, ['not_utf8', 'quotes', 'row_too_long', 'no_rows', 'no_heading']),
  idempotency_key_invalid: kind(400, ['characters']),
  bad_request: kind(400, ['not_http']),
  unauthorized: kind(401, ['key_needed']),
  forbidden: kind(403, ['operators_only']),
  not_found: kind(404, ['no_route', 'onboarding', 'batch', 'webhook_endpoint', 'webhook_delivery']),
  request_timeout: passing(408, ['too_slow']),
  external_id_conflict: kind(409, ['in_use', 'other_content']),
  request_id_conflict: kind(409, ['in_use', 'other_content']),
  open_onboarding_for_bin: kind(409, ['wait']),
  idempotency_key_in_use: passing(409, ['running']),
  not_resubmittable: kind(409, ['not_rejected']),
  already_submitted: kind(409, ['no_way_back']),
  already_final: kind(409, ['nothing_to_hold', 'nothing_to_withdraw']),
  action_not_possible: kind(409, ['held_by_operator', 'not_held', 'never_sent', 'held']),
  too_many_endpoints: kind(409, ['limit']),
  endpoint_not_answering: passing(409, ['ping_failed']),
  replay_in_progress: passing(409, ['running']),
  sequence_mismatch: kind(412, ['tag_format', 'changed']),
  version_mismatch: kind(412, ['tag_format', 'changed']),
  body_too_large: kind(413, ['limit']),
  uri_too_long: kind(414, ['shorten']),
  unsupported_media_type: kind(415, ['json_only', 'json_or_csv']),
  unknown_field: kind(422, ['see_errors']),
  validation_failed: kind(422, ['see_errors', 'object_expected', 'feed_cursor']),
  headers_too_large: kind(431, ['shorten']),
  idempotency_key_reused: kind(422, ['other_body']),
  internal_error: kind(500, ['try_again']),
  service_unavailable: passing(503, ['perhaps_stored', 'not_read']),
  webhooks_not_set_up: kind(503, ['keys_missing', 'key_retired']),
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;
/** The situations in which a code is used. */
export type ProblemDetail<C extends ProblemCode = ProblemCode> = (typeof problemKinds)[C]['details'][number];

export interface ProblemExtra {
  /** Limits and names for the text; never a submitted value. */
  params?: Record<string, string | number>;
  headers?: Record<string, string>;
  /** Path of the onboarding this is about. */
  onboarding?: string;
}

/** Thrown by whoever refuses; the API's filter writes it as `application/problem+json`, in the caller's language. */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  constructor(readonly code: C, readonly detail: ProblemDetail<C>, readonly extra: ProblemExtra = {}) {
    super(`${code}: ${detail}`);
    this.name = 'Problem';
  }

  get status(): number {
    return problemKinds[this.code].status;
  }
}
