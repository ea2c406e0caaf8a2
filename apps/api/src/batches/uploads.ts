import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { memberPointer, NumberToken, parseApplication, type ChecksumPolicy, type Parsed } from '#app/applicant';
import type { BatchOrigin, JudgedItem } from '#app/onboarding';
import { Problem } from '#app/platform';
import { FieldProblem } from '../field-problem.js';
import { canonicalRequest } from '../idempotent-answers.js';
import { bodyLimit } from '../problem.filter.js';
import { oversized } from '../strict-json.js';
import { fieldProblem } from '../validated.js';
import { pointerTo, readColumns } from './columns.js';
import { CsvRows } from './csv-rows.js';
import { CsvText, type Charset } from './csv-text.js';
import { judgeRow, mostRowFaults, nameOf } from './judge-row.js';

/** Largest CSV file, and largest JSON batch, bytes. */
export const csvLimit = 20_000_000;
export const jsonLimit = 4_194_304;
/** Items in one JSON batch. */
const mostItems = 1_000;

/** A CSV file beyond its limit. */
export const tooLarge = (): Problem => new Problem('body_too_large', 'limit', { params: { max: csvLimit } });

/** A batch on its way in: where its rows came from, the rows as they are judged, and what tells its content, hex. */
export interface Upload {
  origin: BatchOrigin;
  items: AsyncIterable<JudgedItem>;
  /** SHA-256; known once all items were read. */
  contentHash(): string;
}

/** @throws Problem malformed_json, unknown_field or validation_failed */
export function readJsonBatch(body: unknown, policy: ChecksumPolicy): Upload {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || body instanceof NumberToken) throw new Problem('malformed_json', 'members_expected', { params: { members: '{"items": […]}' } });
  const { items, ...others } = body as { items?: unknown };
  const unknown = Object.keys(others).map((name) => ({ pointer: memberPointer('', name), code: 'unknown_field' as const }));
  if (unknown.length > 0) throw fieldProblem(unknown);
  if (!Array.isArray(items) || items.length === 0 || items.length > mostItems) {
    throw new FieldProblem('validation_failed', 'see_errors', [{ pointer: '/items', says: 'item_count', params: { max: mostItems } }]);
  }
  const hash = createHash('sha256');
  async function* judged(all: unknown[]): AsyncGenerator<JudgedItem> {
    for (const [place, item] of all.entries()) {
      if (item === oversized) {
        hash.update('oversized');
        yield { row: place + 1, errors: [{ pointer: '', code: 'too_long', params: { max: bodyLimit } }], externalId: null };
        continue;
      }
      const parsed = parseApplication(item, policy);
      hash.update(canonicalRequest(parsed, item));
      yield judgedItem(place + 1, parsed, item);
    }
  }
  return {
    origin: { format: 'json', delimiter: null, columns: {} }, items: judged(items),
    contentHash: () => hash.digest('hex'),
  };
}

function judgedItem(row: number, parsed: Parsed, item: unknown): JudgedItem {
  if (parsed.ok) return { row, request: parsed.request, warnings: parsed.request.warnings };
  return { row, errors: parsed.errors.slice(0, mostRowFaults), externalId: nameOf((item as { external_id?: unknown } | null)?.external_id) };
}

/**
 * Reads the heading; the rows are read as they are asked for, so that no more of the file is in memory than a few of them.
 *
 * @param declared charset of the Content-Type
 * @throws Problem malformed_csv, unknown_field, validation_failed or body_too_large; the last one also while rows are read
 */
export async function readCsvBatch(body: Readable, declared: Charset | null, policy: ChecksumPolicy): Promise<Upload> {
  const hash = createHash('sha256');
  const text = new CsvText(limited(body, hash), declared);
  const source = new CsvRows(text);
  const rows = source[Symbol.asyncIterator]();
  const heading = await rows.next();
  if (heading.done === true) throw new Problem('malformed_csv', 'no_rows');
  const targets = readColumns(heading.value.cells);
  async function* judged(): AsyncGenerator<JudgedItem> {
    for await (const row of rows) yield judgeRow(row, targets, text.charset, policy);
  }
  return {
    origin: {
      format: 'csv', delimiter: source.delimiter,
      columns: Object.fromEntries(targets.flatMap((target) => (target === null ? [] : [[pointerTo(target), target.heading]]))),
    },
    items: judged(), contentHash: () => hash.digest('hex'),
  };
}

/** The bytes, counted and hashed. Stopping early leaves the connection whole: its sender is to read the answer. */
async function* limited(body: Readable, hash: Hash): AsyncGenerator<Buffer> {
  let size = 0;
  const pieces = (body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  // Only the reading is guarded: what is wrong with the rows is told by whoever reads them.
  const next = (): Promise<IteratorResult<Buffer>> => pieces.next().catch(() => { throw new Problem('bad_request', 'not_http'); });
  for (let piece = await next(); piece.done !== true; piece = await next()) {
    size += piece.value.length;
    if (size > csvLimit) throw tooLarge();
    hash.update(piece.value);
    yield piece.value;
  }
}
