import { v4 as randomToken } from 'uuid';
import { cloudEvent, eventId } from '#app/events';
import { coalesce, isConnectionError, isRepeatable, type Database } from '#app/platform';
import { moment, type Clock } from './clock.js';
import type { PostOutcome } from './post-outcome.js';

/** Lines taken by one statement; a bound the planner can see, so that it goes by index whatever the parameters. */
const claimedAtOnce = 250;
/** Deliveries of one line that are loaded with it: after a 2xx its holder goes on with the next. */
const loadedOfALine = 8;
/** Lines made due by one statement. */
const hurriedAtOnce = 1_000;
/** So long after a change of an endpoint no post begins any more that does not know of it, ms. */
const changeKnownMs = 2_000;
/** An endpoint that gave no 2xx for so long is tried one post at a time, ms. */
const carefulAfterMs = 10_000;

/** A pending delivery, ready to be posted. */
export interface Waiting {
  sequence: number;
  /** Posts since it was put into its line, and since its endpoint was last switched on or given another address. */
  tries: number;
  /** The webhook-id: the event's. */
  id: string;
  /** The same with every post: the event never changes. */
  body: Buffer;
}

/** A line that this process holds, and what stands at its head. */
export interface Line {
  endpointId: string;
  subject: string;
  token: string;
  /** Whether the endpoint had given no 2xx since a failure. */
  failing: boolean;
  /** By the monotonic clock, ms, not later than in the database. */
  leaseEndsAt: number;
  waiting: Waiting[];
}

/** One post and what becomes of its delivery. `tries`: with this one. */
export interface Posted { sequence: number; tries: number; answer: PostOutcome; status: 'delivered' | 'exhausted' | 'pending'; endedAt: number }

/** What a holder says when it lets go of its line. `waitMs`: until its head is due; null: at once. */
export interface Settlement { line: Line; posted: Posted[]; waitMs: number | null }

interface LoadedRow { endpoint_id: string; subject: string; sequence: number; tries: number; type: string; data: Record<string, unknown>; occurred_at: Date }

// Two statements in flight: one commits while the next fills up.
const grouped = { size: 100, inFlight: 2, isShared: (error: unknown) => isConnectionError(error) || isRepeatable(error) };

/**
 * The lines: one for each endpoint and subject that has something pending. Only who holds a line posts its deliveries, the
 * lowest sequence first, and only for as long as the lease lasts. Every write is guarded by the token of the claim.
 */
export class LineStore {
  /** True: it was written. False: the lease has ended and somebody else goes on. */
  readonly settle: (settlement: Settlement) => Promise<boolean>;

  constructor(private readonly database: Database, private readonly clock: Clock, private readonly leaseMs: number) {
    this.settle = coalesce((settlements: Settlement[]) => this.settleMany(settlements), grouped);
  }

  /**
   * Takes due lines of every enabled endpoint that did not ask for a pause, the oldest first, up to `places` for each endpoint,
   * of which `busy` are taken already, and one for an endpoint that fails.
   */
  async claim(places: number, busy: ReadonlyMap<string, number>): Promise<Line[]> {
    const token = randomToken();
    const leaseEndsAt = performance.now() + this.leaseMs;
    // By ctid: how many lines there are changes too fast for a join to be planned well. One that changed meanwhile is left for the next look.
    // now(), never clock_timestamp(): a volatile function is no index condition, and the claim would walk all that wait.
    const taken = await this.database.query<{ endpoint_id: string; subject: string; failing: boolean }>('webhook_claim', `
      with free as materialized (
        select p.id, p.failing_since is not null as failing, case when p.failing_since < ${moment(1)} - interval '${carefulAfterMs} ms' then 1 else $2::integer end
          - coalesce((select b.busy from json_to_recordset($3::json) as b (id uuid, busy integer) where b.id = p.id), 0) as places
        from webhook_endpoints p where p.status = 'enabled' and p.deleted_at is null and (p.paused_until is null or p.paused_until <= ${moment(1)})),
      due as materialized (
        select d.place from free, lateral (
          select l.ctid as place from webhook_lines l where l.endpoint_id = free.id and l.due_at <= ${moment(1)}
          order by l.due_at limit greatest(0, free.places) for update skip locked) as d
        limit ${claimedAtOnce}),
      taken as (
        update webhook_lines l set lease_token = $4, due_at = ${moment(1)} + $5 * interval '1 ms', again = false
        where l.ctid = any(array(select place from due)) returning l.endpoint_id, l.subject)
      select t.endpoint_id, t.subject, free.failing from taken t join free on free.id = t.endpoint_id`,
    [this.clock.shiftMs, places, JSON.stringify([...busy].map(([id, count]) => ({ id, busy: count }))), token, this.leaseMs]);
    const lines = taken.map(({ endpoint_id, subject, failing }): Line => ({ endpointId: endpoint_id, subject, failing, token, leaseEndsAt, waiting: [] }));
    if (lines.length > 0) await this.load(lines);
    return lines;
  }

  /** In a statement of its own: what the last holder wrote is seen for certain only by one that began after the claim. */
  private async load(lines: Line[]): Promise<void> {
    // coalesce() keeps it, and the update below, off the index of what is undelivered: there a backlog of one endpoint is one long range.
    const rows = await this.database.query<LoadedRow>('webhook_load', `
      select d.endpoint_id, d.subject, d.sequence, case when d.last_attempt_at < p.schedule_from then 0 else d.tries end as tries, e.type, e.data, e.occurred_at
      from unnest($1::uuid[], $2::uuid[]) as l (endpoint_id, subject)
      join webhook_endpoints p on p.id = l.endpoint_id
      cross join lateral (
        select w.endpoint_id, w.subject, w.sequence, w.tries, w.last_attempt_at from webhook_deliveries w
        where w.endpoint_id = l.endpoint_id and w.subject = l.subject and coalesce(w.status, '') = 'pending'
        order by w.endpoint_id, w.subject, w.sequence limit ${loadedOfALine}) as d
      join events e on e.subject = d.subject and e.sequence = d.sequence
      order by d.endpoint_id, d.subject, d.sequence`, [lines.map(({ endpointId }) => endpointId), lines.map(({ subject }) => subject)]);
    const byPlace = new Map(lines.map((line) => [`${line.endpointId} ${line.subject}`, line]));
    for (const row of rows) byPlace.get(`${row.endpoint_id} ${row.subject}`)?.waiting.push(toWaiting(row));
  }

  /**
   * Makes due what waits for an endpoint that was switched on again or given another address: one step for one endpoint, who
   * waited longest for one first, what waits longest first. What is being posted just now is due when it is let go of.
   *
   * @returns whether another step is worth it at once
   */
  async hurry(): Promise<boolean> {
    const waits = `due_at > ${moment(1)} and not again`;
    const [row] = await this.database.query<{ made_due: number }>('webhook_hurry_all', `
      with wanted as materialized (
        select id from webhook_endpoints where hurry and deleted_at is null and updated_at < ${moment(1)} - interval '${changeKnownMs} ms'
        order by hurried_at nulls first limit 1 for update skip locked),
      found as materialized (
        select w.id, l.subject from wanted w, lateral (
          select subject from webhook_lines where endpoint_id = w.id and ${waits} order by due_at desc limit ${hurriedAtOnce}) as l
        order by l.subject),
      waiting as materialized (
        select l.endpoint_id, l.subject from found f, lateral (
          select endpoint_id, subject from webhook_lines where endpoint_id = f.id and subject = f.subject and ${waits} limit 1 for update) as l),
      due as (
        update webhook_lines l set due_at = case when l.lease_token is null then ${moment(1)} else l.due_at end, again = l.lease_token is not null
        from waiting w where l.endpoint_id = w.endpoint_id and l.subject = w.subject),
      done as (
        update webhook_endpoints p set hurry = (select count(*) from found) = ${hurriedAtOnce}, hurried_at = clock_timestamp() from wanted w where p.id = w.id)
      select (select count(*)::integer from waiting) as made_due from wanted`, [this.clock.shiftMs]);
    return row !== undefined;
  }

  private async settleMany(settlements: Settlement[]): Promise<boolean[]> {
    const now = performance.now();
    const rows = settlements.map(({ line, waitMs, posted }) => ({
      endpoint_id: line.endpointId, subject: line.subject, token: line.token, wait_ms: waitMs,
      posts: posted.map(({ sequence, tries, answer, status, endedAt }) => ({
        sequence, tries, status, outcome: answer.outcome, http_status: answer.httpStatus, answer: answer.answer?.toString('base64') ?? null,
        duration_ms: Math.round(answer.durationMs), ended_ms: now - endedAt,
      })),
    }));
    // No join leads to the lines, as in the claim. What a ctid cannot find was changed since: it is let go of, and whoever claims it next finds it at its end.
    const held = await this.database.query<{ endpoint_id: string; subject: string; token: string }>('webhook_settle', `
      with held as materialized (
        select l.place, l.pending, l.again, s.*
        from (
          select * from json_to_recordset($2::json) as s (endpoint_id uuid, subject uuid, token uuid, wait_ms float8, posts json)
          order by endpoint_id, subject) as s,
        lateral (
          select ctid as place, pending, again from webhook_lines
          where endpoint_id = s.endpoint_id and subject = s.subject and lease_token = s.token limit 1 for update) as l),
      written as (
        update webhook_deliveries d set status = case when h.again and p.status = 'exhausted' then 'pending' else p.status end, attempts = d.attempts + 1,
          tries = case when h.again then 0 else p.tries end,
          last_attempt_at = ${moment(1)} - p.ended_ms * interval '1 ms',
          delivered_at = coalesce(d.delivered_at, case when p.status = 'delivered' then ${moment(1)} - p.ended_ms * interval '1 ms' end)
        from held h, json_to_recordset(h.posts) as p (
          sequence integer, tries integer, status text, outcome text, http_status integer, answer text, duration_ms integer, ended_ms float8)
        where d.endpoint_id = h.endpoint_id and d.subject = h.subject and d.sequence = p.sequence and coalesce(d.status, '') = 'pending'
        returning d.endpoint_id, d.subject, d.sequence, d.status, d.attempts, p.outcome, p.http_status, p.answer, p.duration_ms, p.ended_ms),
      noted as (
        insert into webhook_attempts (endpoint_id, subject, sequence, number, started_at, duration_ms, outcome, http_status, answer)
        select endpoint_id, subject, sequence, attempts, ${moment(1)} - (ended_ms + duration_ms) * interval '1 ms',
          duration_ms, outcome, http_status, decode(answer, 'base64')
        from written),
      rest as materialized (
        select h.place, h.endpoint_id, h.subject, h.again, h.wait_ms, h.pending - coalesce(w.ended, 0) as left_over
        from held h left join (
          select endpoint_id, subject, count(*) as ended from written where status <> 'pending' group by endpoint_id, subject) as w
        on w.endpoint_id = h.endpoint_id and w.subject = h.subject),
      ended as (delete from webhook_lines where ctid = any(array(select place from rest where left_over <= 0)) returning endpoint_id, subject),
      freed as (
        insert into webhook_lines as l (endpoint_id, subject, pending, due_at)
        select endpoint_id, subject, left_over, ${moment(1)} + case when again then 0 else coalesce(wait_ms, 0) end * interval '1 ms'
        from rest r where left_over > 0 or not exists (select from ended e where e.endpoint_id = r.endpoint_id and e.subject = r.subject)
        on conflict (endpoint_id, subject) do update set pending = excluded.pending, due_at = excluded.due_at, lease_token = null, again = false)
      select endpoint_id, subject, token from held`, [this.clock.shiftMs, JSON.stringify(rows)]);
    const written = new Set(held.map(({ endpoint_id, subject, token }) => `${endpoint_id} ${subject} ${token}`));
    return settlements.map(({ line }) => written.has(`${line.endpointId} ${line.subject} ${line.token}`));
  }
}

function toWaiting({ subject, sequence, tries, type, data, occurred_at }: LoadedRow): Waiting {
  const event = { subject, sequence, type, data, occurredAt: occurred_at };
  return { sequence, tries, id: eventId(subject, sequence), body: Buffer.from(JSON.stringify(cloudEvent(event))) };
}
