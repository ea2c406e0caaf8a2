import { expectProblem } from '../support/problem-oracle.js';
import { bodyWith, bodyWithout, posProduct, secrets, validBody } from '../support/request-body.js';
import { expectNothingStored, expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';
import { freeTexts, listOf, numberCases, optionalFields, requiredFields, shapeCases, stringFields, textLimits } from './field-cases.js';

const path = '/v1/onboardings';
const canary = 'zebra-canary-4711';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await untilReady(api);
}, 120_000);
afterAll(() => api.close(), 60_000);

interface Fault { pointer: string; code: string }

async function refuse(body: string, errors: Fault[], submitted: string[] = []): Promise<void> {
  const code = errors.every((error) => error.code === 'unknown_field') ? 'unknown_field' : 'validation_failed';
  expectProblem(await api.call('POST', path, { body }), { status: 422, code, errors, instance: path, submitted: [canary, ...submitted] });
}

/** The texts of a JSON value that an answer must not repeat. */
function textsOf(raw: string): string[] {
  const value: unknown = JSON.parse(raw);
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [raw];
  return Object.values(value).flatMap((member) => textsOf(JSON.stringify(member)));
}

/** One hostile value in an otherwise valid body: exactly one fault, at its place. */
async function refuseValue(pointer: string, raw: string, code: string, at = pointer): Promise<void> {
  await refuse(bodyWith(pointer, raw), [{ pointer: at, code }], textsOf(raw));
}

describe('a field that has to be there', () => {
  it.each(listOf(requiredFields))('%s is missing', (pointer) => refuse(bodyWithout(pointer), [{ pointer, code: 'required' }]));
  it.each(listOf([...requiredFields, ...optionalFields]))('%s is null, which is not absent', (pointer) => refuseValue(pointer, 'null', 'not_null'));
});

describe('a value of another type', () => {
  const wrong = ['true', '[]', '{}', `["${canary}"]`, `{"a":"${canary}"}`];
  const cases = stringFields.flatMap((pointer) => wrong.map((raw) => [pointer, raw] as const));
  it.each(cases)('%s is %s', (pointer, raw) => refuseValue(pointer, raw, 'wrong_type'));

  const neverNumbers = stringFields.filter((pointer) => !['/bin', '/ceo_info/phone'].includes(pointer));
  it.each(listOf(neverNumbers))('%s is a number', (pointer) => refuseValue(pointer, '471147114711', 'wrong_type'));

  const objects = ['/ceo_info', '/address_info', '/product', '/metadata'];
  const noObjects = objects.flatMap((pointer) => ['true', '471147', '[]', `"${canary}"`].map((raw) => [pointer, raw] as const));
  it.each(noObjects)('%s is %s', (pointer, raw) => refuseValue(pointer, raw, 'wrong_type'));
});

describe('a character that no string may hold', () => {
  const forbidden = ['\\u0000', '\\n', '\\t', '\\u001b[31m', '\\u007f', '\\u0085', '\\ud800', '\\udc00\\ud800'];
  const cases = stringFields.flatMap((pointer) => forbidden.map((escaped) => [pointer, escaped] as const));
  it.each(cases)('%s with %s', (pointer, escaped) => refuseValue(pointer, `"${canary}${escaped}"`, 'forbidden_characters'));
  it.each([
    ['/product/outlet', '/product/outlet'], ['/metadata/manager', '/metadata/manager'],
  ])('%s with NUL', (pointer) => refuseValue(pointer, `"${canary}\\u0000"`, 'forbidden_characters'));

  it('in the name of a member of metadata: the pointer is without it', () =>
    refuse(bodyWith('/metadata', `{"a\\u0000b":"${canary}"}`), [{ pointer: '/metadata/ab', code: 'forbidden_characters' }]));
});

describe('a text that is too long by one, or blank', () => {
  it.each(textLimits)('%s has more than %d characters', (pointer, max) => refuseValue(pointer, JSON.stringify('ы'.repeat(max + 1)), 'too_long'));
  it.each(textLimits)('%s has more than %d characters that take two units each', (pointer, max) =>
    refuseValue(pointer, JSON.stringify('𐐨'.repeat(max + 1)), 'too_long'));
  it.each(textLimits)('%s fills the body', (pointer) => refuseValue(pointer, JSON.stringify('x'.repeat(25_000)), 'too_long'));

  const blank = ['', ' ', '\u00a0\u3000', '\u200b\u2060', '\ufeff'];
  it.each(freeTexts.flatMap((pointer) => blank.map((text) => [pointer, JSON.stringify(text)] as const)))('%s is %s', (pointer, raw) =>
    refuseValue(pointer, raw, 'blank'));

  it('one letter under 20,000 combining marks', () => refuseValue('/name', JSON.stringify(`x${'\u0301'.repeat(10_000)}`), 'too_long'));
});

describe('a number that is no BIN, no phone and no product', () => {
  it.each(numberCases)('%s is %s', refuseValue);
});

describe('a value that does not have the shape of its field', () => {
  it.each(shapeCases)('%s is %s', refuseValue);
});

describe('a product that is not complete', () => {
  const pos = (name: string, value: unknown): string => bodyWith('/product', JSON.stringify({ ...posProduct, [name]: value }));
  it('is told all that is missing', () => refuse(bodyWith('/product', '{"product_id":10001,"user":{"phone":"1"}}'), [
    ...['mcc', 'currency', 'name', 'descriptor', 'address', 'user/name', 'user/email', 'package_name'].map((name) => ({ pointer: `/product/${name}`, code: 'required' })),
    { pointer: '/product/user/phone', code: 'phone.invalid' },
  ]));
  it.each([
    ['mcc', '1234', 'mcc.unknown'], ['mcc', 5411, 'wrong_type'], ['currency', 'тенге', 'currency.unknown'], ['descriptor', canary.repeat(2), 'too_long'],
    ['descriptor', 'Лавка', 'not_latin'], ['address', { ...posProduct.address, country: 'KZ', postal_code: '5' }, 'postal_code.format', '/postal_code'],
    ['address', { ...posProduct.address, city: canary }, 'unknown_field', '/city'], ['user', { ...posProduct.user, email: canary }, 'email.invalid', '/email'],
    ['outlet', canary, 'unknown_field'],
  ] as [name: string, value: unknown, code: string, at?: string][])('%s: %j', (name, value, code, at = '') =>
    refuse(pos(name, value), [{ pointer: `/product/${name}${at}`, code }]));
  it('is an Ecom without its three', () => refuse(bodyWith('/product', '{"product_id":20000,"merchant_url":"x"}'),
    ['name', 'mcc', 'descriptor'].map((name) => ({ pointer: `/product/${name}`, code: 'required' }))));
});

describe('a field that nobody knows', () => {
  const ours = ['id', 'status', 'tenant_id', 'api_client', 'sequence', 'attempt', 'created_at', 'is_admin', 'hold', 'partner', 'warnings', 'webhook_url'];
  const magic = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'toJSON', 'then', 'length', '$where', 'Bin', 'bin ', ''];
  const places = ['', '/ceo_info', '/address_info'];
  const cases = places.flatMap((place) => [...ours, ...magic].map((name) => `${place}/${name}`));
  it.each(listOf(cases))('%s', (pointer) => refuseValue(pointer, `"${canary}"`, 'unknown_field'));
  it.each(listOf(places))('%s/__proto__ as an object, spelt with an escape', (place) => {
    const body = bodyWith(`${place}/MAGIC`, `{"is_admin":"${canary}"}`).replace('"MAGIC"', '"\\u005f_proto__"');
    return refuse(body, [{ pointer: `${place}/__proto__`, code: 'unknown_field' }]);
  });
  it.each([
    ['/product/__proto__'], ['/product/constructor'], ['/metadata/__proto__'], ['/metadata/prototype'],
  ])('%s, where names are free otherwise', (pointer) => refuseValue(pointer, `"${canary}"`, 'unknown_field'));
  it('/product/a/constructor and the prototype in it', () =>
    refuse(bodyWith('/product/a', `{"constructor":{"prototype":{"x":"${canary}"}}}`), [
      { pointer: '/product/a/constructor', code: 'unknown_field' }, { pointer: '/product/a/constructor/prototype', code: 'unknown_field' },
    ]));

  it('a name with / and ~ is escaped in the pointer', () =>
    refuse(bodyWith('/MARK', `"${canary}"`).replace('"MARK"', '"a/b~c"'), [{ pointer: '/a~1b~0c', code: 'unknown_field' }]));
  it('a name of 10 kB is cut', () =>
    refuse(bodyWith(`/${'k'.repeat(10_000)}`, '1'), [{ pointer: `/${'k'.repeat(64)}`, code: 'unknown_field' }]));
  it('1,000 of them are told up to 200, after the faults of known fields', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => `"u${index}":"${canary}"`).join(',');
    const body = `{${many},${bodyWith('/iban', '"KZ1"').slice(1)}`;
    const answer = await api.call('POST', path, { body });
    const { errors = [] } = answer.json<{ errors?: Fault[] }>();
    expect(errors).toHaveLength(200);
    expect(errors[0]).toMatchObject({ pointer: '/iban', code: 'iban.format' });
    expectProblem(answer, { status: 422, code: 'validation_failed', errors, submitted: [canary] });
  });

  it.each([['a withdrawal', '/cancellation', ['/reason']], ['an action', '/actions', ['/action', '/reason']]])('as many in %s', async (_, call, known) => {
    const one = '0193aaaa-0000-7000-8000-000000000001';
    const body = JSON.stringify(Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`u${index}`, canary])));
    const answer = await api.call('POST', `${call === '/actions' ? '/v1/admin/onboardings' : path}/${one}${call}`, { body, key: keys.admin });
    const { errors = [] } = answer.json<{ errors?: Fault[] }>();
    expect(errors.map(({ pointer }) => pointer).slice(0, known.length)).toEqual(known);
    expect(errors).toHaveLength(200);
    expectProblem(answer, { status: 422, code: 'validation_failed', errors, submitted: [canary] });
  });
});

it('tells every fault at once', () => {
  const body = JSON.stringify({
    ...validBody, name: ' ', bin: '12', iban: 'DE', request_id: 'x', status: 'succeeded', description: null,
    ceo_info: { ...validBody.ceo_info, phone: '1', email: 'x' }, address_info: { country: 'QQ' },
  });
  return refuse(body, [
    ['/request_id', 'request_id.format'], ['/name', 'blank'], ['/bin', 'bin.format'], ['/ceo_info/phone', 'phone.invalid'],
    ['/ceo_info/email', 'email.invalid'], ['/address_info/country', 'country.unknown'], ['/address_info/postal_code', 'required'],
    ['/address_info/address_line1', 'required'], ['/iban', 'iban.format'], ['/description', 'not_null'], ['/status', 'unknown_field'],
  ].map(([pointer = '', code = '']) => ({ pointer, code })));
});

it('did not mind any of it: nothing stored, nothing logged, no complaint, the same process', async () => {
  await expectNothingStored(api);
  expectUnharmed(api);
  const log = api.part.lines.join('\n');
  expect([canary, ...secrets].filter((text) => log.includes(text))).toEqual([]);
  expect((await api.call('GET', '/health/live')).status).toBe(200);
});
