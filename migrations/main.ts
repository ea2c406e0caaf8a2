import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger, fail, isConnectionError, plainError, readSettings } from '#app/platform';
import { runMigrations } from './index.js';

/** `npm run migrate`: waits for Postgres, migrates, says so, ends. */
async function migrate(): Promise<void> {
  const settings = readSettings(process.env, ['DATABASE_URL']);
  const logger = createLogger('migrate', settings.LOG_LEVEL);
  for (;;) {
    try {
      const ran = await runMigrations(settings.DATABASE_URL, settings.REDIS_URL === undefined);
      logger.info({ ran }, 'migrate ready: the schema is up to date');
      return;
    } catch (error) {
      if (!isConnectionError(error)) {
        logger.error(plainError(error), 'migration failed');
        throw error;
      }
      logger.warn(plainError(error), 'waiting for PostgreSQL');
      await sleep(1_000);
    }
  }
}

migrate().catch(fail);
