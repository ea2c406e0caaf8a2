import { Client } from 'pg';
import { openDatabase } from '../../apps/demo/src/database.js';
import { startEmbeddedPostgres } from '../../apps/demo/src/embedded-postgres.js';
import { cpuOfFamilyMs, postmasterOf } from './process-usage.js';

/** Counters of the server that reach us late: sessions hand theirs in when they have been idle for ten seconds. */
export interface LateCounters { commits: number; fsyncs: number | null }

/** Until a session that did something last has surely handed in its counters, ms. */
export const countersLateMs = 11_000;

interface Opened { url: string; database: string; describe: string; close(): Promise<void> }

/** The durable PostgreSQL under measurement, with one session of our own that looks at it. */
export class BenchPostgres {
  /** Our own statements so far: each is a transaction that must not count as the service's. */
  private asked = 0;

  private constructor(
    readonly url: string, private readonly session: Client, private readonly postmaster: number | null,
    readonly facts: Record<string, string>, private readonly closeServer: () => Promise<void>,
  ) {}

  /** DATABASE_URL's server with a database of its own, else an embedded one that syncs to disk. Either is thrown away by `close`. */
  static async open(): Promise<BenchPostgres> {
    const opened = process.env['DATABASE_URL'] ? await openGiven() : await openEmbedded();
    const session = new Client({ connectionString: opened.url, application_name: 'onboarding-bench' });
    session.on('error', () => undefined);
    try {
      await session.connect();
      const { rows } = await session.query<{ pid: number; version: string; fsync: string; synchronous_commit: string; shared_buffers: string }>(`
        select pg_backend_pid() as pid, current_setting('server_version') as version, current_setting('fsync') as fsync,
          current_setting('synchronous_commit') as synchronous_commit, current_setting('shared_buffers') as shared_buffers`);
      const [row] = rows;
      if (row === undefined) throw new Error('PostgreSQL did not say how it is set');
      const { pid, ...facts } = row;
      return new BenchPostgres(opened.url, session, postmasterOf(pid, opened.database), { where: opened.describe, ...facts }, () => opened.close());
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  async ask<Row extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
    this.asked += 1;
    return (await this.session.query<Row>(text, values)).rows;
  }

  /** The server and all its sessions, ms; null where it is not on this machine. Other users of the server count too. */
  cpuMs(): number | null {
    return this.postmaster === null ? null : cpuOfFamilyMs(this.postmaster);
  }

  /** Bytes of WAL written so far, by anybody on this server. */
  async walBytes(): Promise<number> {
    const [row] = await this.ask<{ bytes: number }>(`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as bytes`);
    return row?.bytes ?? 0;
  }

  /** The database's clock, ms since the epoch. */
  async nowMs(): Promise<number> {
    const [row] = await this.ask<{ now: number }>('select (extract(epoch from clock_timestamp()) * 1000)::float8 as now');
    return row?.now ?? 0;
  }

  /** Read after `countersLateMs` of quiet. Transactions of this database without our own; fsyncs of the WAL of the whole server. */
  async lateCounters(): Promise<LateCounters> {
    const ours = this.asked;
    const [row] = await this.ask<{ commits: number; version: number }>(`
      select xact_commit::float8 as commits, current_setting('server_version_num')::integer as version
      from pg_stat_database where datname = current_database()`);
    const { commits = 0, version = 0 } = row ?? {};
    const source = version >= 180_000
      ? `select sum(fsyncs)::float8 as fsyncs from pg_stat_io where object = 'wal'`
      : version >= 140_000 ? 'select wal_sync::float8 as fsyncs from pg_stat_wal' : 'select null::float8 as fsyncs';
    const [wal] = await this.ask<{ fsyncs: number | null }>(source);
    return { commits: commits - ours, fsyncs: wal?.fsyncs ?? null };
  }

  async close(): Promise<void> {
    await this.session.end().catch(() => undefined);
    await this.closeServer();
  }
}

async function openGiven(): Promise<Opened> {
  const given = await openDatabase({ purpose: 'bench' });
  return { url: given.url, describe: given.describe, database: new URL(given.url).pathname.slice(1), close: () => given.close() };
}

/** Always the same folder: a second run at the same time, which would spoil both, is refused. */
async function openEmbedded(): Promise<Opened> {
  const database = 'onboarding_bench';
  const server = await startEmbeddedPostgres({ dir: '.data/bench-postgres', durable: true, fresh: true, database });
  return { url: server.url, database, describe: 'embedded', close: () => server.remove() };
}
