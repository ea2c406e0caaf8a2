import * as fc from 'fast-check';

import { fullRequest, type Json, posProduct, requiredRequest, withMember } from '../test/sample-request.js';
import { type Application, parseApplication } from './application.js';
import { canonicalJson } from './canonical-json.js';
import { NumberToken } from './number-token.js';

function applicationOf(body: unknown): Application {
  const parsed = parseApplication(body, 'advise');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.request.application;
}

const fingerprint = (body: unknown) => canonicalJson(applicationOf(body));

/** The same content with the keys of every object in another order. */
function shuffled(value: unknown, order: readonly number[]): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, order));
  if (typeof value !== 'object' || value === null || value instanceof NumberToken) return value;
  const entries = Object.entries(value).map(([key, member], index) => [order[index % order.length] ?? 0, key, shuffled(member, order)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => a - b).map(([, key, member]) => [key, member]));
}

it('is JSON of the same application', () => {
  const application = applicationOf(fullRequest());
  expect(JSON.parse(canonicalJson(application))).toEqual(application);
});

it('is this text, today and after every release: stored fingerprints are compared with it', () => {
  const body = withMember(requiredRequest(), 'product', { product_id: new NumberToken('11001'), b: [new NumberToken('1.50'), null], a: '"\\😀' });
  expect(fingerprint(body)).toBe(
    '{"address_info":{"address_line1":"Almaty","country":"KZ","postal_code":"050000"},"bin":"971240001315",'
    + '"ceo_info":{"email":"mail@example.kz","first_name":"Әйгерім","last_name":"Құнанбаева","phone":"+77017777777"},'
    + '"iban":"KZ86125KZT5004100100","name":"ТОО \\"Ақ Жол\\"","product":{"a":"\\"\\\\😀","b":[1.5,null],"product_id":11001}}',
  );
});

it('does not depend on the order of keys', () => {
  const body = withMember(fullRequest(), 'product', { product_id: new NumberToken('11001'), a: { x: '1', y: [{ p: '1', q: '2' }] }, '10': 'n', '9': 'n' });
  fc.assert(fc.property(fc.array(fc.integer(), { minLength: 5, maxLength: 12 }), (order) => {
    expect(fingerprint(shuffled(body, order))).toBe(fingerprint(body));
  }));
});

it('does not depend on how the same value is written', () => {
  const product = (share: string) => ({ product_id: new NumberToken('11001'), share: new NumberToken(share) });
  const ways: [string, unknown, unknown][] = [
    ['name', 'Ёлка й', 'Е\u0308лка и\u0306'], ['iban', 'KZ86125KZT5004100100', 'kz86 125k zt50 0410 0100'],
    ['ceo_info.phone', '8 (701) 777-77-77', new NumberToken('77017777777')], ['bin', '090740019001', new NumberToken('90740019001')],
    ['product', { ...posProduct(), currency: 'kzt', address: { ...posProduct().address as Json, country: 'KAZ' } }, posProduct()],
    ['product', product('1.50'), product('15e-1')], ['product', product('0'), product('-0')], ['address_info.country', 'kz', 'KZ'], ['address_info.country', 'KAZ', 'KZ'],
    ['external_id', 'a', 'b'], ['metadata', { й: 'x' }, { 'и\u0306': 'x' }],
  ];
  for (const [path, one, other] of ways) {
    expect(fingerprint(withMember(fullRequest(), path, one))).toBe(fingerprint(withMember(fullRequest(), path, other)));
  }
});

it.each([
  ['name', 'other'], ['bin', '940140000385'], ['legal_type', 'ip'], ['company_id', 'c-18'], ['ceo_info.first_name', 'x'], ['ceo_info.last_name', 'x'],
  ['ceo_info.middle_name', 'x'], ['ceo_info.phone', '+77017777778'], ['ceo_info.email', 'Mail@example.kz'], ['address_info.country', 'RU'],
  ['address_info.postal_code', '050001'], ['address_info.address_line1', 'x'], ['address_info.address_line2', 'x'], ['address_info.address_line3', 'x'],
  ['iban', 'KZ51998TST0000000001'], ['description', ''], ['product.mcc', '5812'], ['product.extra', null], ['metadata.owner', 'x'], ['metadata.extra', ''],
])('depends on %s', (path, value) => {
  expect(fingerprint(withMember(fullRequest(), path, value))).not.toBe(fingerprint(fullRequest()));
});

it('takes an undefined member for none', () => {
  const application = applicationOf(requiredRequest());
  expect(canonicalJson({ ...application, description: undefined })).toBe(canonicalJson(application));
});

it('depends on the order of a list', () => {
  const list = (...items: string[]) => withMember(fullRequest(), 'product.list', items);
  expect(fingerprint(list('a', 'b'))).not.toBe(fingerprint(list('b', 'a')));
});
