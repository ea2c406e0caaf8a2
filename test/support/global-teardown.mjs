// An embedded server goes with all that is on it; a given one is left as it was found.
import { Redis } from 'ioredis';
import { Client } from 'pg';

export default async function globalTeardown() {
  if (process.env.REDIS_URL) await deleteKeysOfThisRun(process.env.REDIS_URL, process.env.TEST_RUN);
  if (globalThis.embeddedTestServer) await globalThis.embeddedTestServer.remove();
  else await dropDatabasesOfThisRun(process.env.TEST_DATABASE_SERVER_URL, process.env.TEST_RUN);
}

async function dropDatabasesOfThisRun(serverUrl, run) {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [`test_${run}_`]);
    for (const { datname } of rows) await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
  } finally {
    await client.end();
  }
}

async function deleteKeysOfThisRun(url, run) {
  const redis = new Redis(url, { maxRetriesPerRequest: 1 });
  redis.on('error', () => undefined);
  try {
    for await (const keys of redis.scanStream({ match: `test-${run}-*`, count: 1_000 })) if (keys.length > 0) await redis.del(...keys);
  } finally {
    redis.disconnect();
  }
}
