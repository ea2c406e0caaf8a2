import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { DataSource, type DataSourceOptions, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import { plainError, type Logger } from './logging.js';

/** What its last words may take, ms. */
const closeWithinMs = 1_000;

export interface DatabaseOptions {
  url: string;
  applicationName: string;
  entities: DataSourceOptions['entities'];
  /** Longest time a statement may take, ms. The API answers 503 after it, so it stays below two seconds there. */
  statementTimeoutMs: number;
  poolSize: number;
  /**
   * Look each row up by an index rather than read a table, or an index, through. For tables that are empty now and full a minute
   * later: a prepared statement keeps a plan that was made while they were small.
   */
  byIndex?: boolean;
}

/** The database cannot be reached right now. The API answers 503 with Retry-After, the worker tries again. */
export class DatabaseAway extends Error {
  constructor() {
    super('PostgreSQL cannot be reached');
    this.name = 'DatabaseAway';
  }
}

interface PgError { code?: string; message?: string }

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
// Class 08 connection, 57P0x shutdown, 53300 too many connections, 25006 read only (during a failover).
const connectionStates = /^(08|57P0|53300|25006)/;
const connectionWords = /Connection terminated|Query runner already released|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Cannot use a pool after calling end/i;

/** True where the fault is the way to the database, not the statement: nothing about a row can be concluded from it. */
export function isConnectionError(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true;
  if (error instanceof AggregateError) return error.errors.some(isConnectionError);
  const { code, message } = (error ?? {}) as PgError;
  if (code !== undefined && (connectionCodes.has(code) || connectionStates.test(code))) return true;
  return message !== undefined && connectionWords.test(message);
}

/** Settings are wrong: the server is there and will never let us in. */
const isHopeless = (error: unknown): boolean => /^(?:28...|3D000)$/.test((error as PgError)?.code ?? '');

/** Deadlock, serialization failure, statement or lock time-out: the same statement may succeed when run again. */
export const isRepeatable = (error: unknown): boolean => /^(40P01|40001|55P03|57014)$/.test((error as PgError)?.code ?? '');

/** The name of the violated constraint, if that is what the error says. */
export function violatedConstraint(error: unknown): string | null {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string };
  return code?.startsWith('23') === true && constraint !== undefined ? constraint : null;
}

/** As a connection is told it when it opens. */
export const byIndexOnly = '-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off';

const guarded = new WeakSet<pg.PoolClient>();

/**
 * A pooled client whose query timed out still waits for the lost answer; back in the pool it would poison every later
 * caller. Destroying its socket makes the pool drop it.
 */
function dropOnTimeout(client: pg.PoolClient): void {
  if (guarded.has(client)) return;
  guarded.add(client);
  // Checked out, a client has no other listener: its connection's end would end the process.
  client.on('error', () => undefined);
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const watched = (...args: unknown[]): unknown => {
    const result = query(...args);
    if (result instanceof Promise) {
      return result.catch((error: Error) => {
        if (error.message === 'Query read timeout') (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
        throw error;
      });
    }
    return result;
  };
  Object.assign(client, { query: watched });
}

/**
 * The one way to Postgres: a TypeORM data source for entities and ordinary reads, and its pool for the hand-written
 * statements. It waits for Postgres for ever; until it was reached, every use throws `DatabaseAway`.
 */
export class Database {
  readonly source: DataSource;
  private closed = false;
  private clock: { at: number; readAt: number } | null = null;

  constructor(options: DatabaseOptions, private readonly logger: Logger) {
    this.source = new DataSource({
      type: 'postgres',
      url: options.url,
      entities: options.entities,
      synchronize: false,
      poolErrorHandler: (error: unknown) => logger.warn(plainError(error), 'a database connection was lost'),
      extra: {
        max: options.poolSize,
        application_name: options.applicationName,
        connectionTimeoutMillis: 1_500,
        statement_timeout: options.statementTimeoutMs,
        query_timeout: options.statementTimeoutMs + 200,
        lock_timeout: options.statementTimeoutMs,
        idle_in_transaction_session_timeout: 10_000,
        keepAlive: true,
        // Without an index the planner takes such a plan for so expensive that it would compile it.
        ...(options.byIndex === true ? { options: byIndexOnly } : {}),
      },
    });
  }

  /**
   * Resolves once Postgres was reached; tries again every half second until then, whatever went wrong on the way.
   *
   * @throws where waiting cannot help: wrong user or password (class 28), no such database (3D000)
   */
  async connect(): Promise<void> {
    let said = false;
    while (!this.closed && !this.source.isInitialized) {
      try {
        await this.source.initialize();
        // On every check-out: TypeORM has made its first connection by now.
        this.pool.on('acquire', dropOnTimeout);
      } catch (error) {
        if (isHopeless(error)) throw error;
        if (!said) this.logger.warn(plainError(error), 'waiting for PostgreSQL');
        said = true;
        await sleep(500);
      }
    }
  }

  private get pool(): pg.Pool {
    if (!this.source.isInitialized) throw new DatabaseAway();
    // The only place that knows where TypeORM keeps the pool.
    return (this.source.driver as unknown as { master: pg.Pool }).master;
  }

  /**
   * One hand-written statement in its own transaction.
   *
   * @param name prepared under this name on each connection
   * @throws DatabaseAway where Postgres cannot be reached; a COMMIT may have happened all the same
   */
  async query<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return this.guard(async () => (await this.pool.query<Row>({ name, text, values })).rows);
  }

  /**
   * Several statements in one transaction, for what a single one cannot say: what is decided under a lock needs a look
   * taken after the lock was had. Short, and never around a call to anybody else.
   */
  async transaction<T>(run: (query: <Row>(text: string, values: unknown[]) => Promise<Row[]>) => Promise<T>): Promise<T> {
    if (!this.source.isInitialized) throw new DatabaseAway();
    // Asked for as a structure: else the rows of an UPDATE come wrapped in another array.
    return this.guard(() => this.source.transaction((manager) => run(async <Row>(text: string, values: unknown[]) => {
      const result = await manager.queryRunner?.query(text, values, true);
      return (result?.records ?? []) as Row[];
    })));
  }

  /**
   * The database's time, whole ms since the epoch, carried on by the monotonic clock and read anew once a minute: instants that are
   * shown must not depend on which replica made them.
   */
  async now(): Promise<number> {
    if (this.clock === null || performance.now() - this.clock.readAt > 60_000) {
      const [row] = await this.query<{ now: number }>('now', 'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now', []);
      this.clock = { at: row?.now ?? 0, readAt: performance.now() };
    }
    return Math.floor(this.clock.at + performance.now() - this.clock.readAt);
  }

  /** For ordinary reads by TypeORM; run them inside `guard`. */
  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    if (!this.source.isInitialized) throw new DatabaseAway();
    return this.source.getRepository(entity);
  }

  /** Turns every kind of "cannot be reached" into `DatabaseAway`. */
  async guard<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (isConnectionError(error)) throw new DatabaseAway();
      throw error;
    }
  }

  /** Behind a dead wire PostgreSQL does not say that a session is over: nobody waits for that. */
  async close(): Promise<void> {
    this.closed = true;
    if (this.source.isInitialized) await Promise.race([this.source.destroy(), sleep(closeWithinMs, undefined, { ref: false })]);
  }
}
