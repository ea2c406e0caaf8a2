/** How an answer travels. Everything but `whole` is a way of failing that a client has to survive. */
export type Manner =
  | 'whole'
  /** Connection closed without a byte. */
  | 'drop'
  /** Connection reset (RST) without a byte. */
  | 'reset'
  /** Status line and headers, half of the body, end of connection; no length that would give it away. */
  | 'half'
  /** Headers at once, then the body byte by byte. */
  | 'drip'
  /** Held back for so many milliseconds, or until the caller hangs up. */
  | { heldMs: number };

/** What the partner does about one call. A text body is sent as it is, an object as JSON. */
export interface Reply {
  /** Short word for the list of calls. */
  outcome: string;
  manner: Manner;
  status: number;
  headers?: Record<string, string>;
  body: Record<string, unknown> | string;
}

const almatyOffsetMs = 5 * 3_600_000;

/** RFC 3339 with Kazakhstan's offset, as in the partner's `dt`. */
export function partnerTime(at: number): string {
  return `${new Date(at + almatyOffsetMs).toISOString().slice(0, 19)}+05:00`;
}

/** An answer that the question was understood: `status` is `ok`. */
export function okReply(outcome: string, members: Record<string, unknown>, at: number): Reply {
  return { outcome, manner: 'whole', status: 200, body: { status: 'ok', ...members, dt: partnerTime(at) } };
}

/** The verdict against a client, HTTP 200. */
export function rejectedReply(code: number, description: string, at: number): Reply {
  const body = { status: 'error', request_status: 'error', error_code: code, error_description: description, dt: partnerTime(at) };
  return { outcome: 'error', manner: 'whole', status: 200, body };
}

/** The data was refused at once, HTTP 400: which fields, and why. */
export function faultyFieldsReply(errors: { field: string; description: string }[], at: number): Reply {
  return { outcome: 'faulty_fields', manner: 'whole', status: 400, body: { status: 'error', error_code: 400, errors, dt: partnerTime(at) } };
}

/** The call failed: HTTP status and `error_code` are the same number. Without a `request_status` it is no verdict. */
export function failedReply(outcome: string, code: number, description: string, at: number): Reply {
  const body = { status: 'error', error_code: code, error_description: description, dt: partnerTime(at) };
  return { outcome, manner: 'whole', status: code, body };
}
