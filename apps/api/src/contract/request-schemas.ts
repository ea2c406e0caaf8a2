import type { SchemaObject } from 'openapi3-ts/oas31';
import { productIds, type ProductId } from '#app/applicant';
import { steeringActions } from '#app/onboarding';
import { anyText, anyUuid, closed, listOf, oneOf, orNull, ref, refOrNull, visibleText, words, type Schema } from './schema.js';

/*
 * What callers send. Every body that breaks its schema is refused; one that keeps it can still be refused for what no
 * schema says: a number that exists nowhere, a depth over all, two spellings of one name. A test compares the two judges.
 * Lengths count characters after NFC.
 */

const bin: Schema = {
  description: 'BIN or IIN: a string of 12 digits, not all zeros. An integer loses leading zeros: 12 digits are taken as they are, 9 to 11 only where the check digit proves them.',
  oneOf: [
    { type: 'string', pattern: '^[0-9]{12}$', not: { const: '000000000000' } },
    { type: 'integer', minimum: 100_000_000, maximum: 999_999_999_999 },
  ],
  examples: ['971240001315', '060340012341', 60340012341, 123456789012],
};
const phone: Schema = {
  description: 'One phone number, without extension; without a country code it is read as dialled in Kazakhstan. Shown in E.164.',
  oneOf: [
    { type: 'string', maxLength: 40, pattern: '^[+(0-9][0-9 .\\u00a0\\u2010-\\u2015()-]*[0-9]$' },
    { type: 'integer', minimum: 1, maximum: 999_999_999_999_999 },
  ],
  examples: ['+77017777777', '8 (701) 777-77-77', 77017777777],
};
const email: SchemaObject = {
  type: 'string', format: 'idn-email', maxLength: 254, pattern: '^[^\\s@]{1,64}@[^\\s@.]+(?:\\.[^\\s@.]+)+$', examples: ['mail@example.kz', 'почта@пример.қаз'],
};
const iban: SchemaObject = {
  type: 'string', pattern: '^\\p{Zs}*[Kk]\\p{Zs}*[Zz](?:\\p{Zs}*[A-Za-z0-9]){18}\\p{Zs}*$', examples: ['KZ86125KZT5004100100', 'kz86 125k zt50 0410 0100'],
  description: 'KZ and 18 Latin letters or digits; spaces are taken out. Wrong check digits warn, or refuse where the service is set up to.',
};
const country: SchemaObject = {
  type: 'string', pattern: '^[A-Za-z]{2,3}$', description: 'ISO 3166-1, two or three letters; `GET /v1/reference/countries` lists them.', examples: ['KZ', 'kaz', 'DE'],
};
const postalCode: SchemaObject = { ...words(20), description: 'In Kazakhstan six digits or the form A01P3K4.', examples: ['050000', 'A01P3K4'] };
const description: SchemaObject & { type: 'string' } = anyText(1_000);
const name = visibleText(255);
const code = visibleText(64);
const line = visibleText(255);

const mcc: SchemaObject = { type: 'string', pattern: '^[0-9]{4}$', description: 'Merchant category code; `GET /v1/reference/mcc` lists them.' };
const currency: SchemaObject = { type: 'string', pattern: '^[A-Za-z]{3}$', description: 'ISO 4217.' };
const descriptor: SchemaObject = { type: 'string', minLength: 1, maxLength: 24, pattern: '^[ -~]*[!-~][ -~]*$', description: "On a card holder's statement." };
const kind = (id: ProductId): SchemaObject => ({ type: 'integer', const: id });
const inKazakhstan: SchemaObject = {
  if: { properties: { country: { type: 'string', pattern: '^[Kk][Aa]?[Zz]$' } } },
  // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema calls it so
  then: { properties: { postal_code: { type: 'string', pattern: '^(?:[0-9]{6}|[A-Z][0-9]{2}[A-Z][0-9][A-Z][0-9])$' } } },
} as SchemaObject;

const ceoInfo = { first_name: name, last_name: name, middle_name: name, phone, email };
const address = { country, postal_code: postalCode, address_line1: line, address_line2: line, address_line3: line };
const applicant = {
  name, bin, legal_type: code, company_id: code, ceo_info: ref('CeoInfoRequest'), address_info: ref('AddressRequest'), iban, description,
  product: ref('ProductRequest'), metadata: ref('Metadata'),
};

const reason: SchemaObject = { ...visibleText(500), description: 'Why; shown in the timeline.' };

export const requestSchemas: Record<string, Schema> = {
  OnboardingRequest: closed({
    external_id: { ...visibleText(128), description: 'Your own id of this client; the same one again is the same onboarding.' },
    request_id: { ...anyUuid, description: "Becomes Freedom Pay's request_id of the first attempt; made up where it is not given. Unique over everything." },
    ...applicant,
  }, { optional: ['external_id', 'request_id', 'legal_type', 'company_id', 'description', 'product', 'metadata'] }),
  CeoInfoRequest: closed(ceoInfo, { optional: ['middle_name'] }),
  AddressRequest: closed(address, { optional: ['address_line2', 'address_line3'], ...inKazakhstan }),
  ProductRequest: {
    description: 'The product, with what it needs; at most 8 levels of the whole body. `GET /v1/reference/products` tells the fields of each.',
    oneOf: [ref('PosRequest'), ref('BoxRequest'), ref('EcomRequest')],
  },
  PosRequest: closed({
    product_id: kind(10001), mcc, currency, name: line, descriptor, address: ref('PosAddressRequest'), user: closed({ name: line, email, phone }), package_name: line,
  }, { description: 'Freedom Pos.' }),
  PosAddressRequest: closed(address, inKazakhstan),
  BoxRequest: { type: 'object', description: 'Freedom Box.', properties: { product_id: kind(11001) }, required: ['product_id'], propertyNames: ref('FreeName'), additionalProperties: ref('ProductValue') },
  EcomRequest: {
    type: 'object', description: 'Freedom Ecom.', properties: { product_id: kind(20000), name: line, mcc, descriptor }, required: ['product_id', 'name', 'mcc', 'descriptor'],
    propertyNames: ref('FreeName'), additionalProperties: ref('ProductValue'),
  },
  ProductValue: {
    description: 'Any JSON value with short texts and numbers that can be kept exactly.',
    anyOf: [
      anyText(255), { type: 'number' }, { type: 'boolean' }, { type: 'null' }, { type: 'array', items: ref('ProductValue') },
      { type: 'object', propertyNames: ref('FreeName'), additionalProperties: ref('ProductValue') },
    ],
  },
  FreeName: { ...visibleText(64), not: { enum: ['__proto__', 'constructor', 'prototype'] } },
  Metadata: {
    type: 'object', description: 'Your own notes: kept and given back, never sent to Freedom Pay.', maxProperties: 20,
    propertyNames: ref('FreeName'), additionalProperties: anyText(500),
  },
  OnboardingCorrections: closed({
    ...applicant, legal_type: orNull(code), company_id: orNull(code), description: orNull(description),
    ceo_info: ref('CeoInfoCorrections'), address_info: ref('AddressCorrections'), product: refOrNull('ProductCorrections'), metadata: refOrNull('MetadataCorrections'),
  }, { optional: Object.keys(applicant), description: 'JSON Merge Patch (RFC 7396): the members to change; null takes an optional one away. `{}` or no body changes nothing.' }),
  CeoInfoCorrections: closed({ ...ceoInfo, middle_name: orNull(name) }, { optional: Object.keys(ceoInfo) }),
  AddressCorrections: closed({ ...address, address_line2: orNull(line), address_line3: orNull(line) }, { optional: Object.keys(address) }),
  ProductCorrections: {
    type: 'object', properties: { product_id: { type: 'integer', enum: [...productIds] } }, propertyNames: ref('FreeName'), additionalProperties: ref('ProductValue'),
  },
  MetadataCorrections: { type: 'object', propertyNames: ref('FreeName'), additionalProperties: orNull(anyText(500)) },
  BatchRequest: closed({
    items: listOf(ref('OnboardingRequest'), { minItems: 1, maxItems: 1_000, description: 'Each is judged on its own: one that breaks its schema is a refused row, not a refused batch.' }),
  }),
  Cancellation: closed({ reason }),
  Action: closed({ action: oneOf(steeringActions), reason }),
};
