import type { Database, Metrics } from '#app/platform';
import { statuses } from './lifecycle.js';

/** The state of everything at a glance. Instants are RFC 3339 texts. */
export interface Overview {
  onboardings: { by_status: Record<string, number>; held: number; oldest_open_at: Date | null };
  work: { due: number; overdue: number; oldest_due_at: Date | null };
  partner: { last_success_at: Date | null; last_failure: { at: Date; method: string; trouble: string | null; http_status: number | null } | null; uncertain: number; drift: number };
}

/** Counts over all rows: meant for a person who looks, not for a poller that asks every second. */
export async function readOverview(database: Database): Promise<Overview> {
  const counts = await database.query<{ status: string; count: number; held: number; uncertain: number; drift: number; oldest: Date | null }>('overview_counts', `
    select status, count(*)::integer as count, count(hold_reason)::integer as held, min(created_at) as oldest,
      (count(*) filter (where unanswered and sent_until <= now() and status = 'submitting'))::integer as uncertain,
      (count(*) filter (where hold_reason = 'contract_drift'))::integer as drift
    from onboardings group by status`, []);
  const [last] = await database.query<{ success: Date | null }>('overview_success', `
    select max(last_at) as success from exchanges where trouble is null and http_status between 200 and 299`, []);
  const [failure] = await database.query<{ at: Date; method: string; trouble: string | null; http_status: number | null }>('overview_failure', `
    select last_at as at, method, trouble, http_status from exchanges
    where outcome in ('uncertain', 'notSent', 'refusedSetup', 'noAnswer', 'drift', 'throttled') order by last_at desc limit 1`, []);
  const open = counts.filter(({ status }) => ['pending', 'submitting', 'processing'].includes(status));
  const sum = (of: (row: (typeof counts)[number]) => number): number => counts.reduce((total, row) => total + of(row), 0);
  return {
    onboardings: {
      by_status: Object.fromEntries(statuses.map((status) => [status, counts.find((row) => row.status === status)?.count ?? 0])),
      held: sum(({ held }) => held),
      oldest_open_at: open.map(({ oldest }) => oldest).filter((at) => at !== null).sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    },
    work: await readWork(database),
    partner: { last_success_at: last?.success ?? null, last_failure: failure ?? null, uncertain: sum(({ uncertain }) => uncertain), drift: sum(({ drift }) => drift) },
  };
}

/** What is due; overdue is what nobody took for more than five seconds. By the due index alone. */
export async function readWork(database: Database): Promise<Overview['work']> {
  const [row] = await database.query<{ due: number; overdue: number; oldest: Date | null }>('overview_work', `
    select count(*)::integer as due, (count(*) filter (where due_at < now() - interval '5 s'))::integer as overdue, min(due_at) as oldest
    from onboardings where lane in (0, 1) and due_at <= now()`, []);
  return { due: row?.due ?? 0, overdue: row?.overdue ?? 0, oldest_due_at: row?.oldest ?? null };
}

/** Keeps the gauges of due and overdue work. Without Postgres they are absent, not wrong. */
export function watchWork(database: Database, metrics: Metrics): void {
  metrics.beforeEachScrape(async () => {
    metrics.work.reset();
    const { due, overdue } = await readWork(database);
    metrics.work.set({ state: 'due' }, due);
    metrics.work.set({ state: 'overdue' }, overdue);
  });
}
