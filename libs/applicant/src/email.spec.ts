import { acceptedValue, findingsWith } from '../test/sample-request.js';
import { NumberToken } from './number-token.js';

const POINTER = '/ceo_info/email';
const longest = `a@${`${'b'.repeat(61)}.`.repeat(4)}kkkk`;

it.each([
  'mail@example.kz', 'First.Last+tag@mail.example.com', "o'brien_1@sub-domain.example.co.uk", 'почта@пример.рф', 'info@жер.қаз',
  'mail@xn--80ao21a.xn--80ao21a', '1@2.kz', 'a@b.co', 'MAIL@EXAMPLE.KZ', `${'a'.repeat(64)}@example.kz`, `a@${'b'.repeat(63)}.kz`, longest,
])('"%s" is accepted as it is', (email) => {
  expect(acceptedValue('ceo_info.email', email)).toBe(email);
});

it('is normalised to NFC', () => {
  expect(acceptedValue('ceo_info.email', 'и\u0306@example.kz')).toBe('й@example.kz');
});

it.each([
  '', '@', 'mail', 'example.kz', 'mail@', '@example.kz', 'mail@example', 'mail@@example.kz', 'a@b@example.kz', 'a b@example.kz', 'mail@exa mple.kz',
  ' mail@example.kz', 'mail@example.kz ', '"quoted"@example.kz', 'mail(comment)@example.kz', 'Name <mail@example.kz>', 'mail@[127.0.0.1]',
  'mail@127.0.0.1', '.mail@example.kz', 'mail.@example.kz', 'ma..il@example.kz', 'mail@.example.kz', 'mail@example..kz', 'mail@example.kz.',
  'mail@-example.kz', 'mail@example-.kz', 'mail@example.k', 'mail@exam_ple.kz', 'a,b@example.kz', 'a;b@example.kz', 'a:b@example.kz',
  'mail@example.kz,other@example.kz', 'ma\u200bil@example.kz', 'mail@exam\u202eple.kz', 'mail\ufeff@example.kz', 'mail＠example.kz',
  `${'a'.repeat(65)}@example.kz`, `a@${'b'.repeat(64)}.kz`, 'a\\b@example.kz',
])('"%s" is no address', (email) => {
  expect(findingsWith('ceo_info.email', email)).toEqual([`email.invalid ${POINTER}`]);
});

it('may have 254 characters and not 255', () => {
  expect(longest).toHaveLength(254);
  expect(findingsWith('ceo_info.email', `${longest}k`)).toEqual([`too_long ${POINTER}`]);
});

it.each(['mail@example.kz\r\nBcc: x@example.kz', 'mail@example.kz\n', '\u0000mail@example.kz', 'mail\u007f@example.kz', 'a\ud800@example.kz'])(
  'control characters and lone surrogates are refused (%j)', (email) => {
    expect(findingsWith('ceo_info.email', email)).toEqual([`forbidden_characters ${POINTER}`]);
  },
);

it.each([new NumberToken('1'), ['mail@example.kz'], {}, true])('anything but a string is of the wrong type (%p)', (value) => {
  expect(findingsWith('ceo_info.email', value)).toEqual([`wrong_type ${POINTER}`]);
});

it('answers hostile addresses without endless backtracking', () => {
  for (const hostile of [`${'a.'.repeat(100)}@`, `a@${'a-'.repeat(120)}`, `a@${'a.'.repeat(120)}-`, '@'.repeat(254)]) {
    expect(findingsWith('ceo_info.email', hostile)).toEqual([`email.invalid ${POINTER}`]);
  }
});
