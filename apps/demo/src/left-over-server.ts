import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

// Any constant of our own. Sessions of the parts are in another database, so theirs cannot meet it.
const ownerLock = 7_215_182;
const answerDeadlineMs = 15_000;
// The server notices within milliseconds that a killed launcher's session is gone; a busy machine takes longer.
const lockDeadlineMs = 3_000;

/** A session with the server on this port of the loopback, as the only user there is. */
export async function connectTo(port: number, database = 'postgres'): Promise<Client> {
  const client = new Client({
    host: '127.0.0.1', port, user: 'postgres', database, ssl: false, connectionTimeoutMillis: 2_000, application_name: 'onboarding-launcher',
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Does the server this session is with keep its data in `dir`? */
export async function servesFolder(session: Client, dir: string): Promise<boolean> {
  const { rows } = await session.query<{ folder: string }>("select current_setting('data_directory') as folder");
  return rows[0] !== undefined && realpathSync(rows[0].folder) === realpathSync(dir);
}

/**
 * Whoever launched a server holds this lock until it ends, however it ends: a server whose lock is free was left behind.
 *
 * @returns whether this session holds it now
 */
export async function becomeOwner(session: Client): Promise<boolean> {
  const { rows } = await session.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [ownerLock]);
  return rows[0]?.free === true;
}

/**
 * Finds out whether a server that a killed launcher left behind still runs on `dir`: it must be the process of the pid
 * file in that folder, must answer, and must say itself that this is its folder. The pid file of a server that is no
 * more, whose pid another program has by now, is removed (PostgreSQL would refuse to start).
 *
 * @returns true: it runs, and nobody else uses it
 * @throws Error where a living launcher uses it, or where it does not answer
 */
export async function isLeftBehind(dir: string): Promise<boolean> {
  const file = join(dir, 'postmaster.pid');
  const found = readPidFile(file);
  if (found === null || !isRunning(found.pid)) return false;
  if (!mayServe(found.pid, dir)) {
    rmSync(file, { force: true });
    return false;
  }
  const session = await untilAnswer(found, dir);
  if (session === null) return false;
  try {
    if (await ownedWithin(session, lockDeadlineMs)) return true;
    throw new Error(`The database in ${dir} is in use by another start of this program that still runs`);
  } finally {
    await session.end();
  }
}

interface PidFile { pid: number; port: number }

function readPidFile(file: string): PidFile | null {
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 1 ? { pid, port } : null;
}

/** A process we may not signal runs as somebody else, so it is none of ours. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** By its command line. Where that cannot be asked (Windows), what the server itself says decides alone. */
function mayServe(pid: number, dir: string): boolean {
  if (process.platform === 'win32') return true;
  try {
    const command = process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
    return command.includes('postgres') && command.includes(dir);
  } catch {
    return false;
  }
}

/** It may be starting up, or ending: null once it has ended. */
async function untilAnswer({ pid, port }: PidFile, dir: string): Promise<Client | null> {
  const deadline = performance.now() + answerDeadlineMs;
  while (isRunning(pid)) {
    const session = await connectTo(port).catch(() => null);
    if (session !== null) {
      if (await servesFolder(session, dir).catch(() => false)) return session;
      await session.end();
    }
    if (performance.now() > deadline) {
      throw new Error(`Process ${pid}, named in ${join(dir, 'postmaster.pid')}, does not answer as its server: end it, then try again`);
    }
    await sleep(100);
  }
  return null;
}

async function ownedWithin(session: Client, durationMs: number): Promise<boolean> {
  const deadline = performance.now() + durationMs;
  while (!(await becomeOwner(session))) {
    if (performance.now() > deadline) return false;
    await sleep(100);
  }
  return true;
}
