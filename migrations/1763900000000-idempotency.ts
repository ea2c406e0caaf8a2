import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * idempotency_keys: the answer to a request, byte for byte, stored with what the request changed. open_bins: which BIN
 * has an open onboarding; one row each, gone when it is final.
 */
export class Idempotency1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table idempotency_keys (
        api_client text not null,
        path text not null,
        key text not null,
        fingerprint bytea not null,
        onboarding_id uuid,
        status smallint not null,
        headers json not null,
        body text not null,
        created_at timestamptz not null default now(),
        constraint pk_idempotency_keys primary key (api_client, path, key)
      )`);
    await runner.query('create index ix_idempotency_keys_created on idempotency_keys (created_at)');
    await runner.query(`
      create table open_bins (
        bin text not null,
        onboarding_id uuid not null,
        shared boolean not null,
        constraint pk_open_bins primary key (onboarding_id)
      )`);
    await runner.query('create unique index uq_open_bins_bin on open_bins (bin) where not shared');
    await runner.query('create index ix_open_bins_bin on open_bins (bin)');
    await runner.query(`
      insert into open_bins (bin, onboarding_id, shared)
      select a.bin, o.id, true from onboardings o
      join applications a on a.onboarding_id = o.id and a.attempt = o.attempt
      where o.status in ('pending', 'submitting', 'processing')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table open_bins, idempotency_keys');
  }
}
