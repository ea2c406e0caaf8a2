import fc from 'fast-check';
import { Bench } from './bench.js';
import { hitOf, written, type Hit, type Must } from './hit.js';
import { inEscapes, Raw } from './json-text.js';
import { calls, spoilt, textPlaces, type Place } from './places.js';
import { canary } from './valid.js';

/* What is no JSON, no UTF-8, or no reasonable amount of either. A batch may be larger and deeper. */

const bench = new Bench('text');

const bodies = fc.oneof(...calls.filter(({ described }) => described.operation.requestBody !== undefined && !described.path.startsWith('/v1/batches')).map(({ arbitrary }) => arbitrary))
  .map((call) => hitOf(call)).filter(({ body }) => /":"/.test(String(body)));
const single = ({ described }: Place): boolean => !described.path.startsWith('/v1/batches');
const changed = (change: (text: string) => string | Buffer, must: Must = 'be refused'): fc.Arbitrary<Hit> => bodies.map((hit) => written(hit, change(String(hit.body)), must));
/** The first text of a body with other bytes at its end. */
const withBytes = (bytes: number[]): fc.Arbitrary<Hit> => spoilt(textPlaces.filter(single), () => fc.constant(new Raw('"text@@"')))
  .map((hit) => written(hit, Buffer.from(Buffer.from(String(hit.body)).toString('latin1').replace('@@', Buffer.from(bytes).toString('latin1')), 'latin1'), 'be refused'));

const brokenBytes = [
  [0xff], [0xfe], [0x80], [0xbf], [0xc0, 0x80], [0xc0, 0xaf], [0xc1, 0x81], [0xe0, 0x80, 0xaf], [0xf0, 0x80, 0x80, 0xaf], [0xe2, 0x82], [0xd0], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80], [0xd2, 0xce, 0xce], [0x00], [0x1b], [0x0a], [0x09],
];
const utf32 = (text: string): Buffer => Buffer.concat([...text].map((sign) => { const bytes = Buffer.alloc(4); bytes.writeUInt32LE(sign.codePointAt(0) ?? 0); return bytes; }));
const encodings: ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text, 'utf16le'), (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), (text) => Buffer.from(text, 'utf16le').swap16(), utf32, (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xd0])]),
  (text) => Buffer.from(`\ufeff\ufeff${text}`), (text) => Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.from(text)]), (text) => Buffer.concat([Buffer.from(text), Buffer.from(text, 'utf16le')]),
];

const padded = (size: number) => (text: string): string => text + ' '.repeat(Math.max(0, size - Buffer.byteLength(text)));
const members = (count: number): string => Array.from({ length: count }, (_, index) => `"n${index}":1,`).join('');
const nested = (open: string, close: string, levels: number): string => open.repeat(levels) + close.repeat(levels);
const twice = (text: string): string => text.replace(/"([a-z_]+)":("[^"]*"|\d+)/, (member) => `${member},${member}`);
const refusedTexts: ((text: string) => string)[] = [
  () => '', () => ' \r\n\t ', () => 'null', () => 'true', () => '"text"', () => '[]', () => '4711', () => canary, (text) => `[${text}]`, (text) => JSON.stringify(text), (text) => text.slice(0, -1), (text) => text.slice(1), (text) => `${text.slice(0, -1)},}`, (text) => `{,${text.slice(1)}`,
  (text) => `${text}${text}`, (text) => `${text}\n${text}`, (text) => `${text}x`, (text) => `${text}\u0000`, (text) => `${text}]`, (text) => `/* ${canary} */${text}`, (text) => `${text} // x`, (text) => text.replaceAll('"', "'"), (text) => text.replace(/"([a-z_]+)":/, '$1:'), (text) => text.replace(':', ' '), (text) => text.replace(':', '='),
  () => `{"a":${nested('[', ']', 8)}}`, () => nested('[', ']', 9), () => nested('[', ']', 100), () => nested('[', ']', 16_000), () => '['.repeat(20_000), () => '{"a":'.repeat(6_000), () => `${'{"a":'.repeat(9)}1${'}'.repeat(9)}`,
  twice, (text) => `{"\\u0061":1,"a":2,${text.slice(1)}`, (text) => `{"__proto__":1,"__proto__":2,${text.slice(1)}`, (text) => `{"a":{"b":1,"b":1},${text.slice(1)}`, (text) => text.replace('{', '{"name":'), (text) => text.replace(/"/, '"\n'), (text) => text.replace(/"/, '"\\x41'), (text) => `\u00a0${text}`, (text) => `\u2028${text}`,
];

bench.fuzz('B10 bytes that are no UTF-8', 210, fc.oneof(...brokenBytes.map(withBytes)));
bench.fuzz('B10 other encodings', 100, fc.oneof(...encodings.map((encode) => changed(encode))));
bench.fuzz('B10 a byte order mark, which is dropped', 50, bodies.map((hit) => written(hit, `\ufeff${String(hit.body)}`)));
bench.fuzz('B11 bodies up to 32,768 bytes', 60, bodies.chain((hit) => fc.constantFrom(32_766, 32_767, 32_768).map((size) => written(hit, padded(size)(String(hit.body))))));
bench.fuzz('B11 bodies of more, many or long names', 120, fc.oneof(
  changed(padded(32_769)), changed(padded(40_000)), changed(padded(1_000_000)), changed((text) => `{${members(1_000)}${text.slice(1)}`), changed((text) => `{"${'n'.repeat(10_000)}":1,${text.slice(1)}`), changed((text) => `{"${inEscapes('n').repeat(5_000)}":1,${text.slice(1)}`),
));
bench.fuzz('B12 structure', 600, fc.oneof(...refusedTexts.map((change) => changed(change))));
bench.leavesNoTrace();
