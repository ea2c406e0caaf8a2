import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../apps/demo/src/embedded-postgres.js';

const dir = join('.data', `embedded-test-${process.pid}`);

async function ask(url: string, statement: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows[0] && Object.values(rows[0])[0];
  } finally {
    await client.end();
  }
}

/** A launcher of its own process that starts the server, makes a table, and is killed as nothing can clean up after. */
async function killedLauncher(): Promise<{ url: string; pid: number }> {
  const script = `
    import { startEmbeddedPostgres } from './dist/apps/demo/src/embedded-postgres.js';
    const { url, pid } = await startEmbeddedPostgres({ dir: ${JSON.stringify(dir)}, durable: false, fresh: false });
    console.log(JSON.stringify({ url, pid }));`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => launcher.once('exit', resolve));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: launcher.stdout }).once('line', resolve).once('close', () => reject(new Error('the launcher printed nothing')));
  });
  const server = JSON.parse(line) as { url: string; pid: number };
  await ask(server.url, 'create table if not exists kept (id integer)');
  launcher.kill('SIGKILL');
  await ended;
  return server;
}

/** An orphan that has ended still has its pid until the system's first process takes note. */
async function hasEnded(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await sleep(50);
  }
  return false;
}

describe('embedded PostgreSQL', () => {
  let server: EmbeddedPostgres | undefined;

  afterEach(() => server?.stop());
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('starts on the loopback, keeps its data over a restart, and stops', async () => {
    server = await startEmbeddedPostgres({ dir, durable: true, fresh: true, database: 'mine' });
    expect(new URL(server.url)).toMatchObject({ hostname: '127.0.0.1', pathname: '/mine' });
    expect(await ask(server.url, 'show fsync')).toBe('on');
    await ask(server.url, 'create table kept (id integer)');
    await server.stop();
    expect(await hasEnded(server.pid)).toBe(true);

    server = await startEmbeddedPostgres({ dir, durable: false, fresh: false, database: 'mine' });
    expect(await ask(server.url, 'show fsync')).toBe('off');
    expect(await ask(server.url, "select to_regclass('kept')::text")).toBe('kept');
  });

  it('refuses a folder that a living launcher uses', async () => {
    server = await startEmbeddedPostgres({ dir, durable: false, fresh: false });
    await expect(startEmbeddedPostgres({ dir, durable: false, fresh: true })).rejects.toThrow('in use by another start');
    expect(await ask(server.url, 'select 1')).toBe(1);
  });

  it.each([
    { fresh: false, table: 'kept' },
    { fresh: true, table: null },
  ])('ends the server a killed launcher left behind (fresh: $fresh)', async ({ fresh, table }) => {
    const orphan = await killedLauncher();
    server = await startEmbeddedPostgres({ dir, durable: false, fresh });
    expect(await hasEnded(orphan.pid)).toBe(true);
    expect(await ask(server.url, "select to_regclass('kept')::text")).toBe(table);
  });

  it('removes its data when asked to', async () => {
    server = await startEmbeddedPostgres({ dir, durable: false, fresh: false });
    await server.remove();
    expect(existsSync(server.dir)).toBe(false);
    expect(await hasEnded(server.pid)).toBe(true);
  });
});
