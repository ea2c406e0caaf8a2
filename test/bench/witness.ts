import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchPostgres } from './postgres.js';
import { callsEach, partnerLatencyMs } from './service.js';

interface Ledger { clients: { request_id: string }[] }
interface Calls { calls: { signature_valid: boolean | null }[] }
interface Stored extends Record<string, unknown> { request_id: string; status: string; successes: number }

/** How far the clock that the API carries on may lag behind the database's, ms. */
const clockLagMs = 250;
/** Longest wait for a case to end, ms. */
const patienceMs = 180_000;
const lookEveryMs = 25;
/** The simulator forgets older calls. A wrong signature among those shows all the same: what it belongs to does not succeed. */
const callsRemembered = 50_000;

/** Says whether what was measured was also right: by the simulator's ledger and by the database. */
export class Witness {
  /** When the case at hand began, ms by the database's clock: what is older belongs to earlier ones. */
  startedMs = 0;

  constructor(private readonly simulatorUrl: string, private readonly postgres: BenchPostgres) {}

  /** Begins with an empty simulator; the tables keep what earlier cases left. Nothing may be under way. */
  async begin(): Promise<void> {
    await sleep(2 * clockLagMs);
    this.startedMs = await this.postgres.nowMs();
    await this.simulator('state', { method: 'DELETE' });
    await this.simulator('mode', { method: 'POST', body: JSON.stringify({ latency_ms: partnerLatencyMs }) });
  }

  /** Resolves when nothing is due any more. Asks the due index alone, so that looking costs next to nothing. */
  async untilAllDone(): Promise<void> {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const [row] = await this.postgres.ask<{ open: boolean }>('select exists (select 1 from onboardings where lane in (0, 1) and due_at is not null) as open');
      if (row?.open === false) return;
      if (performance.now() > deadline) throw new Error(`not all ended within ${patienceMs / 1_000} s`);
      await sleep(lookEveryMs);
    }
  }

  /**
   * @returns calls to the partner for each onboarding
   * @throws Error where one did not succeed, reached the partner not exactly once, or was signed wrongly
   */
  async check(count: number): Promise<number> {
    const stored = await this.postgres.ask<Stored>(`
      select a.request_id, o.status,
        (select count(*)::integer from events e where e.subject = o.id and e.type = 'onboarding.succeeded') as successes
      from onboardings o join applications a on a.onboarding_id = o.id where o.created_at >= to_timestamp($1 / 1000.0)`, [this.startedMs - clockLagMs]);
    const { clients } = (await this.simulator('ledger')) as Ledger;
    const { calls } = (await this.simulator('calls')) as Calls;
    const known = new Set(clients.map(({ request_id }) => request_id));
    const faults = [
      [stored.length !== count, `${stored.length} stored of ${count} accepted`],
      [stored.some(({ status }) => status !== 'succeeded'), `${stored.filter(({ status }) => status !== 'succeeded').length} did not succeed`],
      [stored.some(({ successes }) => successes !== 1), 'an event of success is missing or there twice'],
      [stored.some(({ request_id }) => !known.has(request_id)), 'the partner does not have all of them'],
      [clients.length !== count, `the partner has ${clients.length} clients for ${count} requests`],
      [calls.length < Math.min(count * callsEach, callsRemembered), `the simulator remembers only ${calls.length} calls`],
      [calls.some(({ signature_valid }) => signature_valid !== true), 'a call was signed wrongly'],
    ].filter(([wrong]) => wrong).map(([, what]) => what);
    if (faults.length > 0) throw new Error(`the run was wrong, so it has no figures: ${faults.join('; ')}`);
    return calls.length / count;
  }

  /** From the begin of the case to the last change of one of its onboardings, s. */
  async secondsUntilLastChange(): Promise<number> {
    const [row] = await this.postgres.ask<{ ms: number }>('select (extract(epoch from max(updated_at)) * 1000)::float8 as ms from onboardings');
    return ((row?.ms ?? 0) - this.startedMs) / 1_000;
  }

  /** From accepted to completed, ms, of each single onboarding of the case. */
  async tookMs(): Promise<number[]> {
    const rows = await this.postgres.ask<{ ms: number }>(`
      select (extract(epoch from completed_at - created_at) * 1000)::float8 as ms from onboardings where lane = 0 and created_at >= to_timestamp($1 / 1000.0)`,
    [this.startedMs - clockLagMs]);
    return rows.map(({ ms }) => ms);
  }

  private async simulator(path: string, init: RequestInit = {}): Promise<unknown> {
    const answer = await fetch(`${this.simulatorUrl}/__simulator/${path}`, init);
    if (!answer.ok) throw new Error(`the simulator answered ${answer.status} to ${path}`);
    return answer.json();
  }
}
