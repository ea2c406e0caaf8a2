import { coalesce, isConnectionError, isRepeatable, type Database } from '#app/platform';
import { moment, type Clock } from './clock.js';
import type { DeliveryKey } from './delivery-id.js';
import { typeFits } from './event-filter.js';
import { isBefore, lineMakersLock, lineUp } from './fan-out.js';

/** Events looked at by one step of a replay. */
export const replayedAtOnce = 500;
/** Deliveries put back by one statement. */
const atOnce = 100;

/** `put_back`: it will be posted again. `pending`: it was waiting anyway, and is due now. `unknown`: there is no such delivery. */
export type PutBack = 'put_back' | 'pending' | 'unknown';

/**
 * Two CTEs that put deliveries back into their lines, made where there are none: `put` are those that were not pending.
 * Lines are locked before deliveries, as whoever settles a line does.
 *
 * @param wanted name of the CTE with endpoint_id, subject, sequence, type
 */
const putBack = (wanted: string, shift: number): string => `
  locked as materialized (
    select l.endpoint_id from (select distinct endpoint_id, subject from ${wanted} order by endpoint_id, subject) as w,
    lateral (select endpoint_id from webhook_lines where endpoint_id = w.endpoint_id and subject = w.subject limit 1 for update) as l),
  put as (
    insert into webhook_deliveries as d (endpoint_id, subject, sequence, type, created_at)
    select w.endpoint_id, w.subject, w.sequence, w.type, ${moment(shift)} from ${wanted} w where (select count(*) from locked) >= 0
    order by w.endpoint_id, w.subject, w.sequence
    on conflict (endpoint_id, subject, sequence) do update set status = 'pending', tries = 0 where d.status <> 'pending'
    returning d.endpoint_id, d.subject),
  lined as (${lineUp('select endpoint_id, subject, count(*)::integer as added from put group by endpoint_id, subject', shift, { again: true })})`;

/**
 * Sends what was sent before once more, through the same lines: an event that is put back comes before the later ones of its
 * subject that are still pending.
 */
export class PutBackStore {
  /**
   * One delivery, whatever came of it. A pending one that waits for its next try is due at once. Those that are asked for
   * meanwhile wait together for the lock, in one statement on one connection: whoever else needs one finds it.
   */
  readonly one: (key: DeliveryKey) => Promise<PutBack>;

  constructor(private readonly database: Database, private readonly clock: Clock) {
    this.one = coalesce((keys: DeliveryKey[]) => this.many(keys), { size: atOnce, inFlight: 1, isShared: (error) => isConnectionError(error) || isRepeatable(error) });
  }

  /**
   * One after the other, each with a look taken after the one before: a line that another made meanwhile is seen, and
   * locked, before a delivery is.
   */
  private alone<Row>(text: string, values: unknown[]): Promise<Row[]> {
    return this.database.transaction(async (query) => {
      await query('select pg_advisory_xact_lock($1)', [lineMakersLock]);
      return query<Row>(text, values);
    });
  }

  private async many(keys: DeliveryKey[]): Promise<PutBack[]> {
    const [endpoints, subjects, sequences] = [keys.map(({ endpointId }) => endpointId), keys.map(({ subject }) => subject), keys.map(({ sequence }) => sequence)];
    const known = await this.alone<{ endpoint_id: string; subject: string; sequence: number; pending: boolean }>(`
      with wanted as materialized (
        select w.endpoint_id, w.subject, w.sequence, d.type, d.status from (select distinct * from unnest($2::uuid[], $3::uuid[], $4::integer[]) as w (endpoint_id, subject, sequence)) as w,
        lateral (select type, status from webhook_deliveries where endpoint_id = w.endpoint_id and subject = w.subject and sequence = w.sequence limit 1) as d),
      ${putBack('wanted', 1)}
      select endpoint_id, subject, sequence, status = 'pending' as pending from wanted`, [this.clock.shiftMs, endpoints, subjects, sequences]);
    const waiting = known.filter(({ pending }) => pending);
    if (waiting.length > 0) {
      await this.database.query('webhook_hurry', `
        with waiting as materialized (
          select l.endpoint_id, l.subject from (select distinct * from unnest($2::uuid[], $3::uuid[]) as w (endpoint_id, subject) order by 1, 2) as w,
          lateral (
            select endpoint_id, subject from webhook_lines
            where endpoint_id = w.endpoint_id and subject = w.subject and (lease_token is not null or due_at > ${moment(1)}) limit 1 for update) as l)
        update webhook_lines l set due_at = case when l.lease_token is null then ${moment(1)} else l.due_at end, again = l.lease_token is not null
        from waiting w where l.endpoint_id = w.endpoint_id and l.subject = w.subject`,
      [this.clock.shiftMs, waiting.map(({ endpoint_id }) => endpoint_id), waiting.map(({ subject }) => subject)]);
    }
    const states = new Map(known.map(({ endpoint_id, subject, sequence, pending }) => [placeOf(endpoint_id, subject, sequence), pending]));
    return keys.map(({ endpointId, subject, sequence }) => {
      const pending = states.get(placeOf(endpointId, subject, sequence));
      return pending === undefined ? 'unknown' : pending ? 'pending' : 'put_back';
    });
  }

  /**
   * One step of the replay that has waited longest for one: the next events of its window, along the index by time. What the
   * fan-out will still hand to this endpoint is left to it, so that nothing comes before what precedes it.
   *
   * @returns false where no replay is open
   */
  async replayStep(): Promise<boolean> {
    const rows = await this.alone(`
      with replay as materialized (
        select r.*, exists (select from webhook_endpoints p where p.id = r.endpoint_id and p.deleted_at is null) as wanted
        from webhook_replays r where r.finished_at is null order by r.stepped_at nulls first, r.created_at limit 1 for update skip locked),
      looked as materialized (
        select e.* from replay r, lateral (
          select e.era, e.xid, e.position, e.api_client, e.subject, e.sequence, e.type, e.occurred_at from events e
          where r.wanted and e.occurred_at >= coalesce(r.place_at, r.from_at) and e.occurred_at < r.to_at
            and (e.occurred_at, e.position) > (coalesce(r.place_at, r.from_at), coalesce(r.place_position, -1))
          order by e.occurred_at, e.position limit ${replayedAtOnce}) as e),
      wanted as materialized (
        select p.id as endpoint_id, e.subject, e.sequence, e.type from looked e, replay r
        join webhook_endpoints p on p.id = r.endpoint_id
        where e.api_client = p.api_client and ${replays('r', 'p', 'e')}
          and ((e.era, e.xid, e.position) <= (select era, xid, position from webhook_fan_out) or ${isBefore('e', 'p')})),
      ${putBack('wanted', 1)},
      last as (select occurred_at, position from looked order by occurred_at desc, position desc limit 1)
      update webhook_replays r set
        place_at = coalesce((select occurred_at from last), r.place_at), place_position = coalesce((select position from last), r.place_position),
        found = r.found + (select count(*) from wanted), stepped_at = clock_timestamp(),
        finished_at = case when (select count(*) from looked) < ${replayedAtOnce} then now() end
      from replay where r.id = replay.id returning r.id`, [this.clock.shiftMs]);
    return rows.length > 0;
  }
}

/** The SQL of which events of its window a replay means: what the endpoint gets, and of that the replay's own types. */
export const replays = (replay: string, endpoint: string, event: string): string =>
  `${typeFits(`${endpoint}.event_types`, `${event}.type`)} and (cardinality(${replay}.event_types) = 0 or ${typeFits(`${replay}.event_types`, `${event}.type`)})`;

const placeOf = (endpointId: string, subject: string, sequence: number): string => `${endpointId.toLowerCase()} ${subject.toLowerCase()} ${sequence}`;
