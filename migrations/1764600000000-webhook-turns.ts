import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * webhook_endpoints.schedule_from: posts before it do not count for the retry schedule, because the endpoint was switched on
 * again or given another address since. `hurried_at`: whose turn it is to have its lines made due. `paused_until`: it asked
 * for no further post before. What was delivered is cleared away by its last post, not by its first arrival.
 */
export class WebhookTurns1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table webhook_endpoints
        add column schedule_from timestamptz, add column hurried_at timestamptz, add column paused_until timestamptz`);
    await runner.query('drop index ix_webhook_deliveries_delivered');
    await runner.query(`create index ix_webhook_deliveries_delivered on webhook_deliveries (last_attempt_at) where status = 'delivered'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index ix_webhook_deliveries_delivered');
    await runner.query(`create index ix_webhook_deliveries_delivered on webhook_deliveries (delivered_at) where status = 'delivered'`);
    await runner.query('alter table webhook_endpoints drop column schedule_from, drop column hurried_at, drop column paused_until');
  }
}
