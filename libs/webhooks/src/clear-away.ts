import type { Database } from '#app/platform';
import { moment, type Clock } from './clock.js';

/** Rows of a table removed by one statement. */
const rowsAtOnce = 1_000;
/** A delivered delivery and its attempts are kept for so long after the last of them, days. */
const keptDays = 30;
/** A deleted endpoint's own row goes last, and not before every statement that still saw it has ended, minutes. */
const lingersMinutes = 5;

/**
 * Removes what nobody needs any more, a bounded number of rows at a time: deliveries that arrived long ago, and all that
 * belonged to endpoints that were deleted.
 */
export class ClearAway {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** One step. @returns whether another one is worth it at once */
  async step(): Promise<boolean> {
    const old = await this.clearOld();
    const deleted = await this.clearDeleted();
    return old || deleted;
  }

  private async clearOld(): Promise<boolean> {
    const [row] = await this.database.query<{ count: number }>('webhook_clear_old', `
      with old as materialized (
        select d.endpoint_id, d.subject, d.sequence from webhook_deliveries d
        where d.status = 'delivered' and d.last_attempt_at < ${moment(1)} - interval '${keptDays} days'
        order by d.last_attempt_at limit ${rowsAtOnce} for update skip locked),
      attempts as (
        delete from webhook_attempts a using old o where a.endpoint_id = o.endpoint_id and a.subject = o.subject and a.sequence = o.sequence),
      gone as (
        delete from webhook_deliveries d using old o where d.endpoint_id = o.endpoint_id and d.subject = o.subject and d.sequence = o.sequence)
      select count(*)::integer as count from old`, [this.clock.shiftMs]);
    return row?.count === rowsAtOnce;
  }

  private async clearDeleted(): Promise<boolean> {
    const [row] = await this.database.query<{ count: number; of: number }>('webhook_clear_deleted', `
      with deleted as materialized (
        select p.id from webhook_endpoints p where p.deleted_at < ${moment(1)} - interval '${lingersMinutes} minutes' order by p.deleted_at limit 1 for update skip locked),
      ${['lines', 'deliveries', 'attempts', 'replays', 'secrets'].map(removal).join(',\n      ')},
      rows as (${['lines', 'deliveries', 'attempts', 'replays', 'secrets'].map((table) => `select count(*) as count from ${table}`).join(' union all ')}),
      ended as (delete from webhook_endpoints p using deleted where p.id = deleted.id and (select sum(count) from rows) = 0)
      select (select sum(count)::integer from rows) as count, (select count(*)::integer from deleted) as of`, [this.clock.shiftMs]);
    return row !== undefined && row.of > 0;
  }
}

const keys: Record<string, string> = {
  lines: 'subject', deliveries: 'subject, sequence', attempts: 'subject, sequence, number', replays: 'id', secrets: 'number',
};

/** The next rows of one table, by its primary key. */
function removal(table: string): string {
  const name = `webhook_${table}`;
  const key = ['endpoint_id', ...(keys[table] ?? '').split(', ')];
  return `${table} as (
        delete from ${name} t using (
          select ${key.map((column) => `n.${column}`).join(', ')} from deleted d, lateral (
            select * from ${name} r where r.endpoint_id = d.id order by ${key.map((column) => `r.${column}`).join(', ')} limit ${rowsAtOnce}) as n) as next
        where ${key.map((column) => `t.${column} = next.${column}`).join(' and ')} returning 1)`;
}
