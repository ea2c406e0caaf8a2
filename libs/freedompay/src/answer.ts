/**
 * What the partner's answers mean. Only these two closed unions leave this room: whoever decides about an onboarding
 * never sees a status code, a body or an exception of the HTTP client.
 */

/** Why the partner refused, in our codes and in its own words. */
export interface PartnerReason {
  /** Problem code, e.g. `iban.not_accepted`; `partner.rejected` where the table does not know the partner's code. */
  code: string;
  /** JSON Pointer into the onboarding request, where the reason names a field. */
  pointer: string | null;
  partnerCode: string | null;
  partnerMessage: string | null;
}

/** Ids the partner gives a client. Numbers arrive as JSON numbers or strings; here they are always text. */
export interface PartnerIds {
  clientId: string | null;
  productUuid: string | null;
  terminalId: string | null;
}

/** `credentials`: 401 or 403. `path`: the method itself is unknown there (a bare 404). */
export type SetupFault = 'credentials' | 'path';

export type AddAnswer =
  /** The partner has the request. `askNow`: it said `success` at once, which only a status answer may confirm. */
  | { kind: 'accepted'; askNow: boolean }
  /** This `request_id` is known there already. */
  | { kind: 'duplicate' }
  | { kind: 'rejected'; reasons: PartnerReason[] }
  /** Known not to have been processed; try again after `retryAfterMs`, or by our own back-off where it is null. */
  | { kind: 'throttled'; retryAfterMs: number | null }
  /** Surely no byte of the request reached the partner: DNS, refused connection, TLS. */
  | { kind: 'notSent' }
  | { kind: 'refusedSetup'; fault: SetupFault }
  /** Nobody knows whether it was processed. `drift`: an answer came, but not one the contract describes. */
  | { kind: 'uncertain'; drift: boolean; retryAfterMs: number | null };

export type StatusAnswer =
  | { kind: 'pending' }
  | { kind: 'succeeded'; ids: PartnerIds }
  | { kind: 'rejected'; reasons: PartnerReason[] }
  /** A JSON body with the not-found code; never a bare 404. */
  | { kind: 'notFound' }
  | { kind: 'throttled'; retryAfterMs: number | null }
  | { kind: 'refusedSetup'; fault: SetupFault }
  /** No readable answer to the question. It says nothing about the client. */
  | { kind: 'noAnswer'; drift: boolean }
  /** A readable answer with a `request_status` that the contract does not know. */
  | { kind: 'drift' };

/** What was seen of one call, for the timeline and the metrics. Holds no body, no signature, no personal data. */
export interface CallFacts {
  httpStatus: number | null;
  /** `request_status` as sent, cut to 40 characters. */
  requestStatus: string | null;
  partnerCode: string | null;
  /** `error_description`, cut to 500 characters, control characters removed. */
  partnerMessage: string | null;
  /** Why there is no answer, in a closed set of words: `timeout`, `reset`, `refused`, `dns`, `tls`, `too_large`, `redirect`, `unreadable`, `other_request`, … */
  trouble: string | null;
  durationMs: number;
}

export interface Answered<A> {
  answer: A;
  facts: CallFacts;
}
