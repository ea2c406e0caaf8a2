import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseAway, type Database } from './database.js';

/**
 * The newest migration this code needs, by its time stamp. Raised together with `migrations/`, where a test compares
 * the two; the code runs on any newer schema, so that replicas of two releases can run side by side.
 */
export const neededSchema = 1_764_600_000_000;

/** True where the database has at least the schema this code needs; false also where it was never migrated. */
export async function hasNeededSchema(database: Database): Promise<boolean> {
  try {
    const [row] = await database.query<{ newest: string | null }>('schema', 'select max("timestamp") as newest from migrations', []);
    return Number(row?.newest ?? 0) >= neededSchema;
  } catch (error) {
    if ((error as { code?: string }).code === '42P01') return false;
    throw error;
  }
}

/**
 * Reaches Postgres, however long that takes, and looks at its schema.
 *
 * @throws Error where the schema is older than this code needs: waiting would not help, somebody has to migrate
 */
export async function awaitSchema(database: Database): Promise<void> {
  await database.connect();
  for (;;) {
    try {
      if (await hasNeededSchema(database)) return;
      throw new Error('The database schema is older than this release needs: run "npm run migrate" first.');
    } catch (error) {
      if (!(error instanceof DatabaseAway)) throw error;
      await sleep(500);
    }
  }
}
