import { relative } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres, startThrowAwayPostgres, type EmbeddedPostgres } from './embedded-postgres.js';

export interface OpenedDatabase {
  url: string;
  /** Which database was chosen, for a human; never a password. */
  describe: string;
  /** Settles when an embedded server has ended, asked or not; never for a server that was given. */
  exited: Promise<void>;
  /** Gives back what was opened: a throw-away database is dropped, an embedded server ended. May be called again. */
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  /** Part of the name of what is made: `demo`, `start`, `bench`. */
  purpose: string;
  /** Data is kept from start to start, durably. Otherwise it is thrown away on `close`. */
  keep?: boolean;
  /** A given server; empty or undefined: an embedded one. Default DATABASE_URL. */
  serverUrl?: string;
}

/**
 * The database to run the parts on. A given server is used: as it is where data is kept, else for a throw-away database
 * of its own name. Without one, the embedded PostgreSQL is started in `.data/`. No port is probed.
 */
export async function openDatabase({ purpose, keep = false, serverUrl = process.env['DATABASE_URL'] }: OpenDatabaseOptions): Promise<OpenedDatabase> {
  if (serverUrl) return keep ? givenDatabase(serverUrl) : throwAwayDatabase(serverUrl, purpose);
  if (keep) {
    const server = await startEmbeddedPostgres({ dir: '.data/postgres', durable: true, fresh: false, database: 'onboarding' });
    return { ...described(server, 'data is kept'), close: () => server.stop() };
  }
  const server = await startThrowAwayPostgres(purpose, 'onboarding');
  return { ...described(server, 'thrown away at the end'), close: () => server.remove() };
}

function described({ url, dir, exited }: EmbeddedPostgres, fate: string): Omit<OpenedDatabase, 'close'> {
  const folder = relative(process.cwd(), dir);
  return { url, exited, describe: `embedded PostgreSQL ${url} in ${folder.startsWith('..') ? dir : folder}, ${fate} (DATABASE_URL is not set)` };
}

const never = new Promise<void>(() => undefined);

function givenDatabase(url: string): OpenedDatabase {
  return { url, exited: never, describe: `DATABASE_URL, ${withoutCredentials(url)}`, close: () => Promise.resolve() };
}

async function throwAwayDatabase(serverUrl: string, purpose: string): Promise<OpenedDatabase> {
  const name = `onboarding_${purpose}_${process.pid}_${Date.now().toString(36)}`;
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  let closing: Promise<void> | undefined;
  return {
    url: url.href,
    exited: never,
    describe: `DATABASE_URL, ${withoutCredentials(url.href)}, a database of its own, thrown away at the end`,
    close: () => (closing ??= onServer(serverUrl, `drop database if exists ${name} with (force)`)),
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'onboarding-launcher' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Host, port and path of a URL: user, password and parameters may be secrets. */
export function withoutCredentials(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
