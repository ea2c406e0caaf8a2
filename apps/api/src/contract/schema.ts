import type { ReferenceObject, SchemaObject } from 'openapi3-ts/oas31';

/** JSON Schema 2020-12; the package's type has everything but conditions. */
export type Schema = (SchemaObject & { if?: Schema; then?: Schema; else?: Schema }) | ReferenceObject;

export const ref = (name: string): ReferenceObject => ({ $ref: `#/components/schemas/${name}` });
export const orNull = (schema: SchemaObject & { type: string }): SchemaObject => ({
  ...schema, type: [schema.type, 'null'], ...(schema.enum === undefined ? {} : { enum: [...(schema.enum as unknown[]), null] }),
} as SchemaObject);
export const refOrNull = (name: string): SchemaObject => ({ oneOf: [ref(name), { type: 'null' }] });

/** An object with these members and no others, all of them there but the optional ones. */
export const closed = (properties: Record<string, Schema>, { optional = [], ...more }: { optional?: string[] } & SchemaObject = {}): SchemaObject => ({
  type: 'object', ...more, properties, required: Object.keys(properties).filter((name) => !optional.includes(name)), additionalProperties: false,
});
export const listOf = (items: Schema, more: SchemaObject = {}): SchemaObject => ({ type: 'array', items, ...more });
export const oneOf = (words: readonly string[], description?: string): SchemaObject & { type: 'string' } => ({
  type: 'string', enum: [...words], ...(description === undefined ? {} : { description }),
});

/** C0, DEL, C1 and halves of surrogate pairs: no string may hold them. Spelt out, because few engines know all of `\p{…}`. */
const forbidden = '\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff';
/** What nobody sees, beside white space: soft hyphens, zero-width and bidirectional marks, fillers, variation selectors. */
const invisible = '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8';

/** Up to `max` characters (code points, after NFC); may be empty. */
export const anyText = (max: number): SchemaObject & { type: 'string' } => ({ type: 'string', maxLength: max, pattern: `^[^${forbidden}]*$` });
/** The same with at least one character that can be seen. */
export const visibleText = (max: number): SchemaObject & { type: 'string' } => ({
  type: 'string', minLength: 1, maxLength: max, pattern: `^[^${forbidden}]*[^\\s${forbidden}${invisible}][^${forbidden}]*$`,
});
/** Visible words parted by single spaces. */
export const words = (max: number): SchemaObject & { type: 'string' } => ({
  type: 'string', minLength: 1, maxLength: max, pattern: `^[^\\s${forbidden}]+(?: [^\\s${forbidden}]+)*$`,
});

export const text = { type: 'string' } as const satisfies SchemaObject;
export const truth = { type: 'boolean' } as const satisfies SchemaObject;
export const count = { type: 'integer', minimum: 0 } as const satisfies SchemaObject;
export const instant = { type: 'string', format: 'date-time', pattern: 'Z$' } as const satisfies SchemaObject;
/** As callers may write it, in any time zone. */
export const anyInstant = {
  type: 'string', format: 'date-time', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})$',
} as const satisfies SchemaObject;
export const uuid = { type: 'string', format: 'uuid' } as const satisfies SchemaObject;
/** As callers may spell it: in either case. */
export const anyUuid = { type: 'string', format: 'uuid', pattern: '^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$' } as const satisfies SchemaObject;
