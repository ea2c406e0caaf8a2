import type { ProblemCode } from '#app/platform';
import type { HeaderName } from './headers.js';
import type { ParameterName } from './parameters.js';
import type { Schema } from './schema.js';

/**
 * One call of the API as data. To add one: write it into a file of `operations/`, with every code it can be refused
 * with and an example or two; the tests say what is missing.
 */
export interface Operation {
  /** The name a client gives to it. */
  id: string;
  tag: 'onboardings' | 'batches' | 'events' | 'webhooks' | 'reference' | 'operators' | 'service';
  summary: string;
  description?: string;
  /** Beside Accept-Language and X-Correlation-Id, which every call takes. */
  parameters?: readonly ParameterName[];
  /** `schema` is the one of JSON; `csv` tells what a file holds, where one is taken. */
  body?: { schema: Schema; csv?: string; description?: string; optional?: true };
  answers: Record<number, Answer>;
  refusals: readonly ProblemCode[];
  /** By a name; what belongs to one request and its answer has the same name in all its places in the document. */
  examples?: Record<string, Example>;
}

export interface Answer {
  description: string;
  /** Not given: there is no body. */
  schema?: Schema;
  /** Media type; JSON where not given. */
  type?: string;
  /** Beside those of every answer. */
  headers?: readonly HeaderName[];
}

export interface Example {
  summary: string;
  /** What the request consists of; headers by their names on the wire. */
  id?: string;
  query?: Readonly<Record<string, string | number | boolean | string[]>>;
  headers?: Readonly<Record<string, string>>;
  /** A text is a CSV file. */
  body?: unknown;
  answer: { status: number; body?: unknown };
}

/** Path, then method in small letters. */
export type Operations = Record<string, Partial<Record<'get' | 'post' | 'patch' | 'delete', Operation>>>;
