import { postalCodeOf, readCountry } from './address.js';
import { readCurrency } from './currency.js';
import { readEmail } from './email.js';
import { isJsonObject, type Read } from './fields.js';
import { readFreeMembers } from './free-members.js';
import type { JsonValue } from './json-value.js';
import { readMcc } from './mcc.js';
import { type Member, type MemberTable, pointersOf, type PointersOf, readTable } from './member-table.js';
import { NumberToken } from './number-token.js';
import { readPhone } from './phone.js';
import type { Report } from './report.js';
import { readString, text } from './text.js';

export interface Product {
  product_id: number;
  [member: string]: JsonValue;
}

const line: Member = { read: text(255), max: 255 };
const mcc: Member = { read: readMcc };
/** On a card holder's statement: printable ASCII. */
const descriptor: Member = { read: readLatin(24), max: 24 };

/**
 * Source: the Partner API's product dictionary. `members` are all required, and go out in this order; a product is either
 * wholly known or lets other members pass. The table of Freedom Ecom is published in part, that of Freedom Box not at all.
 */
export const products = {
  10001: {
    name: 'Freedom Pos', letsOthersPass: false,
    members: {
      mcc, currency: { read: readCurrency }, name: line, descriptor,
      // Three letters there, and three go out: here either spelling is taken and normalised as in address_info.
      address: {
        country: { read: readCountry }, postal_code: { read: (value, pointer, report, { country }) => postalCodeOf(country)(value, pointer, report) },
        address_line1: line, address_line2: line, address_line3: line,
      },
      user: { name: line, email: { read: readEmail }, phone: { read: readPhone } }, package_name: line,
    },
  },
  11001: { name: 'Freedom Box', letsOthersPass: true, members: {} },
  20000: { name: 'Freedom Ecom', letsOthersPass: true, members: { name: line, mcc, descriptor } },
} as const satisfies Record<number, { name: string; letsOthersPass: boolean; members: MemberTable }>;

export type ProductId = keyof typeof products;
export const productIds = Object.keys(products).map(Number) as readonly ProductId[];

type PointersIn<I> = I extends ProductId ? PointersOf<(typeof products)[I]['members']> : never;
/** To a member that a product names, from the product on. */
export type ProductPointer = '/product_id' | PointersIn<ProductId>;

/** The members that are required of a product, as its table judges them. */
export const productFields = (id: ProductId): { pointer: ProductPointer; max: number | null }[] =>
  [{ pointer: '/product_id', max: null }, ...pointersOf(products[id].members) as { pointer: ProductPointer; max: number | null }[]];

/** Level of the product in the request, the body itself being the first. */
const DEPTH = 2;

/** A product with a known `product_id` and everything its table asks for. */
export function readProduct(value: unknown, pointer: string, report: Report): Product | undefined {
  if (!isJsonObject(value)) return report.error(pointer, 'wrong_type', { expected: 'object' });
  const product_id = readProductId(value, `${pointer}/product_id`, report);
  const { product_id: _, ...others } = value;
  if (product_id === undefined) {
    readFreeMembers(others, pointer, report, DEPTH);
    return undefined;
  }
  const { members, letsOthersPass } = products[product_id];
  if (!letsOthersPass) return { product_id, ...readTable(members)(others, pointer, report) };
  const isNamed = ([name]: [string, unknown]): boolean => Object.hasOwn(members, name);
  const entries = Object.entries(others);
  const named = readTable(members)(Object.fromEntries(entries.filter(isNamed)), pointer, report);
  return { product_id, ...named, ...readFreeMembers(Object.fromEntries(entries.filter((entry) => !isNamed(entry))), pointer, report, DEPTH) };
}

const isProductId = (id: number): id is ProductId => Object.hasOwn(products, id);

function readProductId(product: Record<string, unknown>, pointer: string, report: Report): ProductId | undefined {
  const value = Object.hasOwn(product, 'product_id') ? product.product_id : undefined;
  if (value === undefined) return report.error(pointer, 'required');
  if (value === null) return report.error(pointer, 'not_null');
  if (!(value instanceof NumberToken) || !/^(?:0|-?[1-9][0-9]*)$/.test(value.text)) {
    return report.error(pointer, 'wrong_type', { expected: 'integer' });
  }
  const id = Number(value.text);
  return isProductId(id) ? id : report.error(pointer, 'product.unknown', { choices: productIds.join(', ') });
}

function readLatin(max: number): Read<string> {
  const readText = text(max);
  return (value, pointer, report) => {
    const given = readString(value, pointer, report);
    if (given === undefined) return undefined;
    return /[^\x20-\x7e]/.test(given) ? report.error(pointer, 'not_latin') : readText(given, pointer, report);
  };
}
