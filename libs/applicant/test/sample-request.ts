import { type ChecksumPolicy, parseApplication } from '../src/application.js';
import { NumberToken } from '../src/number-token.js';

export interface Json { [member: string]: unknown }

/** Only what is required, without any warning. */
export function requiredRequest(): Json {
  return {
    name: 'ТОО "Ақ Жол"',
    bin: '971240001315',
    ceo_info: { first_name: 'Әйгерім', last_name: 'Құнанбаева', phone: '+77017777777', email: 'mail@example.kz' },
    address_info: { country: 'KZ', postal_code: '050000', address_line1: 'Almaty' },
    iban: 'KZ86125KZT5004100100',
  };
}

/** Everything that can be given, already in its normalised form. */
export function fullRequest(): Json {
  return {
    external_id: 'deal-48213',
    request_id: '828cf71d-a447-4a67-a149-c1df8bc197ca',
    name: 'ТОО "Ақ Жол"',
    bin: '971240001315',
    legal_type: 'llp',
    company_id: 'c-17',
    ceo_info: {
      first_name: 'Әйгерім', last_name: 'Құнанбаева', middle_name: 'Ерланқызы', phone: '+77017777777', email: 'mail@example.kz',
    },
    address_info: {
      country: 'KZ', postal_code: '050000', address_line1: 'Almaty', address_line2: 'Zheltoksan', address_line3: '115',
    },
    iban: 'KZ86125KZT5004100100',
    description: 'Новый партнер',
    product: { product_id: new NumberToken('20000'), name: 'Лавка', mcc: '5411', descriptor: 'LAVKA ALMATY', merchant_url: 'https://lavka.example.kz' },
    metadata: { stage: 'new', owner: 'Иван' },
  };
}

/** A POS with everything that it needs, already in its normalised form. */
export function posProduct(): Json {
  return {
    product_id: new NumberToken('10001'), mcc: '5411', currency: 'KZT', name: 'Лавка', descriptor: 'LAVKA ALMATY',
    address: { country: 'KZ', postal_code: '050000', address_line1: 'Almaty', address_line2: 'Zheltoksan', address_line3: '115' },
    user: { name: 'Кассир', email: 'till@example.kz', phone: '+77017777778' }, package_name: 'Старт',
  };
}

/** A copy whose member at the path ("ceo_info.phone") has another value. */
export function withMember(body: Json, path: string, value: unknown): Json {
  const [first = '', ...rest] = path.split('.');
  return { ...body, [first]: rest.length === 0 ? value : withMember(body[first] as Json, rest.join('.'), value) };
}

export function withoutMember(body: Json, path: string): Json {
  const [first = '', ...rest] = path.split('.');
  if (rest.length > 0) return { ...body, [first]: withoutMember(body[first] as Json, rest.join('.')) };
  const { [first]: _, ...others } = body;
  return others;
}

/** An object with this own member, also where the name is `__proto__`. */
export function objectWith(name: string, value: unknown, others: Json = {}): Json {
  return Object.defineProperty({ ...others }, name, { value, enumerable: true, configurable: true, writable: true });
}

/** What is said about a body, warnings or errors, as "code pointer". */
export function findingsOf(body: unknown, policy: ChecksumPolicy = 'advise'): string[] {
  const parsed = parseApplication(body, policy);
  return (parsed.ok ? parsed.request.warnings : parsed.errors).map(({ code, pointer }) => `${code} ${pointer}`);
}

/** What is said when the member at the path has this value in an otherwise faultless request. */
export function findingsWith(path: string, value: unknown, policy: ChecksumPolicy = 'advise'): string[] {
  return findingsOf(withMember(fullRequest(), path, value), policy);
}

/** The normalised value of one member, after checking that the request is accepted without a warning. */
export function acceptedValue(path: string, value: unknown): unknown {
  const parsed = parseApplication(withMember(fullRequest(), path, value), 'advise');
  if (!parsed.ok) throw new Error(`refused: ${parsed.errors.map((error) => `${error.code} ${error.pointer}`).join(', ')}`);
  expect(parsed.request.warnings).toEqual([]);
  let found: unknown = parsed.request.application;
  for (const name of path.split('.')) found = (found as Json)[name];
  return found;
}
