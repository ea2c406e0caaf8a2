import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

export interface RedisUsage { cpuMs: number; commands: number }

/** The Redis under measurement, with one connection of our own that looks at it. */
export class BenchRedis {
  private constructor(readonly url: string, private readonly client: Redis, readonly facts: Record<string, string>, private readonly closeServer: () => Promise<void>) {}

  /**
   * REDIS_URL, else a server of our own that appends every second, else null: no program of that name.
   *
   * @param prefix of the keys that `close` removes from a given server
   */
  static async open(prefix: string): Promise<BenchRedis | null> {
    const given = process.env['REDIS_URL'];
    if (given) {
      const client = await connect(given);
      return BenchRedis.around(given, client, 'given', () => removeKeys(client, prefix));
    }
    const server = await startServer();
    return server === null ? null : BenchRedis.around(server.url, await connect(server.url), 'own', () => server.stop());
  }

  private static async around(url: string, client: Redis, where: string, closeServer: () => Promise<void>): Promise<BenchRedis> {
    const about = await client.info();
    const aof = fieldOf(about, 'aof_enabled') === '1' ? 'on' : 'off';
    return new BenchRedis(url, client, { where, version: fieldOf(about, 'redis_version'), aof }, closeServer);
  }

  /** By Redis' own count, so it works wherever it runs. The call that asks is not in its own answer, but in the next one. */
  async usage(): Promise<RedisUsage> {
    const about = await this.client.info();
    const seconds = Number(fieldOf(about, 'used_cpu_user')) + Number(fieldOf(about, 'used_cpu_sys'));
    return { cpuMs: seconds * 1_000, commands: Number(fieldOf(about, 'total_commands_processed')) };
  }

  async close(): Promise<void> {
    await this.closeServer();
    this.client.disconnect();
  }
}

const fieldOf = (about: string, name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(about)?.[1] ?? '';

async function connect(url: string): Promise<Redis> {
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function removeKeys(client: Redis, prefix: string): Promise<void> {
  for await (const keys of client.scanStream({ match: `${prefix}:*`, count: 500 })) {
    if ((keys as string[]).length > 0) await client.unlink(keys as string[]);
  }
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> } | null> {
  const parent = resolve('.data');
  mkdirSync(parent, { recursive: true });
  const dir = mkdtempSync(join(parent, 'bench-redis-'));
  const port = await freePort();
  const settings = { port: String(port), bind: '127.0.0.1', dir, appendonly: 'yes', appendfsync: 'everysec', save: '' };
  const child = spawn('redis-server', Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]), { stdio: 'ignore' });
  const ended = new Promise<void>((settle) => { child.once('exit', () => settle()).once('error', () => settle()); });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
  if (await Promise.race([answers(port).then(() => true), ended.then(() => false)])) return { url: `redis://127.0.0.1:${port}`, stop };
  await stop();
  return null;
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const client = new Redis(port, '127.0.0.1', { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    client.on('error', () => undefined);
    const answer = await client.connect().then(() => client.ping(), () => null);
    client.disconnect();
    if (answer !== null) return;
    await sleep(50);
  }
  throw new Error('our own redis-server does not answer');
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}
