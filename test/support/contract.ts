import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { HeaderObject, OpenAPIObject, OperationObject, ParameterObject, PathItemObject, ReferenceObject, ResponseObject, SchemaObject } from 'openapi3-ts/oas31';

/** What the checked-in contract says about one call. */
export interface Described { path: string; method: string; operation: OperationObject }

/** The package's type has everything but conditions. */
export type Schema = SchemaObject & { if?: unknown };

type Json = Record<string, unknown>;
type Document = OpenAPIObject & { paths: Record<string, PathItemObject>; components: { schemas: Record<string, SchemaObject>; responses: Record<string, ResponseObject> } };
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The checked-in contract, as a judge of requests and answers. Faults come as sentences; none: all is as it says. */
export class Contract {
  readonly document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Document;
  private readonly ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, addUsedSchema: false });
  private readonly judges = new Map<string, ValidateFunction>();

  constructor() {
    addFormats.default(this.ajv);
    // For its schemas alone the document is a schema. Our own pattern says more than the format.
    this.ajv.addFormat('idn-email', true).addVocabulary([...Object.keys(this.document), 'discriminator']).addSchema(this.document, 'contract');
  }

  readonly operations: Described[] = Object.entries(this.document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => (item[method] === undefined ? [] : [{ path, method, operation: item[method] }])));
  // What is spelt out goes before what stands for anything.
  private readonly routes = this.operations.toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)
    .map((described) => ({ described, pattern: new RegExp(`^${described.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`) }));

  /** Who is meant by a method and a path as it went over the wire; null where nobody is. */
  find(method: string, target: string): Described | null {
    const asked = method === 'HEAD' ? 'get' : method.toLowerCase();
    const path = target.split('?', 1)[0] ?? '';
    return this.routes.find(({ described, pattern }) => described.method === asked && pattern.test(path))?.described ?? null;
  }

  resolve<T>(part: T | ReferenceObject): T {
    if (typeof part !== 'object' || part === null || !('$ref' in part)) return part as T;
    return this.at(part.$ref.slice(1)) as T;
  }

  parametersOf({ operation }: Described): ParameterObject[] {
    return (operation.parameters ?? []).map((parameter) => this.resolve<ParameterObject>(parameter));
  }

  /** Pointer to the schema of one of its parameters. */
  parameterAt({ path, method }: Described, index: number): string {
    return `${this.follow(toPointer(['paths', path, method, 'parameters', String(index)]))}/schema`;
  }

  /** Pointer to the schema of its JSON body; null where it takes none. */
  bodyAt({ path, method }: Described): string | null {
    const pointer = toPointer(['paths', path, method, 'requestBody', 'content', 'application/json', 'schema']);
    return this.at(pointer) === undefined ? null : pointer;
  }

  /** The schema at a pointer, and the pointer to where it really stands. */
  schemaAt(pointer: string): { pointer: string; schema: Schema } {
    const real = this.follow(pointer);
    return { pointer: real, schema: this.at(real) as Schema };
  }

  /** @param pointer to a schema in the document, e.g. `/components/schemas/Event` */
  faultsOf(pointer: string, value: unknown): string[] {
    const judge = this.judges.get(pointer) ?? this.ajv.compile({ $ref: `contract#${encodeURI(pointer)}` });
    this.judges.set(pointer, judge);
    return judge(value) ? [] : (judge.errors ?? []).map(({ instancePath, message, params }) => `${instancePath || 'it'} ${message} ${JSON.stringify(params)}`);
  }

  /**
   * Everything in which an answer is not as described: status, headers (none missing, none more), type, body, code.
   *
   * @param asked null where nobody was meant, or what was sent was no HTTP
   */
  deviations(asked: Described | null, method: string | null, { status, headers, text }: { status: number; headers: IncomingHttpHeaders; text: string }): string[] {
    const pointer = asked === null ? this.sharedRefusal(status) : this.follow(toPointer(['paths', asked.path, asked.method, 'responses', String(status)]));
    const response = pointer === null ? undefined : (this.at(pointer) as ResponseObject | undefined);
    if (pointer === null || response === undefined) return [`${status} is not described`];
    const type = headers['content-type']?.split(';', 1)[0] ?? null;
    const faults = this.headerFaults(pointer, response, headers);
    if (response.content === undefined) return text === '' ? faults : [...faults, 'there should be no body'];
    if (method === 'HEAD') return faults;
    if (type === null || response.content[type] === undefined) return [...faults, `the type ${type} is not described`];
    const body: unknown = type.endsWith('json') ? JSON.parse(text) : text;
    return [...faults, ...this.faultsOf(`${pointer}${toPointer(['content', type, 'schema'])}`, body)];
  }

  private headerFaults(pointer: string, { headers: described = {} }: ResponseObject, headers: IncomingHttpHeaders): string[] {
    const known = Object.entries(described).map(([name, header]) => ({ name, value: headers[name.toLowerCase()], header: this.resolve<HeaderObject>(header), at: this.follow(`${pointer}${toPointer(['headers', name])}`) }));
    const missing = known.filter(({ value, header }) => value === undefined && header.required === true).map(({ name }) => `${name} is missing`);
    const wrong = known.filter(({ value }) => value !== undefined).flatMap(({ name, value, header, at }) => {
      const isNumber = (this.resolve(header.schema) as Json | undefined)?.['type'] === 'integer';
      return this.faultsOf(`${at}/schema`, isNumber ? Number(value) : value).map((fault) => `${name}: ${fault}`);
    });
    const names = known.map(({ name }) => name.toLowerCase());
    const more = Object.keys(headers).filter((name) => !transport.has(name) && !names.includes(name)).map((name) => `${name} is not described`);
    return [...missing, ...wrong, ...more];
  }

  /** Where a refusal is described that may meet whoever asks for nothing that is there. */
  private sharedRefusal(status: number): string | null {
    const found = this.operations.map(({ path, method }) => this.follow(toPointer(['paths', path, method, 'responses', String(status)])))
      .find((pointer) => pointer.startsWith('/components/') && this.at(pointer) !== undefined);
    return found ?? null;
  }

  /** The pointer to a part, followed where it is a reference. */
  private follow(pointer: string): string {
    return (this.at(pointer) as Partial<ReferenceObject> | undefined)?.$ref?.slice(1) ?? pointer;
  }

  private at(pointer: string): unknown {
    return pointer.slice(1).split('/').reduce<unknown>((part, name) => (part as Json | undefined)?.[name.replaceAll('~1', '/').replaceAll('~0', '~')], this.document);
  }
}

const toPointer = (names: string[]): string => names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
const transport = new Set(['date', 'connection', 'keep-alive', 'content-length', 'content-type', 'transfer-encoding']);

let read: Contract | undefined;
export const contract = (): Contract => (read ??= new Contract());

/** The page for people, which is no part of it. */
const isPage = (target: string): boolean => /^\/docs(?:[/?]|$)/.test(target);

/**
 * Every answer that a test gets goes through here.
 *
 * @param target null where what was sent was no HTTP
 * @throws Error where the answer is not as the contract says
 */
export function expectAsDescribed(method: string | null, target: string | null, answer: { status: number; headers: IncomingHttpHeaders; text: string }): void {
  if (target !== null && isPage(target)) return;
  const asked = method === null || target === null ? null : contract().find(method, target);
  const faults = contract().deviations(asked, method, answer);
  if (faults.length > 0) throw new Error(`${method} ${target} was answered ${answer.status}, which is not as docs/openapi.json says:\n${faults.join('\n')}\n${answer.text.slice(0, 1_000)}`);
}
