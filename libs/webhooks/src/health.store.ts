import { appendEvents, eventRows, type DomainEvent } from '#app/events';
import type { Database } from '#app/platform';
import { moment, type Clock } from './clock.js';
import { disabledEvent, failingEvent } from './endpoint-event.js';
import { disabledAfterMs, judgeHealth } from './endpoint-health.js';

/** A success or failure that changes nothing is noted at most so often, ms. */
const noteEveryMs = 60_000;
/** A pause that was asked for is kept for so long at the most, ms: after that somebody looks. */
const longestPauseMs = 3_600_000;
/** Jitter of a wait, and time for a worker to come to it. */
const lateByFactor = 1.2;
const lateByMs = 3_600_000;

interface HealthRow { id: string; api_client: string; sequence: number; failing_since: number | null; last_failure: number; warned: number; now: number }

/** A step in the life of an endpoint, and the event that tells of it. `url`: only while it has this one; null: only while it fails as it did. */
interface Turn { id: string; url: string | null; expected: number; warned: number; failingSince: number | null; disabled: 'failing' | 'gone' | null; event: DomainEvent }

/** How endpoints fare: since when they fail, what was told about it, when they are switched off. Nothing here is written per delivery. */
export class HealthStore {
  /** When a success or a failure was last noted here, by the monotonic clock, for each endpoint. */
  private readonly noted = { success: new Map<string, number>(), failure: new Map<string, number>() };

  /** Longer than between two tries of one delivery, ms: who was silent for so long was not tried. */
  private readonly untriedMs: number;

  constructor(private readonly database: Database, private readonly clock: Clock, scheduleMs: readonly number[]) {
    this.untriedMs = Math.max(0, ...scheduleMs) * lateByFactor + lateByMs;
  }

  /** @param failing whether it was known to fail when the line was claimed */
  async noteSuccess(id: string, failing: boolean): Promise<void> {
    if (!failing && this.wasNoted('success', id)) return;
    this.noted.failure.delete(id);
    await this.database.query('webhook_success', `
      update webhook_endpoints set failing_since = null, warned = 0, last_success_at = ${moment(2)}
      where id = $1 and (failing_since is not null or last_success_at is null or last_success_at < ${moment(2)} - interval '${noteEveryMs} ms')`,
    [id, this.clock.shiftMs]);
    this.note('success', id);
  }

  /**
   * A failure after a time in which nobody tried begins a new count: days without an event say nothing about the receiver.
   *
   * @param failing whether it was known to fail when the line was claimed
   */
  async noteFailure(id: string, failing: boolean): Promise<void> {
    if (failing && this.wasNoted('failure', id)) return;
    await this.database.query('webhook_failure', `
      update webhook_endpoints set last_failure_at = ${moment(2)},
        failing_since = case when last_failure_at < ${moment(2)} - $3 * interval '1 ms' then ${moment(2)} else coalesce(failing_since, ${moment(2)}) end,
        warned = case when last_failure_at < ${moment(2)} - $3 * interval '1 ms' then 0 else warned end
      where id = $1 and (failing_since is null or last_failure_at is null or last_failure_at < ${moment(2)} - interval '${noteEveryMs} ms')`,
    [id, this.clock.shiftMs, this.untriedMs]);
    this.note('failure', id);
  }

  /** The receiver at this address asked for a pause: no further line of its endpoint is taken before it is over. */
  async notePause(id: string, url: string, pauseMs: number): Promise<void> {
    await this.database.query('webhook_pause', `
      update webhook_endpoints set paused_until = ${moment(3)} + $4 * interval '1 ms'
      where id = $1 and url = $2 and (paused_until is null or paused_until < ${moment(3)} + $4 * interval '1 ms' - interval '1 s')`,
    [id, url, this.clock.shiftMs, Math.min(pauseMs, longestPauseMs)]);
  }

  /** What is at this address wants nothing more: switched off at once, once. */
  async gone(id: string, url: string): Promise<void> {
    // As often as its events move on meanwhile: it has no more than four steps to take.
    for (let turn = 0; turn < 5; turn += 1) {
      const [row] = await this.database.query<Omit<HealthRow, 'last_failure' | 'now'>>('webhook_health_of', `
        select id, api_client, sequence, (extract(epoch from failing_since) * 1000)::float8 as failing_since, warned
        from webhook_endpoints where id = $1 and url = $2 and status = 'enabled' and deleted_at is null`, [id, url]);
      if (row === undefined) return;
      const event = disabledEvent({ id, apiClient: row.api_client, sequence: row.sequence + 1 }, { reason: 'gone', failingSince: row.failing_since });
      if (await this.write({ id, url, expected: row.sequence, warned: row.warned, failingSince: row.failing_since, disabled: 'gone', event })) return;
    }
  }

  /** Judges every endpoint that was tried and failed, and that something waits for. Several may do so at once. */
  async look(): Promise<void> {
    const rows = await this.database.query<HealthRow>('webhook_health', `
      select p.id, p.api_client, p.sequence, (extract(epoch from p.failing_since) * 1000)::float8 as failing_since, p.warned,
        (extract(epoch from coalesce(p.last_failure_at, p.failing_since)) * 1000)::float8 as last_failure,
        (extract(epoch from ${moment(1)}) * 1000)::float8 as now
      from webhook_endpoints p where p.failing_since is not null and p.status = 'enabled' and p.deleted_at is null
        and coalesce(p.last_failure_at, p.failing_since) >= ${moment(1)} - $2 * interval '1 ms'
        and exists (select from webhook_lines l where l.endpoint_id = p.id)`, [this.clock.shiftMs, this.untriedMs]);
    // One at a time: who holds no two of these rows makes nobody wait in a circle.
    for (const row of rows) {
      const { warned, tell } = judgeHealth({ failingSinceMs: row.failing_since, lastFailureMs: row.last_failure, warned: row.warned, nowMs: row.now });
      if (tell === null) continue;
      const failingSince = row.failing_since ?? row.now;
      const subject = { id: row.id, apiClient: row.api_client, sequence: row.sequence + 1 };
      const turn = { id: row.id, url: null, expected: row.sequence, warned, failingSince };
      await this.write(tell === 'disabled'
        ? { ...turn, disabled: 'failing', event: disabledEvent(subject, { reason: 'failing', failingSince }) }
        : { ...turn, disabled: null, event: failingEvent(subject, { failingSince, disablesAt: failingSince + disabledAfterMs }) });
    }
  }

  /** @returns false where the endpoint is not any more what it was when that was decided */
  private async write({ id, url, expected, warned, disabled, failingSince, event }: Turn): Promise<boolean> {
    const turned = await this.database.query('webhook_health_turn', `
      with turned as (
        update webhook_endpoints set sequence = sequence + 1, warned = $3,
          version = case when $4::text is null then version else version + 1 end,
          updated_at = case when $4::text is null then updated_at else ${moment(5)} end,
          status = case when $4::text is null then status else 'disabled' end, disabled_reason = $4,
          disabled_at = case when $4::text is null then null else ${moment(5)} end
        where id = $1 and sequence = $2 and status = 'enabled' and deleted_at is null
          and (url = $8 or ($8::text is null and failing_since <= to_timestamp($7::float8 / 1000) + interval '1 ms'))
        returning id),
      logged as (${appendEvents(6, 'select id from turned')})
      select id from turned`, [id, expected, warned, disabled, this.clock.shiftMs, eventRows([event]), failingSince, url]);
    return turned.length > 0;
  }

  private wasNoted(what: 'success' | 'failure', id: string): boolean {
    return performance.now() - (this.noted[what].get(id) ?? Number.NEGATIVE_INFINITY) < noteEveryMs;
  }

  private note(what: 'success' | 'failure', id: string): void {
    const noted = this.noted[what];
    const now = performance.now();
    noted.delete(id);
    noted.set(id, now);
    // The oldest stand first; what is too old says nothing any more.
    for (const [old, at] of noted) {
      if (now - at < noteEveryMs) break;
      noted.delete(old);
    }
  }
}
