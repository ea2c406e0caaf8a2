import { NumberToken } from './number-token.js';
import type { Report } from './report.js';

/** Reads one value; undefined means that its fault is in the report. */
export type Read<T> = (value: unknown, pointer: string, report: Report) => T | undefined;

const MAX_POINTER_SEGMENT = 64;

/** What a strict JSON reader yields for an object, with or without a prototype. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberToken);
}

/**
 * Pointer to a member, escaped as RFC 6901 section 3 asks. The name comes from the sender: it is cut to 64 characters
 * and loses what could break a log line or an answer.
 */
export function memberPointer(parent: string, key: string): string {
  // Two units per character at most; cutting first keeps a name of 30 kB from being scanned once per finding.
  const clean = key.slice(0, MAX_POINTER_SEGMENT * 2).replaceAll(/[\p{Cc}\p{Cs}]/gu, '');
  const short = clean.length > MAX_POINTER_SEGMENT ? Array.from(clean).slice(0, MAX_POINTER_SEGMENT).join('') : clean;
  return `${parent}/${short.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The members of one object of the request whose names are all known. */
export class Fields {
  private constructor(
    private readonly members: Record<string, unknown>,
    private readonly pointer: string,
    private readonly report: Report,
  ) {}

  /** Undefined when the value is no object; members that are not known are reported. */
  static open(value: unknown, pointer: string, report: Report, known: ReadonlySet<string>): Fields | undefined {
    if (!isJsonObject(value)) return report.error(pointer, 'wrong_type', { expected: 'object' });
    for (const key of Object.keys(value)) {
      if (!known.has(key)) report.error(memberPointer(pointer, key), 'unknown_field');
    }
    return new Fields(value, pointer, report);
  }

  required<T>(name: string, read: Read<T>): T | undefined {
    if (this.isAbsent(name)) return this.report.error(`${this.pointer}/${name}`, 'required');
    return this.read(name, read);
  }

  optional<T>(name: string, read: Read<T>): T | undefined {
    return this.isAbsent(name) ? undefined : this.read(name, read);
  }

  /** Own members only: what an object inherits was not submitted. */
  private isAbsent(name: string): boolean {
    return !Object.hasOwn(this.members, name) || this.members[name] === undefined;
  }

  private read<T>(name: string, read: Read<T>): T | undefined {
    const value = this.members[name];
    const pointer = `${this.pointer}/${name}`;
    return value === null ? this.report.error(pointer, 'not_null') : read(value, pointer, this.report);
  }
}

/** Without the members that are undefined, so that what is stored, shown and compared has no such keys. */
export function withoutAbsent<T extends object>(members: T): T {
  const present: Partial<T> = {};
  for (const name in members) if (members[name] !== undefined) present[name] = members[name];
  return present as T;
}
