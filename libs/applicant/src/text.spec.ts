import { acceptedValue, findingsOf, findingsWith, fullRequest, objectWith, withMember } from '../test/sample-request.js';
import { parseApplication } from './application.js';
import { NumberToken } from './number-token.js';

/** Every free text with its longest length. */
const freeTexts: [string, number][] = [
  ['external_id', 128], ['name', 255], ['legal_type', 64], ['company_id', 64], ['ceo_info.first_name', 255], ['ceo_info.last_name', 255],
  ['ceo_info.middle_name', 255], ['address_info.address_line1', 255], ['address_info.address_line2', 255],
  ['address_info.address_line3', 255], ['description', 1000], ['product.merchant_url', 255], ['metadata.owner', 500],
];
const strings = [
  ...freeTexts.map(([path]) => path), 'request_id', 'bin', 'iban', 'ceo_info.phone', 'ceo_info.email', 'address_info.country',
  'address_info.postal_code',
];
const mayBeEmpty = ['description', 'product.merchant_url', 'metadata.owner'];
const pointerTo = (path: string) => `/${path.replace('.', '/')}`;
const externalId = (value: unknown) => {
  const parsed = parseApplication(withMember(fullRequest(), 'external_id', value), 'advise');
  return parsed.ok ? parsed.request.externalId : parsed.errors;
};
const accepted = (path: string, value: unknown) => (path === 'external_id' ? externalId(value) : acceptedValue(path, value));

describe.each(freeTexts)('%s', (path, max) => {
  it(`has at most ${max} code points`, () => {
    for (const character of ['x', 'Ү', '😀']) {
      expect(accepted(path, character.repeat(max))).toBe(character.repeat(max));
      expect(findingsWith(path, character.repeat(max + 1))).toEqual([`too_long ${pointerTo(path)}`]);
    }
    expect(findingsWith(path, 'x'.repeat(31_000))).toEqual([`too_long ${pointerTo(path)}`]);
  });

  it('is counted and kept in NFC', () => {
    expect(accepted(path, 'и\u0306'.repeat(max))).toBe('й'.repeat(max));
    expect(accepted(path, '\u1112\u1161\u11ab')).toBe('한');
    // The worst there is: four code points for one character.
    expect(accepted(path, 'ᾂ'.normalize('NFD').repeat(max))).toBe('ᾂ'.repeat(max));
    expect(findingsWith(path, `e${'\u0323\u0301'.repeat(15_000)}`)).toEqual([`too_long ${pointerTo(path)}`]);
  });

  it.each(['', ' ', '\u00a0', '\u3000\u2003', '\u200b\u200e', '\ufeff', '\u2028', '\u3164', '\u00ad'])('has something to see (%j)', (blank) => {
    const isAccepted = mayBeEmpty.includes(path);
    expect(findingsWith(path, blank)).toEqual(isAccepted ? [] : [`blank ${pointerTo(path)}`]);
  });

  it.each([
    'ӘҒҚҢӨҰҮҺІ әғқңөұүһі ЁЙ ёй', '«ТОО „Ақ Жол“» № 5 — “x” ’', ' two  spaces ', 'a\u00a0b', 'ﬁ ＴＯＯ ①', 'شركة \u200fمساهمة', 'a\u200b\u200db\u202ec\u2069\ufeff',
    '\u00adx\ufe0f', '👩‍👩‍👧', `q${'\u0323'.repeat(40)}`, "'; drop table x; --", '=1+1', '<b>&amp;{{7*7}}${7}', '\ufffd\uffff', '\u2028x',
  ])('keeps %j as it is', (value) => {
    expect(accepted(path, value)).toBe(value);
  });
});

it('does not put thousands of marks in order that are too many anyway', () => {
  const normalize = jest.spyOn(String.prototype, 'normalize');
  expect(findingsWith('description', `x${'\u0316\u0301'.repeat(3_000)}`)).toEqual(['too_long /description']);
  expect(normalize.mock.contexts.filter((text) => String(text).length > 3_000)).toEqual([]);
  normalize.mockRestore();
  expect(acceptedValue('description', `x${'\u0316\u0301'.repeat(499)}`)).toBe(`x${'\u0316'.repeat(499)}${'\u0301'.repeat(499)}`.normalize('NFC'));
  // Two marks that are one character: a whole text of them has no base at all.
  expect(acceptedValue('description', '\u0c46\u0c56'.repeat(1_000))).toBe('\u0c48'.repeat(1_000));
});

describe.each(strings.filter((path) => path !== 'product.merchant_url'))('%s', (path) => {
  it.each([1, true, [], ['x'], {}, { length: 1 }, 1n, Symbol('x'), () => 'x'])('is a string and not %p', (value) => {
    expect(findingsWith(path, value)).toEqual([`wrong_type ${pointerTo(path)}`]);
  });

  it('is no number, but for bin and phone', () => {
    const numbers = ['bin', 'ceo_info.phone'].includes(path) ? [] : [`wrong_type ${pointerTo(path)}`];
    expect(findingsWith(path, new NumberToken('77017777777')).filter((finding) => finding.startsWith('wrong_type'))).toEqual(numbers);
  });
});

describe.each(strings)('%s', (path) => {
  const controls = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).filter((c) => c < ' ' || c > '~');

  it.each([...controls, '\ud800', '\udfff', '\udc00\ud800', '\ud83d'])('has no %j', (character) => {
    for (const value of [character, `x${character}`, `${character}x`, `a${character}b`]) {
      expect(findingsWith(path, value)).toEqual([`forbidden_characters ${pointerTo(path)}`]);
    }
  });

  it('is absent and not null', () => {
    expect(findingsWith(path, null)).toEqual(path === 'product.merchant_url' ? [] : [`not_null ${pointerTo(path)}`]);
  });
});

describe('names that are not known', () => {
  const magic = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'toJSON', 'then', 'length', '$where'];
  const assigned = ['id', 'status', 'tenant_id', 'created_at', 'attempts', 'sequence', 'is_admin', 'scopes', 'client_id', 'webhook_url', 'Name', ''];

  it.each([...magic, ...assigned])('"%s" is refused at every level, whatever its value', (name) => {
    const full = fullRequest();
    for (const value of ['x', null, { isAdmin: true }, [], new NumberToken('1e400'), '\u0000']) {
      expect(findingsOf(objectWith(name, value, full))).toEqual([`unknown_field /${name}`]);
      for (const level of ['ceo_info', 'address_info']) {
        const body = { ...full, [level]: objectWith(name, value, full[level] as Record<string, unknown>) };
        expect(findingsOf(body)).toEqual([`unknown_field /${level}/${name}`]);
      }
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('are escaped, cut to 64 characters and cleaned in the pointer', () => {
    const seen = (name: string) => findingsOf(objectWith(name, 'x', fullRequest()));
    expect(seen('a/b~c')).toEqual(['unknown_field /a~1b~0c']);
    expect(seen('k'.repeat(10_000))).toEqual([`unknown_field /${'k'.repeat(64)}`]);
    expect(seen('😀'.repeat(65))).toEqual([`unknown_field /${'😀'.repeat(64)}`]);
    expect(seen(`x${'😀'.repeat(65)}`)).toEqual([`unknown_field /x${'😀'.repeat(63)}`]);
    expect(seen('a\r\nb\u0000\u009f\ud800c')).toEqual(['unknown_field /abc']);
    expect(seen('~'.repeat(64))).toEqual([`unknown_field /${'~0'.repeat(64)}`]);
  });

  it('are reported to a sane number, and hide no fault of a known field', () => {
    const flood = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field${index}`, 'x']));
    const found = findingsOf({ ...flood, ...fullRequest(), bin: '1', ceo_info: { ...flood }, iban: null });
    expect(found).toHaveLength(200);
    expect(found.filter((finding) => !finding.startsWith('unknown_field'))).toEqual([
      'bin.format /bin', 'required /ceo_info/first_name', 'required /ceo_info/last_name', 'required /ceo_info/phone',
      'required /ceo_info/email', 'not_null /iban',
    ]);
  });
});
