/**
 * How a post ended: a closed set. The words for them are the API's. None tells more about an address that is not allowed
 * than that it is not: what answers there, if anything, is nobody's business.
 *
 * - `delivered`: the receiver took it (2xx).
 * - `refused_status`: it answered, but not with a 2xx.
 * - `redirect`: it answered with a redirect (3xx), which is never followed.
 * - `gone`: it wants nothing more (410).
 * - `timeout`: there was no whole answer in time.
 * - `refused`: nobody listens at that address and port.
 * - `unreachable`: no way leads to that address.
 * - `dns`: the host name has no address that may be called. Names of other people's networks are not told from names that
 *   there are not.
 * - `tls`: no trusted connection, e.g. the certificate is expired or for another name.
 * - `reset`: the connection was cut before the whole answer was there.
 * - `protocol`: what came back is not HTTP.
 * - `not_allowed`: the URL says where, and that is not public and not on the list of the operator. Nothing was sent.
 * - `failed`: anything not foreseen.
 */
export const outcomes = [
  'delivered', 'refused_status', 'redirect', 'gone', 'timeout', 'refused', 'unreachable', 'dns', 'tls', 'reset', 'protocol', 'not_allowed',
  'failed',
] as const;

export type Outcome = (typeof outcomes)[number];

export interface PostOutcome {
  outcome: Outcome;
  /** Also with `timeout` and `reset`, where the headers came but not the whole answer. */
  httpStatus: number | null;
  /** What the receiver asked for, ms; null with a 2xx. */
  retryAfterMs: number | null;
  /** The first 2 KB of the answer, as bytes; null where no headers came. */
  answer: Buffer | null;
  durationMs: number;
}

/** @param httpStatus of a whole answer */
export function outcomeOf(httpStatus: number): Outcome {
  if (httpStatus >= 200 && httpStatus < 300) return 'delivered';
  if (httpStatus >= 300 && httpStatus < 400) return 'redirect';
  return httpStatus === 410 ? 'gone' : 'refused_status';
}
