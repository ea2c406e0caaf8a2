import type { Report } from './report.js';
import { hasForbiddenCharacters, isBlank, toNfc } from './text.js';

const MAX_LENGTH = 64;

/** Names that reach an object's prototype or class in careless code further on. */
const MAGIC_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The name, in NFC, of a member whose names are the sender's choice (metadata, product). `taken`: the members read so
 * far, because two spellings of one name would silently become one.
 */
export function readMemberName(
  key: string, pointer: string, report: Report, taken: ReadonlyMap<string, unknown>,
): string | undefined {
  if (hasForbiddenCharacters(key)) return report.error(pointer, 'forbidden_characters');
  const name = toNfc(key, MAX_LENGTH);
  if (name === undefined) return report.error(pointer, 'key_too_long', { max: MAX_LENGTH });
  if (MAGIC_NAMES.has(name)) return report.error(pointer, 'unknown_field');
  if (isBlank(name)) return report.error(pointer, 'key_blank');
  return taken.has(name) ? report.error(pointer, 'duplicate_key') : name;
}
