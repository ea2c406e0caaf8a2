import { isJsonObject, memberPointer } from './fields.js';
import type { JsonValue } from './json-value.js';
import { exactNumber, NumberToken } from './number-token.js';
import type { Report } from './report.js';
import { readMemberName } from './member-name.js';
import { text } from './text.js';

export interface Product {
  product_id: number;
  [member: string]: JsonValue;
}

/** Source: the Partner API's product dictionary. */
export const productNames = { 10001: 'Freedom Pos', 11001: 'Freedom Box', 20000: 'Freedom Ecom' } as const satisfies Record<number, string>;
export type ProductId = keyof typeof productNames;
export const productIds = Object.keys(productNames).map(Number) as readonly ProductId[];

const isProductId = (id: number): id is ProductId => Object.hasOwn(productNames, id);

/** Levels of the whole request, the body itself being the first. */
const MAX_DEPTH = 8;
const PRODUCT_DEPTH = 2;

const readText = text(255, true);

/** A product with a known `product_id`; of its other members only the shape is judged. */
export function readProduct(value: unknown, pointer: string, report: Report): Product | undefined {
  if (!isJsonObject(value)) return report.error(pointer, 'wrong_type', { expected: 'object' });
  const productId = readProductId(value, `${pointer}/product_id`, report);
  const { product_id: _, ...others } = value;
  const members = readObject(others, pointer, report, PRODUCT_DEPTH);
  return productId === undefined ? undefined : { product_id: productId, ...members };
}

function readProductId(product: Record<string, unknown>, pointer: string, report: Report): number | undefined {
  const value = Object.hasOwn(product, 'product_id') ? product.product_id : undefined;
  if (value === undefined) return report.error(pointer, 'required');
  if (value === null) return report.error(pointer, 'not_null');
  if (!(value instanceof NumberToken) || !/^(?:0|-?[1-9][0-9]*)$/.test(value.text)) {
    return report.error(pointer, 'wrong_type', { expected: 'integer' });
  }
  const id = Number(value.text);
  return isProductId(id) ? id : report.error(pointer, 'product.unknown', { choices: productIds.join(', ') });
}

/** Any JSON value with short texts and exact numbers. The depth is checked on the way down: no input overflows the stack. */
function readJson(value: unknown, pointer: string, report: Report, depth: number): JsonValue | undefined {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return readText(value, pointer, report);
  if (value instanceof NumberToken) return exactNumber(value) ?? report.error(pointer, 'number.not_exact');
  if (!Array.isArray(value) && !isJsonObject(value)) return report.error(pointer, 'wrong_type', { expected: 'json_value' });
  if (depth > MAX_DEPTH) return report.error(pointer, 'product.too_deep', { max: MAX_DEPTH });
  return Array.isArray(value) ? readArray(value, pointer, report, depth) : readObject(value, pointer, report, depth);
}

function readArray(items: unknown[], pointer: string, report: Report, depth: number): JsonValue[] {
  const read: JsonValue[] = [];
  for (const [index, item] of items.entries()) {
    const value = readJson(item, `${pointer}/${index}`, report, depth + 1);
    if (value !== undefined) read.push(value);
  }
  return read;
}

function readObject(object: Record<string, unknown>, pointer: string, report: Report, depth: number): Record<string, JsonValue> {
  const members = new Map<string, JsonValue>();
  for (const [key, member] of Object.entries(object)) {
    const at = memberPointer(pointer, key);
    const name = readMemberName(key, at, report, members);
    const value = readJson(member, at, report, depth + 1);
    if (name !== undefined && value !== undefined) members.set(name, value);
  }
  return Object.fromEntries(members);
}
