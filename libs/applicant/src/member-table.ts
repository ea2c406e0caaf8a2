import { Fields, type Read } from './fields.js';
import type { JsonValue } from './json-value.js';
import type { Report } from './report.js';

type Members = Record<string, JsonValue>;

/** A member that has to be there. `beside`: those before it in its object, as read. `max`: characters, where it is free text. */
export interface Member {
  read: (value: unknown, pointer: string, report: Report, beside: Members) => JsonValue | undefined;
  max?: number;
}

/** The members of an object, in the order they are kept in: what judges them can also be asked what they are. */
export interface MemberTable { readonly [name: string]: Member | MemberTable }

const isMember = (entry: Member | MemberTable): entry is Member => typeof entry.read === 'function';

/** Reads an object that has these members and no other. */
export function readTable(table: MemberTable): Read<Members> {
  return (value, pointer, report) => {
    const fields = Fields.open(value, pointer, report, new Set(Object.keys(table)));
    if (!fields) return undefined;
    const members: Members = {};
    for (const [name, entry] of Object.entries(table)) {
      const read: Read<JsonValue> = isMember(entry) ? (inner, at) => entry.read(inner, at, report, members) : readTable(entry);
      const member = fields.required(name, read);
      if (member !== undefined) members[name] = member;
    }
    return members;
  };
}

/** A JSON Pointer, relative to the table's object, to each of its leaves. */
export type PointersOf<T> = T extends Member ? '' : { [K in keyof T & string]: `/${K}${PointersOf<T[K]>}` }[keyof T & string];

export function pointersOf(table: MemberTable, parent = ''): { pointer: string; max: number | null }[] {
  return Object.entries(table).flatMap(([name, entry]) =>
    (isMember(entry) ? [{ pointer: `${parent}/${name}`, max: entry.max ?? null }] : pointersOf(entry, `${parent}/${name}`)));
}
