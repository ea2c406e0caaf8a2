/** JSON text that goes out as it stands: number tokens, escapes, a key twice. */
export class Raw {
  constructor(readonly text: string) {}
}

type Members = Record<string, unknown>;
export const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Raw);

/** How a value is spelt: none of it changes what it means. `changes`: more than spaces, order and escapes. */
export interface Spelling {
  texts?: (text: string, name: string) => string; members?: (entries: [string, unknown][]) => [string, unknown][]; space?: string; changes?: 'numbers' | 'forms';
}

export function write(value: unknown, spelling: Spelling = {}, name = ''): string {
  const { texts = (text) => JSON.stringify(text), members = (entries) => entries, space = '' } = spelling;
  if (value instanceof Raw) return value.text;
  if (typeof value === 'string') return texts(value, name);
  if (Array.isArray(value)) return `[${space}${value.map((item) => write(item, spelling, name)).join(`,${space}`)}${space}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${space}${members(Object.entries(value)).map(([key, member]) => `${JSON.stringify(key)}${space}:${space}${write(member, spelling, key)}`).join(`,${space}`)}${space}}`;
}

/** Every character as an escape, without the quotes around. */
export const inEscapes = (text: string): string => text.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** The ways in which the same can be said. */
export const spellings: readonly Spelling[] = [
  { members: (entries) => entries.toReversed() },
  { space: ' \r\n\t ' },
  { changes: 'forms', texts: (text) => JSON.stringify(text.normalize('NFD')) },
  { changes: 'forms', texts: (text) => JSON.stringify(text.normalize('NFC')), members: (entries) => entries.toSorted(([a], [b]) => (a < b ? 1 : -1)) },
  { texts: (text) => `"${inEscapes(text)}"` },
  { changes: 'numbers', texts: (text, name) => (['bin', 'phone'].includes(name) && /^[1-9][0-9]{10,11}$/.test(text) ? text : JSON.stringify(text)) },
];

const namesOf = (pointer: string): string[] => pointer.split('/').slice(1).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));

/** A copy with another member at the pointer; undefined takes it away. What is missing on the way is made. */
export function put(value: unknown, pointer: string, member: unknown): unknown {
  const change = (inner: unknown, [name, ...deeper]: string[]): unknown => {
    if (name === undefined) return member;
    if (Array.isArray(inner)) return inner.map((item, index) => (String(index) === name ? change(item, deeper) : item as unknown));
    const { [name]: old, ...others } = isObject(inner) ? inner : {};
    const next = change(old, deeper);
    return next === undefined ? others : { ...others, [name]: next };
  };
  return change(value, namesOf(pointer));
}

/** What stands at a pointer; undefined: nothing does. */
export const at = (value: unknown, pointer: string): unknown =>
  namesOf(pointer).reduce<unknown>((inner, name) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? (inner as Members)[name] : undefined), value);

/** Every text in NFC, as the service keeps it. */
export function inNfc(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(inNfc);
  // Not by assignment: `__proto__` is a name like any other.
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name.normalize('NFC'), inNfc(member)])) : value;
}
