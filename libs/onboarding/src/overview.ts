import type { Database, Metrics } from '#app/platform';
import { readCircuit } from './circuit.store.js';
import type { Status } from './lifecycle.js';
import { apiClientsOf } from './onboarding.list.js';
import { readContact, type PartnerContact } from './partner-contact.js';
import { countByStatus } from './tally.js';

/** Counts by index stop here: more than this is this. */
const countedAtMost = 100_000;

/** The state of everything at a glance. */
export interface Overview {
  onboardings: { by_status: Record<Status, number>; held: number; oldest_open_at: Date | null };
  work: { due: number; overdue: number; oldest_due_at: Date | null };
  partner: { circuit: 'open' | 'closed' } & PartnerContact & { uncertain: number; drift: number };
}

/** Each figure from an index that holds no more than what is counted, or from what the worker counted before. */
export async function readOverview(database: Database): Promise<Overview> {
  // The ORDER BY in these is what ties them to their index: whatever the statistics say, nothing else has that order.
  const [held] = await database.query<{ held: number; drift: number }>('overview_held', `
    select count(*)::integer as held, (count(*) filter (where hold_reason = 'contract_drift'))::integer as drift
    from (select hold_reason from onboardings where hold_reason is not null order by api_client, id limit ${countedAtMost}) as held`, []);
  const [open] = await database.query<{ created_at: Date }>('overview_oldest_open', `
    select o.created_at from onboardings o where o.id = (select onboarding_id from open_bins order by onboarding_id limit 1)`, []);
  const [doubt] = await database.query<{ uncertain: number }>('overview_uncertain', `
    select (count(*) filter (where unanswered and sent_until <= now()))::integer as uncertain
    from unnest($1::text[]) as client, lateral (
      select o.unanswered, o.sent_until from onboardings o
      where o.api_client = any(array[client]) and o.status = 'submitting'
      order by o.api_client, o.status, o.id limit ${countedAtMost}) as submitting`, [await apiClientsOf(database)]);
  return {
    onboardings: { by_status: await countByStatus(database), held: held?.held ?? 0, oldest_open_at: open?.created_at ?? null },
    work: await readWork(database),
    partner: { circuit: await readCircuit(database), ...(await readContact(database)), uncertain: doubt?.uncertain ?? 0, drift: held?.drift ?? 0 },
  };
}

/** What is due; overdue is what nobody took for more than five seconds. By the due index alone. */
export async function readWork(database: Database): Promise<Overview['work']> {
  const [row] = await database.query<{ due: number; overdue: number; oldest: Date | null }>('overview_work', `
    select count(*)::integer as due, (count(*) filter (where due_at < now() - interval '5 s'))::integer as overdue, min(due_at) as oldest
    from (values (0), (1)) as lanes (lane), lateral (
      select o.due_at from onboardings o where o.lane = lanes.lane and o.due_at <= now() order by o.due_at limit ${countedAtMost}) as due`, []);
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
