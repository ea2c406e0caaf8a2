import type { Database, Metrics } from '#app/platform';

/** When the oldest event was handed out that an enabled endpoint has not got; null: none waits. One step down an index for each endpoint. */
export async function readBacklog(database: Database): Promise<{ oldestPendingAt: Date | null; oldestPendingSeconds: number }> {
  const [row] = await database.query<{ oldest: Date | null; seconds: number | null }>('webhook_backlog', `
    select min(d.created_at) as oldest, greatest(0, extract(epoch from now() - min(d.created_at)))::float8 as seconds
    from webhook_endpoints p, lateral (
      select w.created_at from webhook_deliveries w where w.endpoint_id = p.id and w.status = 'pending'
      order by w.endpoint_id, w.status, w.created_at limit 1) as d
    where p.status = 'enabled' and p.deleted_at is null`, []);
  return { oldestPendingAt: row?.oldest ?? null, oldestPendingSeconds: row?.seconds ?? 0 };
}

/** Keeps the gauge of how long the oldest event has waited. Without Postgres it is absent, not wrong. */
export function watchBacklog(database: Database, metrics: Metrics): void {
  metrics.beforeEachScrape(async () => {
    metrics.webhookOldestPending.reset();
    const { oldestPendingSeconds } = await readBacklog(database);
    metrics.webhookOldestPending.set(oldestPendingSeconds);
  });
}
