import fc from 'fast-check';
import { fill, languages, negotiate } from './language.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'], ['', 'en'], ['ru', 'ru'], ['kk', 'kk'], ['en', 'en'], ['KK', 'kk'], ['kk-KZ', 'kk'], ['ru-RU, ru;q=0.9', 'ru'],
    ['kk-Cyrl-KZ', 'kk'], ['de', 'en'], ['de, ru;q=0.1', 'ru'], ['ru;q=0.5, kk;q=0.8', 'kk'], ['ru;q=0.5, kk;q=0.500', 'ru'],
    ['kk-KZ,kk;q=0.9,ru;q=0.8,en-US;q=0.7,en;q=0.6', 'kk'], ['en-US,en;q=0.9,ru;q=0.8', 'en'], ['en;q=0.1, ru', 'ru'], ['ru ; Q=0.2 ,\tkk ; q=0.3', 'kk'],
    ['*', 'en'], ['*, ru;q=0.5', 'en'], ['en;q=0.5, *', 'ru'], ['ru;q=0, *', 'en'], ['en;q=0, *', 'ru'], ['en;q=0, ru;q=0, *;q=0.1', 'kk'],
    ['en;q=0', 'en'], ['*;q=0', 'en'], ['ru;q=0', 'en'], ['en-US;q=0, en', 'en'], ['en-US;q=0, *', 'en'], ['ru, *;q=0', 'ru'], ['en;q=0,ru;q=0,kk;q=0,*', 'en'],
    ['ru;q=1.0, kk;q=1', 'ru'], ['ru;q=0.001', 'ru'], ['ru;q=1.5, kk;q=0.1', 'kk'], ['ru;q=abc, kk', 'kk'], ['ru;q=, kk', 'kk'], ['ru;level=1, kk', 'kk'],
    ['ru;q=0.1234, kk;q=0.1', 'kk'], ['russian, kk;q=0.1', 'kk'], ['ru_RU, kk', 'kk'], [',,;,ru', 'ru'], ['ru;q=0.9;q=0.1, kk;q=0.5', 'kk'], ['__proto__, constructor, ru', 'ru'],
  ])('%j: %s', (header, language) => {
    expect(negotiate(header)).toBe(language);
  });

  it('comes of any text at all', () => {
    const piece = fc.constantFrom('ru', 'kk', 'en', '*', 'de-AT', ';', 'q=', '0', '1', '.', ',', ' ', '-', '\u0000', 'é', '💳', '__proto__');
    const garbage = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')));
    fc.assert(fc.property(garbage, (header) => { expect(languages).toContain(negotiate(header)); }), { numRuns: 5_000 });
  });

  it.each([
    ['commas', ','], ['wishes', 'ru;q=0.1,'], ['subtags', '-a1'], ['digits', '0'], ['parameters', ';q=0.1'], ['spaces', ' '], ['tabs between', '\t;'], ['quality', 'q=0.'],
  ])('comes to an end of a flood of %s', (_, flood) => {
    // Were the time to grow with the square of the length, the test would be ended before it is through.
    for (const header of [flood.repeat(200_000), `ru${flood.repeat(200_000)}`, `ru;q=0${flood.repeat(200_000)}x`]) expect(languages).toContain(negotiate(header));
  });
});

it('fills placeholders once, and leaves what it has nothing for', () => {
  expect(fill('{a} and {b}, {a}; {"reason"} {c}', { a: 1, b: '{a}' })).toBe('1 and {a}, 1; {"reason"} {c}');
});
