import fc from 'fast-check';
import type { ParameterObject } from 'openapi3-ts/oas31';
import { identityCheckDigit } from '../../libs/applicant/src/identity-number.js';
import { contract, type Described, type Schema } from '../support/contract.js';

/* Values that keep the schemas of the document, whatever these are. */

/** In every text there is room for; each request goes out with another one in its place. */
export const canary = 'zqx0000000';

const digits = (count: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`));
const two = (min: number, max: number): fc.Arbitrary<string> => fc.integer({ min, max }).map((number) => String(number).padStart(2, '0'));
/** Year, month, then type of a BIN or day of birth of an IIN. */
export const rightBin = fc.tuple(two(0, 99), two(1, 12), fc.constantFrom('40', '51', '62', '43', '01', '28'), digits(5)).map((parts) => parts.join(''))
  .filter((first) => identityCheckDigit(first) !== null).map((first) => `${first}${identityCheckDigit(first)}`);
/** ISO 13616: 98 minus the remainder of the number that begins with the bank. */
export const rightIban = fc.tuple(digits(3), fc.stringMatching(/^[A-Z0-9]{13}$/)).map(([bank, account]) => {
  const number = `${bank}${account}KZ00`.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return `KZ${String(98n - BigInt(number) % 97n).padStart(2, '0')}${bank}${account}`;
});
const words = ['Ақ Жол', 'ТОО', '«Өрлеу»', 'ЖШС', '№ 7', 'Ёлка и Йод', 'Ғ', 'ҚҢӨҰҮҺІ', 'әғқңөұүһі', '"Nur"', '„Zwei“', '—', '\u00a0', 'é', 'e\u0301', '中文', 'שלום', '👩‍👩‍👧‍👦', '𐐨'];
export const kazakhText = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' '));

/** Few of the texts that have the form of an instant are one. */
const instants = fc.date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .chain((date) => fc.constantFrom('Z', '+05:00', '-03:30').map((zone) => date.toISOString().replace('Z', zone)));

/** What no schema says: which numbers and names there are. By the name of a member or parameter. */
const known: Record<string, fc.Arbitrary<unknown>> = {
  bin: rightBin,
  iban: fc.tuple(rightIban, fc.boolean(), fc.boolean()).map(([iban, isSpaced, isSmall]) => (isSpaced ? iban.replaceAll(/(.{4})/g, '$1 ') : iban)[isSmall ? 'toLowerCase' : 'toString']()),
  phone: fc.oneof(
    fc.tuple(fc.constantFrom('+7', '7', '8', '', '8 '), fc.constantFrom('701', '747', '705', '777'), digits(7)).map((parts) => parts.join('')),
    digits(7).map((last) => Number(`7701${last}`)),
  ),
  email: fc.tuple(fc.stringMatching(/^[a-zа-я0-9+_-]{1,20}$/u), fc.constantFrom('example.kz', 'пример.рф', 'жер.қаз', 'a.b.co')).map(([name, domain]) => `${name}${canary}@${domain}`),
  country: fc.constantFrom('KZ', 'KAZ', 'kz', 'kaz', 'RU', 'uzb', 'DEU'),
  postal_code: fc.oneof(digits(6), fc.constantFrom('A01P3K4', '10 115', 'SW1A 1AA')),
  mcc: fc.constantFrom('5411', '5812', '4121'),
  from: instants, to: instants, created_from: instants, created_to: instants, updated_from: instants,
  // No schema can say which addresses are public; nothing is sent to any of these by registering it.
  url: fc.tuple(fc.constantFrom('https', 'HTTPS'), fc.constantFrom('crm.example', 'CRM.example:443', '8.8.8.8', '[2001:4860:4860::8888]', 'қаз.example'), fc.constantFrom('', '/', '/a?b=c%20d')).map(([scheme, host, path]) => `${scheme}://${host}${path}`),
  currency: fc.constantFrom('KZT', 'usd', 'Eur'),
  // Once used, a key means one request.
  'Idempotency-Key': fc.stringMatching(/^[\x21-\x7e]{0,245}$/).map((text) => `${text}${canary}`),
  // It comes back as it was sent, so no canary is in it.
  'X-Correlation-Id': fc.constantFrom('deal-1', 'a.B_c-9', 'with space', 'x'.repeat(65), 'қ', '{}'),
  // Nothing here waits for what does not come.
  Prefer: fc.constantFrom('wait=0', 'respond-async', 'wait', 'wait=x'),
};

const withCanary = (text: string, max: number): string => ([...text].length + canary.length > max ? text : `${text}${canary}`);

function validText(at: string, { minLength, maxLength = 60, pattern, format }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  const ofPattern = pattern === undefined ? fc.string({ unit: 'grapheme', maxLength }) : fc.stringMatching(new RegExp(pattern, 'u'));
  const cut = (text: string): string => [...text].slice(0, maxLength).join('');
  return fc.oneof(ofPattern, kazakhText, fc.string({ unit: 'grapheme', maxLength: Math.min(maxLength, 60) }), fc.string({ unit: 'grapheme', minLength: minLength ?? 0, maxLength, size: 'max' }))
    .chain((text) => fc.constantFrom(withCanary(cut(text), maxLength), cut(text)))
    .filter((text) => contract().faultsOf(at, text.normalize('NFC')).length === 0);
}

function validObject(at: string, { properties = {}, required = [], additionalProperties, propertyNames, maxProperties = 5 }: Schema, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const members = Object.keys(properties).map((name) => [name, valid(`${at}/properties/${name}`, name, depth + 1)] as const);
  const named = fc.record(Object.fromEntries(members), { requiredKeys: required, noNullPrototype: true });
  if (typeof additionalProperties !== 'object') return named;
  // Names come back in pointers, so no canary is in them.
  const names = valid(propertyNames === undefined ? '/components/schemas/FreeName' : `${at}/propertyNames`).map((name) => String(name).replaceAll(canary, 'n'))
    .filter((name) => !Object.hasOwn(properties, name));
  const others = fc.dictionary(names, valid(`${at}/additionalProperties`, '', depth + 1), { maxKeys: Math.min(maxProperties, 3), noNullPrototype: true });
  // Two spellings of one name are refused.
  return fc.tuple(named, others).map(([own, more]) => ({ ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name.normalize('NFC'), value])), ...own }));
}

/**
 * @param at pointer to a schema in the document
 * @param name of the member or parameter it is of
 */
export function valid(at: string, name = '', depth = 0): fc.Arbitrary<unknown> {
  const { pointer, schema } = contract().schemaAt(at);
  if (known[name] !== undefined) return known[name];
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum as unknown[]);
  for (const choice of ['oneOf', 'anyOf'] as const) {
    const all = (schema[choice] ?? []).map((_, index) => `${pointer}/${choice}/${index}`);
    // Not for ever down into a schema that holds itself.
    const some = depth > 4 ? all.filter((each) => !['array', 'object'].includes(contract().schemaAt(each).schema.type as string)) : all;
    if (some.length > 0) return fc.oneof(...some.map((each) => valid(each, name, depth)));
  }
  const types = [schema.type ?? 'string'].flat();
  const kinds: Record<string, () => fc.Arbitrary<unknown>> = {
    string: () => validText(pointer, schema),
    integer: () => fc.integer({ min: schema.minimum ?? -1_000_000, max: schema.maximum ?? 1_000_000 }),
    number: () => fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true }).map((number) => number || 0),
    boolean: () => fc.boolean(),
    null: () => fc.constant(null),
    array: () => (schema.uniqueItems === true ? fc.uniqueArray : fc.array)(valid(`${pointer}/items`, name, depth + 1), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, 3) }),
    object: () => validObject(pointer, schema, depth),
  };
  const value = fc.oneof(...types.map((type) => (kinds[type] as () => fc.Arbitrary<unknown>)()));
  // Conditions over several members are met by trying again.
  return schema.if === undefined ? value : value.filter((found) => contract().faultsOf(pointer, found).length === 0);
}

/** A call filled in: what goes where. Bodies are values, so that they can be spoilt before they are written. */
export interface Filled { described: Described; query: Record<string, unknown>; headers: Record<string, unknown>; body: unknown }

export function filled(described: Described): fc.Arbitrary<Filled> {
  const parametersIn = (place: ParameterObject['in']): fc.Arbitrary<Record<string, unknown>> => fc.record(
    Object.fromEntries(contract().parametersOf(described).flatMap((parameter, index) => (parameter.in === place ? [[parameter.name, valid(contract().parameterAt(described, index), parameter.name)]] : []))),
    { requiredKeys: [], noNullPrototype: true },
  );
  const schema = contract().bodyAt(described);
  return fc.record({ described: fc.constant(described), query: parametersIn('query'), headers: parametersIn('header'), body: schema === null ? fc.constant(undefined) : valid(schema) });
}
