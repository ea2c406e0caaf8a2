import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { runMigrations } from '#migrations';
import { startThrowAwayPostgres, type EmbeddedPostgres } from '../../apps/demo/src/embedded-postgres.js';
import { postgresBinaries, programPath } from '../../apps/demo/src/postgres-binaries.js';
import { withDatabase } from './test-database.js';

const startDeadlineMs = 60_000;

/** A server that belongs to one test file, so that it may be killed. It comes back on the same port. */
export abstract class OwnServer {
  private child: ChildProcess | null = null;
  private ended: Promise<void> = Promise.resolve();

  protected abstract launch(): ChildProcess;
  protected abstract answers(): Promise<boolean>;
  abstract remove(): Promise<void>;

  /** Resolves once it answers. What is left of a killed one may hold on to its port or memory for a moment. */
  async start(): Promise<void> {
    const deadline = performance.now() + startDeadlineMs;
    while (performance.now() < deadline) {
      if (this.child === null) this.spawn();
      if (await this.answers().catch(() => false)) return;
      await sleep(50);
    }
    throw new Error(`${this.constructor.name} did not come up`);
  }

  /** The signal for an orderly end differs: Postgres waits for its clients on SIGTERM. */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    return this.end(signal);
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** Killed, away for so long, back. */
  async restart(awayMs = 0): Promise<void> {
    await this.kill();
    await sleep(awayMs);
    await this.start();
  }

  private spawn(): void {
    const child = this.launch();
    this.child = child;
    const abandoned = (): void => void child.kill('SIGKILL');
    process.once('exit', abandoned);
    this.ended = new Promise<void>((end) => {
      child.once('error', () => end()).once('exit', () => end());
    }).then(() => {
      process.off('exit', abandoned);
      if (this.child === child) this.child = null;
    });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    this.child?.kill(signal);
    await this.ended;
  }
}

/** Makes its own databases, migrated, with BullMQ's tables. Every commit is on the disk: it is meant to be killed. */
export class OwnPostgres extends OwnServer {
  private made = 0;
  private readonly native: string;

  private constructor(private readonly folder: EmbeddedPostgres, readonly port: number) {
    super();
    this.native = postgresBinaries(process.getuid?.() === 0);
  }

  static async create(): Promise<OwnPostgres> {
    // Made and later removed by the embedded server's own means; in between we launch it, on a port that stays.
    const folder = await startThrowAwayPostgres('recovery');
    await folder.stop();
    const postgres = new OwnPostgres(folder, await freePort());
    await postgres.start();
    await onDatabase(postgres.url('postgres'), (client) => client.query('create database migrated'));
    await runMigrations(postgres.url('migrated'));
    return postgres;
  }

  url(database: string, port = this.port): string {
    return withDatabase(`postgres://postgres@127.0.0.1:${port}`, database);
  }

  /** The URL of a database as it is reached through a wire. */
  urlThrough({ port }: { port: number }, url: string): string {
    return this.url(new URL(url).pathname.slice(1), port);
  }

  /** @returns its URL */
  async newDatabase({ migrated = true } = {}): Promise<string> {
    this.made += 1;
    const name = `onboarding_${this.made}`;
    await onDatabase(this.url('postgres'), (client) => client.query(`create database ${name}${migrated ? ' template migrated' : ''}`));
    return this.url(name);
  }

  override stop(): Promise<void> {
    return super.stop('SIGINT');
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.folder.remove();
  }

  protected launch(): ChildProcess {
    const { uid, gid } = lstatSync(this.folder.dir);
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'fsync=on', 'log_min_messages=panic'];
    return spawn(
      programPath(this.native, 'postgres'),
      ['-D', this.folder.dir, '-p', String(this.port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...(process.getuid?.() === 0 ? { uid, gid } : {}), cwd: '/', stdio: 'ignore', env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' } },
    );
  }

  protected async answers(): Promise<boolean> {
    await onDatabase(this.url('postgres'), (client) => client.query('select 1'));
    return true;
  }
}

/** Keeps nothing on disk, so that a kill loses all it held. */
export class OwnRedis extends OwnServer {
  private constructor(private readonly program: string, private readonly dir: string, readonly port: number) {
    super();
  }

  /** Not started yet. */
  static async create(program: string): Promise<OwnRedis> {
    const port = await freePort();
    const dir = join('.data', `recovery-redis-${process.pid}-${port}`);
    mkdirSync(dir, { recursive: true });
    return new OwnRedis(program, dir, port);
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** One command on a connection of its own. */
  async ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return await question(redis);
    } finally {
      redis.disconnect();
    }
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }

  protected launch(): ChildProcess {
    const settings = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', this.dir, '--loglevel', 'warning'];
    return spawn(this.program, ['--port', String(this.port), ...settings], { stdio: 'ignore' });
  }

  protected async answers(): Promise<boolean> {
    return (await this.ask((redis) => redis.ping())) === 'PONG';
  }
}

/** Where `redis-server` lies on PATH; null: not installed, and what needs it is tested with BullMQ on Postgres alone. */
export const redisProgram: string | null =
  (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'redis-server')).find((file) => existsSync(file)) ?? null;

export type QueueBackend = 'redis' | 'postgres';

/** What BullMQ can run on here, production's choice first. */
export const queueBackends: [QueueBackend, ...QueueBackend[]] = redisProgram === null ? ['postgres'] : ['redis', 'postgres'];

/** The Redis a backend needs, started; null where BullMQ runs on Postgres. */
export async function redisFor(backend: QueueBackend): Promise<OwnRedis | null> {
  if (backend === 'postgres' || redisProgram === null) return null;
  const redis = await OwnRedis.create(redisProgram);
  await redis.start();
  return redis;
}

export async function onDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'recovery-tests' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}
