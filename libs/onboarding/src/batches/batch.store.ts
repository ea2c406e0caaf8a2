import { v7 as newId } from 'uuid';
import { answerRows, keepAnswers, type Answer, type Database, type IdempotencyKey } from '#app/platform';
import type { BatchOptions, BatchOrigin, JudgedItem } from './batch.js';

/** An upload that was cut off is forgotten after so long. */
const abandonedAfter = "interval '1 hour'";

/**
 * Takes a batch in: its rows are stored bit by bit, and it exists once `finish` says so. Nothing of it happens before:
 * an upload that breaks off leaves nothing but rows that a worker sweeps away.
 */
export class BatchStore {
  constructor(private readonly database: Database) {}

  /** @returns the new batch's id and when it was begun, ms since the epoch by the database's clock */
  async begin({ apiClient, dryRun, sharedBins }: BatchOptions, { format, delimiter, columns }: BatchOrigin): Promise<{ id: string; createdAt: number }> {
    const id = newId();
    const createdAt = await this.database.now();
    await this.database.query('batch_begin', `
      insert into batches (id, api_client, status, format, delimiter, columns, dry_run, shared_bins, created_at, due_at)
      values ($1, $2, 'receiving', $3, $4, $5, $6, $7, to_timestamp($8 / 1000.0), now() + ${abandonedAfter})`,
    [id, apiClient, format, delimiter, JSON.stringify(columns), dryRun, sharedBins, createdAt]);
    return { id, createdAt };
  }

  async add(id: string, items: JudgedItem[]): Promise<void> {
    await this.database.query('batch_add', `
      insert into batch_items (batch_id, row, status, external_id, request, errors, warnings)
      select $1, i.row, case when i.request is null then 'refused' else 'waiting' end, i.external_id, i.request, i.errors, i.warnings
      from json_to_recordset($2::json) as i ("row" integer, external_id text, request json, errors json, warnings json)`,
    [id, JSON.stringify(items.map(itemRow))]);
  }

  /**
   * The batch is whole: from here on it will be worked on. Its answer is kept in the same statement. One that was given up
   * is not finished any more, also by a statement that comes late: its rows may be gone.
   *
   * @throws the violation of pk_idempotency_keys where another replica was first with the key
   */
  async finish(id: string, keep: { key: IdempotencyKey; answer: Answer } | null): Promise<boolean> {
    const kept = keep === null ? [] : [{ ...keep.key, onboardingId: id, answer: keep.answer }];
    const done = await this.database.query('batch_finish', `
      with whole as (update batches set status = 'opening', due_at = now()
        where id = $1 and status = 'receiving' and lease_token is null and due_at > now() returning id),
      answered as (${keepAnswers(2, 'select id from whole')})
      select id from whole`, [id, answerRows(kept)]);
    return done.length > 0;
  }

  /** Leaves what was received so far to the next worker that sweeps. */
  async discard(id: string): Promise<void> {
    await this.database.query('batch_discard', `update batches set due_at = now() where id = $1 and status = 'receiving'`, [id]);
  }
}

const itemRow = (item: JudgedItem): Record<string, unknown> => ('request' in item
  ? { row: item.row, external_id: item.request.externalId, request: item.request, errors: [], warnings: item.warnings }
  : { row: item.row, external_id: item.externalId, request: null, errors: item.errors, warnings: [] });
