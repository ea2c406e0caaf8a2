import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What lists, counts and promises need so that none of them reads a table through. Nothing here adds to an update of
 * `onboardings`: the index of what is held has only that, the others are on tables that are never changed.
 *
 * tally: figures counted from the event log up to a place in it. partner_contact: when the partner last answered and
 * last failed to. applications.expected_at: when a decision was promised, null for what an earlier release accepted.
 */
export class ListsAtSize1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table applications add column expected_at timestamptz');
    await runner.query('create index ix_applications_client on applications (api_client, onboarding_id) where attempt = 1');
    await runner.query('create index ix_onboardings_held on onboardings (api_client, id) include (hold_reason) where hold_reason is not null');
    await runner.query('create index ix_events_occurred on events (occurred_at)');
    // A change of many at once, say a hold, is to be known to the planner within a minute, not after a tenth of the table.
    await runner.query('alter table onboardings set (autovacuum_analyze_scale_factor = 0.02)');

    await runner.query(`
      create table tally (
        single boolean not null default true constraint pk_tally primary key constraint ck_tally_single check (single),
        era integer not null,
        xid xid8 not null,
        position bigint not null,
        by_status jsonb not null,
        decisions_ms bigint[] not null
      )`);
    // Up to here every event is counted that an earlier transaction wrote: what came later is taken off again.
    await runner.query(`
      with edge as (select max(era) as era, pg_snapshot_xmin(pg_current_snapshot()) as xid from event_era),
      changes as (
        select status, count(*) as count from onboardings group by status
        union all select e.data->>'status', -1 from events e, edge where (e.era, e.xid) >= (edge.era, edge.xid)
        union all select e.data->>'previous_status', 1 from events e, edge where (e.era, e.xid) >= (edge.era, edge.xid)),
      counted as (select status, sum(count) as count from changes where status is not null group by status)
      insert into tally (era, xid, position, by_status, decisions_ms)
      select era, xid, 0, (select coalesce(jsonb_object_agg(status, count), '{}') from counted), array(
        select greatest(0, extract(epoch from o.completed_at - t.first_sent_at) * 1000)::bigint
        from (select id, attempt, completed_at from onboardings where status in ('succeeded', 'rejected') order by completed_at desc limit 200) o
        join attempts t on t.onboarding_id = o.id and t.attempt = o.attempt order by o.completed_at)
      from edge`);

    await runner.query(`
      create table partner_contact (
        single boolean not null default true constraint pk_partner_contact primary key constraint ck_partner_contact_single check (single),
        success_at timestamptz,
        failure_at timestamptz,
        failure_method text,
        failure_trouble text,
        failure_http_status integer
      )`);
    await runner.query(`
      insert into partner_contact (success_at, failure_at, failure_method, failure_trouble, failure_http_status)
      select (select max(last_at) from exchanges where trouble is null and http_status between 200 and 299), f.last_at, f.method, f.trouble, f.http_status
      from (values (1)) as one left join lateral (
        select last_at, method, trouble, http_status from exchanges
        where outcome in ('uncertain', 'notSent', 'refusedSetup', 'noAnswer', 'drift', 'throttled') order by last_at desc limit 1) as f on true`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table partner_contact, tally');
    await runner.query('alter table onboardings reset (autovacuum_analyze_scale_factor)');
    await runner.query('drop index ix_events_occurred, ix_onboardings_held, ix_applications_client');
    await runner.query('alter table applications drop column expected_at');
  }
}
