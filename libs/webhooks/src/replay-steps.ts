import type { Database } from '#app/platform';
import { moment, type Clock } from './clock.js';
import { typeFits } from './event-filter.js';
import { lineUp } from './fan-out.js';

/** Events looked at by one step of a replay. */
const replayedAtOnce = 500;

/**
 * Carries out the replays that clients began: what the window holds goes back into its lines, whatever became of it
 * before, and comes there before the later events of its subject that still wait.
 */
export class ReplaySteps {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /**
   * One step of the replay that has waited longest: the next events of its window, along the index by time. What the
   * fan-out has not reached yet is left to it, so that nothing comes before what precedes it. Lines are locked before
   * deliveries, as whoever settles a line does.
   *
   * @returns false where no replay is open
   */
  async step(): Promise<boolean> {
    const rows = await this.database.query('webhook_replay', `
      with replay as materialized (
        select * from webhook_replays where finished_at is null order by created_at limit 1 for update skip locked),
      looked as materialized (
        select e.* from replay r, lateral (
          select e.era, e.xid, e.position, e.api_client, e.subject, e.sequence, e.type, e.occurred_at from events e
          where e.occurred_at >= coalesce(r.place_at, r.from_at) and e.occurred_at < r.to_at
            and (e.occurred_at, e.position) > (coalesce(r.place_at, r.from_at), coalesce(r.place_position, -1))
          order by e.occurred_at, e.position limit ${replayedAtOnce}) as e),
      wanted as materialized (
        select p.id as endpoint_id, e.subject, e.sequence, e.type from looked e, replay r
        join webhook_endpoints p on p.id = r.endpoint_id and p.deleted_at is null
        where e.api_client = p.api_client and ${typeFits('r.event_types', 'e.type')}
          and (e.era, e.xid, e.position) <= (select era, xid, position from webhook_fan_out)),
      locked as materialized (
        select l.endpoint_id from webhook_lines l
        join (select distinct endpoint_id, subject from wanted) as w on w.endpoint_id = l.endpoint_id and w.subject = l.subject
        order by l.endpoint_id, l.subject for update of l),
      put as (
        insert into webhook_deliveries as d (endpoint_id, subject, sequence, type, created_at)
        select w.endpoint_id, w.subject, w.sequence, w.type, ${moment(1)} from wanted w where (select count(*) from locked) >= 0
        order by w.endpoint_id, w.subject, w.sequence
        on conflict (endpoint_id, subject, sequence) do update set status = 'pending', tries = 0 where d.status <> 'pending'
        returning d.endpoint_id, d.subject),
      lined as (${lineUp('select endpoint_id, subject, count(*)::integer as added from put group by endpoint_id, subject', 1, { again: true })}),
      last as (select occurred_at, position from looked order by occurred_at desc, position desc limit 1)
      update webhook_replays r set
        place_at = coalesce((select occurred_at from last), r.place_at), place_position = coalesce((select position from last), r.place_position),
        found = r.found + (select count(*) from wanted),
        finished_at = case when (select count(*) from looked) < ${replayedAtOnce} then now() end
      from replay where r.id = replay.id returning r.id`, [this.clock.shiftMs]);
    return rows.length > 0;
  }
}
