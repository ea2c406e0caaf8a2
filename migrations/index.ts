import pg from 'pg';
import { DataSource } from 'typeorm';
import { runMigrations as runQueueMigrations } from 'bullmq';
import { First1763800000000 } from './1763800000000-first.js';
import { Idempotency1763900000000 } from './1763900000000-idempotency.js';
import { Batches1764100000000 } from './1764100000000-batches.js';
import { ListsAtSize1764200000000 } from './1764200000000-lists-at-size.js';
import { Webhooks1764300000000 } from './1764300000000-webhooks.js';
import { PartnerCircuit1764400000000 } from './1764400000000-partner-circuit.js';
import { WebhookEdges1764500000000 } from './1764500000000-webhook-edges.js';
import { WebhookTurns1764600000000 } from './1764600000000-webhook-turns.js';

/** One explicit list, oldest first. */
export const migrations = [
  First1763800000000, Idempotency1763900000000, Batches1764100000000, ListsAtSize1764200000000, Webhooks1764300000000, PartnerCircuit1764400000000,
  WebhookEdges1764500000000, WebhookTurns1764600000000,
];

// Any constant of our own: whoever holds it is the only one that migrates.
const migrationLock = 4_217_001;

/**
 * Brings the schema up to date. Several may call it at once: a session-level advisory lock lets one run while the
 * others wait, then find nothing to do (TypeORM itself takes no lock).
 *
 * @param withQueue also BullMQ's own tables, needed where BullMQ runs on PostgreSQL
 * @returns the names of the migrations that ran
 */
export async function runMigrations(databaseUrl: string, withQueue = true): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'onboarding-migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    const source = new DataSource({
      type: 'postgres', url: databaseUrl, migrations, migrationsTransactionMode: 'each', synchronize: false, logging: false,
      // A migration gives up rather than let every reader queue behind it.
      extra: { max: 1, application_name: 'onboarding-migrate', lock_timeout: 5_000 },
    });
    await source.initialize();
    try {
      const ran = await source.runMigrations();
      // On another cluster transaction numbers begin elsewhere: what is written here comes after all that was restored.
      await client.query(`
        insert into event_era (era, system_identifier)
        select last.era + 1, here.system_identifier
        from pg_control_system() as here, (select * from event_era order by era desc limit 1) as last
        where last.system_identifier <> here.system_identifier`);
      if (withQueue) await runQueueMigrations(client);
      return ran.map(({ name }) => name);
    } finally {
      await source.destroy();
    }
  } finally {
    await client.end();
  }
}
