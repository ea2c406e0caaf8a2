import { acceptedValue, findingsWith, objectWith } from '../test/sample-request.js';
import { NumberToken } from './number-token.js';

const number = (text: string) => new NumberToken(text);
const box = (others: Record<string, unknown>) => ({ product_id: number('11001'), ...others });
const nested = (levels: number): unknown => (levels === 0 ? 'x' : { a: nested(levels - 1) });

it.each([10001, 11001, 20000])('%i is known', (id) => {
  expect(acceptedValue('product', { product_id: number(String(id)) })).toEqual({ product_id: id });
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

it('keeps its other members, texts in NFC and numbers as numbers', () => {
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
