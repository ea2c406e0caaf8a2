import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type QueryResultRow } from 'pg';
import { demoKeys } from '../../apps/demo/src/demo-keys.js';
import { localUrl } from '../../apps/demo/src/installation.js';
import { startPart, type Environment, type Part } from '../../apps/demo/src/parts.js';
import { send, type Answer, type Sent } from './http.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

export const keys: { crm: string; admin: string } = { crm: demoKeys.crm, admin: demoKeys.admin };

/** The built API as a process of its own, on a database of its own (or a given one). */
export interface RunningApi {
  part: Part;
  port: number;
  database: TestDatabase;
  /** What was laid over the environment: for further parts on the same database and queue. */
  environment: Environment;
  /** One request with the CRM's key, or another one, or none. */
  call(method: string, path: string, request?: Sent & { key?: string | null }): Promise<Answer>;
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Ends the process and drops the database it came with. */
  close(): Promise<void>;
}

export async function startApi(environment: Environment = {}, given?: TestDatabase): Promise<RunningApi> {
  const database = given ?? await createTestDatabase();
  const all: Environment = {
    PORT: '0', WORKER_PORT: '0', SIMULATOR_PORT: '0', LOG_LEVEL: 'info', QUEUE_PREFIX: `test-${process.env['TEST_RUN']}-${randomUUID()}`, CHECKSUM_POLICY: 'advise',
    BOOTSTRAP_CRM_KEY: keys.crm, BOOTSTRAP_ADMIN_KEY: keys.admin, DATABASE_URL: database.url, ...environment,
  };
  const part = await startPart('api', all);
  const port = Number(new URL(localUrl(part)).port);
  const sql = new Client({ connectionString: database.url, application_name: 'onboarding-tests' });
  sql.on('error', () => undefined);
  let connecting: Promise<unknown> | undefined;
  return {
    part, port, database, environment: all,
    call(method, path, { key = keys.crm, headers = {}, ...rest } = {}) {
      const own: Record<string, string> = {};
      if (key !== null) own['authorization'] = `Bearer ${key}`;
      if (rest.body !== undefined) own['content-type'] = 'application/json';
      return send(port, method, path, { headers: { ...own, ...headers }, ...rest });
    },
    async query<Row extends QueryResultRow>(text: string, values: unknown[] = []) {
      await (connecting ??= sql.connect());
      return (await sql.query<Row>(text, values)).rows;
    },
    async close() {
      await part.stop();
      if (connecting !== undefined) await sql.end();
      if (given === undefined) await database.drop();
    },
  };
}

/** Until it listens it cannot be called, until it reached Postgres it answers 503. */
export async function untilReady(api: RunningApi): Promise<void> {
  await eventually(async () => (await api.call('GET', '/health/ready', { key: null })).status === 200, 'the API is ready');
}

/** Asks again and again until it is so. Long patience: nothing here measures time. */
export async function eventually(isSo: () => Promise<boolean>, what: string, withinMs = 60_000): Promise<void> {
  const givenUpAt = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > givenUpAt) throw new Error(`It did not come to pass: ${what}`);
    await sleep(50);
  }
}

/** The feed serves all that happened: a transaction of anybody else on the server may hold it back for a moment. */
export async function untilAllServed(port: number): Promise<void> {
  await eventually(async () => {
    const overview = await send(port, 'GET', '/v1/admin/overview', { headers: { authorization: `Bearer ${keys.admin}` } });
    return overview.json<{ events: { lag: number } }>().events.lag === 0;
  }, 'the feed serves everything');
}

/** It runs on, and has nothing to complain about. */
export function expectUnharmed({ part }: RunningApi): void {
  expect(() => process.kill(part.pid, 0)).not.toThrow();
  const levels = part.lines.map((line) => (JSON.parse(line) as { level: string }).level);
  expect(levels.length).toBeGreaterThan(0);
  expect(levels.filter((level) => ['error', 'fatal'].includes(level))).toEqual([]);
}

/** What was refused has left nothing behind. */
export async function expectNothingStored(api: RunningApi): Promise<void> {
  const [counts] = await api.query(`
    select (select count(*)::integer from onboardings) as onboardings, (select count(*)::integer from applications) as applications,
      (select count(*)::integer from events) as events`);
  expect(counts).toEqual({ onboardings: 0, applications: 0, events: 0 });
}
