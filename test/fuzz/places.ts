import fc from 'fast-check';
import { contract, type Described } from '../support/contract.js';
import { hitOf, type Hit, type Must } from './hit.js';
import { put, Raw } from './json-text.js';
import { filled, valid } from './valid.js';

/** A place in the body of some call where a value may stand. */
export interface Place { described: Described; pointer: string; name: string; at: string }

/** Every place that a schema names, and one of each kind that it leaves to the sender to name. */
function placesIn(described: Described, at: string, pointer = '', name = ''): Place[] {
  const { pointer: real, schema } = contract().schemaAt(at);
  const choices = (['oneOf', 'anyOf'] as const).flatMap((choice) => (schema[choice] ?? []).map((_, index) => `${real}/${choice}/${index}`));
  const named = Object.keys(schema.properties ?? {}).flatMap((member) => placesIn(described, `${real}/properties/${member}`, `${pointer}/${member}`, member));
  // Not for ever down into a schema that holds itself.
  const free = typeof schema.additionalProperties === 'object' && name !== 'note' ? placesIn(described, `${real}/additionalProperties`, `${pointer}/note`, 'note') : [];
  const items = schema.items === undefined || name === 'note' ? [] : placesIn(described, `${real}/items`, `${pointer}/0`, name);
  return [{ described, pointer, name, at: real }, ...choices.flatMap((choice) => placesIn(described, choice, pointer, name)), ...named, ...free, ...items];
}

export const calls = contract().operations.map((described) => ({ described, arbitrary: filled(described) }));
const everywhere = calls.flatMap(({ described }) => {
  const at = contract().bodyAt(described);
  return at === null ? [] : placesIn(described, at);
});
const typeOf = ({ at }: Place): unknown => contract().schemaAt(at).schema.type;
const isText = (place: Place): boolean => [typeOf(place)].flat().includes('string');
const isObject = (place: Place): boolean => [typeOf(place)].flat().includes('object');

export const anyPlace = everywhere.filter(({ pointer }) => pointer !== '');
export const textPlaces = everywhere.filter(isText);
export const freeTexts = textPlaces.filter(({ at }) => contract().schemaAt(at).schema.maxLength !== undefined && contract().schemaAt(at).schema.enum === undefined);
export const objectPlaces = everywhere.filter(isObject);
export const placesCalled = (...names: string[]): Place[] => textPlaces.filter(({ name }) => names.includes(name));

/** A value at a place; undefined: nothing. */
export type Values = (place: Place) => fc.Arbitrary<unknown>;
export const raw = (...texts: string[]): Values => () => fc.constantFrom(...texts).map((text) => new Raw(text));

/** Otherwise valid requests, spoilt at one place, sometimes at a second one of the same call. */
export function spoilt(places: Place[], values: Values, must?: Must): fc.Arbitrary<Hit> {
  type Change = (body: unknown) => unknown;
  const changes = (of: Place[]): fc.Arbitrary<Change> => fc.oneof(...of.map((place) => values(place).map((value): Change => (body) => put(body, place.pointer, value))));
  // Each place as likely as the others, whichever call it belongs to.
  return fc.oneof(...calls.flatMap(({ described, arbitrary }) => {
    const own = places.filter((place) => place.described === described);
    if (own.length === 0) return [];
    const change = changes(own);
    const request = fc.tuple(arbitrary, change, fc.option(change, { freq: 3, nil: (body: unknown) => body }));
    return [{ weight: own.length, arbitrary: request.map(([call, ...all]) => hitOf({ ...call, body: all.reduce((body, each) => each(body), call.body) }, must)) }];
  }));
}

/** What breaks the rule of a place, or goes to its very limit. */
export function aroundTheRule(place: Pick<Place, 'at' | 'name'>): fc.Arbitrary<unknown> {
  const { schema } = contract().schemaAt(place.at);
  const { minLength = 0, maxLength, minimum, maximum, minItems, maxItems, enum: words = [], maxProperties } = schema;
  const times = (letter: string, count: number): string[] => (count < 0 || count > 8_000 ? [] : [letter.repeat(count)]);
  const limits: unknown[] = [
    ...(maxLength === undefined ? [] : [...times('ы', minLength - 1), ...times('x', maxLength), ...times('ы', maxLength + 1), ...times('𐐨', maxLength), ...times('𐐨', maxLength + 1)]),
    ...[minimum, maximum].flatMap((limit) => (limit === undefined ? [] : [limit - 1, limit, limit + 1, limit + 0.5])),
    ...(words as unknown[]).slice(0, 2).flatMap((word) => [`${String(word)}x`, String(word).toUpperCase(), ` ${String(word)}`]),
    ...[minItems, maxItems].flatMap((limit) => (limit === undefined || limit > 50 ? [] : [Array.from({ length: limit + 1 }, () => 'x'), []])),
    ...(maxProperties === undefined ? [] : [Object.fromEntries(Array.from({ length: maxProperties + 1 }, (_, index) => [`n${index}`, 'v']))]),
  ];
  const others = fc.constantFrom<unknown>(undefined, null, true, 0, 1.5, 'text', [], {}, ['text'], { a: 'text' }, '', ...limits);
  const almost = fc.tuple(valid(place.at, place.name), fc.nat(300), fc.constantFrom('', 'x', ' ', '0', 'Қ', '.', '\n', '\u0301', '@'), fc.boolean())
    .map(([value, where, sign, isReplaced]) => (typeof value === 'string' ? `${value.slice(0, where % (value.length + 1))}${sign}${value.slice((where % (value.length + 1)) + (isReplaced ? 1 : 0))}` : value));
  return fc.oneof(others, almost);
}
