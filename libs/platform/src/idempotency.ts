import { DatabaseAway, violatedConstraint, type Database } from './database.js';
import { Problem } from './problem.js';

/** An answer as it went out and will go out again, byte for byte. */
export interface Answer { status: number; headers: Record<string, string>; body: string }

/** Under which key an answer is kept; `fingerprint` (hex) tells another body under the same key. */
export interface IdempotencyKey { apiClient: string; path: string; key: string; fingerprint: string }

/** A row for `keepAnswers`. */
export interface KeptAnswer extends IdempotencyKey { onboardingId: string; answer: Answer }

interface Stored { fingerprint: Buffer; status: number; headers: Record<string, string>; body: string }

/**
 * The SQL that keeps answers, as one CTE of the statement that makes the change: a request is done and answered, or
 * neither. `parameter` is the number of the parameter with `answerRows(…)`; only answers about an onboarding that
 * `written` (a query with one column) names are kept. A key that is taken already fails the whole statement.
 */
export const keepAnswers = (parameter: number, written: string): string => `
  insert into idempotency_keys (api_client, path, key, fingerprint, onboarding_id, status, headers, body)
  select k.api_client, k.path, k.key, decode(k.fingerprint, 'hex'), k.onboarding_id, k.status, k.headers, k.body
  from json_to_recordset($${parameter}::json) as k (
    api_client text, path text, key text, fingerprint text, onboarding_id uuid, status smallint, headers json, body text)
  where k.onboarding_id in (${written})`;

export const answerRows = (kept: KeptAnswer[]): string => JSON.stringify(kept.map(({ apiClient, path, key, fingerprint, onboardingId, answer }) => ({
  api_client: apiClient, path, key, fingerprint, onboarding_id: onboardingId, ...answer,
})));

const inUse = (): Problem =>
  new Problem('idempotency_key_in_use', 'running', { headers: { 'retry-after': '1' } });

/** Gives the same request under the same key the same answer, on every replica, for as long as it is kept. */
export class Idempotency {
  /** Keys at work in this process: whoever comes second waits for the first one's answer. */
  private readonly running = new Map<string, Promise<unknown>>();

  constructor(private readonly database: Database) {}

  /**
   * Runs a request once for its key.
   *
   * @param run does it; `kept` says that it stored the answer together with its change
   * @throws Problem idempotency_key_reused where the key was used with another body
   */
  async once(key: IdempotencyKey, run: () => Promise<{ answer: Answer; kept: boolean; onboardingId: string | null }>): Promise<{ answer: Answer; replayed: boolean }> {
    const name = JSON.stringify([key.apiClient, key.path, key.key]);
    while (this.running.has(name)) await this.running.get(name)?.catch(() => undefined);
    const work = this.runOrReplay(key, run);
    this.running.set(name, work);
    try {
      return await work;
    } finally {
      this.running.delete(name);
    }
  }

  private async runOrReplay(key: IdempotencyKey, run: Parameters<Idempotency['once']>[1]): Promise<{ answer: Answer; replayed: boolean }> {
    const before = await this.find(key);
    if (before !== null) return { answer: before, replayed: true };
    try {
      const { answer, kept, onboardingId } = await run();
      if (kept || (await this.keep(key, answer, onboardingId))) return { answer, replayed: false };
    } catch (error) {
      // What stood in the way may be the very same request, done at another replica a moment ago.
      const first = error instanceof DatabaseAway ? null : await this.find(key);
      if (first === null) throw violatedConstraint(error) === 'pk_idempotency_keys' ? inUse() : error;
      return { answer: first, replayed: true };
    }
    const first = await this.find(key);
    if (first === null) throw inUse();
    return { answer: first, replayed: true };
  }

  private async find({ apiClient, path, key, fingerprint }: IdempotencyKey): Promise<Answer | null> {
    const [stored] = await this.database.query<Stored>('idempotency_find', `
      select fingerprint, status, headers, body from idempotency_keys where api_client = $1 and path = $2 and key = $3`, [apiClient, path, key]);
    if (stored === undefined) return null;
    if (stored.fingerprint.toString('hex') !== fingerprint) {
      throw new Problem('idempotency_key_reused', 'other_body');
    }
    return { status: stored.status, headers: stored.headers, body: stored.body };
  }

  private async keep(key: IdempotencyKey, answer: Answer, onboardingId: string | null): Promise<boolean> {
    const rows = await this.database.query('idempotency_keep', `
      insert into idempotency_keys (api_client, path, key, fingerprint, onboarding_id, status, headers, body)
      values ($1, $2, $3, decode($4, 'hex'), $5, $6, $7, $8) on conflict do nothing returning 1`,
    [key.apiClient, key.path, key.key, key.fingerprint, onboardingId, answer.status, JSON.stringify(answer.headers), answer.body]);
    return rows.length > 0;
  }
}

const keptDays = 7;
const lookedAtOnce = 5_000;

/**
 * Forgets kept answers that are a week old and whose onboarding is not open any more. It passes all that are old, a few
 * thousand with each statement: what is open for longer must not hide what came after it.
 *
 * @returns how many were forgotten
 */
export async function forgetOldAnswers(database: Database): Promise<number> {
  let forgotten = 0;
  for (let reached = '-infinity'; ;) {
    const [row] = await database.query<{ looked: number; forgotten: number; reached: string }>('idempotency_forget', `
      with old as materialized (
        select k.api_client, k.path, k.key, k.created_at, (select true from open_bins b where b.onboarding_id = k.onboarding_id) as open
        from idempotency_keys k where k.created_at > $1::timestamptz and k.created_at < now() - interval '${keptDays} days'
        order by k.created_at fetch first ${lookedAtOnce} rows with ties),
      forgotten as (
        delete from idempotency_keys k using old
        where old.open is null and k.api_client = old.api_client and k.path = old.path and k.key = old.key returning 1)
      select count(*)::integer as looked, max(created_at)::text as reached, (select count(*) from forgotten)::integer as forgotten from old`, [reached]);
    forgotten += row?.forgotten ?? 0;
    if (row === undefined || row.looked < lookedAtOnce) return forgotten;
    ({ reached } = row);
  }
}
