import { v4 as randomToken } from 'uuid';
import { appendEvents, eventRows } from '#app/events';
import type { CallFacts, PartnerIds, PartnerReason } from '#app/freedompay';
import { coalesce, isConnectionError, isRepeatable, type Database, type Lane } from '#app/platform';
import { ContactNews, noteContact } from './partner-contact.js';
import { domainEvents, type Change, type Standing } from './lifecycle.js';
import { fromStanding, standingAssignments, standingOf, standingRecord, toStanding, type StandingRow } from './standing-columns.js';

/** What is needed to work on one claimed onboarding. */
export interface Claimed {
  id: string;
  token: string;
  apiClient: string;
  externalId: string | null;
  requestId: string;
  standing: Standing;
  /** The bytes of the first send; null before it. */
  body: Buffer | null;
  /** The application as text; only where it was never sent. */
  content: string | null;
  exchange: number;
  exchangeDigest: string | null;
  /** Claims in a row that ended without a word, and those among them while it ran alone. */
  lost: number;
  loneStarts: number;
  /** How long the lease still ran when this was read, ms. */
  leaseLeftMs: number;
}

export interface Exchange { method: 'add' | 'status'; outcome: string; facts: CallFacts; applied: boolean }

/** One worker's word about one claimed onboarding. */
export interface Entry {
  claimed: Claimed;
  standing: Standing;
  changes: Change[];
  waitMs: number | null;
  exchange?: Exchange;
  reasons?: PartnerReason[];
  ids?: PartnerIds;
}

export interface Intent { claimed: Claimed; standing: Standing; changes: Change[]; body: Buffer; bodySha256: Buffer; leaseMs: number }

interface ClaimedRow extends StandingRow {
  id: string; lease_token: string; api_client: string; external_id: string | null; request_id: string;
  body: Buffer | null; content: string | null; exchange: number; exchange_digest: string | null;
  lost: number; lone_starts: number; lease_left: number;
}

/** A due onboarding as it was claimed. */
export interface Taken { id: string; token: string; lost: number; lane: Lane }

// Two statements in flight: one commits while the next fills up. Beyond 100 rows a statement nothing is gained.
const grouped = { size: 100, inFlight: 2, isShared: (error: unknown) => isConnectionError(error) || isRepeatable(error) };

/**
 * The worker's side of the store: claim, load, intend, record. Every write is guarded by the claim's token and by
 * `sequence`, takes effect for all its parts or none, and tells the caller whether it did. Due times and leases are by
 * the database's clock.
 */
export class OnboardingStore {
  readonly intend: (intent: Intent) => Promise<string | null>;
  readonly record: (entry: Entry) => Promise<boolean>;
  private readonly news = new ContactNews();

  constructor(private readonly database: Database) {
    this.intend = coalesce((intents: Intent[]) => this.intendMany(intents), grouped);
    this.record = coalesce((entries: Entry[]) => this.recordMany(entries), grouped);
  }

  /** Ms until the next onboarding is due; 0: something is due now; null: nothing is due at all. */
  async nextDueInMs(): Promise<number | null> {
    const [row] = await this.database.query<{ wait: number | null }>('next_due', `
      select (extract(epoch from min(next.due_at) - now()) * 1000)::float8 as wait
      from (values (0), (1)) as lanes (lane), lateral (
        select due_at from onboardings where lane = lanes.lane and due_at is not null order by due_at limit 1) as next`, []);
    return row?.wait === null || row === undefined ? null : Math.max(0, row.wait);
  }

  /**
   * Takes up to `room` due onboardings of each lane for `leaseMs`, the oldest first, single requests before batches, and no
   * more than the fleet may call: all workers draw from one allowance of `callsPerSecond`, at most one second's worth at a time.
   */
  async claim(room: Record<Lane, number>, leaseMs: number, callsPerSecond: number): Promise<Taken[]> {
    // now(), never clock_timestamp(): a volatile function is no index condition, and the claim would walk all parked rows.
    return this.database.query<Taken>('claim', `
      with allowance as (
        select least(greatest($3, 1), calls + greatest(0, extract(epoch from now() - refilled_at)) * $3) as calls
        from partner_allowance for update),
      due as (
        select d.id from (values (0, $1::integer), (1, $5::integer)) as lanes (lane, room), lateral (
          select o.id from onboardings o where o.lane = lanes.lane and o.due_at <= now()
          order by o.due_at limit lanes.room for update skip locked) as d
        limit (select floor(calls) from allowance)),
      spent as (
        update partner_allowance set calls = (select calls from allowance) - (select count(*) from due), refilled_at = greatest(refilled_at, now())
        where exists (select from due))
      update onboardings o
      set lease_token = $4, due_at = now() + $2 * interval '1 ms',
        lost = case when o.lease_token is null then o.lost else least(o.lost + 1, 1000) end
      from due where o.id = due.id
      returning o.id, o.lease_token as token, o.lost, case o.lane when 0 then 'single' else 'batch' end as lane`,
    [room.single, leaseMs, callsPerSecond, randomToken(), room.batch]);
  }

  /** Makes the tokens of a claim invalid by new ones: nobody knows whether the queue will still deliver the old. */
  async reissue(ids: string[], token: string, leaseMs: number): Promise<{ token: string; ids: string[] }> {
    const rows = await this.database.query<{ id: string; token: string }>('reissue', `
      update onboardings set lease_token = $3, due_at = now() + $4 * interval '1 ms'
      where id = any($1::uuid[]) and lease_token = $2 returning id, lease_token as token`, [ids, token, randomToken(), leaseMs]);
    return { token: rows[0]?.token ?? token, ids: rows.map(({ id }) => id) };
  }

  /** Loads what is still held under this token; ids that moved on meanwhile are missing. Also the database's time, ms. */
  async load(ids: string[], token: string): Promise<{ claimed: Claimed[]; now: number }> {
    const rows = await this.database.query<ClaimedRow & { now: number }>('load', `
      select o.id, o.lease_token, o.api_client, o.exchange, o.exchange_digest, o.lost, o.lone_starts, ${standingOf('o', 'a')},
        a.external_id, a.request_id, t.body, case when o.status = 'pending' then a.content::text end as content,
        (extract(epoch from o.due_at - clock_timestamp()) * 1000)::float8 as lease_left,
        (extract(epoch from clock_timestamp()) * 1000)::float8 as now
      from onboardings o
      join applications a on a.onboarding_id = o.id and a.attempt = o.attempt
      left join attempts t on t.onboarding_id = o.id and t.attempt = o.attempt and o.status in ('pending', 'submitting')
      where o.id = any($1::uuid[]) and o.lease_token = $2`, [ids, token]);
    return { claimed: rows.map(toClaimed), now: rows[0]?.now ?? 0 };
  }

  /** Counts a start while nothing else runs in this process, before anything else is done with it. */
  async startAlone(id: string, token: string): Promise<boolean> {
    const rows = await this.database.query('start_alone', `
      update onboardings set lone_starts = lone_starts + 1 where id = $1 and lease_token = $2 returning id`, [id, token]);
    return rows.length > 0;
  }

  /** Hands claimed onboardings back untouched, due at once. */
  async handBack(ids: string[], token: string): Promise<void> {
    await this.database.query('hand_back', `
      update onboardings set lease_token = null, due_at = now() where id = any($1::uuid[]) and lease_token = $2`, [ids, token]);
  }

  private async intendMany(all: Intent[]): Promise<(string | null)[]> {
    const token = randomToken();
    const intents = firstOfEach(all);
    const rows = intents.map(({ claimed, standing, leaseMs, body, bodySha256 }) => ({
      id: claimed.id, token: claimed.token, expected: claimed.standing.sequence, lease_ms: leaseMs,
      // Only the first send brings bytes; every later one takes those that are stored.
      body: claimed.body === null ? body.toString('base64') : null, sha256: claimed.body === null ? bodySha256.toString('hex') : null,
      ...fromStanding(standing),
    }));
    const done = await this.database.query<{ id: string }>('intend', `
      with input as (select * from json_to_recordset($1::json) as c (
        id uuid, token uuid, expected integer, lease_ms float8, body text, sha256 text, ${standingRecord})),
      moved as (
        update onboardings o set ${standingAssignments('c', 'sent_until')},
          lease_token = $3, due_at = now() + c.lease_ms * interval '1 ms', sent_until = now() + c.lease_ms * interval '1 ms',
          updated_at = case when c.sequence > c.expected then now() else o.updated_at end
        from input c where o.id = c.id and o.sequence = c.expected and o.lease_token = c.token
        returning o.id, o.attempt),
      kept as (
        insert into attempts (onboarding_id, attempt, body, body_sha256, first_sent_at)
        select m.id, m.attempt, decode(c.body, 'base64'), decode(c.sha256, 'hex'), now()
        from moved m join input c on c.id = m.id where c.body is not null),
      logged as (${appendEvents(2, 'select id from moved')})
      select id from moved`, [JSON.stringify(rows), eventRows(intents.flatMap(eventsOf)), token]);
    const written = new Set(done.map(({ id }) => id));
    return all.map((intent) => (written.has(intent.claimed.id) && intents.includes(intent) ? token : null));
  }

  private async recordMany(all: Entry[]): Promise<boolean[]> {
    const entries = firstOfEach(all);
    const done = await this.database.query<{ id: string }>('record', `
      with input as (select * from json_to_recordset($1::json) as c (
        id uuid, token uuid, expected integer, wait_ms float8, exchange integer, exchange_digest text,
        method text, outcome text, http_status integer, call_status text, partner_code text, partner_message text,
        trouble text, applied boolean, duration_ms integer,
        reasons json, partner_client_id text, product_uuid text, terminal_id text, ${standingRecord})),
      moved as (
        update onboardings o set ${standingAssignments('c')},
          exchange = c.exchange, exchange_digest = c.exchange_digest,
          lease_token = null, lost = 0, lone_starts = 0, due_at = now() + c.wait_ms * interval '1 ms',
          updated_at = case when c.sequence > c.expected then now() else o.updated_at end
        from input c where o.id = c.id and o.sequence = c.expected and o.lease_token = c.token
        returning o.id, o.attempt, o.status),
      noted as (
        insert into exchanges (onboarding_id, number, attempt, method, outcome, http_status, request_status,
          partner_code, partner_message, trouble, applied, duration_ms)
        select m.id, c.exchange, m.attempt, c.method, c.outcome, c.http_status, c.call_status,
          c.partner_code, c.partner_message, c.trouble, c.applied, c.duration_ms
        from moved m join input c on c.id = m.id where c.method is not null
        on conflict (onboarding_id, number) do update set
          times = exchanges.times + 1, last_at = now(), duration_ms = excluded.duration_ms, partner_message = excluded.partner_message),
      verdict as (
        update attempts t set reasons = c.reasons, partner_client_id = c.partner_client_id,
          product_uuid = c.product_uuid, terminal_id = c.terminal_id
        from moved m join input c on c.id = m.id
        where t.onboarding_id = m.id and t.attempt = m.attempt and c.reasons is not null),
      closed as (delete from open_bins b using moved m where b.onboarding_id = m.id and m.status in ('succeeded', 'rejected', 'failed', 'cancelled')),
      heard as (${noteContact(3)}),
      logged as (${appendEvents(2, 'select id from moved')})
      select id from moved`,
    [JSON.stringify(entries.map(entryRow)), eventRows(entries.flatMap(eventsOf)), this.news.of(entries.flatMap(({ exchange }) => exchange ?? []))]);
    const written = new Set(done.map(({ id }) => id));
    return all.map((entry) => written.has(entry.claimed.id) && entries.includes(entry));
  }
}

/**
 * A job that was delivered twice brings the same onboarding twice into one statement, whose guards would let both
 * pass. The second one loses, as it would a moment later.
 */
function firstOfEach<T extends { claimed: Claimed }>(all: T[]): T[] {
  const seen = new Set<string>();
  return all.filter(({ claimed: { id } }) => !seen.has(id) && seen.add(id));
}

const eventsOf = ({ claimed, changes, reasons = [] }: { claimed: Claimed; changes: Change[]; reasons?: PartnerReason[] }) =>
  domainEvents(changes, { id: claimed.id, apiClient: claimed.apiClient, externalId: claimed.externalId, problemCodes: reasons.map(({ code }) => code) });

/** Polls with the same answer are one exchange that is counted; anything new is the next one. */
function exchangeColumns({ claimed, exchange }: Entry): Record<string, unknown> {
  if (exchange === undefined) return { exchange: claimed.exchange, exchange_digest: claimed.exchangeDigest };
  const { method, outcome, applied, facts } = exchange;
  const digest = [method, outcome, applied, facts.httpStatus, facts.requestStatus, facts.partnerCode, facts.trouble].join(' ');
  return {
    exchange: claimed.exchange + (method === 'status' && digest === claimed.exchangeDigest ? 0 : 1), exchange_digest: digest,
    method, outcome, applied, http_status: facts.httpStatus, call_status: facts.requestStatus, partner_code: facts.partnerCode,
    partner_message: facts.partnerMessage, trouble: facts.trouble, duration_ms: Math.round(facts.durationMs),
  };
}

const entryRow = (entry: Entry): Record<string, unknown> => ({
  id: entry.claimed.id, token: entry.claimed.token, expected: entry.claimed.standing.sequence, wait_ms: entry.waitMs,
  ...exchangeColumns(entry),
  reasons: entry.reasons ?? null, partner_client_id: entry.ids?.clientId ?? null,
  product_uuid: entry.ids?.productUuid ?? null, terminal_id: entry.ids?.terminalId ?? null,
  ...fromStanding(entry.standing),
});

const toClaimed = (row: ClaimedRow): Claimed => ({
  id: row.id, token: row.lease_token, apiClient: row.api_client, externalId: row.external_id, requestId: row.request_id,
  standing: toStanding(row), body: row.body, content: row.content, exchange: row.exchange, exchangeDigest: row.exchange_digest,
  lost: row.lost, loneStarts: row.lone_starts, leaseLeftMs: row.lease_left,
});
