import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * webhook_endpoints.since: what was in the log when the endpoint was made; the rest is delivered, also what a transaction
 * wrote that began before and ended after. `hurry`: what waits there is to be made due. webhook_replays.stepped_at: whose
 * turn it is; one open for each endpoint.
 */
export class WebhookEdges1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Replays first, in the order in which a step of a replay locks the two.
    await runner.query('alter table webhook_replays add column stepped_at timestamptz');
    // since_xid stays, filled by itself: replicas of the release before go by it, as well as they can.
    await runner.query(`
      alter table webhook_endpoints
        add column since pg_snapshot not null default pg_current_snapshot(),
        add column hurry boolean not null default false,
        alter column since_xid set default pg_current_xact_id()`);
    await runner.query(`
      update webhook_endpoints set since = format('%s:%s:', since_xid::text::bigint + 1, since_xid::text::bigint + 1)::pg_snapshot`);
    await runner.query(`
      update webhook_replays r set finished_at = now() where finished_at is null and exists (
        select from webhook_replays o where o.endpoint_id = r.endpoint_id and o.finished_at is null and o.id < r.id)`);
    await runner.query('drop index ix_webhook_replays_open');
    await runner.query('create unique index uq_webhook_replays_open on webhook_replays (endpoint_id) where finished_at is null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index uq_webhook_replays_open');
    await runner.query('create index ix_webhook_replays_open on webhook_replays (created_at) where finished_at is null');
    await runner.query('alter table webhook_replays drop column stepped_at');
    await runner.query('alter table webhook_endpoints drop column since, drop column hurry, alter column since_xid drop default');
  }
}
