import type { Database } from '#app/platform';
import { moment, type Clock } from './clock.js';
import { typeFits } from './event-filter.js';

/**
 * Held by whoever may make lines: the fan-out and put-backs, one at a time. A put-back locks the lines it sees before it makes
 * others; one that somebody made meanwhile would be locked out of order, and close a circle with a settler. Any constant of
 * our own.
 */
export const lineMakersLock = 4_217_018;

/** Events looked at by one statement. */
export const fanOutAtOnce = 500;

/**
 * Hands the event log out: one delivery for each event and each endpoint that asked for it, exactly once. It follows the
 * log as a reader of the feed does, below the oldest running transaction, so no event is skipped and those of one subject
 * come in their order. One worker at a time; who meets another one at it waits, and finds the log handed out.
 */
export class FanOut {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** One step. @returns how many events it looked at and how many deliveries it made */
  async step(): Promise<{ looked: number; made: number }> {
    const [row] = await this.database.query<{ looked: number; made: number }>('webhook_fan_out', `
      with edge as materialized (select (select max(era) from event_era) as era, pg_snapshot_xmin(pg_current_snapshot()) as xid),
      place as materialized (
        select f.*, (select 1 from pg_advisory_xact_lock(${lineMakersLock})) as locked from webhook_fan_out f where exists (
          select from events e where (e.era, e.xid, e.position) > (f.era, f.xid, f.position)
            and (e.era, e.xid) < ((select era from edge), (select xid from edge))
          order by e.era, e.xid, e.position)
        for update skip locked),
      tail as materialized (
        select e.era, e.xid, e.position, e.api_client, e.subject, e.sequence, e.type from events e
        where (e.era, e.xid, e.position) > ((select era from place), (select xid from place), (select position from place))
          and (e.era, e.xid) < ((select era from edge), (select xid from edge))
        order by e.era, e.xid, e.position limit ${fanOutAtOnce}),
      made as (
        insert into webhook_deliveries (endpoint_id, subject, sequence, type, created_at)
        select p.id, t.subject, t.sequence, t.type, ${moment(1)}
        from tail t join webhook_endpoints p on p.api_client = t.api_client and p.deleted_at is null
          and not ${isBefore('t', 'p')} and ${typeFits('p.event_types', 't.type')}
        order by p.id, t.subject, t.sequence
        on conflict (endpoint_id, subject, sequence) do nothing returning endpoint_id, subject),
      lined as (${lineUp('select endpoint_id, subject, count(*)::integer as added from made group by endpoint_id, subject', 1)}),
      moved as (
        update webhook_fan_out f set era = last.era, xid = last.xid, position = last.position
        from (select era, xid, position from tail order by era desc, xid desc, position desc limit 1) as last)
      select (select count(*)::integer from tail) as looked, (select count(*)::integer from made) as made`, [this.clock.shiftMs]);
    return row ?? { looked: 0, made: 0 };
  }
}

/** The SQL of whether an event was in the log already when an endpoint was made: such a one comes by a replay only. */
export const isBefore = (event: string, endpoint: string): string =>
  `(${event}.era < ${endpoint}.era or (${event}.era = ${endpoint}.era and pg_visible_in_snapshot(${event}.xid, ${endpoint}.since)))`;

/**
 * The SQL that puts what is newly pending into its lines, always in the order of endpoint and subject: every statement
 * that touches lines does so, and none waits for another in a circle. Right by the row's own lock, whatever the
 * statement's snapshot saw.
 *
 * @param added a query with endpoint_id, subject, added
 * @param shift number of the parameter with the clock's shift
 */
export const lineUp = (added: string, shift: number, { again = false } = {}): string => `
  insert into webhook_lines as l (endpoint_id, subject, pending, due_at)
  select endpoint_id, subject, added, ${moment(shift)} from (${added}) as a order by endpoint_id, subject
  on conflict (endpoint_id, subject) do update set pending = l.pending + excluded.pending
    ${again ? ', due_at = case when l.lease_token is null then least(l.due_at, excluded.due_at) else l.due_at end, again = l.lease_token is not null' : ''}
  returning 1`;
