import { createHmac } from 'node:crypto';
import vectors from '../../../test/fixtures/jws-vectors.json' with { type: 'json' };
import { decodeHeaderText, type JwsAlgorithm, signatureFault, type SignedRequest, type Trust } from './signature.js';

const path = '/v5/partner/client/add';
const trust: Trust = { authId: '123456', keys: ['secret_key'], alg: 'HS256' };
const header = { uri: path, auth_id: '123456', method: 'POST', params: '', alg: 'HS256' };
const body = Buffer.from('{"request_id":"828cf71d-a447-4a67-a149-c1df8bc197ca","name":"Қазақстан 🏦"}');

function signed(members: unknown = header, key = 'secret_key', hash = 'sha256'): SignedRequest {
  const segment = Buffer.from(typeof members === 'string' ? members : JSON.stringify(members)).toString('base64url');
  const mac = createHmac(hash, key).update(`${segment}.${body.toString('base64url')}`).digest('base64url');
  return { signature: `${segment}..${mac}`, method: 'POST', path, query: '', body };
}

describe('golden vectors', () => {
  const complete = vectors.filter((vector) => vector.signature_header !== undefined);

  test('there are two that can be recomputed', () => expect(complete).toHaveLength(2));

  test.each(complete)('$name', ({ key, header: text, body: raw, signature_header: signature }) => {
    const { uri, alg } = JSON.parse(text) as { uri: string; alg: JwsAlgorithm };
    const request = { signature, method: 'POST', path: uri, query: '', body: Buffer.from(raw) };
    expect(signatureFault(request, { authId: '123456', keys: [key], alg })).toBeNull();
    expect(signatureFault(request, { authId: '123456', keys: [`${key} `], alg })).toMatch(/does not fit header and body/);
    expect(decodeHeaderText(signature)).toBe(text);
  });

  test('the published signature of the overview page is refused under every key it could mean', () => {
    const vector = vectors.find((each) => each.published_signature_not_reproducible !== undefined);
    const signature = `${vector?.header_segment}..${vector?.published_signature_not_reproducible}`;
    const request = { signature, method: 'POST', path, query: '', body: Buffer.from(vector?.body ?? '') };
    expect(signatureFault(request, { ...trust, keys: ['secret', 'secret_key'] })).toMatch(/does not fit header and body/);
  });
});

test('any of the trusted keys may sign', () => {
  expect(signatureFault(signed(header, 'next'), { ...trust, keys: ['secret_key', 'next'] })).toBeNull();
  expect(signatureFault(signed(header, 'other'), { ...trust, keys: ['secret_key', 'next'] })).not.toBeNull();
});

test('HS512 signs with SHA-512', () => {
  const request = signed({ ...header, alg: 'HS512' }, 'secret_key', 'sha512');
  expect(signatureFault(request, { ...trust, alg: 'HS512' })).toBeNull();
  expect(signatureFault(request, trust)).toMatch(/^alg /);
});

test('the order of the members is free', () => {
  expect(signatureFault(signed({ alg: 'HS256', params: '', method: 'POST', auth_id: '123456', uri: path }), trust)).toBeNull();
});

test.each([
  ['uri', { ...header, uri: '/v5/partner/client/other' }],
  ['auth_id', { ...header, auth_id: '654321' }],
  ['auth_id', { ...header, auth_id: 123456 }],
  ['method', { ...header, method: 'post' }],
  ['params', { ...header, params: 'a=1' }],
  ['params', { uri: path, auth_id: '123456', method: 'POST', alg: 'HS256' }],
  ['alg', { ...header, alg: 'none' }],
])('a header with another %s is refused: %j', (name, members) => {
  expect(signatureFault(signed(members), trust)).toMatch(new RegExp(`^${name} in the header`));
});

test('a header member outside the scheme is refused', () => {
  expect(signatureFault(signed({ ...header, b64: false }), trust)).toMatch(/does not know/);
});

test.each(['[]', 'null', '"x"', '{"uri"'])('a header that is %s is refused', (text) => {
  expect(signatureFault(signed(text), trust)).toMatch(/not a JSON object/);
});

test('the header has to name the query too', () => {
  const request = signed({ ...header, params: 'a=1' });
  expect(signatureFault({ ...request, query: 'a=1' }, trust)).toBeNull();
  expect(signatureFault({ ...request, query: 'a=2' }, trust)).toMatch(/^params /);
});

test('one changed bit anywhere in the body is noticed', () => {
  const request = signed();
  for (let position = 0; position < body.length; position += 1) {
    const changed = Buffer.from(body);
    changed[position] = (changed[position] ?? 0) ^ 1;
    expect(signatureFault({ ...request, body: changed }, trust)).toMatch(/does not fit header and body/);
  }
});

test('one changed character anywhere in the signature is noticed', () => {
  const request = signed();
  const text = request.signature ?? '';
  for (let position = text.lastIndexOf('.') + 1; position < text.length; position += 1) {
    const changed = text.slice(0, position) + (text[position] === 'A' ? 'B' : 'A') + text.slice(position + 1);
    expect(signatureFault({ ...request, signature: changed }, trust)).toMatch(/does not fit header and body/);
  }
});

test.each([
  [undefined, /missing/],
  ['', /missing/],
  ['abc', /not a detached JWS/],
  ['abc.def.ghi', /not a detached JWS/],
  ['abc..def.ghi', /not a detached JWS/],
  ['..', /not base64url/],
  ['a+b..def', /not base64url/],
])('%j is no signature', (signature, reason) => {
  expect(signatureFault({ ...signed(), signature }, trust)).toMatch(reason);
});

test('a signature with padding is refused', () => {
  const request = signed();
  expect(signatureFault({ ...request, signature: `${request.signature}=` }, trust)).toMatch(/not base64url/);
});

test('a header that cannot be decoded has no text', () => {
  expect(decodeHeaderText(undefined)).toBeNull();
  expect(decodeHeaderText('?..x')).toBeNull();
});
