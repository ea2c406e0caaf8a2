import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * onboardings: where each one stands; narrow, changed often. applications: what was asked; one per attempt, never
 * changed, holds every unique key. attempts: what was sent and what came of it. exchanges: calls to the partner.
 * events: history and outbox in one.
 */
export class First1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table onboardings (
        id uuid constraint pk_onboardings primary key,
        api_client text not null,
        status text not null constraint ck_onboardings_status
          check (status in ('pending', 'submitting', 'processing', 'succeeded', 'rejected', 'failed', 'cancelled')),
        status_reason text constraint ck_onboardings_status_reason
          check (status_reason in ('partner_rejected', 'deadline_exceeded', 'operator_closed', 'withdrawn')),
        sequence integer not null,
        attempt integer not null,
        hold_reason text constraint ck_onboardings_hold_reason
          check (hold_reason in ('partner_unavailable', 'partner_credentials', 'partner_setup', 'contract_drift',
            'duplicate_request_id', 'poison', 'operator')),
        hold_since timestamptz,
        hold_until timestamptz,
        delayed boolean not null default false,
        lane smallint not null default 0,
        due_at timestamptz,
        lease_token uuid,
        lost smallint not null default 0,
        lone_starts smallint not null default 0,
        deadline_at timestamptz,
        unanswered boolean not null default false,
        doubtful boolean not null default false,
        sends integer not null default 0,
        sent_until timestamptz,
        polls integer not null default 0,
        asked integer not null default 0,
        not_founds integer not null default 0,
        refusals integer not null default 0,
        request_status text,
        exchange integer not null default 0,
        exchange_digest text,
        submitted_at timestamptz,
        last_polled_at timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        completed_at timestamptz,
        constraint ck_onboardings_hold check ((hold_reason is null) = (hold_since is null))
      ) with (fillfactor = 80)`);
    await runner.query('create index ix_onboardings_due on onboardings (lane, due_at) where due_at is not null');
    await runner.query('create index ix_onboardings_client_status on onboardings (api_client, status, id)');

    await runner.query(`
      create table applications (
        onboarding_id uuid not null,
        attempt integer not null,
        api_client text not null,
        external_id text,
        request_id uuid not null,
        bin text not null,
        content json not null,
        fingerprint bytea not null,
        warnings json not null,
        created_at timestamptz not null,
        constraint pk_applications primary key (onboarding_id, attempt)
      )`);
    await runner.query('create unique index uq_applications_external_id on applications (external_id, api_client) where external_id is not null and attempt = 1');
    await runner.query('create unique index uq_applications_request_id on applications (request_id)');
    await runner.query('create index ix_applications_bin on applications (bin, onboarding_id)');

    await runner.query(`
      create table attempts (
        onboarding_id uuid not null,
        attempt integer not null,
        body bytea not null,
        body_sha256 bytea not null,
        first_sent_at timestamptz not null,
        reasons json,
        partner_client_id text,
        product_uuid text,
        terminal_id text,
        constraint pk_attempts primary key (onboarding_id, attempt)
      ) with (fillfactor = 90)`);

    await runner.query(`
      create table exchanges (
        onboarding_id uuid not null,
        number integer not null,
        attempt integer not null,
        method text not null constraint ck_exchanges_method check (method in ('add', 'status')),
        outcome text not null,
        http_status integer,
        request_status text,
        partner_code text,
        partner_message text,
        trouble text,
        applied boolean not null,
        times integer not null default 1,
        first_at timestamptz not null default now(),
        last_at timestamptz not null default now(),
        duration_ms integer not null,
        constraint pk_exchanges primary key (onboarding_id, number)
      ) with (fillfactor = 80)`);

    await runner.query(`
      create table event_era (
        era integer not null constraint pk_event_era primary key,
        system_identifier bigint not null
      )`);
    await runner.query('insert into event_era select 1, system_identifier from pg_control_system()');
    await runner.query(`
      create table events (
        era integer not null,
        xid xid8 not null default pg_current_xact_id(),
        position bigint generated always as identity,
        api_client text not null,
        subject uuid not null,
        sequence integer not null,
        type text not null,
        data json not null,
        context json,
        occurred_at timestamptz not null default now(),
        constraint uq_events_subject_sequence primary key (subject, sequence)
      )`);
    await runner.query('create index ix_events_feed on events (era, xid, position)');

    await runner.query(`
      create table partner_allowance (
        single boolean not null default true constraint pk_partner_allowance primary key constraint ck_partner_allowance_single check (single),
        calls double precision not null,
        refilled_at timestamptz not null
      )`);
    await runner.query('insert into partner_allowance (calls, refilled_at) values (0, now())');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table partner_allowance, events, event_era, exchanges, attempts, applications, onboardings');
  }
}
