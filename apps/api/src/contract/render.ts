import type { ExampleObject, HeaderObject, MediaTypeObject, OperationObject, ParameterObject, ReferenceObject, ResponseObject, SchemaObject } from 'openapi3-ts/oas31';
import { problemKinds, type ProblemCode } from '#app/platform';
import { problemDetails } from '../catalogue/problem-details.js';
import { headers, onEveryAnswer, type HeaderName } from './headers.js';
import type { Answer, Example, Operation } from './operation.js';
import { parameters, type ParameterName } from './parameters.js';
import { problemExample, problemHeaders, withFields } from './refusals.js';
import { ref } from './schema.js';

/* From our own short form to OpenAPI's long one. */

type Named<T> = [name: string, T][];
const objectOf = <T>(entries: Named<T>): Record<string, T> => Object.fromEntries(entries);
const toReference = (kind: string, name: string): ReferenceObject => ({ $ref: `#/components/${kind}/${name}` });
/** As it would travel: dates as texts, nothing undefined. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const examplesOf = (examples: Named<ExampleObject>): { examples?: Record<string, ExampleObject> } => (examples.length === 0 ? {} : { examples: objectOf(examples) });

/** The name of a problem code among the shared answers. */
export const answerName = (code: ProblemCode): string => code.split('_').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('');

export function renderOperation(path: string, operation: Operation): OperationObject {
  const { id, tag, summary, description, parameters: own = [], body, refusals } = operation;
  const examples: Named<Example> = Object.entries(operation.examples ?? {});
  const isOpen = !refusals.includes('unauthorized');
  const names: readonly ParameterName[] = [...own, ...(isOpen ? [] : ['AcceptLanguage' as const]), 'CorrelationId'];
  return {
    operationId: id, tags: [tag], summary, ...(description === undefined ? {} : { description }),
    ...(isOpen ? { security: [] } : refusals.includes('forbidden') ? { security: [{ operator: [] }] } : {}),
    parameters: names.map((name) => renderParameter(name, examples)),
    ...(body === undefined ? {} : {
      requestBody: {
        ...(body.description === undefined ? {} : { description: body.description }), required: body.optional !== true,
        content: {
          'application/json': { schema: body.schema, ...sentBy(examples, (sent) => typeof sent !== 'string') },
          ...(body.csv === undefined ? {} : { 'text/csv': { schema: { type: 'string', description: body.csv }, ...sentBy(examples, (sent) => typeof sent === 'string') } }),
        },
      },
    }),
    responses: {
      ...objectOf(Object.entries(operation.answers).map(([status, answer]) => [status, renderAnswer(answer, answeredWith(examples, Number(status)))])),
      ...renderRefusals(path, operation, examples),
    },
  };
}

const sentBy = (examples: Named<Example>, isMeant: (sent: unknown) => boolean): { examples?: Record<string, ExampleObject> } =>
  examplesOf(examples.filter(([, { body }]) => body !== undefined && isMeant(body)).map(([name, { summary, body }]) => [name, { summary, value: asJson(body) }]));

const answeredWith = (examples: Named<Example>, status: number): Named<ExampleObject> => examples
  .filter(([, { answer }]) => answer.status === status && answer.body !== undefined)
  .map(([name, { summary, answer }]) => [name, { summary, value: asJson(answer.body) }]);

/** Shared, unless examples give it values here. */
function renderParameter(name: ParameterName, examples: Named<Example>): ParameterObject | ReferenceObject {
  const parameter: ParameterObject = parameters[name];
  const valueIn = ({ id, query, headers }: Example): unknown => ({ path: id, query: query?.[parameter.name], header: headers?.[parameter.name], cookie: undefined })[parameter.in];
  const values: Named<ExampleObject> = examples.flatMap(([example, sent]) => (valueIn(sent) === undefined ? [] : [[example, { value: valueIn(sent) }]]));
  return values.length === 0 ? toReference('parameters', name) : { ...parameter, ...examplesOf(values) };
}

function renderAnswer({ description, schema, type = 'application/json', headers: own = [] }: Answer, examples: Named<ExampleObject>): ResponseObject {
  return {
    description, headers: renderHeaders(own),
    ...(schema === undefined ? {} : { content: { [type]: { schema, ...examplesOf(examples) } as MediaTypeObject } }),
  };
}

/** An own header replaces the general one of the same name. */
function renderHeaders(own: readonly HeaderName[], sometimes: readonly HeaderName[] = []): Record<string, HeaderObject | ReferenceObject> {
  const always: Named<HeaderObject | ReferenceObject> = [...onEveryAnswer, ...own].map((key) => [headers[key].name, toReference('headers', key)]);
  const maybe: Named<HeaderObject | ReferenceObject> = sometimes.map((key) => {
    const { name, object } = headers[key];
    return [name, { ...object, required: false }];
  });
  return objectOf([...always, ...maybe]);
}

/** One answer for each status: the shared one of its only code, unless examples lead to it here. */
function renderRefusals(path: string, { refusals, answers }: Operation, examples: Named<Example>): Record<string, ResponseObject | ReferenceObject> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of Object.keys(problemKinds) as ProblemCode[]) {
    if (!refusals.includes(code)) continue;
    const { status } = problemKinds[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return objectOf([...byStatus].map(([status, codes]): Named<ResponseObject | ReferenceObject>[number] => {
    if (answers[status] !== undefined) throw new Error(`${path} answers ${status} twice`);
    const shown = answeredWith(examples, status);
    const [only, ...more] = codes;
    if (only !== undefined && more.length === 0 && shown.length === 0) return [String(status), toReference('responses', answerName(only))];
    return [String(status), renderProblem(codes, path, shown)];
  }));
}

/** Every code without an example of its own gets the typical one, under its name. */
export function renderProblem(codes: ProblemCode[], path: string, shown: Named<ExampleObject> = []): ResponseObject {
  const isShown = (code: ProblemCode): boolean => shown.some(([, { value }]) => (value as { code: string }).code === code);
  const typical: Named<ExampleObject> = codes.filter((code) => !isShown(code)).map((code) => [code, { value: problemExample(code, path) }]);
  const own = codes.flatMap((code) => problemHeaders[code] ?? []);
  const inAll = codes.every((code) => problemHeaders[code] !== undefined);
  return {
    description: codes.map((code) => `\`${code}\`: ${meaningOf(code)}`).join('\n\n'),
    headers: renderHeaders(inAll ? ['Language', ...own] : ['Language'], inAll ? [] : own),
    content: { 'application/problem+json': { schema: schemaOf(codes), ...examplesOf([...shown, ...typical]) } },
  };
}

/** One of these codes; those that name fields are known by them. */
function schemaOf(codes: ProblemCode[]): SchemaObject {
  const { status } = problemKinds[codes[0] ?? 'internal_error'];
  const narrowed = (name: string, some: ProblemCode[]): SchemaObject[] => (some.length === 0 ? [] : [{
    allOf: [ref(name), { type: 'object', properties: { status: { type: 'integer', const: status }, code: { type: 'string', enum: some } }, required: ['status', 'code'] }],
  }]);
  const [first = {}, ...more] = [...narrowed('Problem', codes.filter((code) => !withFields.has(code))), ...narrowed('FieldProblem', codes.filter((code) => withFields.has(code)))];
  return more.length === 0 ? first : { oneOf: [first, ...more] };
}

const meaningOf = (code: ProblemCode): string => [...new Set(Object.values(problemDetails[code]).map(({ en }) => en))].join(' / ');
