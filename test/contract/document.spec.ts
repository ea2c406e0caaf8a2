import 'reflect-metadata';
import { getMetadataStorage } from 'class-validator';
import type { ExampleObject, MediaTypeObject, RequestBodyObject, ResponseObject, SchemaObject } from 'openapi3-ts/oas31';
import { parseApplication } from '#app/applicant';
import { problemKinds } from '#app/platform';
import { BatchListQueryDto, BatchQueryDto, ItemListQueryDto } from '../../apps/api/src/batches/batch.dto.js';
import { FeedQueryDto } from '../../apps/api/src/events/events.controller.js';
import { CreateQueryDto, ListQueryDto } from '../../apps/api/src/onboardings/onboarding.dto.js';
import { DeliveryListQueryDto, EndpointListQueryDto } from '../../apps/api/src/webhooks/webhook.dto.js';
import { contract, type Described } from '../support/contract.js';
import { bodyWith, bodyWithout, validBody } from '../support/request-body.js';
import { freeTexts, listOf, numberCases, optionalFields, requiredFields, shapeCases, stringFields, textLimits } from '../api/field-cases.js';
import { parseStrictJson } from '../../apps/api/src/strict-json.js';

const { document, operations } = contract();
const responsesOf = ({ operation }: Described): [string, ResponseObject][] =>
  Object.entries(operation.responses ?? {}).map(([status, response]) => [status, contract().resolve<ResponseObject>(response as ResponseObject)]);

describe('every problem code', () => {
  /** What the schema of an answer lets `code` be. */
  const codesIn = (schema: SchemaObject): string[] =>
    [...(schema.properties?.['code'] as SchemaObject | undefined)?.enum as string[] ?? [], ...[...schema.allOf ?? [], ...schema.oneOf ?? []].flatMap((part) => codesIn(part as SchemaObject))];
  const answered = operations.flatMap((described) => responsesOf(described).flatMap(([status, { content = {} }]) =>
    codesIn((content['application/problem+json']?.schema ?? {}) as SchemaObject).map((code) => [code, Number(status)] as const)));

  it('is the answer to some call, and no other is', () => {
    expect([...new Set(answered.map(([code]) => code))].sort()).toEqual(Object.keys(problemKinds).sort());
  });

  it('comes under its own status only', () => {
    expect(answered.filter(([code, status]) => problemKinds[code as keyof typeof problemKinds].status !== status)).toEqual([]);
  });
});

describe('examples', () => {
  const contents = (pointer: string, content: Record<string, MediaTypeObject> = {}): [string, unknown][] => Object.entries(content).flatMap(([type, { examples = {} }]) =>
    Object.values(examples).map((example): [string, unknown] => [`${pointer}/content/${type.replaceAll('/', '~1')}/schema`, (example as ExampleObject).value]));
  const all = operations.flatMap(({ path, method, operation }) => {
    const pointer = `/paths/${path.replaceAll('/', '~1')}/${method}`;
    return [
      ...contents(`${pointer}/requestBody`, (operation.requestBody as RequestBodyObject | undefined)?.content),
      ...Object.entries(operation.responses ?? {}).flatMap(([status, response]) => contents(`${pointer}/responses/${status}`, (response as ResponseObject).content)),
    ];
  }).concat(Object.entries(document.components.responses).flatMap(([name, response]) => contents(`/components/responses/${name}`, (response as ResponseObject).content)));

  it('keep their schemas', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(all.flatMap(([pointer, value]) => contract().faultsOf(pointer, value).map((fault) => `${pointer} ${fault}`))).toEqual([]);
  });

  it('are there for every call, but for those that answer at length', () => {
    const without = operations.filter((described) => !responsesOf(described).some(([status, { content = {} }]) => Number(status) < 300 && Object.values(content).some(({ examples }) => examples !== undefined)));
    expect(without.map(({ operation }) => operation.operationId)).toEqual(['deleteWebhookEndpoint', 'metrics', 'getContract']);
  });
});

it('no schema has a word that JSON Schema does not know, and each can be used', () => {
  for (const name of Object.keys(document.components.schemas)) expect(() => contract().faultsOf(`/components/schemas/${name}`, null)).not.toThrow();
});

it.each<[string, new () => object]>([
  ['createOnboarding', CreateQueryDto], ['listOnboardings', ListQueryDto], ['resubmitOnboarding', CreateQueryDto], ['listEvents', FeedQueryDto],
  ['createBatch', BatchQueryDto], ['listBatches', BatchListQueryDto], ['listBatchItems', ItemListQueryDto],
  ['listWebhookEndpoints', EndpointListQueryDto], ['listAllWebhookEndpoints', EndpointListQueryDto], ['listWebhookDeliveries', DeliveryListQueryDto], ['listAllWebhookDeliveries', DeliveryListQueryDto],
])('%s takes the parameters that are judged, and no others', (id, dto) => {
  const described = operations.find(({ operation }) => operation.operationId === id) as Described;
  const judged = new Set(getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false).map(({ propertyName }) => propertyName));
  expect(contract().parametersOf(described).filter((parameter) => parameter.in === 'query').map(({ name }) => name).sort()).toEqual([...judged].sort());
});

describe('the schema of a request and its judge', () => {
  /** What no schema says: which numbers exist, what a number was spelt like, a depth over all, two spellings of one name. */
  const beyond = new Set(['phone.invalid', 'email.invalid', 'country.unknown', 'bin.send_as_string', 'bin.format', 'number.not_exact', 'product.too_deep', 'duplicate_key', 'wrong_type']);
  const spelling = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;

  const schemaRefuses = (text: string): boolean => contract().faultsOf('/components/schemas/OnboardingRequest', JSON.parse(text)).length > 0;
  const codesOf = (text: string): string[] => {
    const parsed = parseApplication(parseStrictJson(Buffer.from(text)), 'advise');
    return parsed.ok ? [] : parsed.errors.map(({ code }) => code);
  };

  function agree(text: string, raw = ''): void {
    const codes = codesOf(text);
    if (schemaRefuses(text)) expect([text, codes]).not.toEqual([text, []]);
    // Both say yes, or the judge alone knows why not: of texts less than of numbers, whose spelling JSON does not keep.
    else expect(codes.filter((code) => !beyond.has(code) || (['bin.format', 'wrong_type'].includes(code) && !spelling.test(raw)))).toEqual([]);
  }

  it.each([...shapeCases, ...numberCases])('agree that %s is not %s', (pointer, raw) => agree(bodyWith(pointer, raw), raw));
  it.each(listOf([...requiredFields, ...optionalFields]))('agree on %s being away or null', (pointer) => {
    agree(bodyWithout(pointer));
    expect(schemaRefuses(bodyWith(pointer, 'null'))).toBe(true);
    expect(schemaRefuses(bodyWithout(pointer))).toBe(requiredFields.includes(pointer));
  });
  it.each(textLimits)('agree on the limit of %s, %d', (pointer, max) => {
    for (const letter of ['ы', '𐐨']) {
      expect([max, max + 1].map((length) => schemaRefuses(bodyWith(pointer, JSON.stringify(letter.repeat(length)))))).toEqual([false, true]);
      expect([max, max + 1].map((length) => codesOf(bodyWith(pointer, JSON.stringify(letter.repeat(length)))).length)).toEqual([0, 1]);
    }
  });
  it.each(listOf(freeTexts))('agree that something is to be seen in %s', (pointer) => {
    for (const blank of ['', ' ', '\u00a0\u3000', '\u200b\u2060', '\ufeff', '\u115f\ufe0f']) expect(schemaRefuses(bodyWith(pointer, JSON.stringify(blank)))).toBe(true);
    for (const text of ['\u200bx', 'x\u00a0', '\u202eשלום', 'ﬁ', '👩‍👩‍👧‍👦', '\u2028x']) agree(bodyWith(pointer, JSON.stringify(text)));
  });
  it.each(listOf(stringFields))('agree that %s holds no control characters', (pointer) => {
    for (const escaped of ['\\u0000', '\\n', '\\u007f', '\\u0085', '\\ud800', '\\udc00\\ud800']) expect(schemaRefuses(bodyWith(pointer, `"${escaped}x"`))).toBe(true);
  });
  it.each([
    ['/unheard_of', '1'], ['/ceo_info/unheard_of', '1'], ['/address_info/unheard_of', '1'], ['/metadata/__proto__', '"x"'], ['/product/constructor', '1'], ['/metadata/a', '1'], ['/product', '[]'],
  ])('agree that there is no %s = %s', (pointer, raw) => {
    expect(schemaRefuses(bodyWith(pointer, raw))).toBe(true);
    agree(bodyWith(pointer, raw));
  });

  const fields = Object.entries({ '': 'OnboardingRequest', '/ceo_info': 'CeoInfoRequest', '/address_info': 'AddressRequest' }).flatMap(([place, name]) =>
    Object.entries(document.components.schemas[name]?.properties ?? {}).flatMap(([member, schema]) =>
      ((schema as SchemaObject).examples as unknown[] ?? []).map((value) => [`${place}/${member}`, value] as const)));
  it.each(fields)('agree that %s may be %j', (pointer, value) => {
    const elsewhere = value === 'DE' ? bodyWith('/address_info', JSON.stringify({ ...validBody.address_info, country: 'DE', postal_code: '10 115' })) : bodyWith(pointer, JSON.stringify(value));
    expect([schemaRefuses(elsewhere), codesOf(elsewhere)]).toEqual([false, []]);
  });
});
