import { v7 as newId } from 'uuid';
import { eventId } from '#app/events';
import { answerRows, keepAnswers, type Answer, type Database, type IdempotencyKey } from '#app/platform';
import { replays } from './put-back.js';

/** The events of a window: `from` inclusive, `to` exclusive, ms since the epoch. `eventTypes`: of those that the endpoint gets; none: all. */
export interface ReplayWindow { endpointId: string; from: number; to: number; eventTypes: string[] }

export interface ReplayEvent { id: string; type: string; subject: string; occurredAt: Date }

/** `isExact`: false where the window holds more than were looked at. */
export interface ReplayPlan { count: number; isExact: boolean; sample: ReplayEvent[] }

/** `found`: events put back so far. */
export interface Replay extends ReplayWindow { id: string; createdAt: Date; found: number; finishedAt: Date | null }

const looksAtMost = 50_000;
const sampleSize = 5;

interface FoundRow { looked: number; count: number; sample: { subject: string; sequence: number; type: string; occurred_at: string }[] | null }

interface ReplayRow { id: string; endpoint_id: string; from: number; to: number; event_types: string[]; created_at: Date; found: number; finished_at: Date | null }

/** Sending a window of the log once more. The worker does it, step by step; here it is counted and asked for. */
export class Replays {
  constructor(private readonly database: Database) {}

  /** What would be sent; the log is looked at only so far. */
  async plan({ endpointId, from, to, eventTypes }: ReplayWindow): Promise<ReplayPlan> {
    const [row] = await this.database.query<FoundRow>('webhook_replay_plan', `
      with looked as materialized (
        select subject, sequence, type, api_client, occurred_at, position from events
        where occurred_at >= to_timestamp($2::float8 / 1000) and occurred_at < to_timestamp($3::float8 / 1000) order by occurred_at limit ${looksAtMost + 1}),
      replay as (select $4::text[] as event_types),
      found as (
        select l.* from looked l, replay r, webhook_endpoints p where p.id = $1 and l.api_client = p.api_client and ${replays('r', 'p', 'l')})
      select (select count(*) from looked)::integer as looked, (select count(*) from found)::integer as count,
        (select json_agg(s order by s.occurred_at, s.position) from (select * from found order by occurred_at, position limit ${sampleSize}) s) as sample`,
    [endpointId, from, to, eventTypes]);
    return {
      count: row?.count ?? 0, isExact: (row?.looked ?? 0) <= looksAtMost,
      sample: (row?.sample ?? []).map(({ subject, sequence, type, occurred_at }) => ({ id: eventId(subject, sequence), type, subject, occurredAt: new Date(occurred_at) })),
    };
  }

  /** Of one endpoint, newest first. */
  async list(endpointId: string, before: string | null, limit: number): Promise<{ replays: Replay[]; hasMore: boolean }> {
    const rows = await this.database.query<ReplayRow>('webhook_replay_list', `
      select id, endpoint_id, (extract(epoch from from_at) * 1000)::float8 as from, (extract(epoch from to_at) * 1000)::float8 as to, event_types, created_at, found, finished_at
      from webhook_replays where endpoint_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`, [endpointId, before, limit + 1]);
    return { replays: rows.slice(0, limit).map(toReplay), hasMore: rows.length > limit };
  }

  /**
   * Null where one of this endpoint is still under way.
   *
   * @throws the violation of pk_idempotency_keys where another replica was first with the key
   */
  async begin(window: ReplayWindow, keep: { key: IdempotencyKey; answer: (replay: Replay) => Answer } | null): Promise<Replay | null> {
    const replay: Replay = { ...window, id: newId(), createdAt: new Date(await this.database.now()), found: 0, finishedAt: null };
    const { id, endpointId, from, to, eventTypes, createdAt } = replay;
    const kept = keep === null ? [] : [{ ...keep.key, onboardingId: id, answer: keep.answer(replay) }];
    const begun = await this.database.query('webhook_replay_begin', `
      with begun as (
        insert into webhook_replays (id, endpoint_id, from_at, to_at, event_types, created_at)
        values ($1, $2, to_timestamp($3::float8 / 1000), to_timestamp($4::float8 / 1000), $5, $6)
        on conflict (endpoint_id) where finished_at is null do nothing returning id),
      answered as (${keepAnswers(7, 'select id from begun')})
      select id from begun`, [id, endpointId, from, to, eventTypes, createdAt, answerRows(kept)]);
    return begun.length === 0 ? null : replay;
  }
}

const toReplay = ({ id, endpoint_id, from, to, event_types, created_at, found, finished_at }: ReplayRow): Replay =>
  ({ id, endpointId: endpoint_id, from, to, eventTypes: event_types, createdAt: created_at, found, finishedAt: finished_at });
