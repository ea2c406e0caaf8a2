import { Client, escapeLiteral, type QueryResultRow } from 'pg';
import { ApplicationEntity, OnboardingEntity } from '#app/onboarding';
import { byIndexOnly, createLogger, Database } from '#app/platform';

/** One node of a plan that was executed, as EXPLAIN gives it. Counts are averages over the loops, blocks are sums. */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

/** How one use of a statement would have been carried out. `generic`: as a prepared statement after a few uses. */
export interface ObservedPlan { statement: string; mode: 'custom' | 'generic'; root: PlanNode }

interface Explained extends QueryResultRow { 'QUERY PLAN': { Plan: PlanNode }[] }

const nothing = (): void => undefined;

/** A database that looks at the plan of each statement right before the statement runs, with the same parameters. */
export class WatchedDatabase extends Database {
  plans: ObservedPlan[] = [];
  private readonly observer: Client;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(url: string, { byIndex = false } = {}) {
    super({
      url, applicationName: 'onboarding-plans', entities: [OnboardingEntity, ApplicationEntity], statementTimeoutMs: 20_000, poolSize: 4, byIndex,
    }, createLogger('plans', 'silent'));
    this.observer = new Client({ connectionString: url, ...(byIndex ? { options: byIndexOnly } : {}) });
    this.observer.on('error', () => undefined);
  }

  override async connect(): Promise<void> {
    await this.observer.connect();
    await super.connect();
    // TypeORM tells its logger what it is about to send; it names no statement, so each is planned for its parameters.
    const logQuery = (text: string, values: unknown[] = []): void => void this.inLine(async () => {
      this.plans.push({ statement: 'list', mode: 'custom', root: await this.explain('custom', text, values) });
    });
    const silent = { logQueryError: nothing, logQuerySlow: nothing, logSchemaBuild: nothing, logMigration: nothing, log: nothing };
    this.source.setOptions({ logging: ['query'], logger: { ...silent, logQuery } });
  }

  /** Resolves when the plans of all statements so far have been looked at. */
  async settled(): Promise<ObservedPlan[]> {
    await this.queue;
    return this.plans;
  }

  override async query<Row extends QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return this.inLine(async () => {
      for (const mode of ['custom', 'generic'] as const) this.plans.push({ statement: name, mode, root: await this.explain(mode, text, values) });
      return super.query<Row>(name, text, values);
    });
  }

  /** Each statement by itself: the observer must not wait for what the transaction holds. Named by its first words. */
  override transaction<T>(run: (query: <Row>(text: string, values: unknown[]) => Promise<Row[]>) => Promise<T>): Promise<T> {
    return run(async <Row>(text: string, values: unknown[]) => (await this.query(text.trim().slice(0, 14), text, values)) as Row[]);
  }

  /** One after the other: the observer must not meet the locks of a statement that is still running. */
  private async inLine<T>(run: () => Promise<T>): Promise<T> {
    const result = this.queue.then(run, run);
    this.queue = result.catch(() => undefined);
    return result;
  }

  override async close(): Promise<void> {
    await this.observer.end();
    await super.close();
  }

  /** Executes the statement for its plan and takes everything back. */
  private async explain(mode: 'custom' | 'generic', text: string, values: unknown[]): Promise<PlanNode> {
    const given = values.length === 0 ? '' : `(${values.map(literal).join(', ')})`;
    await this.observer.query(`begin; set local plan_cache_mode = force_${mode}_plan; prepare observed as ${text}`);
    try {
      const { rows } = await this.observer.query<Explained>(`explain (analyze, buffers, format json) execute observed${given}`);
      const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
      if (plan === undefined) throw new Error('EXPLAIN gave no plan');
      return plan;
    } finally {
      await this.observer.query('rollback; deallocate observed');
    }
  }
}

/** A parameter as SQL text; its type is the statement's business. */
function literal(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return escapeLiteral(`{${value.map((entry) => JSON.stringify(String(entry))).join(',')}}`);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return escapeLiteral(String(value));
  throw new Error(`a parameter of type ${typeof value} cannot be written as SQL`);
}
