import fc from 'fast-check';
import { NumberToken } from '#app/applicant';
import { Problem } from '#app/platform';
import { parseStrictJson } from './strict-json.js';

const read = (text: string) => parseStrictJson(Buffer.from(text));
const plain = (value: unknown): unknown => {
  if (value instanceof NumberToken) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  return value;
};

describe('strict JSON', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), fc.constantFrom(0, 1, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(plain(read(text))).toEqual(JSON.parse(text));
    }), { numRuns: 500 });
  });

  it('agrees with JSON.parse on what is JSON at all', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', '"a"', '"', ':', ',', '1', '01', '-', '.5', '1e5', 'true', 'nul', ' ', '\n', '\\', '\u0000', 'é');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      let expected = true;
      try {
        JSON.parse(text);
      } catch {
        expected = false;
      }
      let found = true;
      try {
        read(text);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
        expect((error as Problem).code).toBe('malformed_json');
        found = (error as Problem).detail === 'duplicate_key';
      }
      expect(found).toBe(expected);
    }), { numRuns: 3_000 });
  });

  it('keeps number tokens as they were written', () => {
    for (const token of ['9007199254740993', '1e400', '-0', '1.0', '123456789012345678901234567890']) {
      expect(read(token)).toEqual(new NumberToken(token));
    }
  });

  it.each([
    ['', 'empty'], ['  ', 'empty'], ['{"a":1,"a":2}', 'duplicate_key'], ['{"a":1,"\\u0061":2}', 'duplicate_key'], ['{"bin":012}', 'leading_zero'],
    ['{} {}', 'trailing'], ["{'a':1}", 'not_json'], ['{"a":1,}', 'not_json'], ['[1,]', 'not_json'], ['{"a" 1}', 'not_json'],
    ['"a\nb"', 'bad_string'], ['"\\x"', 'bad_string'], ['NaN', 'not_json'], ['+1', 'not_json'], ['// x\n1', 'not_json'], ['[', 'not_json'],
  ])('refuses %j', (text, detail) => {
    expect(() => read(text)).toThrow(`malformed_json: ${detail}`);
  });

  it('takes 8 levels and refuses 9, however deep it goes on', () => {
    expect(() => read('['.repeat(8) + ']'.repeat(8))).not.toThrow();
    expect(() => read('['.repeat(9) + ']'.repeat(9))).toThrow('too_deep');
    expect(() => read('['.repeat(16_000))).toThrow('too_deep');
    expect(() => read('{"a":'.repeat(6_000))).toThrow('too_deep');
  });

  it('refuses broken UTF-8 and drops a byte order mark', () => {
    for (const bytes of [[0x22, 0xff, 0x22], [0x22, 0xc0, 0xaf, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [0x22, 0xe2, 0x82]]) {
      expect(() => parseStrictJson(Uint8Array.from(bytes))).toThrow('not_utf8');
    }
    expect(parseStrictJson(Buffer.from('\ufeffnull'))).toBeNull();
  });

  it('treats magic keys like any other', () => {
    const value = read('{"__proto__":{"x":1},"constructor":2}') as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
