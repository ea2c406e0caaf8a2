import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

export type PartName = keyof typeof portSettings;

/** The setting for each part's port, and its default. */
export const portSettings = {
  api: { variable: 'PORT', standard: '3000' },
  worker: { variable: 'WORKER_PORT', standard: '3001' },
  simulator: { variable: 'SIMULATOR_PORT', standard: '4010' },
} as const;

/** Laid over our own environment; undefined takes a variable away. */
export type Environment = Record<string, string | undefined>;

export interface PartOptions {
  /** Gets every line the part prints, as `[api] …`. Default: they are only kept. */
  print?: (line: string) => void;
  /** Longest wait for the ready line, ms. */
  readyWithinMs?: number;
  /** Longest wait for a part to end after SIGTERM before it is killed, ms. */
  stopWithinMs?: number;
}

export interface Part {
  name: PartName;
  pid: number;
  /** Where it listens, as its ready line says; null where that says no address. */
  url: string | null;
  /** What it printed, both streams, oldest first; of a talkative part only the newest. */
  lines: readonly string[];
  /** Settles when the process has ended and all it printed is read: its code, or null where a signal ended it. */
  exited: Promise<number | null>;
  /** SIGTERM, then SIGKILL. May be called again, and after it ended by itself. */
  stop(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** A part ended, or did not get ready, before it could be used. */
export class PartFailed extends Error {
  /** @param printed its lines were printed as they came, so the message does not repeat them */
  constructor(readonly part: PartName | 'migrate', readonly lines: readonly string[], what: string, printed: boolean) {
    super(`${part} ${what}${printed || lines.length === 0 ? '' : `; it printed last:\n${lines.slice(-15).join('\n')}`}`);
    this.name = 'PartFailed';
  }
}

const keptLines = 20_000;
const running = new Map<ChildProcess, Promise<number | null>>();
// A launcher that crashes leaves no part behind. (Killed with SIGKILL it does: nobody can help that.)
process.on('exit', () => { for (const child of running.keys()) child.kill('SIGTERM'); });

/**
 * Starts one built part as a child process of our own process group and waits for its ready line.
 *
 * @throws PartFailed where it ends first, or is not ready in time (it is killed then)
 */
export async function startPart(name: PartName, environment: Environment, options: PartOptions = {}): Promise<Part> {
  const { print, readyWithinMs = 60_000, stopWithinMs = 15_000 } = options;
  const { promise: ready, resolve: settle } = withResolver<string | null>();
  const { child, lines, exited } = launch(`dist/bundle/${name}.js`, environment, (line) => {
    print?.(`[${name}] ${line}`);
    if (line.toLowerCase().includes(`${name} ready`)) settle(line);
  });
  const timer = setTimeout(settle, readyWithinMs, null);
  void exited.then(() => settle(null));
  const readyLine = await ready;
  clearTimeout(timer);
  if (readyLine === null) {
    const late = child.exitCode === null && child.signalCode === null && child.kill('SIGKILL');
    const code = await exited;
    const what = late ? `was not ready within ${readyWithinMs} ms` : `ended with ${code ?? 'a signal'} before it was ready`;
    throw new PartFailed(name, lines, what, print !== undefined);
  }
  return {
    name, lines, exited, pid: child.pid ?? 0, url: /https?:\/\/[^\s"']+/.exec(readyLine)?.[0] ?? null,
    kill: (signal) => void child.kill(signal),
    stop: () => end(child, exited, stopWithinMs),
  };
}

/**
 * Brings the schema of DATABASE_URL up to date with the one-shot part, and waits for it to end.
 *
 * @throws PartFailed where it did not end with 0
 */
export async function runMigrations(environment: Environment, { print }: Pick<PartOptions, 'print'> = {}): Promise<void> {
  const { lines, exited } = launch('dist/bundle/migrate.js', environment, (line) => print?.(`[migrate] ${line}`));
  const code = await exited;
  if (code !== 0) throw new PartFailed('migrate', lines, `ended with ${code ?? 'a signal'}`, print !== undefined);
}

/** Ends every part this process started, also one that is not ready yet. */
export async function stopParts(withinMs = 15_000): Promise<void> {
  await Promise.all([...running].map(([child, exited]) => end(child, exited, withinMs)));
}

interface Launched { child: ChildProcess; lines: string[]; exited: Promise<number | null> }

function launch(file: string, environment: Environment, onLine: (line: string) => void): Launched {
  const script = resolve(file);
  if (!existsSync(script)) throw new Error(`${file} is missing: npm run build`);
  const lines: string[] = [];
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream, crlfDelay: Infinity }).on('line', (line) => {
      lines.push(line);
      if (lines.length > keptLines) lines.splice(0, keptLines / 2);
      onLine(line);
    });
  }
  const exited = new Promise<number | null>((settle) => {
    child.once('error', (error) => { lines.push(error.message); settle(null); });
    child.once('close', (code) => settle(code));
  }).finally(() => running.delete(child));
  running.set(child, exited);
  return { child, lines, exited };
}

async function end(child: ChildProcess, exited: Promise<number | null>, withinMs: number): Promise<void> {
  child.kill('SIGTERM');
  const killing = setTimeout(() => child.kill('SIGKILL'), withinMs);
  await exited;
  clearTimeout(killing);
}

function withResolver<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolved) => { settle = resolved; });
  return { promise, resolve: settle };
}
