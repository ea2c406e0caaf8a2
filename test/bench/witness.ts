import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchPostgres } from './postgres.js';
import { callsEach, partnerLatencyMs } from './service.js';

interface Ledger { clients: { request_id: string }[] }
interface Calls { calls: { signature_valid: boolean | null }[] }
interface Stored extends Record<string, unknown> { request_id: string; status: string; successes: number }

/** Longest wait for a case to end, ms. */
const patienceMs = 180_000;
const lookEveryMs = 25;

/** Says whether what was measured was also right: by the simulator's ledger and by the database. */
export class Witness {
  constructor(private readonly simulatorUrl: string, private readonly postgres: BenchPostgres) {}

  /** Begins with an empty simulator and empty tables. Nothing may be under way. */
  async begin(): Promise<void> {
    await this.postgres.ask('truncate onboardings, applications, attempts, exchanges, events');
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
      from onboardings o join applications a on a.onboarding_id = o.id`);
    const { clients } = (await this.simulator('ledger')) as Ledger;
    const { calls } = (await this.simulator('calls')) as Calls;
    const known = new Set(clients.map(({ request_id }) => request_id));
    const faults = [
      [stored.length !== count, `${stored.length} stored of ${count} accepted`],
      [stored.some(({ status }) => status !== 'succeeded'), `${stored.filter(({ status }) => status !== 'succeeded').length} did not succeed`],
      [stored.some(({ successes }) => successes !== 1), 'an event of success is missing or there twice'],
      [stored.some(({ request_id }) => !known.has(request_id)), 'the partner does not have all of them'],
      [clients.length !== count, `the partner has ${clients.length} clients for ${count} requests`],
      [calls.length < count * callsEach, `the simulator remembers only ${calls.length} calls`],
      [calls.some(({ signature_valid }) => signature_valid !== true), 'a call was signed wrongly'],
    ].filter(([wrong]) => wrong).map(([, what]) => what);
    if (faults.length > 0) throw new Error(`the run was wrong, so it has no figures: ${faults.join('; ')}`);
    return calls.length / count;
  }

  private async simulator(path: string, init: RequestInit = {}): Promise<unknown> {
    const answer = await fetch(`${this.simulatorUrl}/__simulator/${path}`, init);
    if (!answer.ok) throw new Error(`the simulator answered ${answer.status} to ${path}`);
    return answer.json();
  }
}
