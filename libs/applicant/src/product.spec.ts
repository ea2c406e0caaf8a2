import { acceptedValue, findingsWith, fullRequest, type Json, objectWith, posProduct, withMember, withoutMember } from '../test/sample-request.js';
import { NumberToken } from './number-token.js';
import { productFields, productIds, type ProductId } from './product.js';

const number = (text: string) => new NumberToken(text);
const box = (others: Record<string, unknown>) => ({ product_id: number('11001'), ...others });
const nested = (levels: number): unknown => (levels === 0 ? 'x' : { a: nested(levels - 1) });

/** A complete product, as it comes in. */
const complete: Record<ProductId, Json> = { 10001: posProduct(), 11001: box({}), 20000: fullRequest().product as Json };
const inPath = (pointer: string): string => pointer.slice(1).replaceAll('/', '.');

it.each(productIds)('%i is known, and complete with what its table names', (id) => {
  const product = complete[id];
  expect(acceptedValue('product', product)).toEqual({ ...product, product_id: id });
  for (const { pointer } of productFields(id)) {
    const path = inPath(pointer);
    for (const [value, code] of [[undefined, 'required'], [null, 'not_null'], [[], 'wrong_type'], [true, 'wrong_type']] as const) {
      expect(findingsWith('product', withMember(product, path, value))).toEqual([`${code} /product${pointer}`]);
    }
    expect(findingsWith('product', withoutMember(product, path))).toEqual([`required /product${pointer}`]);
  }
});

it('says how long each text may be', () => {
  for (const id of productIds) {
    for (const { pointer, max } of productFields(id)) {
      if (max === null) continue;
      expect(acceptedValue('product', withMember(complete[id], inPath(pointer), 'x'.repeat(max)))).toBeDefined();
      expect(findingsWith('product', withMember(complete[id], inPath(pointer), 'x'.repeat(max + 1)))).toEqual([`too_long /product${pointer}`]);
      expect(findingsWith('product', withMember(complete[id], inPath(pointer), ' '))).toEqual([`blank /product${pointer}`]);
    }
  }
});

describe('a POS', () => {
  const findings = (path: string, value: unknown): string[] => findingsWith('product', withMember(posProduct(), path, value));
  const accepted = (name: string, value: unknown): unknown => (acceptedValue('product', { ...posProduct(), [name]: value }) as Json)[name];

  it('is wholly known: other members are refused, at every level', () => {
    for (const path of ['outlet', 'address.city', 'user.middle_name', 'Mcc', 'toString']) {
      expect(findings(path, 'x')).toEqual([`unknown_field /product/${path.replace('.', '/')}`]);
    }
  });

  it.each(['address', 'user'])('has its %s as an object, faultless in every member', (name) => {
    for (const value of ['x', number('1'), true, [], [{}]]) expect(findings(name, value)).toEqual([`wrong_type /product/${name}`]);
    const required = productFields(10001).filter(({ pointer }) => pointer.startsWith(`/${name}/`)).map(({ pointer }) => `required /product${pointer}`);
    expect(required.length).toBeGreaterThan(2);
    expect(findings(name, {})).toEqual(required);
  });

  it('reports everything at once', () => {
    const given = { product_id: number('10001'), mcc: '0000', currency: 'tenge', name: '', descriptor: 'ЛАВКА', address: { country: 'KAZ', postal_code: '5' }, user: { phone: '1' }, x: 1 };
    expect(findingsWith('product', given)).toEqual([
      'mcc.unknown /product/mcc', 'currency.unknown /product/currency', 'blank /product/name', 'not_latin /product/descriptor',
      'postal_code.format /product/address/postal_code', 'required /product/address/address_line1', 'required /product/address/address_line2',
      'required /product/address/address_line3', 'required /product/user/name', 'required /product/user/email', 'phone.invalid /product/user/phone',
      'required /product/package_name', 'unknown_field /product/x',
    ]);
  });

  it('is normalised as the rest of the request', () => {
    const given = {
      ...posProduct(), currency: 'kzt', name: 'и\u0306', address: { ...posProduct().address as Json, country: 'kaz' },
      user: { ...posProduct().user as Json, phone: number('77017777778') },
    };
    expect(acceptedValue('product', given)).toEqual({ ...posProduct(), product_id: 10001, name: 'й' });
  });

  it('has a merchant category code of the list, as a string', () => {
    for (const code of ['0742', '5411', '3011', '5262', '9399']) expect(accepted('mcc', code)).toBe(code);
    for (const code of ['', '742', '5412', '0000', '05411', '5411 ', '٥٤١١', '8664', '9999', '6236', 'constructor']) expect(findings('mcc', code)).toEqual(['mcc.unknown /product/mcc']);
    expect(findings('mcc', number('5411'))).toEqual(['wrong_type /product/mcc']);
  });

  it('has a currency of today', () => {
    for (const [given, kept] of [['KZT', 'KZT'], ['usd', 'USD'], ['Rub', 'RUB'], ['UZS', 'UZS']] as const) expect(accepted('currency', given)).toBe(kept);
    for (const code of ['', 'KZ', 'KTZ', 'RUR', 'BYR', 'DEM', 'XXX', 'XTS', 'XAU', '398', '₸', 'КZT', ' KZT', 'ıtl', '__proto__']) {
      expect(findings('currency', code)).toEqual(['currency.unknown /product/currency']);
    }
  });

  it('has a descriptor in Latin letters, whatever its length', () => {
    for (const text of ['MAGNUM 24*7', "O'Neill & Co. (KZ) #1", 'a~', ' x ']) expect(accepted('descriptor', text)).toBe(text);
    for (const text of ['ЛАВКА', 'LAVКA', 'Лавка'.repeat(9), 'CAFÉ', 'x\u00a0y', '“x”', '№1', 'ＬＡＶＫＡ', 'x\u200b', '😀']) {
      expect(findings('descriptor', text)).toEqual(['not_latin /product/descriptor']);
    }
    expect(findings('descriptor', 'A\tB')).toEqual(['forbidden_characters /product/descriptor']);
  });

  it('has a postal code as its country has it', () => {
    const at = (country: string, postal_code: string) => findings('address', { ...posProduct().address as Json, country, postal_code });
    expect([at('KZ', 'A01P3K4'), at('KAZ', '050000'), at('GB', 'SW1A 1AA'), at('GBR', '1')]).toEqual([[], [], [], []]);
    expect(at('kaz', 'SW1A 1AA')).toEqual(['postal_code.format /product/address/postal_code']);
    expect(at('XX', 'SW1A 1AA')).toEqual(['country.unknown /product/address/country']);
  });
});

describe('an Ecom', () => {
  const ecom = fullRequest().product as Json;

  it('lets members pass that are not published', () => {
    const others = { merchant_url: 'https://x.kz', currency: 'tenge', address: { country: 'nowhere' }, user: null, share: number('1.50') };
    expect(acceptedValue('product', { ...others, ...ecom })).toEqual({ ...ecom, ...others, merchant_url: ecom.merchant_url, product_id: 20000, share: 1.5 });
  });

  it('judges these by their shape, and the published ones by their table', () => {
    expect(findingsWith('product', { ...ecom, mcc: '0000', descriptor: 'Я', a: number('9007199254740993'), '': 'x' })).toEqual([
      'mcc.unknown /product/mcc', 'not_latin /product/descriptor', 'number.not_exact /product/a', 'key_blank /product/',
    ]);
  });
});

it.each(['0', '10002', '-10001', '1000100', '99999999999999999999999'])('%s is not', (id) => {
  expect(findingsWith('product', { product_id: number(id) })).toEqual(['product.unknown /product/product_id']);
});

it.each([number('10001.0'), number('1.0001e4'), number('010001'), number('-0'), number(''), '10001', 10001, true, [], {}])(
  'product_id is an integer and not %p', (id) => {
    expect(findingsWith('product', { product_id: id })).toEqual(['wrong_type /product/product_id']);
  },
);

it('needs a product_id that is its own', () => {
  expect(findingsWith('product', {})).toEqual(['required /product/product_id']);
  expect(findingsWith('product', { product_id: null })).toEqual(['not_null /product/product_id']);
  expect(findingsWith('product', Object.create({ product_id: number('10001') }))).toEqual(['required /product/product_id']);
});

it.each(['10001', number('10001'), [], true])('is an object and not %p', (value) => {
  expect(findingsWith('product', value)).toEqual(['wrong_type /product']);
});

it('that is a Box keeps all members, texts in NFC and numbers as numbers', () => {
  const given = box({ mcc: '5411', share: number('1.50'), list: [number('1'), null, true, 'и\u0306'], empty: '', user: { 'и\u0306': {} } });
  expect(acceptedValue('product', given)).toEqual({
    product_id: 11001, mcc: '5411', share: 1.5, list: [1, null, true, 'й'], empty: '', user: { й: {} },
  });
});

it('reports each bad value at its own place', () => {
  const given = box({ a: number('9007199254740993'), b: { c: ['ok', 'tab\t'] }, d: 'x'.repeat(256), e: 7, f: undefined, g: number('012') });
  expect(findingsWith('product', given)).toEqual([
    'number.not_exact /product/a', 'forbidden_characters /product/b/c/1', 'too_long /product/d', 'wrong_type /product/e',
    'wrong_type /product/f', 'number.not_exact /product/g',
  ]);
});

it('ends at the eighth level of the request', () => {
  expect(acceptedValue('product', box({ a: nested(6), text: 'x' }))).toMatchObject({ text: 'x' });
  expect(findingsWith('product', box({ a: nested(7) }))).toEqual([`product.too_deep /product${'/a'.repeat(7)}`]);
  expect(findingsWith('product', box({ a: [[[[[[[]]]]]]] }))).toEqual(['product.too_deep /product/a/0/0/0/0/0/0']);
});

it('survives any depth', () => {
  let deep: unknown = [];
  for (let level = 0; level < 50_000; level += 1) deep = [deep];
  expect(findingsWith('product', box({ a: deep }))).toEqual(['product.too_deep /product/a/0/0/0/0/0/0']);
});

it.each(['__proto__', 'constructor', 'prototype'])('refuses a member named %s at any level', (name) => {
  const hostile = { isAdmin: true };
  for (const product of Object.values(complete)) {
    expect(findingsWith('product', objectWith(name, hostile, product))).toEqual([`unknown_field /product/${name}`]);
  }
  expect(findingsWith('product.address', objectWith(name, hostile, posProduct().address as Json))).toEqual([`unknown_field /product/address/${name}`]);
  expect(findingsWith('product', objectWith(name, hostile, box({})))).toEqual([`unknown_field /product/${name}`]);
  expect(findingsWith('product', box({ a: [objectWith(name, hostile)] }))).toEqual([`unknown_field /product/a/0/${name}`]);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

it('judges the names of members', () => {
  expect(findingsWith('product', box({ '': 'x', ['k'.repeat(65)]: 'x', 'a\u0000': 'x' }))).toEqual([
    'key_blank /product/', `key_too_long /product/${'k'.repeat(64)}`, 'forbidden_characters /product/a',
  ]);
  expect(findingsWith('product', box({ й: 'x', 'и\u0306': 'x' }))).toEqual(['duplicate_key /product/и\u0306']);
  for (const name of ['toString', 'hasOwnProperty', 'toJSON', 'then', 'length', '$where']) {
    expect(acceptedValue('product', box({ [name]: 'x' }))).toEqual({ product_id: 11001, [name]: 'x' });
  }
});
