/**
 * Every refusal of the API, RFC 9457. A code is mapped once, here, to its HTTP status and its title; a new code without
 * its row does not compile.
 */
interface ProblemKind { status: number; title: string; retryable: boolean }

const kind = (status: number, title: string, retryable = false): ProblemKind => ({ status, title, retryable });

export const problemKinds = {
  malformed_json: kind(400, 'The body is not acceptable JSON'),
  bad_request: kind(400, 'The request is not acceptable HTTP'),
  unauthorized: kind(401, 'A valid API key is needed'),
  forbidden: kind(403, 'This API key may not do this'),
  not_found: kind(404, 'There is no such thing here'),
  request_timeout: kind(408, 'The request did not arrive in time', true),
  external_id_conflict: kind(409, 'This external_id was used with other content'),
  request_id_conflict: kind(409, 'This request_id was used before'),
  action_not_possible: kind(409, 'This action is not possible in the present state'),
  sequence_mismatch: kind(412, 'The onboarding has changed meanwhile'),
  body_too_large: kind(413, 'The body is too large'),
  uri_too_long: kind(414, 'The path is too long'),
  unsupported_media_type: kind(415, 'This content type or encoding is not accepted'),
  unknown_field: kind(422, 'The body has unknown fields'),
  validation_failed: kind(422, 'Some fields are wrong'),
  headers_too_large: kind(431, 'The header fields are too large'),
  internal_error: kind(500, 'Something failed on our side'),
  service_unavailable: kind(503, 'The service cannot reach its database right now', true),
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;

/** One faulty field: where, what is wrong, what to do. Never the submitted value. */
export interface FieldFault { pointer: string; code: string; message: string }

/** Thrown by whoever refuses; the API's filter writes it as `application/problem+json`. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly extra: { errors?: FieldFault[]; headers?: Record<string, string>; onboarding?: string } = {},
  ) {
    super(code);
    this.name = 'Problem';
  }

  get status(): number {
    return problemKinds[this.code].status;
  }

  /** The document of RFC 9457. `instance` is the path without its query, which may hold personal data. */
  document(instance: string, correlationId: string): Record<string, unknown> {
    const { status, title, retryable } = problemKinds[this.code];
    const { errors, onboarding } = this.extra;
    return {
      type: `/problems/${this.code}`, title, status, detail: this.detail, instance, code: this.code,
      correlation_id: correlationId, retryable,
      ...(errors === undefined ? {} : { errors }),
      ...(onboarding === undefined ? {} : { onboarding }),
    };
  }
}
