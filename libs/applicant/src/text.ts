import type { Read } from './fields.js';
import type { Report } from './report.js';

/** Cc: C0 (NUL too), DEL, C1. Cs, with the u flag: halves of surrogate pairs that stand alone. */
const FORBIDDEN = /[\p{Cc}\p{Cs}]/u;

/** Anything a reader would see: no space, no zero-width or bidirectional mark, no Hangul filler. */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** Refused in every string, whatever its field: Postgres, logs and spreadsheets choke on them. */
export function hasForbiddenCharacters(text: string): boolean {
  return FORBIDDEN.test(text);
}

export function isBlank(text: string): boolean {
  return !VISIBLE.test(text);
}

/** One character of NFC comes from four code points at most (UAX 15), each of one or two UTF-16 units. */
const MAX_UNITS_PER_CHARACTER = 8;
const MAX_MARKS_PER_CHARACTER = 3;
/** Combining marks, but for the few that begin a character of their own (Telugu, Chakma, Gurung Khema). */
const MARK = /(?![\u0c46\u{11131}\u{11132}\u{1611e}-\u{16129}])\p{Mn}/u;

/**
 * The text in NFC; undefined where it then has more than `max` code points. What is surely too long is not normalised:
 * putting a run of combining marks in order takes quadratic time, 20 ms for 8,000 of them.
 */
export function toNfc(given: string, max: number): string | undefined {
  if (given.length > max * MAX_UNITS_PER_CHARACTER || longestRunOfMarks(given, max) > max + MAX_MARKS_PER_CHARACTER) return undefined;
  const normalised = given.normalize('NFC');
  return isLongerThan(normalised, max) ? undefined : normalised;
}

/** The text in NFC, so far as anybody accepts it: what is longer than every field is left as it is. */
export const inNfc = (given: string): string => toNfc(given, 1_000) ?? given;

function longestRunOfMarks(text: string, max: number): number {
  if (text.length <= max) return 0;
  let longest = 0;
  let run = 0;
  for (const character of text) {
    run = MARK.test(character) ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

function isLongerThan(text: string, max: number): boolean {
  if (text.length <= max) return false;
  if (text.length > max * 2) return true;
  let length = 0;
  for (const _ of text) length += 1;
  return length > max;
}

/** A string without forbidden characters, otherwise as given. */
export function readString(value: unknown, pointer: string, report: Report): string | undefined {
  if (typeof value !== 'string') return report.error(pointer, 'wrong_type', { expected: 'string' });
  if (hasForbiddenCharacters(value)) return report.error(pointer, 'forbidden_characters');
  return value;
}

/**
 * Free text of at most `max` code points after NFC (UAX 15), neither trimmed nor changed otherwise: invisible and
 * bidirectional marks stay, names in Arabic or Hebrew need them.
 */
export function text(max: number, allowBlank = false): Read<string> {
  return (value, pointer, report) => {
    const given = readString(value, pointer, report);
    if (given === undefined) return undefined;
    const normalised = toNfc(given, max);
    if (normalised === undefined) return report.error(pointer, 'too_long', { max });
    return !allowBlank && isBlank(normalised) ? report.error(pointer, 'blank') : normalised;
  };
}
