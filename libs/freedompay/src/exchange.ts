/**
 * What one HTTP call gave, before anybody reads a meaning into it. The readers know only this, not the HTTP client.
 */

export interface HttpReply {
  httpStatus: number;
  contentType: string | null;
  contentEncoding: string | null;
  retryAfter: string | null;
  body: Uint8Array;
}

/**
 * Why no whole answer came. `half_body`: it was cut after its headers. `protocol`: not HTTP, or against its rules.
 * `failed`: anything not foreseen.
 */
export type CallTrouble =
  | 'timeout' | 'reset' | 'refused' | 'unreachable' | 'dns' | 'tls' | 'too_large' | 'half_body' | 'protocol' | 'failed';

/** A whole answer came, but not a usable one. `unexpected`: readable JSON that the contract does not describe. */
export type AnswerTrouble = 'redirect' | 'unreadable' | 'other_request' | 'unexpected';

export type HttpOutcome =
  | { kind: 'reply'; reply: HttpReply }
  /** `sent: false` is a proof that no byte of the request left; everything doubtful is `true`. */
  | { kind: 'trouble'; trouble: CallTrouble; sent: boolean; httpStatus: number | null };

/** The one way out. A faster client can stand behind it without anybody noticing. */
export interface HttpPost {
  /** Sends these bytes once. Never rejects, never repeats, never follows a redirect. */
  post(url: string, body: Buffer, headers: Record<string, string>): Promise<HttpOutcome>;
  /** Closes idle connections and cuts running calls. */
  close(): void;
}
