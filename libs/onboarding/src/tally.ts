import type { Database } from '#app/platform';
import { statuses, type Status } from './lifecycle.js';

/** Events counted by one statement, and those that a reader of the counts adds to them himself. */
const countedAtOnce = 10_000;
const addedByReaders = 100_000;
/** Decisions of which the times are kept. */
const decisionsKept = 200;

const afterTally = (event: string): string =>
  `(${event}.era, ${event}.xid, ${event}.position) > ((select era from tally), (select xid from tally), (select position from tally))`;

/**
 * Counts on from where the last one stopped: how many onboardings have which status, how long the latest decisions took.
 * It follows the event log as a reader of the feed does, so the statements that change onboardings know nothing of it.
 * One worker at a time; who finds another one at it does nothing.
 */
export async function countEvents(database: Database): Promise<void> {
  while ((await countSome(database)) === countedAtOnce);
}

async function countSome(database: Database): Promise<number> {
  const [row] = await database.query<{ counted: number }>('tally_count', `
    with tally as materialized (select * from tally for update skip locked),
    tail as materialized (
      select e.era, e.xid, e.position, e.subject, e.type, e.data, e.occurred_at from events e
      where ${afterTally('e')} and (e.era, e.xid) < ((select max(era) from event_era), pg_snapshot_xmin(pg_current_snapshot()))
      order by e.era, e.xid, e.position limit ${countedAtOnce}),
    changes as (
      select key as status, value::bigint as count from tally, jsonb_each_text(by_status)
      union all select data->>'status', 1 from tail where type like 'onboarding.%'
      union all select data->>'previous_status', -1 from tail where type like 'onboarding.%'),
    counted as (select status, sum(count) as count from changes where status is not null group by status),
    decided as (
      select array_agg(greatest(0, extract(epoch from d.occurred_at - t.first_sent_at) * 1000)::bigint order by d.era, d.xid, d.position) as times
      from (
        select * from tail where type in ('onboarding.succeeded', 'onboarding.rejected') order by era desc, xid desc, position desc limit ${decisionsKept}) d
      join attempts t on t.onboarding_id = d.subject and t.attempt = (d.data->>'attempt')::integer),
    kept as (select decisions_ms || (select times from decided) as times from tally)
    update tally t set era = last.era, xid = last.xid, position = last.position,
      by_status = (select jsonb_object_agg(status, count) from counted),
      decisions_ms = (select times[greatest(1, cardinality(times) + 1 - ${decisionsKept}):] from kept)
    from (select era, xid, position from tail order by era desc, xid desc, position desc limit 1) last
    returning (select count(*)::integer from tail) as counted`, []);
  return row?.counted ?? 0;
}

/** How many have which status at this moment: what was counted, and what the events since then changed. */
export async function countByStatus(database: Database): Promise<Record<Status, number>> {
  const rows = await database.query<{ status: Status; count: number }>('tally_by_status', `
    with tail as (
      select e.type, e.data from events e where ${afterTally('e')} order by e.era, e.xid, e.position limit ${addedByReaders}),
    changes as (
      select key as status, value::bigint as count from tally, jsonb_each_text(by_status)
      union all select data->>'status', 1 from tail where type like 'onboarding.%'
      union all select data->>'previous_status', -1 from tail where type like 'onboarding.%')
    select status, sum(count)::integer as count from changes where status is not null group by status`, []);
  const counts = new Map(rows.map(({ status, count }) => [status, count]));
  return Object.fromEntries(statuses.map((status) => [status, counts.get(status) ?? 0])) as Record<Status, number>;
}

/** How long the latest decisions took, from the first send to the partner's verdict, ms: what waited for us is no decision. */
export async function recentDecisionsMs(database: Database): Promise<number[]> {
  const [row] = await database.query<{ times: number[] }>('tally_decisions', 'select decisions_ms::float8[] as times from tally', []);
  return row?.times ?? [];
}
