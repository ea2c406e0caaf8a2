import { acceptedValue, findingsWith, objectWith } from '../test/sample-request.js';
import { NumberToken } from './number-token.js';

const pairs = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key ${index}`, 'value']));

it('has at most 20 pairs', () => {
  expect(acceptedValue('metadata', {})).toEqual({});
  expect(acceptedValue('metadata', pairs(20))).toEqual(pairs(20));
  expect(findingsWith('metadata', pairs(21))).toEqual(['metadata.too_many /metadata']);
});

it('has names of 1 to 64 characters', () => {
  expect(acceptedValue('metadata', { ['😀'.repeat(64)]: 'x' })).toEqual({ ['😀'.repeat(64)]: 'x' });
  expect(findingsWith('metadata', { ['😀'.repeat(65)]: 'x' })).toEqual([`key_too_long /metadata/${'😀'.repeat(64)}`]);
  expect(findingsWith('metadata', { '': 'x', '\u200b ': 'x' })).toEqual(['key_blank /metadata/', 'key_blank /metadata/\u200b ']);
});

it('has texts of up to 500 characters, empty ones too', () => {
  expect(acceptedValue('metadata', { a: '', b: '😀'.repeat(500) })).toEqual({ a: '', b: '😀'.repeat(500) });
  expect(findingsWith('metadata', { a: 'x'.repeat(501) })).toEqual(['too_long /metadata/a']);
});

it('has texts only', () => {
  expect(findingsWith('metadata', { a: null, b: new NumberToken('1'), c: true, d: {}, e: ['x'], f: 1, g: undefined })).toEqual([
    'not_null /metadata/a', ...['b', 'c', 'd', 'e', 'f', 'g'].map((key) => `wrong_type /metadata/${key}`),
  ]);
  for (const value of ['x', [], [['a', 'b']], new NumberToken('1'), true]) {
    expect(findingsWith('metadata', value)).toEqual(['wrong_type /metadata']);
  }
});

it('has names and texts in NFC, and no two names that become one', () => {
  expect(acceptedValue('metadata', { 'и\u0306': 'е\u0308' })).toEqual({ й: 'ё' });
  expect(findingsWith('metadata', { й: 'a', 'и\u0306': 'b' })).toEqual(['duplicate_key /metadata/и\u0306']);
});

it('has no control characters, in names and texts', () => {
  expect(findingsWith('metadata', { a: 'x\ny', 'b\u0000': 'x', c: '\udc00', 'd\ud800': 'x' })).toEqual([
    'forbidden_characters /metadata/a', 'forbidden_characters /metadata/b', 'forbidden_characters /metadata/c', 'forbidden_characters /metadata/d',
  ]);
});

it.each(['__proto__', 'constructor', 'prototype'])('has no member named %s', (name) => {
  expect(findingsWith('metadata', objectWith(name, 'x'))).toEqual([`unknown_field /metadata/${name}`]);
});

it('escapes pointers as RFC 6901 asks', () => {
  expect(findingsWith('metadata', { 'a/b~c': null, '~1': null })).toEqual(['not_null /metadata/a~1b~0c', 'not_null /metadata/~01']);
});
