// DATABASE_URL set: the tests make their own throw-away databases on that server. Not set: on an embedded one.
// Tests see only TEST_DATABASE_SERVER_URL and TEST_RUN, so that none can write to the database DATABASE_URL names.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export default async function globalSetup() {
  process.env.TEST_RUN = `${process.pid}_${Date.now().toString(36)}`;
  if (process.env.DATABASE_URL) {
    process.env.TEST_DATABASE_SERVER_URL = process.env.DATABASE_URL;
    return;
  }
  const built = join(process.cwd(), 'dist/apps/demo/src/embedded-postgres.js');
  if (!existsSync(built)) throw new Error('The e2e tests run what is built: npm run build, or npm test, which builds first');
  const { startThrowAwayPostgres } = await import(pathToFileURL(built).href);
  const server = await startThrowAwayPostgres('test');
  process.env.TEST_DATABASE_SERVER_URL = server.url;
  globalThis.embeddedTestServer = server;
}
