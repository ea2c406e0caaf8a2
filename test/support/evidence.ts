import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { portSettings, startPart, type Part } from '../../apps/demo/src/parts.js';
import { demoKeys } from '../../apps/demo/src/demo-keys.js';
import { localUrl } from '../../apps/demo/src/installation.js';
import type { Evidence } from './checker.js';
import type { Acknowledged } from './crm.js';
import type { DeliveryEvidence } from './delivery-checker.js';
import type { FeedEvent } from './feed.js';
import type { Page } from './onboarding-resource.js';
import type { Receiver } from './receiver.js';
import { onDatabase } from './servers.js';

interface SeenCall { at: string; path: string; request_id: string | null; body: string; signature_valid: boolean | null; outcome: string }
interface LedgerClient { client_id: number; request_id: string; body_sha256: string }

const addPath = '/v5/partner/client/add';

/** The simulator as a process of its own, never killed: its ledger is a witness. */
export class Witness {
  /** Calls that the simulator had forgotten before they were read. */
  missedCalls = 0;
  private facts: Evidence['calls'] = [];
  private place = 0;
  private reading: Promise<unknown> = Promise.resolve();

  private constructor(private readonly part: Part, readonly url: string) {}

  static async start(mode: Record<string, unknown> = {}): Promise<Witness> {
    const part = await startPart('simulator', {
      [portSettings.simulator.variable]: '0', NODE_ENV: 'test', FREEDOMPAY_AUTH_ID: demoKeys.partnerAuthId, FREEDOMPAY_SECRET_KEY: demoKeys.partnerSecretKey,
    });
    const witness = new Witness(part, localUrl(part));
    await witness.mode(mode);
    return witness;
  }

  async mode(change: Record<string, unknown>): Promise<void> {
    const answer = await fetch(`${this.url}/__simulator/mode`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change),
    });
    if (!answer.ok) throw new Error(`the simulator refused the mode: ${await answer.text()}`);
  }

  async clear(mode: Record<string, unknown> = {}): Promise<void> {
    await fetch(`${this.url}/__simulator/state`, { method: 'DELETE' });
    [this.facts, this.place, this.missedCalls] = [[], 0, 0];
    await this.mode(mode);
  }

  async clients(): Promise<LedgerClient[]> {
    return (await this.get<{ clients: LedgerClient[] }>('ledger')).clients;
  }

  async calls(requestId?: string): Promise<SeenCall[]> {
    return (await this.get<{ calls: SeenCall[] }>(`calls${requestId === undefined ? '' : `?request_id=${requestId}`}`)).calls;
  }

  /** What is to be judged of all calls so far. A long run asks now and then: the simulator forgets. */
  callFacts(): Promise<Evidence['calls']> {
    const read = this.reading.then(() => this.readOn());
    this.reading = read.catch(() => undefined);
    return read;
  }

  stop(): Promise<void> {
    return this.part.stop();
  }

  private async readOn(): Promise<Evidence['calls']> {
    const { calls, missed, next } = await this.get<{ calls: SeenCall[]; missed: number; next: number }>(`calls?after=${this.place}`);
    this.missedCalls += missed;
    this.place = next;
    for (const { at, path, request_id, signature_valid, body, outcome } of calls) {
      const method = path === addPath ? 'add' : 'status';
      this.facts.push({
        method, requestId: request_id, signatureValid: signature_valid, bodySha256: createHash('sha256').update(body).digest('hex'), bin: method === 'add' ? binIn(body) : null,
        at: Date.parse(at), outcome,
      });
    }
    return this.facts;
  }

  private async get<T>(what: string): Promise<T> {
    return (await (await fetch(`${this.url}/__simulator/${what}`)).json()) as T;
  }
}

/** Of a flat body, or of a company's; null: it says none. */
function binIn(body: string): string | null {
  try {
    const { bin, company } = JSON.parse(body) as { bin?: string | number; company?: { bin?: string | number } };
    return String(bin ?? company?.bin ?? '') || null;
  } catch {
    return null;
  }
}

/** Everything the checker asks for. */
export async function gather(databaseUrl: string, witness: Witness, acknowledged: Acknowledged[]): Promise<Evidence> {
  const [clients, calls] = await Promise.all([witness.clients(), witness.callFacts()]);
  return onDatabase(databaseUrl, async (client) => {
    const rows = async <T>(text: string): Promise<T[]> => (await client.query(text)).rows as T[];
    // All of one moment: what has not come to rest in time must not look as if it contradicted itself.
    await client.query('begin isolation level repeatable read read only');
    return {
      acknowledged,
      onboardings: await rows(`select id, status, sequence, attempt, sends, lease_token is not null as leased, coalesce(due_at <= now(), false) as due from onboardings`),
      applications: await rows(`
        select a.onboarding_id as onboarding, a.attempt, a.external_id as "externalId", a.request_id as "requestId", t.partner_client_id as "clientId"
        from applications a left join attempts t on t.onboarding_id = a.onboarding_id and t.attempt = a.attempt`),
      events: await rows(`
        select subject as onboarding, sequence, type, data->>'status' as status, data->>'previous_status' as "previousStatus"
        from events where type like 'onboarding.%'`),
      clients: clients.map((row) => ({ clientId: String(row.client_id), requestId: row.request_id, bodySha256: row.body_sha256 })), calls,
    };
  });
}

/** The whole feed, as the CRM pulls it. */
export async function readFeed(api: string): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  for (let after = ''; ;) {
    const answer = await fetch(`${api}/v1/events?limit=1000${after}`, { headers: { authorization: `Bearer ${demoKeys.crm}` } });
    const page = (await answer.json()) as Page<FeedEvent>;
    events.push(...page.data);
    if (page.data.length === 0) return events;
    after = `&after=${page.next_cursor}`;
  }
}

/** Everything the checker of deliveries asks for. */
export async function gatherDeliveries(receivers: Record<string, Receiver>, witness: Witness, feed: FeedEvent[]): Promise<DeliveryEvidence> {
  return {
    receivers: Object.entries(receivers).map(([name, { receipts }]) => ({
      name, posts: receipts.map(({ id, body, at, answered }) => ({ id, body, at, taken: answered !== null && answered < 300 })),
    })),
    ledger: (await witness.clients()).map(({ request_id }) => request_id), feed: feed.map((event) => ({ id: event.id, text: JSON.stringify(event) })),
  };
}

/** Waits until `done`; a fault on the way (a server is away) counts as "not yet". @throws Error after `withinMs` */
export async function until(what: string, done: () => Promise<boolean>, withinMs = 60_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await done().catch(() => false))) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await sleep(100);
  }
}

/** Waits until this many onboardings have ended and none is open; says what is left where that takes too long. */
export async function untilAllEnded(databaseUrl: string, atLeast: number, withinMs = 60_000): Promise<void> {
  let left = 'the database does not answer';
  const ended = async (): Promise<boolean> => {
    const rows = await onDatabase(databaseUrl, async (client) => (await client.query<{ status: string; hold: string | null; count: number }>(`
      select status, hold_reason as hold, count(*)::integer as count from onboardings group by status, hold_reason`)).rows);
    left = JSON.stringify(rows);
    const open = rows.filter(({ status }) => ['pending', 'submitting', 'processing'].includes(status));
    return open.length === 0 && rows.reduce((sum, { count }) => sum + count, 0) >= atLeast;
  };
  await until('all onboardings have ended', ended, withinMs).catch((error: unknown) => {
    throw new Error(`${(error as Error).message}; there are ${left}`);
  });
}
