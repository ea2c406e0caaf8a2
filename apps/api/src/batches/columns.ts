import { memberPointer } from '#app/applicant';
import { Problem } from '#app/platform';
import { columnNames, otherColumnNames, type Column } from '../catalogue/column-names.js';
import { languages } from '../catalogue/language.js';
import { FieldProblem, type FieldFault } from '../field-problem.js';
import { fieldProblem } from '../validated.js';

/** Where the cells of a column go: the names of the members on the way, and the heading as it stands in the file. */
export interface Target { path: string[]; heading: string }

const required: readonly Column[] = [
  '/name', '/bin', '/ceo_info/first_name', '/ceo_info/last_name', '/ceo_info/phone', '/ceo_info/email',
  '/address_info/country', '/address_info/postal_code', '/address_info/address_line1', '/iban',
];
const mostColumns = 200;
/** A first row with fewer known names is no heading. */
const fewestKnown = 2;

/** Headings are compared without case, and whatever stands between their words. */
const plain = (heading: string): string => heading.trim().normalize('NFC').toLowerCase().replaceAll(/[\s_./()"-]+/g, '_').replaceAll(/^_|_$/g, '');

/** By each of its names: ceo_info.first_name, first_name, "Имя руководителя", "Имя" … */
const columnByName = new Map((Object.keys(columnNames) as Column[]).flatMap((column) => {
  const names = [column.slice(1), column.split('/').at(-1) ?? '', column.slice(1).replace('_info', ''), ...languages.map((language) => columnNames[column][language]), ...otherColumnNames[column] ?? []];
  return names.map((name) => [plain(name), column] as const);
}));

/** `product.mcc`, `metadata.manager`: members that a product or the caller names. */
const open = /^(product|metadata)[./](.+)$/i;

function targetOf(heading: string): Target | null {
  const text = heading.trim();
  const column = columnByName.get(plain(text));
  if (column !== undefined) return { path: column.slice(1).split('/'), heading: text };
  const [, root, name] = open.exec(text) ?? [];
  if (root === undefined || name === undefined) return null;
  // A product's members may be objects; metadata is flat, and a dot belongs to its name.
  return { path: [root.toLowerCase(), ...(root.toLowerCase() === 'product' ? name.split(/[./]/) : [name])], heading: text };
}

export const pointerTo = ({ path }: Target): string => path.reduce(memberPointer, '');

/**
 * Reads the heading row. A column without a heading is null: its cells have to be empty.
 *
 * @throws Problem unknown_field or validation_failed with every fault of the heading; malformed_csv where it is none
 */
export function readColumns(headings: string[]): (Target | null)[] {
  if (headings.length > mostColumns) throw new FieldProblem('validation_failed', 'see_errors', [{ pointer: '', says: 'too_many_columns', params: { max: mostColumns } }]);
  const targets = headings.map((heading) => targetOf(heading));
  // The first row of somebody's data: nothing of it is told.
  if (targets.filter((target) => target !== null).length < fewestKnown) throw new Problem('malformed_csv', 'no_heading');
  const pointers = targets.map((target) => (target === null ? null : pointerTo(target)));
  const faults = [
    ...headings.flatMap((heading, place) => headingFault(heading, pointers[place] ?? null, isAlone(pointers, place))),
    ...required.filter((column) => !pointers.includes(column)).map((pointer): FieldFault => ({ pointer, says: 'column_missing', params: { names: namesOf(pointer) } })),
  ];
  if (faults.length > 0) throw fieldProblem(faults);
  return targets;
}

/** No column before it fills the same member, and none anywhere a part of it. */
const isAlone = (pointers: (string | null)[], place: number): boolean => {
  const own = pointers[place] ?? '';
  return pointers.indexOf(own) === place && !pointers.some((other) => other?.startsWith(`${own}/`));
};

/** What a missing column may be called. */
const namesOf = (column: Column): string => [column.split('/').at(-1), ...new Set(languages.map((language) => columnNames[column][language]))].map((name) => `«${name}»`).join(', ');

function headingFault(heading: string, pointer: string | null, isAlone: boolean): FieldFault[] {
  if (pointer === null) return heading.trim() === '' ? [] : [{ pointer: memberPointer('', heading.trim()), code: 'unknown_field' }];
  return isAlone ? [] : [{ pointer, says: 'column_twice' }];
}
