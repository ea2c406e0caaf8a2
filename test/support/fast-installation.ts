import { randomUUID } from 'node:crypto';
import { localUrl, startInstallation } from '../../apps/demo/src/installation.js';
import { stopParts } from '../../apps/demo/src/parts.js';
import { createTestDatabase } from './test-database.js';

/** What `npm start` runs, on a database of its own and with a partner that is asked every few moments. */
export interface FastInstallation { url: string; remove(): Promise<void> }

export async function startFastInstallation(): Promise<FastInstallation> {
  const database = await createTestDatabase();
  const { api } = await startInstallation({
    databaseUrl: database.url,
    environment: {
      PORT: '0', WORKER_PORT: '0', SIMULATOR_PORT: '0', LOG_LEVEL: 'warn', QUEUE_PREFIX: `test-${process.env['TEST_RUN']}-${randomUUID()}`, POLL_FIRST_DELAY_MS: '200', POLL_FACTOR: '1',
    },
  });
  return {
    url: localUrl(api),
    async remove() {
      await stopParts();
      await database.drop();
    },
  };
}
