import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  findingsOf, findingsWith, fullRequest, type Json, objectWith, posProduct, requiredRequest, withMember, withoutMember,
} from '../test/sample-request.js';
import { parseApplication, unknownMembers } from './application.js';
import { NumberToken, withNumberTokens } from './number-token.js';

const REQUIRED = [
  'name', 'bin', 'ceo_info', 'ceo_info.first_name', 'ceo_info.last_name', 'ceo_info.phone', 'ceo_info.email', 'address_info',
  'address_info.country', 'address_info.postal_code', 'address_info.address_line1', 'iban',
];
const OPTIONAL = [
  'external_id', 'request_id', 'legal_type', 'company_id', 'ceo_info.middle_name', 'address_info.address_line2',
  'address_info.address_line3', 'description', 'product', 'metadata',
];
const pointerTo = (path: string) => `/${path.replace('.', '/')}`;

describe("the documentation's own example", () => {
  const text = readFileSync(join('test', 'fixtures', 'onboarding-overview-example.json'), 'utf8');
  const example = withNumberTokens(JSON.parse(text));

  it('is accepted with its two wrong check digits as warnings', () => {
    const parsed = parseApplication(example, 'advise');
    expect(parsed).toEqual({
      ok: true,
      request: {
        externalId: null,
        requestId: '828cf71d-a447-4a67-a149-c1df8bc197ca',
        application: {
          name: 'Название юридического лица',
          bin: '123456789012',
          ceo_info: { first_name: 'Имя', last_name: 'Фамилия', phone: '+77017777777', email: 'mail@example.kz' },
          address_info: {
            country: 'KZ', postal_code: '050000', address_line1: 'Almaty', address_line2: 'Zheltoksan', address_line3: '115',
          },
          iban: 'KZ12345B789012345KZT',
          description: 'Новый партнер',
        },
        warnings: [{ pointer: '/bin', code: 'bin.checksum' }, { pointer: '/iban', code: 'iban.checksum' }],
      },
    });
  });

  it('is refused for just these two under the policy "reject"', () => {
    expect(parseApplication(example, 'reject').ok).toBe(false);
    expect(findingsOf(example, 'reject')).toEqual(['bin.checksum /bin', 'iban.checksum /iban']);
  });
});

describe('a whole request', () => {
  it('is given back normalised, without its two ids', () => {
    const parsed = parseApplication(fullRequest(), 'reject');
    const { external_id, request_id, ...application } = fullRequest();
    expect(parsed).toEqual({
      ok: true,
      request: {
        externalId: external_id, requestId: request_id, warnings: [],
        application: { ...application, product: { ...application.product as Json, product_id: 20000 } },
      },
    });
  });

  it('has no member, not even an undefined one, for what was not given', () => {
    const parsed = parseApplication(requiredRequest(), 'reject');
    expect(parsed).toStrictEqual({ ok: true, request: { externalId: null, requestId: null, application: requiredRequest(), warnings: [] } });
  });

  it('may come from objects without a prototype', () => {
    const bare = Object.assign(Object.create(null), requiredRequest(), {
      ceo_info: Object.assign(Object.create(null), requiredRequest().ceo_info),
    });
    expect(parseApplication(bare, 'reject')).toEqual(parseApplication(requiredRequest(), 'reject'));
  });

  it('is not changed by being read', () => {
    const body = withMember(fullRequest(), 'name', 'и\u0306');
    const before = structuredClone(body);
    parseApplication(body, 'advise');
    expect(JSON.stringify(body)).toBe(JSON.stringify(before));
  });
});

describe('members', () => {
  it.each(REQUIRED)('%s is required', (path) => {
    for (const body of [fullRequest(), requiredRequest()]) {
      expect(findingsOf(withoutMember(body, path))).toEqual([`required ${pointerTo(path)}`]);
      expect(findingsOf(withMember(body, path, undefined))).toEqual([`required ${pointerTo(path)}`]);
    }
  });

  it.each(OPTIONAL)('%s may be left out', (path) => {
    expect(parseApplication(withoutMember(fullRequest(), path), 'reject').ok).toBe(true);
  });

  it.each([...REQUIRED, ...OPTIONAL])('%s may not be null', (path) => {
    expect(findingsWith(path, null)).toEqual([`not_null ${pointerTo(path)}`]);
  });

  it.each(REQUIRED)('%s is not taken from a prototype', (path) => {
    const [parent = '', child] = path.split('.');
    const inherited = child === undefined
      ? Object.create(fullRequest())
      : withMember(fullRequest(), parent, Object.create(fullRequest()[parent] as object));
    expect(findingsOf(inherited)).toContain(`required ${pointerTo(path)}`);
  });

  it.each(['ceo_info', 'address_info', 'product', 'metadata'])('%s is an object', (path) => {
    for (const value of ['x', new NumberToken('1'), 1, true, [], [{}]]) {
      expect(findingsWith(path, value)).toEqual([`wrong_type /${path}`]);
    }
  });

  it('are all judged at once', () => {
    const body = {
      name: '', bin: new NumberToken('1e2'), iban: 'KZ', extra: 'x', request_id: 'x', metadata: { a: null },
      ceo_info: { first_name: 'a\n', phone: '1', email: '1', job: 'x' },
      address_info: { country: 'XX', postal_code: '', address_line1: null },
      product: { product_id: new NumberToken('1') },
    };
    expect(findingsOf(body)).toEqual([
      'request_id.format /request_id', 'blank /name', 'bin.format /bin',
      'forbidden_characters /ceo_info/first_name', 'required /ceo_info/last_name', 'phone.invalid /ceo_info/phone', 'email.invalid /ceo_info/email',
      'country.unknown /address_info/country', 'postal_code.format /address_info/postal_code', 'not_null /address_info/address_line1',
      'iban.format /iban', 'product.unknown /product/product_id', 'not_null /metadata/a',
      'unknown_field /extra', 'unknown_field /ceo_info/job',
    ]);
  });

  it('that are wrong elsewhere turn no check digit into an error, nor hide it under "reject"', () => {
    const body = withMember(withMember(fullRequest(), 'bin', '123456789012'), 'name', '');
    expect(findingsOf(body)).toEqual(['blank /name']);
    expect(findingsOf(body, 'reject')).toEqual(['blank /name', 'bin.checksum /bin']);
  });
});

it.each([
  null, undefined, true, 'x', '', 0, Number.NaN, 1n, Symbol('x'), () => ({}), [], [fullRequest()], new NumberToken('1'),
])('a body that is no object is refused as a whole (%p)', (body) => {
  expect(findingsOf(body)).toEqual(['wrong_type ']);
});

it('an empty body lacks everything that is required at its first level', () => {
  expect(findingsOf({})).toEqual(['name', 'bin', 'ceo_info', 'address_info', 'iban'].map((name) => `required /${name}`));
});

describe('request_id', () => {
  const requestId = (value: unknown) => {
    const parsed = parseApplication(withMember(requiredRequest(), 'request_id', value), 'reject');
    return parsed.ok ? parsed.request.requestId : null;
  };

  it.each(['828cf71d-a447-4a67-a149-c1df8bc197ca', '01931b2a-7c00-7000-8000-000000000001'])('%s is a UUID, in any case', (uuid) => {
    expect(requestId(uuid)).toBe(uuid);
    expect(requestId(uuid.toUpperCase())).toBe(uuid);
  });

  it.each([
    '', 'x', '828cf71da4474a67a149c1df8bc197ca', '{828cf71d-a447-4a67-a149-c1df8bc197ca}', 'urn:uuid:828cf71d-a447-4a67-a149-c1df8bc197ca',
    ' 828cf71d-a447-4a67-a149-c1df8bc197ca', '828cf71d-a447-4a67-a149-c1df8bc197ca ', '828cf71d-a447-4a67-a149-c1df8bc197c', '828cf71d-a447-4a67-a149-c1df8bc197cag',
    'g28cf71d-a447-4a67-a149-c1df8bc197ca', '828cf71d‑a447‑4a67‑a149‑c1df8bc197ca', '８28cf71d-a447-4a67-a149-c1df8bc197ca',
  ])('"%s" is none', (text) => {
    expect(findingsWith('request_id', text)).toEqual(['request_id.format /request_id']);
  });

  it.each([new NumberToken('1'), [], {}, true])('is a string and not %p', (value) => {
    expect(findingsWith('request_id', value)).toEqual(['wrong_type /request_id']);
  });
});

it('findings never hold a submitted value', () => {
  const canary = 'zq7canary';
  const strings = [canary, `${canary}\n`, canary.repeat(500), new NumberToken(canary), [canary], { a: canary }];
  const pos = withMember(fullRequest(), 'product', posProduct());
  const ofProduct = ['product_id', 'mcc', 'currency', 'name', 'descriptor', 'address.country', 'address.postal_code', 'user.phone', 'user.email', 'extra'];
  for (const path of [...REQUIRED, ...OPTIONAL, ...ofProduct.map((name) => `product.${name}`), 'metadata.owner']) {
    for (const value of strings) {
      const parsed = parseApplication(withMember(pos, path, value), 'advise');
      if (!parsed.ok) expect(JSON.stringify(parsed.errors)).not.toContain(canary);
    }
  }
  const unknown = parseApplication(objectWith('unknown', canary, fullRequest()) satisfies Json, 'advise');
  expect(JSON.stringify(unknown)).not.toContain(canary);
});

describe('a correction', () => {
  const strangers = (correction: unknown): string[] => unknownMembers(correction).map(({ pointer, code }) => `${pointer} ${code}`);

  it('may name what can be corrected, also to take it away', () => {
    expect(strangers({ name: 'x', description: null, ceo_info: { middle_name: null }, address_info: { address_line2: null }, product: { outlet: null }, metadata: { a: null } })).toEqual([]);
    for (const other of [{}, [], null, 'x', { ceo_info: 'x', product: null, metadata: [] }]) expect(strangers(other)).toEqual([]);
  });

  it('names nothing else, though it be null', () => {
    expect(strangers({ nmae: null, external_id: null, request_id: null, ceo_info: { age: null }, address_info: { street: null } })).toEqual([
      '/nmae unknown_field', '/external_id unknown_field', '/request_id unknown_field', '/ceo_info/age unknown_field', '/address_info/street unknown_field',
    ]);
    expect(strangers({ metadata: objectWith('__proto__', null), product: { a: { '': null } } })).toEqual(['/product/a/ key_blank', '/metadata/__proto__ unknown_field']);
  });
});
