import { createHmac, timingSafeEqual } from 'node:crypto';

export type JwsAlgorithm = 'HS256' | 'HS512';

/** Whom the simulator believes. Any of `keys` may have signed: two of them during a change of keys. */
export interface Trust {
  authId: string;
  keys: readonly string[];
  alg: JwsAlgorithm;
}

/** One request as it came over the wire. `body` is what was received, never a re-serialised copy. */
export interface SignedRequest {
  /** Value of `X-JWS-Signature`; undefined where the header is missing. */
  signature: string | undefined;
  method: string;
  /** Path without host and query. */
  path: string;
  /** Query without its question mark; "" in every published example. */
  query: string;
  body: Uint8Array;
}

const hashes: Record<JwsAlgorithm, string> = { HS256: 'sha256', HS512: 'sha512' };
const segment = /^[A-Za-z0-9_-]+$/;

/**
 * The text of the protected header of a detached JWS, or null where there is none. It says nothing about validity.
 */
export function decodeHeaderText(signature: string | undefined): string | null {
  const protectedSegment = signature?.split('.', 1)[0] ?? '';
  return segment.test(protectedSegment) ? Buffer.from(protectedSegment, 'base64url').toString('utf8') : null;
}

/**
 * Checks a detached JWS (RFC 7515 appendix F) over the raw body, the partner's way: the header names exactly this call,
 * the signature is the HMAC of `protected + "." + BASE64URL(body)` under one of the trusted keys.
 *
 * @returns null when the signature is valid, else why it is not
 */
export function signatureFault(request: SignedRequest, trust: Trust): string | null {
  if (!request.signature) return 'X-JWS-Signature is missing';
  const [protectedSegment = '', payload, signature = '', ...rest] = request.signature.split('.');
  if (payload !== '' || rest.length > 0) return 'X-JWS-Signature is not a detached JWS';
  if (!segment.test(protectedSegment) || !segment.test(signature)) return 'X-JWS-Signature is not base64url';
  const fault = headerFault(protectedSegment, request, trust);
  if (fault !== null) return fault;

  const input = `${protectedSegment}.${Buffer.from(request.body).toString('base64url')}`;
  // Compared as base64url text: a second spelling of the same bytes (other trailing bits) is not accepted either.
  const given = Buffer.from(signature);
  const signed = trust.keys.some((key) => {
    const expected = Buffer.from(createHmac(hashes[trust.alg], key).update(input).digest('base64url'));
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  return signed ? null : 'the signature does not fit header and body';
}

function headerFault(protectedSegment: string, request: SignedRequest, trust: Trust): string | null {
  const expected: Record<string, string> = {
    uri: request.path,
    auth_id: trust.authId,
    method: request.method,
    params: request.query,
    alg: trust.alg,
  };
  const header = parseObject(Buffer.from(protectedSegment, 'base64url').toString('utf8'));
  if (header === null) return 'the header is not a JSON object';
  const wrong = Object.keys(expected).find((name) => header[name] !== expected[name]);
  if (wrong !== undefined) return `${wrong} in the header does not fit this call`;
  // A member such as b64 or crit would change what is signed, so none is let through unread.
  const unknown = Object.keys(header).find((name) => !Object.hasOwn(expected, name));
  return unknown === undefined ? null : 'the header has a member that the scheme does not know';
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
