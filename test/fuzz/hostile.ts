import fc from 'fast-check';
import { identityCheckDigit } from '#app/applicant';
import { Raw } from './json-text.js';
import type { Values } from './places.js';
import { canary, kazakhText, rightBin, rightIban } from './valid.js';

/* What goes wrong with values, by the classes of the plan. */

const raws = (...texts: string[]): fc.Arbitrary<unknown> => fc.constantFrom(...texts).map((text) => new Raw(text));
const changed = (text: fc.Arbitrary<string>, ...changes: ((text: string) => string)[]): fc.Arbitrary<string> => fc.tuple(text, fc.constantFrom(...changes)).map(([given, change]) => change(given));
const digitsIn = (zero: number) => (text: string): string => text.replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** B3 */
export const numbers: Values = () => raws(
  '9007199254740991', '9007199254740992', '9007199254740993', '9223372036854775808', '18446744073709551616', '1e309', '1e400', '1e-400', '-1e400', '-0', '0', '-1', '1.0', '1e2', '1E+2', '0.1',
  '0.10000000000000000555', '971240001315', '971240001315.0', '9.71240001315e11', '60340012341', '060340012341', '0x1F', '+1', '.5', '1.', '1e', '-', '--1', 'NaN', 'Infinity', '-Infinity', '1_000', '1,5', '٣',
  '9'.repeat(1_000), `1${'0'.repeat(999)}`, `0.${'0'.repeat(998)}1`, '77015557391', '7701555739.1', '10001', '10001.0', '1.0001e4',
);

const withCheckDigit = (eleven: string): string => `${eleven}${identityCheckDigit(eleven) ?? 0}`;
/** Both weightings of the first eleven end in 10: such a number is not issued. */
const unissued = fc.stringMatching(/^[0-9]{11}$/).filter((eleven) => identityCheckDigit(eleven) === null).map((eleven) => `${eleven}0`);
/** B4, good but for the check digit, the date or the type: kept, and warned of. */
export const doubtfulBins: Values = () => fc.oneof(
  fc.tuple(rightBin, fc.integer({ min: 1, max: 9 })).map(([bin, by]) => `${bin.slice(0, 11)}${(Number(bin[11]) + by) % 10}`),
  changed(rightBin, (bin) => withCheckDigit(`${bin.slice(0, 2)}00${bin.slice(4, 11)}`), (bin) => withCheckDigit(`${bin.slice(0, 2)}13${bin.slice(4, 11)}`), (bin) => withCheckDigit(`${bin.slice(0, 4)}7${bin.slice(5, 11)}`), (bin) => withCheckDigit(`${bin.slice(0, 4)}9${bin.slice(5, 11)}`)),
  unissued,
);
export const oddBins: Values = () => fc.oneof(changed(
  rightBin, (bin) => bin, (bin) => bin.slice(0, 11), (bin) => `${bin}0`, (bin) => ` ${bin}`, (bin) => `${bin} `, (bin) => bin.replace(/(.{4})/g, '$1 '), (bin) => bin.replace(/.$/, 'O'), (bin) => `+${bin}`,
  (bin) => `${bin.slice(0, 6)}\u200b${bin.slice(6)}`, (bin) => `${bin}\n`, digitsIn(0x660), digitsIn(0xff10), digitsIn(0x1d7ce), () => '000000000000', () => '',
), rightBin.map((bin) => new Raw(bin)), rightBin.map((bin) => new Raw(bin.replace(/^0+/, ''))), rightBin.map((bin) => new Raw(`${bin}.0`)), rightBin.map((bin) => new Raw(`-${bin.replace(/^0+/, '')}`)));

const lookAlikes: Record<string, string> = { K: 'К', T: 'Т', A: 'А', E: 'Е', O: 'О', C: 'С', P: 'Р', X: 'Х', B: 'В', M: 'М', H: 'Н' };
/** B5 */
export const ibans: Values = () => changed(
  rightIban, (iban) => iban, (iban) => iban.toLowerCase(), (iban) => iban.replaceAll(/(.{4})/g, '$1 '), (iban) => iban.replaceAll(/(.{4})/g, '$1\u00a0'), (iban) => iban.replaceAll(/(.{4})/g, '$1\t'), (iban) => iban.replaceAll(/(.{4})/g, '$1-'),
  (iban) => iban.replaceAll(/[KTAEOCPXBMH]/g, (letter) => lookAlikes[letter] ?? letter), (iban) => `К${iban.slice(1)}`, (iban) => iban.slice(0, 19), (iban) => `${iban}0`, (iban) => `${iban}${'0'.repeat(14)}`, (iban) => `DE${iban.slice(2)}`,
  (iban) => `KZ${String((Number(iban.slice(2, 4)) + 1) % 100).padStart(2, '0')}${iban.slice(4)}`, (iban) => `${iban.slice(0, 10)}\u200b${iban.slice(10)}`, (iban) => iban.replace(/.$/, 'ı'), (iban) => iban.replace(/.$/, 'ſ'), (iban) => `IBAN ${iban}`, () => '', digitsIn(0xff10),
);

const number = fc.stringMatching(/^701[0-9]{7}$/);
/** B6 */
export const phones: Values = () => changed(
  number, (last) => `+7${last}`, (last) => `8${last}`, (last) => `007${last}`, (last) => `+8${last}`, (last) => `+7 (${last.slice(0, 3)}) ${last.slice(3)}`, (last) => `+7${last} ext. 5`, (last) => `+7${last};ext=5`, (last) => `+7${last} доб. 15`, (last) => `+7${last}#5`,
  (last) => `tel:+7${last}`, (last) => `+7701CALLNOW${last}`, (last) => `+7${last}, +7${last}`, (last) => `++7${last}`, (last) => `+7916${last.slice(3)}`, (last) => `+44 20 7946 ${last.slice(6)}`, (last) => `+999${last}`, (last) => `+7${last.slice(1)}`, (last) => `+7${last}1`,
  (last) => digitsIn(0x660)(`+7${last}`), (last) => digitsIn(0xff10)(`+7${last}`), (last) => `(${last})`, (last) => `((${last}`, (last) => `+7${' '.repeat(40)}${last}`, (last) => `+7\u202a${last}`, () => '', () => '+', () => '-'.repeat(40),
);
const mail = fc.stringMatching(/^[a-z0-9]{1,12}$/).map((name) => `${name}${canary}`);
export const emails: Values = () => changed(
  mail, (name) => `${name}@ormandy.kz`, (name) => `"${name} x"@ormandy.kz`, (name) => `${name}@ormandy.қаз`, (name) => `почта.${name}@пример.рф`, (name) => `${name}@xn--80ak6aa92e.com`, (name) => `${name}+tag@ormandy.kz`, (name) => `${name}@@ormandy.kz`, (name) => `${name}@a@ormandy.kz`,
  (name) => `${name}@ormandy.kz\r\nBcc: ${name}@ormandy.kz`, (name) => `${name}(office)@ormandy.kz`, (name) => `${name}@[127.0.0.1]`, (name) => `${name}@localhost`, (name) => `<${name}@ormandy.kz>`, (name) => `${name}..x@ormandy.kz`, (name) => `.${name}@ormandy.kz`, (name) => `${name}@-ormandy.kz`, (name) => `${name}@ormandy..kz`,
  (name) => `${name}@${'ormandy.'.repeat(28)}kz`, (name) => `${name}@${'ormandy.'.repeat(31)}kz`, (name) => `${name}@${'x'.repeat(64)}.kz`, (name) => `${name}${'x'.repeat(64)}@ormandy.kz`, (name) => ` ${name}@ormandy.kz`, (name) => `${name}@ormandy.kz.`, () => '@ormandy.kz', () => '', () => '@',
  (name) => `${name}@ormandy.kz`.normalize('NFKD').replace('o', 'ｏ'), (name) => `é.${name}@ormandy.kz`.normalize('NFD'),
);

/** B7 */
const quotes = ['«', '»', '“', '„', '"', '‘', '’', '′'];
export const kazakhNames: Values = () => fc.tuple(fc.constantFrom('ТОО', 'ЖШС', 'АО', 'АҚ', 'ИП', 'ЖК', 'Қоғамдық бірлестігі'), fc.constantFrom(...quotes), kazakhText, fc.constantFrom(...quotes), fc.constantFrom('', ' № 5', ' — Астана', '\u00a0ltd', ` ${canary}`))
  .map(([form, open, name, close, rest]) => `${form} ${open}${name}${close}${rest}`);

const storm = (base: string, marks: string, count: number): string => base + marks.repeat(count);
/** B8 */
export const normalForms: Values = () => fc.oneof(
  changed(kazakhText, (text) => text.normalize('NFD'), (text) => text.normalize('NFC'), (text) => text.normalize('NFKD'), (text) => text.normalize('NFKC')),
  fc.constantFrom(
    'ﬁﬂ ﬃ', 'ＴＯＯ', '①②', '㏄', 'Ⅷ', 'ℌ', 'Å Å', '한글', '\u1112\u1161\u11ab', '\u1112\u1161\u11ab\u11ab', storm('x', '\u0301', 50), storm('x', '\u0301', 200), storm('x', '\u0316\u0301', 100), storm('x', '\u0301', 254), storm('x', '\u0301', 300),
    storm('x', '\u0316\u0301', 1_000), storm('x', '\u0316\u0301', 7_000), 'Z̸̛̲a̴l͜g̷o̶', 'ᾂ'.normalize('NFD').repeat(64), '\u0344', '\u0958', '\u2126', '\ufb1d', '\u0301', '\u0301x', 'e\u0301\u0323', 'e\u0323\u0301',
  ),
);

const invisibles = [
  '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2060', '\u2066', '\u2067', '\u2068', '\u2069', '\ufeff', '\u00ad', '\u{e0041}', '\u{e007f}', '\ufe0f', '\ufe00', '\u{e0100}', '\u034f', '\u180e', '\u115f', '\u3164', '\u2028', '\u2029', '\u00a0',
  '\u0000', '\u0001', '\u0008', '\t', '\n', '\v', '\r', '\u001b[31m', '\u001f', '\u007f', '\u0080', '\u0085', '\u009b', '\u009f', '\ufdd0', '\uffff', '\u{10ffff}', '\u{1f1f0}',
];
/** B9 */
export const invisibleMarks: Values = () => fc.tuple(fc.constantFrom('', 'Ақ', 'شركة', 'שלום', `Жол ${canary}`), fc.constantFrom(...invisibles), fc.constantFrom('', 'Жол', 'مساهمة', 'x')).map((parts) => parts.join(''));

/** B10, as escapes: halves of surrogate pairs, and what is no escape. */
export const brokenEscapes: Values = () => raws(...[
  '\\ud800', '\\udc00', '\\udc00\\ud800', 'x\\ud83d', '\\ud83dx', '\\ud83d\\u0301', '\\ud83d\\ude00', '\\uD83D\\uDE00', '\\u0000', '\\u0000x', '\\x41', '\\u00', '\\u{41}', '\\U0041', '\\', '\\a', '\\\'', '\\ufffe', '\\uffff', '\\u001b[0m', '\\/', '\\b',
].map((escape) => `"${canary}${escape}"`));

/** B11 */
export const sizes: Values = () => fc.tuple(fc.constantFrom(64, 65, 128, 129, 255, 256, 500, 501, 1_000, 1_001, 8_000, 15_000), fc.constantFrom('x', 'ы', '𐐨', '👩‍👩‍👧‍👦', 'e\u0301')).map(([count, letter]) => letter.repeat(Math.floor(count / (letter.length > 4 ? 7 : 1))));

/** B15 */
const injections = [
  "'", '"', "' or 1=1 --", "'; drop table onboardings; --", "'; select pg_sleep(20); --", '\\', '\\\\', "\\'; --", '%', '_', '%%%', "' union select null", '$1', '${7*7}', '{{7*7}}', '<%= 7*7 %>', '#{7*7}', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '&lt;b&gt;', 'javascript:alert(1)',
  '*bold* <!channel> <@U1>', '[x](javascript:alert(1))', '*)(uid=*))(|(uid=*', '../../etc/passwd', '..\\..\\', 'file:///etc/passwd', 'http://169.254.169.254/', '%00', '%0d%0aSet-Cookie: x', '\r\nSet-Cookie: x', '\u001b[31mred', '\u2028', '\u2029', '{"$ne": null}', '{"level":"error"}', '__proto__', 'constructor', 'null', 'undefined', 'true', 'NaN',
  '=1+1', '+1+1', '-1+1', '@SUM(1)', '\t=1+1', '\r=1+1', '\u00a0=1+1', '＝1+1', '＋1', '－1', '＠x', 'x\n=1+1', '=cmd|\' /C calc\'!A0', '%s%s%s%n', '`id`', '$(id)', '; ls', '| cat', '\ud83d\ude00'.repeat(3), 'A'.repeat(200),
];
export const injected: Values = () => fc.tuple(fc.constantFrom(...injections), fc.constantFrom('', canary, ` ${canary}`)).map((parts) => parts.join(''));
export const inQueries = fc.constantFrom(...injections);

/** B13 */
export const magicNames = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'toJSON', 'then', 'length', '$where', '__defineGetter__', 'isPrototypeOf', ''];
/** B14 */
export const ownMembers: Record<string, unknown> = {
  id: '01a206c6-0000-7000-8000-000000000000', status: 'succeeded', tenant_id: 'other', created_at: '2020-01-01T00:00:00Z', updated_at: null, attempts: 9, attempt: 9, sequence: 9, final: true, is_admin: true, role: 'admin', scopes: ['*'],
  client_id: '1', api_client: 'admin', webhook_url: 'http://169.254.169.254/', hold: null, partner: { sends: 0 }, links: {}, object: 'onboarding', problems: [], warnings: [], due_at: 0, lease_token: null, fingerprint: 'x', lane: 0,
};
