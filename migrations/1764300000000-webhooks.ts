import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * webhook_endpoints: where an API client wants its events. webhook_secrets: what signs, sealed. webhook_deliveries: one
 * row per endpoint and event. webhook_attempts: every post and its answer. webhook_lines: who waits for whom; one row per
 * endpoint and subject that has something pending. webhook_fan_out: how far the log was handed out. webhook_replays:
 * windows of the log to be handed out again.
 */
export class Webhooks1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Events of transactions later than (era, since_xid) are delivered; failing_since: the first failure since the last success.
    await runner.query(`
      create table webhook_endpoints (
        id uuid constraint pk_webhook_endpoints primary key,
        api_client text not null,
        url text not null,
        description text,
        event_types text[] not null,
        status text not null constraint ck_webhook_endpoints_status check (status in ('enabled', 'disabled')),
        disabled_reason text constraint ck_webhook_endpoints_disabled_reason check (disabled_reason in ('failing', 'gone', 'by_client')),
        disabled_at timestamptz,
        version integer not null default 1,
        sequence integer not null default 0,
        era integer not null,
        since_xid xid8 not null,
        failing_since timestamptz,
        warned smallint not null default 0,
        last_success_at timestamptz,
        last_failure_at timestamptz,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        deleted_at timestamptz,
        constraint ck_webhook_endpoints_disabled check ((status = 'disabled') = (disabled_at is not null))
      )`);
    await runner.query('create index ix_webhook_endpoints_client on webhook_endpoints (api_client, id)');
    await runner.query(`
      create table webhook_secrets (
        endpoint_id uuid not null,
        number integer not null,
        key_id text not null,
        sealed bytea not null,
        created_at timestamptz not null default now(),
        expires_at timestamptz,
        constraint pk_webhook_secrets primary key (endpoint_id, number)
      )`);

    // attempts: in all; tries: since it was last put into its line, which is what the schedule counts.
    await runner.query(`
      create table webhook_deliveries (
        endpoint_id uuid not null,
        subject uuid not null,
        sequence integer not null,
        type text not null,
        status text not null default 'pending' constraint ck_webhook_deliveries_status check (status in ('pending', 'delivered', 'exhausted')),
        attempts integer not null default 0,
        tries smallint not null default 0,
        created_at timestamptz not null default now(),
        last_attempt_at timestamptz,
        delivered_at timestamptz,
        constraint pk_webhook_deliveries primary key (endpoint_id, subject, sequence)
      )`);
    await runner.query('create index ix_webhook_deliveries_created on webhook_deliveries (endpoint_id, created_at, subject, sequence)');
    await runner.query(`
      create index ix_webhook_deliveries_undelivered on webhook_deliveries (endpoint_id, status, created_at, subject, sequence)
      where status <> 'delivered'`);
    await runner.query(`create index ix_webhook_deliveries_delivered on webhook_deliveries (delivered_at) where status = 'delivered'`);
    await runner.query(`
      create table webhook_attempts (
        endpoint_id uuid not null,
        subject uuid not null,
        sequence integer not null,
        number integer not null,
        started_at timestamptz not null,
        duration_ms integer not null,
        outcome text not null,
        http_status integer,
        answer bytea,
        constraint pk_webhook_attempts primary key (endpoint_id, subject, sequence, number)
      )`);

    // due_at: when somebody may take it; while it is taken, when the lease ends. again: put back meanwhile, so due at once.
    await runner.query(`
      create table webhook_lines (
        endpoint_id uuid not null,
        subject uuid not null,
        pending integer not null,
        due_at timestamptz,
        lease_token uuid,
        again boolean not null default false,
        constraint pk_webhook_lines primary key (endpoint_id, subject)
      ) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)`);
    await runner.query('create index ix_webhook_lines_due on webhook_lines (endpoint_id, due_at) where due_at is not null');

    await runner.query(`
      create table webhook_fan_out (
        single boolean not null default true constraint pk_webhook_fan_out primary key constraint ck_webhook_fan_out_single check (single),
        era integer not null,
        xid xid8 not null,
        position bigint not null
      )`);
    // Nobody asked for what is older.
    await runner.query(`
      insert into webhook_fan_out (era, xid, position)
      select max(era), pg_snapshot_xmin(pg_current_snapshot()), 0 from event_era`);

    // place_at, place_position: how far the window was looked at, along ix_events_occurred.
    await runner.query(`
      create table webhook_replays (
        id uuid constraint pk_webhook_replays primary key,
        endpoint_id uuid not null,
        from_at timestamptz not null,
        to_at timestamptz not null,
        event_types text[] not null,
        place_at timestamptz,
        place_position bigint,
        found integer not null default 0,
        created_at timestamptz not null default now(),
        finished_at timestamptz
      )`);
    await runner.query('create index ix_webhook_replays_endpoint on webhook_replays (endpoint_id, id)');
    await runner.query('create index ix_webhook_replays_open on webhook_replays (created_at) where finished_at is null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table webhook_replays, webhook_fan_out, webhook_lines, webhook_attempts, webhook_deliveries, webhook_secrets, webhook_endpoints`);
  }
}
