import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * batches: many requests handed in at once. batch_items: one row each, from the judged request (`request`, gone once its
 * onboarding is open) to its onboarding and how that ended (`outcome`).
 */
export class Batches1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table batches (
        id uuid constraint pk_batches primary key,
        api_client text not null,
        status text not null constraint ck_batches_status check (status in ('receiving', 'opening', 'processing', 'completed')),
        format text not null constraint ck_batches_format check (format in ('json', 'csv')),
        delimiter text,
        columns json not null,
        dry_run boolean not null,
        shared_bins boolean not null,
        created_at timestamptz not null,
        completed_at timestamptz,
        totals json,
        due_at timestamptz,
        lease_token uuid
      )`);
    await runner.query('create index ix_batches_due on batches (due_at) where due_at is not null');
    await runner.query('create index ix_batches_client on batches (api_client, id)');
    await runner.query(`
      create table batch_items (
        batch_id uuid not null,
        row integer not null,
        status text not null constraint ck_batch_items_status check (status in ('waiting', 'accepted', 'repeated', 'refused')),
        external_id text,
        request json,
        onboarding_id uuid,
        outcome text,
        errors json not null,
        warnings json not null,
        constraint pk_batch_items primary key (batch_id, row)
      ) with (fillfactor = 70)`);
    await runner.query(`create index ix_batch_items_waiting on batch_items (batch_id, row) where status = 'waiting'`);
    await runner.query('create index ix_batch_items_open on batch_items (batch_id, row) where onboarding_id is not null and outcome is null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table batch_items, batches');
  }
}
