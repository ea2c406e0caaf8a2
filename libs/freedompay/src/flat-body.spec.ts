import { readFileSync } from 'node:fs';
import type { Product } from '#app/applicant';
import { documentedApplication, fullApplication } from '../../../test/freedompay/applications.js';
import { buildFlatBody } from './flat-body.js';

const ids = { requestId: '828cf71d-a447-4a67-a149-c1df8bc197ca', onboardingId: '0193a1b2-0000-7000-8000-000000000001' };
const build = (application = documentedApplication, format?: 'alpha-2' | 'alpha-3'): string =>
  buildFlatBody({ ...ids, application }, format).toString('utf8');
const [, documented] = JSON.parse(readFileSync('test/fixtures/jws-vectors.json', 'utf8')) as { body: string }[];

it("gives the documentation's example byte for byte", () => {
  expect(build()).toBe(documented?.body);
});

it('appends legal_type and product when given; middle_name, company_id and metadata never go out', () => {
  const product = '{"product_id":10001,"mcc":"5411","currency":"KZT","name":"Лавка","descriptor":"LAVKA ALMATY",'
    + '"address":{"country":"KAZ","postal_code":"050000","address_line1":"Almaty","address_line2":"Zheltoksan","address_line3":"115"},'
    + '"user":{"name":"Кассир","email":"till@example.kz","phone":"77017777778"},"package_name":"Старт"}';
  expect(build(fullApplication)).toBe(`${documented?.body.slice(0, -1)},"legal_type":"too","product":${product}}`);
});

it.each<Product>([
  { product_id: 10001, mcc: '5411', user: { name: 'Кассир' } }, { product_id: 10001, outlet: 'x', user: null, address: 'KZ' }, { product_id: 10001, address: { country: 7 } },
  { product_id: 11001, address: { country: 'KZ' }, user: { phone: '+77017777778' } }, { product_id: 20000, name: 'x', mcc: '5411', descriptor: 'X', address: { country: 'KZ' } },
])('a product of an older row, a Box and what Ecom lets pass go out as they are: %j', (product) => {
  expect(JSON.parse(build({ ...documentedApplication, product }))).toMatchObject({ product });
});

it('leaves absent optional members out', () => {
  const { description, ...rest } = documentedApplication;
  const { address_line2, address_line3, ...address } = rest.address_info;
  const text = build({ ...rest, address_info: address });
  expect([description, address_line2, address_line3].every((value) => value !== undefined)).toBe(true);
  expect(text).not.toMatch(/description|address_line2|address_line3|null/);
});

it.each([
  ['061211600012', '"061211600012"'], ['000000000001', '"000000000001"'], ['123456789012', '123456789012'], ['990000000000', '990000000000'],
])('bin %s goes out as %s', (bin, expected) => {
  expect(build({ ...documentedApplication, bin })).toContain(`"bin":${expected},`);
});

it.each([
  ['+77017777777', '77017777777'], ['+999999999999999', '999999999999999'],
  ['+9007199254740993', '"9007199254740993"'], ['+077', '"077"'],
])('phone %s goes out as %s', (phone, expected) => {
  expect(build({ ...documentedApplication, ceo_info: { ...documentedApplication.ceo_info, phone } })).toContain(`"phone":${expected},`);
});

it.each([
  ['KZ', undefined, 'KZ'], ['KAZ', undefined, 'KZ'], ['KZ', 'alpha-3', 'KAZ'], ['KAZ', 'alpha-3', 'KAZ'], ['RUS', 'alpha-2', 'RU'], ['??', 'alpha-2', '??'],
] as const)('country %s as %s goes out as %s', (country, format, expected) => {
  const application = { ...documentedApplication, address_info: { ...documentedApplication.address_info, country } };
  expect(build(application, format)).toContain(`"country":"${expected}"`);
});
