import { isJsonObject, memberPointer } from './fields.js';
import type { JsonValue } from './json-value.js';
import { readMemberName } from './member-name.js';
import { exactNumber, NumberToken } from './number-token.js';
import type { Report } from './report.js';
import { text } from './text.js';

/** Levels of the whole request, the body itself being the first. */
const MAX_DEPTH = 8;

const readText = text(255, true);

/** Members that pass through: any JSON values with short texts and exact numbers. `depth` is the level of the object they stand in. */
export function readFreeMembers(object: Record<string, unknown>, pointer: string, report: Report, depth: number): Record<string, JsonValue> {
  const members = new Map<string, JsonValue>();
  for (const [key, member] of Object.entries(object)) {
    const at = memberPointer(pointer, key);
    const name = readMemberName(key, at, report, members);
    const value = readJson(member, at, report, depth + 1);
    if (name !== undefined && value !== undefined) members.set(name, value);
  }
  return Object.fromEntries(members);
}

/** The depth is checked on the way down: no input overflows the stack. */
function readJson(value: unknown, pointer: string, report: Report, depth: number): JsonValue | undefined {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return readText(value, pointer, report);
  if (value instanceof NumberToken) return exactNumber(value) ?? report.error(pointer, 'number.not_exact');
  if (!Array.isArray(value) && !isJsonObject(value)) return report.error(pointer, 'wrong_type', { expected: 'json_value' });
  if (depth > MAX_DEPTH) return report.error(pointer, 'product.too_deep', { max: MAX_DEPTH });
  return Array.isArray(value) ? readArray(value, pointer, report, depth) : readFreeMembers(value, pointer, report, depth);
}

function readArray(items: unknown[], pointer: string, report: Report, depth: number): JsonValue[] {
  const read: JsonValue[] = [];
  for (const [index, item] of items.entries()) {
    const value = readJson(item, `${pointer}/${index}`, report, depth + 1);
    if (value !== undefined) read.push(value);
  }
  return read;
}
