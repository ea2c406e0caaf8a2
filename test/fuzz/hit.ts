import type { IncomingHttpHeaders } from 'node:http';
import { contract } from '../support/contract.js';
import { keys } from '../support/running-api.js';
import { at, inEscapes, inNfc, isObject, write } from './json-text.js';
import { canary, type Filled } from './valid.js';

/** One request, ready to go out but for what makes it the only one of its kind: canaries and ids get their values then. */
export interface Hit {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
  /** What the body says, where that is known apart from how it is written. */
  value?: unknown;
  /** What the document does not say of it. */
  must?: Must;
}
/** `be right`: whatever becomes of the request, nothing that was submitted is to blame. */
export type Must = 'be right' | 'be accepted' | 'be warned of' | 'be refused';
export interface Reply { status: number; headers: IncomingHttpHeaders; text: string }

const inHeader = (value: unknown): string => Buffer.from(String(value).replaceAll(/[\p{Cc}\p{Cs}]/gu, '')).toString('latin1');
const inQuery = (query: Record<string, unknown>): string => {
  const text = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value).replaceAll(/\p{Cs}/gu, '\ufffd'))}`).join('&');
  return text === '' ? '' : `?${text}`;
};

export function hitOf({ described: { path, method, operation }, query, headers, body }: Filled, must?: Must): Hit {
  const key = operation.security === undefined ? keys.crm : 'operator' in (operation.security[0] ?? {}) ? keys.admin : null;
  return {
    method: method.toUpperCase(), path: `${path}${inQuery(query)}`, ...(must === undefined ? {} : { must }), ...(body === undefined ? { body } : { body: write(body), value: body }),
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), inHeader(value)])),
    },
  };
}

/** The same request with a body that is known only as it is written. */
export const written = (hit: Hit, body: string | Buffer, must?: Must): Hit => ({ ...hit, body, value: undefined, ...(must === undefined ? {} : { must }) });

/** The same with its own canary, and an id for the place of one. */
export function made(hit: Hit, own: string, id: string): Hit {
  const fresh = (text: string): string => text.replaceAll(canary, own).replaceAll(inEscapes(canary), inEscapes(own));
  const body = Buffer.isBuffer(hit.body) ? Buffer.from(fresh(hit.body.toString('latin1')), 'latin1') : hit.body === undefined ? undefined : fresh(hit.body);
  return { ...hit, path: fresh(hit.path).replace('{id}', id), headers: Object.fromEntries(Object.entries(hit.headers).map(([name, value]) => [name, fresh(value)])), body };
}

/** Enough to send it by hand. */
export function reproduction({ method, path, headers, body, must }: Hit): string {
  const text = body === undefined ? '' : Buffer.from(body).toString();
  const isPlain = Buffer.from(text).equals(Buffer.from(body ?? '')) && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(text);
  const shown = { ...headers, ...(headers['authorization'] === undefined ? {} : { authorization: headers['authorization'].endsWith(keys.admin) ? '<operator>' : '<crm>' }) };
  return `${method} ${path}\n${JSON.stringify(shown)}\n${isPlain ? text : `base64 ${Buffer.from(body ?? '').toString('base64')}`}${must === undefined ? '' : `\n(it must ${must})`}`;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** The body as any reader of JSON understands it; undefined where it is none. */
export function valueOf({ body }: Hit): unknown {
  try {
    return body === undefined ? undefined : JSON.parse(utf8.decode(Buffer.from(body)));
  } catch {
    return undefined;
  }
}

/** Whether the document says no to a request, by its path, query, headers or body. */
export function breaksDocument(hit: Hit): boolean {
  const described = contract().find(hit.method, hit.path);
  if (described === null) return true;
  const { searchParams, pathname } = new URL(hit.path, 'http://api');
  const parameters = contract().parametersOf(described);
  const submitted: Record<string, (name: string) => string | null | undefined> = {
    query: (name) => searchParams.get(name), header: (name) => hit.headers[name.toLowerCase()]?.trim(), path: () => pathname.split('/')[described.path.split('/').indexOf('{id}')],
  };
  const isBroken = parameters.some((parameter, index) => {
    const text = submitted[parameter.in]?.(parameter.name);
    return text !== null && text !== undefined && !keeps(contract().parameterAt(described, index), text);
  });
  const inSearch = new Set(parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name));
  const isUnknown = inSearch.size > 0 && [...searchParams.keys()].some((name) => !inSearch.has(name) || searchParams.getAll(name).length > 1);
  const schema = contract().bodyAt(described);
  const value = valueOf(hit);
  if (isBroken || isUnknown || schema === null || hit.body === undefined || hit.headers['content-type'] !== 'application/json') return isBroken || isUnknown;
  // A row of a batch that breaks its schema is a refused row, not a refused batch.
  return value === undefined || contract().faultsOf(schema, inNfc(value)).some((fault) => !/^\/items\/\d/.test(fault));
}

function keeps(at: string, text: string): boolean {
  const { type } = contract().schemaAt(at).schema;
  const values: Record<string, unknown> = { integer: /^-?(?:0|[1-9]\d*)$/.test(text) ? Number(text) : text, boolean: ({ true: true, false: false } as Record<string, unknown>)[text] ?? text, array: text.split(',') };
  return contract().faultsOf(at, values[String(type)] ?? text).length === 0;
}

/** What the tests look at in answers of all kinds. */
export interface Told { id?: string; code?: string; object?: string; links?: { self: string; items?: string }; valid?: boolean; errors?: { pointer: string; code: string }[]; warnings?: unknown[] }
export const toldBy = ({ headers, text }: Reply): Told => (headers['content-type']?.includes('json') === true && text !== '' ? JSON.parse(text) as Told : {});

/** Refused, or found wrong by a call that only judges. */
export const isRefusal = (reply: Reply): boolean => reply.status >= 400 || (reply.status === 200 && toldBy(reply).valid === false);

/** Everything that is wrong with an answer, whatever it was asked. */
export function faultsOfReply(hit: Hit, reply: Reply, own: string): string[] {
  const told = toldBy(reply);
  const refused = isRefusal(reply);
  const errors = refused ? told.errors ?? [] : [];
  const value = valueOf(hit);
  const rules: [boolean, string][] = [
    [reply.status >= 500, 'it is our fault'],
    [!refused && (hit.must === 'be refused' || (hit.must === undefined && breaksDocument(hit))), 'it was accepted, though the document says no'],
    [refused && ['be accepted', 'be warned of'].includes(hit.must ?? ''), 'it was refused'],
    [refused && hit.must === 'be right' && ([400, 413, 415].includes(reply.status) || (reply.status !== 409 && errors.some(({ pointer }) => pointer === '' || at(value, pointer) !== undefined))), 'it was refused, though the document says yes'],
    [hit.must === 'be warned of' && told.warnings?.length === 0, 'nobody was warned'],
    [refused && echoes(hit, reply, own).length > 0, `what was submitted comes back: ${echoes(hit, reply, own).join()}`],
    [errors.some(({ pointer }) => !leads(value, pointer)), `a pointer leads nowhere: ${JSON.stringify(errors)}`],
  ];
  const asked = contract().find(hit.method, hit.path);
  return [...contract().deviations(asked, hit.method, reply), ...rules.flatMap(([isSo, what]) => (isSo ? [what] : []))];
}

/** Values that say something about somebody: long enough, and no words of ours. Names of members come back in pointers. */
export const telling = ({ body }: Hit): string[] => (String(body ?? '').match(/"(?:[^"\\]|\\.)*"(?!\s*:)|\d[\d.]*/g) ?? []).map((value) => value.replaceAll('"', '')).filter((value) => value.length >= 8 && /\d/.test(value));

function echoes(hit: Hit, { headers, text }: Reply, own: string): string[] {
  const all = `${JSON.stringify({ ...headers, 'x-correlation-id': '' })}\n${text.replace(/"correlation_id":"[^"]*"/, '')}`;
  return [own, ...telling(hit)].filter((value) => all.includes(value));
}

/** To what was submitted, or to what is missing in it. Names of the sender's are cut in pointers. */
function leads(value: unknown, pointer: string): boolean {
  if (pointer === '' || pointer.startsWith('?') || value === undefined) return true;
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  return /[^/]{64}/.test(parent) || isObject(at(value, parent)) || Array.isArray(at(value, parent));
}
