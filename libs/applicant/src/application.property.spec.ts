import * as fc from 'fast-check';

import { findingsOf, fullRequest, type Json, posProduct, withMember } from '../test/sample-request.js';
import { type Application, parseApplication } from './application.js';
import { canonicalJson } from './canonical-json.js';
import { hasForbiddenCharacters, isBlank } from './text.js';
import { identityCheckDigit } from './identity-number.js';
import { mccCodes } from './mcc.js';
import { NumberToken, withNumberTokens } from './number-token.js';

const freeText = (max: number) => fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'ӘҒҚҢӨҰҮҺІЁЙабв «»"№—\u00a0\u0306\u0308'), minLength: 1, maxLength: max / 2 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
).filter((text) => !hasForbiddenCharacters(text) && !isBlank(text) && text.normalize('NFC').length <= max);

const twoDigits = (min: number, max: number) => fc.integer({ min, max }).map((value) => String(value).padStart(2, '0'));
const bin = fc.tuple(twoDigits(0, 99), twoDigits(1, 12), fc.constantFrom('40', '51', '62', '43', '01', '28'), fc.stringMatching(/^[0-9]{5}$/))
  .map((parts) => parts.join('')).filter((digits) => identityCheckDigit(digits) !== null)
  .map((digits) => `${digits}${identityCheckDigit(digits)}`);

/** ISO 13616: check digits are 98 minus the remainder of the rearranged number with 00 in their place. */
const iban = fc.tuple(fc.stringMatching(/^[0-9]{3}$/), fc.stringMatching(/^[A-Z0-9]{13}$/)).map((parts) => {
  const digits = `${parts.join('')}KZ00`.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return `KZ${String(98n - BigInt(digits) % 97n).padStart(2, '0')}${parts.join('')}`;
});
const ibanAsWritten = fc.tuple(iban, fc.boolean(), fc.boolean()).map(([text, lower, spaced]) => {
  const cased = lower ? text.toLowerCase() : text;
  return spaced ? cased.replaceAll(/(.{4})/g, '$1 ') : cased;
});
const phone = fc.tuple(fc.constantFrom('+7', '7', '8', '', '+7 '), fc.constantFrom('701', '747', '705', '777'), fc.stringMatching(/^[0-9]{7}$/))
  .map((parts) => parts.join(''));
const integerOf = (text: fc.Arbitrary<string>) => text.filter((digits) => /^[1-9][0-9]*$/.test(digits)).map((digits) => new NumberToken(digits));
const binAsInteger = integerOf(bin.map((digits) => digits.replace(/^0{1,3}/, '')));
const email = fc.tuple(fc.stringMatching(/^[a-zа-я0-9+_-]{1,20}$/), fc.constantFrom('example.kz', 'пример.рф', 'жер.қаз', 'a.b.co'))
  .map((parts) => parts.join('@'));
const address = fc.oneof(
  fc.record({ country: fc.constantFrom('KZ', 'KAZ', 'kz'), postal_code: fc.oneof(fc.stringMatching(/^[0-9]{6}$/), fc.constant('A01P3K4')) }),
  fc.record({ country: fc.constantFrom('RU', 'uzb', 'DEU'), postal_code: fc.stringMatching(/^[A-Z0-9]{1,20}$/) }),
);
const lines = fc.record(
  { address_line1: freeText(255), address_line2: freeText(255), address_line3: freeText(255) }, { requiredKeys: ['address_line1'] },
);
const memberName = freeText(64).filter((name) => !['__proto__', 'constructor', 'prototype', 'product_id'].includes(name));
const numberToken = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }))
  .map((value) => new NumberToken(JSON.stringify(value)));
const productValue = fc.oneof(freeText(255), numberToken, fc.boolean(), fc.constant(null), fc.array(freeText(60), { maxLength: 3 }));

/** No two names that NFC makes one. */
const dictionaryOf = <T>(value: fc.Arbitrary<T>, maxKeys: number) => fc.dictionary(memberName, value, { maxKeys, noNullPrototype: true })
  .filter((object) => new Set(Object.keys(object).map((key) => key.normalize('NFC'))).size === Object.keys(object).length);

const mcc = fc.constantFrom(...mccCodes);
const descriptor = fc.stringMatching(/^[\x20-\x7e]{0,23}[!-~]$/);
const pos = fc.record({
  mcc, currency: fc.constantFrom('KZT', 'kzt', 'Usd'), name: freeText(255), descriptor,
  address: fc.tuple(address, fc.record({ address_line1: freeText(255), address_line2: freeText(255), address_line3: freeText(255) }))
    .map(([start, end]) => ({ ...start, ...end })),
  user: fc.record({ name: freeText(255), email, phone: fc.oneof(phone, integerOf(phone)) }), package_name: freeText(255),
});
const passed = dictionaryOf(productValue, 5);
const ecom = fc.tuple(passed, fc.record({ name: freeText(255), mcc, descriptor })).map(([others, named]) => ({ ...others, ...named }));
const withId = <T extends object>(id: string, members: fc.Arbitrary<T>) => members.map((product) => ({ ...product, product_id: new NumberToken(id) }));

const validRequest: fc.Arbitrary<Json> = fc.record({
  external_id: freeText(128), request_id: fc.uuid(), name: freeText(255), bin: fc.oneof(bin, binAsInteger), legal_type: freeText(64),
  company_id: freeText(64),
  ceo_info: fc.record({
    first_name: freeText(255), last_name: freeText(255), middle_name: freeText(255), phone: fc.oneof(phone, integerOf(phone)), email,
  }, { requiredKeys: ['first_name', 'last_name', 'phone', 'email'] }),
  address_info: fc.tuple(address, lines).map(([start, end]) => ({ ...start, ...end })),
  iban: ibanAsWritten, description: freeText(1000),
  product: fc.oneof(withId('10001', pos), withId('11001', passed), withId('20000', ecom)),
  metadata: dictionaryOf(freeText(500), 20),
}, { requiredKeys: ['name', 'bin', 'ceo_info', 'address_info', 'iban'] });

/** Anything a JSON reader could yield, and some things it could not. */
const garbage = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, undefined, Number.NaN, -0, 1n, Symbol('x'), new Date(0), new Map([['a', 1]])),
    fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('\u0000', '\ud800', '/', '~', 'x', '7', '@', '.') }), fc.double(),
    fc.oneof(fc.string(), fc.maxSafeInteger().map(String), fc.constantFrom('1e400', '-0', '012', '', '1e', '9'.repeat(400)))
      .map((text) => new NumberToken(text)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', 'product_id', 'country', 'phone')), tie('value')),
  ),
})).value;

const paths = [
  '', 'external_id', 'request_id', 'name', 'bin', 'legal_type', 'company_id', 'ceo_info', 'ceo_info.first_name', 'ceo_info.phone', 'ceo_info.email',
  'address_info', 'address_info.country', 'address_info.postal_code', 'iban', 'description', 'product', 'product.product_id', 'product.a', 'product.mcc',
  'product.currency', 'product.descriptor', 'product.address', 'product.address.country', 'product.address.postal_code', 'product.user', 'product.user.phone',
  'metadata', 'metadata.a',
];
const bodies = fc.constantFrom(fullRequest(), withMember(fullRequest(), 'product', posProduct()));

const isStorable = (text: string) => !hasForbiddenCharacters(text.replaceAll(/\\u0000/g, '\u0000')) && text.normalize('NFC') === text;

/** The normalised application as it would come in again, and what becomes of it. */
function again(application: Application): Application | undefined {
  const parsed = parseApplication(withNumberTokens(JSON.parse(JSON.stringify(application))), 'advise');
  return parsed.ok ? parsed.request.application : undefined;
}

it('accepts random valid requests without a warning, and its own result once more unchanged', () => {
  fc.assert(fc.property(validRequest, (body) => {
    expect(findingsOf(body, 'reject')).toEqual([]);
    const parsed = parseApplication(body, 'reject');
    if (!parsed.ok) throw new Error('refused');
    const { application, externalId } = parsed.request;
    expect(externalId).toBe(typeof body.external_id === 'string' ? body.external_id.normalize('NFC') : null);
    expect(application).toMatchObject({ name: (body.name as string).normalize('NFC') });
    expect(again(application)).toStrictEqual(application);
    expect(isStorable(canonicalJson(application))).toBe(true);
  }), { numRuns: 500 });
});

it('never throws, whatever it is given anywhere, and accepts only what it accepts again', () => {
  fc.assert(fc.property(bodies, fc.constantFrom(...paths), garbage, fc.constantFrom('advise' as const, 'reject' as const), (body, path, value, policy) => {
    const parsed = parseApplication(path === '' ? value : withMember(body, path, value), policy);
    if (parsed.ok) {
      expect(again(parsed.request.application)).toStrictEqual(parsed.request.application);
      expect(isStorable(canonicalJson(parsed.request.application))).toBe(true);
    } else {
      expect(parsed.errors.length).toBeGreaterThan(0);
      for (const { pointer } of parsed.errors) expect(hasForbiddenCharacters(pointer)).toBe(false);
    }
  }), { numRuns: 5000 });
});

it('puts nothing on any prototype', () => {
  const before = Object.getOwnPropertyNames(Object.prototype);
  fc.assert(fc.property(bodies, fc.constantFrom(...paths), garbage, (body, path, value) => {
    const hostile: unknown = JSON.parse(`{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}`);
    parseApplication(path === '' ? hostile : withMember(body, path, hostile), 'advise');
    parseApplication(path === '' ? value : withMember(body, path, value), 'advise');
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  }));
});
