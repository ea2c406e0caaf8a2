import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { runMigrations } from '#migrations';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

// Any constant: whoever holds it makes the template, while the other Jest workers wait.
const templateLock = 7_215_183;

/**
 * A migrated database of its own, with BullMQ's tables, for one test file (or test): `test_<run>_<random>`, copied from
 * a template that the first caller of the run makes. What is not dropped is dropped by the global teardown.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { serverUrl, run } = testServer();
  const template = `test_${run}_template`;
  const name = `test_${run}_${randomBytes(5).toString('hex')}`;
  await onServer(serverUrl, async (client) => {
    await makeTemplate(client, serverUrl, template);
    await client.query(`create database ${name} template ${template}`);
  });
  const drop = (): Promise<void> =>
    onServer(serverUrl, async (client) => void (await client.query(`drop database if exists ${name} with (force)`)));
  return { url: withDatabase(serverUrl, name), drop };
}

/** The server's URL with another database. */
export function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

function testServer(): { serverUrl: string; run: string } {
  const { TEST_DATABASE_SERVER_URL: serverUrl, TEST_RUN: run } = process.env;
  if (!serverUrl || !run) throw new Error('No test server: name the file *.e2e-spec.ts, so that the global setup runs');
  return { serverUrl, run };
}

/** Migrated under another name, so that a template under its final name is whole. */
async function makeTemplate(client: Client, serverUrl: string, template: string): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [templateLock]);
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rowCount !== 0) return;
    const unfinished = `${template}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished}`);
    await runMigrations(withDatabase(serverUrl, unfinished));
    await client.query(`alter database ${unfinished} rename to ${template}`);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [templateLock]);
  }
}

async function onServer(serverUrl: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: serverUrl, application_name: 'onboarding-tests' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
