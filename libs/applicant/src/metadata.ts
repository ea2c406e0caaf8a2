import { isJsonObject, memberPointer } from './fields.js';
import { readMemberName } from './member-name.js';
import type { Report } from './report.js';
import { text } from './text.js';

const MAX_PAIRS = 20;

const readValue = text(500, true);

/** The sender's own notes: up to 20 pairs of strings, kept and given back, never sent to the partner. */
export function readMetadata(value: unknown, pointer: string, report: Report): Record<string, string> | undefined {
  if (!isJsonObject(value)) return report.error(pointer, 'wrong_type', { expected: 'object' });
  const entries = Object.entries(value);
  if (entries.length > MAX_PAIRS) report.error(pointer, 'metadata.too_many', { max: MAX_PAIRS });
  const pairs = new Map<string, string>();
  for (const [key, member] of entries) {
    const at = memberPointer(pointer, key);
    const name = readMemberName(key, at, report, pairs);
    const text = member === null ? report.error(at, 'not_null') : readValue(member, at, report);
    if (name !== undefined && text !== undefined) pairs.set(name, text);
  }
  return Object.fromEntries(pairs);
}
