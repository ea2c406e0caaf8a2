import { appendFileSync } from 'node:fs';
import { ClientRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import pg from 'pg';
import { FreedomPayClient } from '#app/freedompay';
import { Work } from '#app/onboarding';
import { Database } from '#app/platform';
import { deathsIn } from '../support/crashing.js';
import { crashPoints, type Crash, type Seam } from './crash-points.js';
import { layOver } from './lay-over.js';

/*
 * Loaded into a part before its own code (`node --import`). CRASH_PLAN is a JSON list of crashes, one for each life of the
 * process; CRASH_LOG is the file where each death is written down, so that the next life takes the next one.
 */

const log = process.env['CRASH_LOG'] ?? '';
const crash = (JSON.parse(process.env['CRASH_PLAN'] ?? '[]') as Crash[])[deathsIn(log).length];
if (crash !== undefined) lay(crash, crashPoints[crash.at].seam);

function lay({ at, nth }: Crash, seam: Seam): void {
  let left = nth;
  const reached = (): void => {
    left -= 1;
    if (left > 0) return;
    appendFileSync(log, `${at}\n`, { flush: true });
    process.kill(process.pid, 'SIGKILL');
    // Not a line further, until the signal is there.
    for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
  };
  if ('statement' in seam) layOverStatement(seam, reached);
  else if ('call' in seam) layOverCall(seam, reached);
  else if ('job' in seam) layOverJob(seam, reached);
  else if ('work' in seam) layOver(Work.prototype, 'run', (run, args) => (reached(), run(...args)));
  else layOver(pg.Client.prototype, 'query', (query, args) => (reached(), query(...args)));
}

function layOverStatement({ statement, when, rows, holding }: Extract<Seam, { statement: string }>, reached: () => void): void {
  layOver(Database.prototype, 'query', async (query, args) => {
    const [name, , values] = args as [string, string, unknown[]];
    const list = values.find((value) => typeof value === 'string' && value.startsWith('['));
    const isMeant = name === statement && (holding === undefined || holding.test(String(list)));
    if (isMeant && when === 'before') reached();
    const result = (await query(...args)) as Record<string, unknown>[];
    if (isMeant && when === 'after' && (rows === undefined || hasSome(result))) reached();
    return result;
  });
}

/** What was claimed, moved or made: rows, or a row that counts. */
const hasSome = (rows: Record<string, unknown>[]): boolean => rows.length > 0 && rows[0]?.['made'] !== 0;

function layOverCall({ call, when }: Extract<Seam, { call: string }>, reached: () => void): void {
  if (when === 'answered') {
    layOver(FreedomPayClient.prototype, call, async (method, args) => {
      const answered = await method(...args);
      reached();
      return answered;
    });
    return;
  }
  layOver(ClientRequest.prototype, 'end', (end, args) => {
    const request = end(...args) as ClientRequest;
    // Every byte is with the operating system, which sends it whether we live or not.
    if (request.path.endsWith(`/${call}`)) request.once('finish', () => setImmediate(reached));
    return request;
  });
}

function layOverJob({ when }: Extract<Seam, { job: 'add' }>, reached: () => void): void {
  layOver(Queue.prototype, 'add', async (add, args) => {
    if (when === 'before') {
      // Nobody waits for a wake-up: meanwhile the answer goes out.
      await sleep(50);
      reached();
      return add(...args);
    }
    const job = await add(...args);
    reached();
    return job;
  });
}
