import type { Finding } from '#app/applicant';
import type { PartnerReason } from '#app/freedompay';
import type { Database } from '#app/platform';
import type { Status } from '../lifecycle.js';
import type { Batch, BatchItem, BatchStatus, ItemError, ItemStatus } from './batch.js';

interface BatchRow {
  id: string; api_client: string; status: BatchStatus; format: 'json' | 'csv'; delimiter: string | null; columns: Record<string, string>;
  dry_run: boolean; shared_bins: boolean; created_at: Date; completed_at: Date | null; totals: Omit<CountRow, 'batch_id'>[] | null;
}
interface CountRow { batch_id: string; status: ItemStatus; outcome: Status | null; count: number }
interface ItemRow {
  row: number; status: ItemStatus; external_id: string | null; errors: ItemError[]; warnings: Finding[];
  onboarding_id: string | null; onboarding_status: Status | null; client_id: string | null; reasons: PartnerReason[] | null;
}

export class BatchReader {
  constructor(private readonly database: Database) {}

  /** Null also where it belongs to another API client, or is not whole yet. */
  async get(id: string, apiClient: string | null): Promise<Batch | null> {
    const rows = await this.database.query<BatchRow>('batch_get', `
      select * from batches where id = $1 and status <> 'receiving' and ($2::text is null or api_client = $2)`, [id, apiClient]);
    return (await this.counted(rows))[0] ?? null;
  }

  /** Newest first. */
  async list(apiClient: string | null, before: string | null, limit: number): Promise<{ batches: Batch[]; hasMore: boolean }> {
    const rows = await this.database.query<BatchRow>('batch_list', `
      select * from batches b where ($1::text is null or b.api_client = $1) and ($2::uuid is null or b.id < $2) and b.status <> 'receiving'
      order by b.id desc limit $3`, [apiClient, before, limit + 1]);
    return { batches: await this.counted(rows.slice(0, limit)), hasMore: rows.length > limit };
  }

  /** By row, oldest first. With `status` only those. */
  async items(id: string, status: ItemStatus | null, after: number, limit: number): Promise<{ items: BatchItem[]; hasMore: boolean }> {
    const rows = await this.database.query<ItemRow>('batch_items', `
      select i.row, i.status, i.external_id, i.errors, i.warnings, i.onboarding_id, o.status as onboarding_status,
        t.partner_client_id as client_id, t.reasons
      from (select * from batch_items where batch_id = $1 and row > $2 and ($3::text is null or status = $3) order by row limit $4) i
      left join onboardings o on o.id = i.onboarding_id
      left join attempts t on t.onboarding_id = o.id and t.attempt = o.attempt
      order by i.row`, [id, after, status, limit + 1]);
    return { items: rows.slice(0, limit).map(toItem), hasMore: rows.length > limit };
  }

  private async counted(rows: BatchRow[]): Promise<Batch[]> {
    // What is completed was counted then.
    const moving = rows.filter(({ totals }) => totals === null).map(({ id }) => id);
    const counts = moving.length === 0 ? [] : await this.database.query<CountRow>('batch_counts', `
      select batch_id, status, outcome, count(*)::integer as count from batch_items where batch_id = any($1::uuid[])
      group by batch_id, status, outcome`, [moving]);
    return rows.map((row) => toBatch(row, row.totals ?? counts.filter(({ batch_id }) => batch_id === row.id)));
  }
}

function toBatch(row: BatchRow, counts: Omit<CountRow, 'batch_id'>[]): Batch {
  const batch: Batch = {
    id: row.id, apiClient: row.api_client, status: row.status, format: row.format, delimiter: row.delimiter, columns: row.columns,
    dryRun: row.dry_run, sharedBins: row.shared_bins, createdAt: row.created_at, completedAt: row.completed_at,
    items: { waiting: 0, accepted: 0, repeated: 0, refused: 0 }, outcomes: {},
  };
  for (const { status, outcome, count } of counts) {
    batch.items[status] += count;
    if (outcome !== null) batch.outcomes[outcome] = (batch.outcomes[outcome] ?? 0) + count;
  }
  return batch;
}

const toItem = (row: ItemRow): BatchItem => ({
  row: row.row, status: row.status, externalId: row.external_id, errors: row.errors, warnings: row.warnings,
  onboarding: row.onboarding_id === null || row.onboarding_status === null
    ? null
    : { id: row.onboarding_id, status: row.onboarding_status, clientId: row.client_id, reasons: row.onboarding_status === 'rejected' ? row.reasons ?? [] : [] },
});
