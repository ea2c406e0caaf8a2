import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
addFormats.default(ajv);
const judges = new Map<string, ValidateFunction>();

/** Where an event is not as the schema of its type says; none: it is. The schema stands on its own, as a receiver would use it. */
export function faultsBySchema(schema: Record<string, unknown>, event: unknown): string[] {
  const text = JSON.stringify(schema);
  const judge = judges.get(text) ?? ajv.compile(JSON.parse(text) as object);
  judges.set(text, judge);
  return judge(event) ? [] : (judge.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
