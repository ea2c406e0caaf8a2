import type { Database } from '#app/platform';
import { cloudEvent, type StoredEvent } from './event.js';

export interface FeedQuery {
  /** Only events of this API client; null: of all. */
  apiClient: string | null;
  after: string | null;
  types: string[];
  subject: string | null;
  limit: number;
}

export interface FeedPage {
  data: Record<string, unknown>[];
  /** Go on at once: there is more to look at. With filters a page may be short or empty all the same. */
  has_more: boolean;
  /** Where to go on: behind all that was looked at, so a reader can poll with it for ever. */
  next_cursor: string | null;
}

/** The cursor was not made by this feed, or by another kind of query. */
export class UnknownCursor extends Error {
  constructor() {
    super('unknown cursor');
    this.name = 'UnknownCursor';
  }
}

interface FeedRow {
  subject: string; sequence: number; type: string; data: Record<string, unknown>; occurred_at: Date;
  era: number; xid: string; position: string; fits: boolean; last: boolean;
}

/** Places looked at for one page at the most: what fits hardly any event is found over several pages. */
const looksAtMost = 10_000;

const encode = (parts: (string | number)[]): string => Buffer.from(parts.join('.')).toString('base64url');

function decode(cursor: string | null, kind: 'f' | 's', numbers: number): string[] {
  if (cursor === null) return Array.from({ length: numbers }, () => '0');
  const parts = Buffer.from(cursor, 'base64url').toString('latin1').split('.');
  const [found, ...rest] = parts;
  // Nothing that would not fit the columns: the first number of a place in the feed is an integer, all others are wider.
  const fits = rest.every((part, index) => /^\d{1,18}$/.test(part) && (kind === 's' || index > 0 || Number(part) <= 2_147_483_647));
  if (found !== kind || rest.length !== numbers || !fits) throw new UnknownCursor();
  return rest;
}

/**
 * The pull feed. Ordered by (era, transaction, position), and only up to the oldest transaction still running: what
 * commits later has a higher place than all that was served, so no reader ever skips an event. One subject's events
 * keep their order, because every change compares the `sequence` it saw before its own transaction began.
 */
export class Feed {
  constructor(private readonly database: Database) {}

  async read(query: FeedQuery): Promise<FeedPage> {
    return query.subject === null ? this.readAll(query) : this.readSubject(query, query.subject);
  }

  private async readAll({ apiClient, after, types, limit }: FeedQuery): Promise<FeedPage> {
    const [era, xid, position] = decode(after, 'f', 3);
    const rows = await this.database.query<FeedRow>('feed', boundedLook(
      `(e.era, e.xid, e.position) > ($4::integer, $5::xid8, $6::bigint)
        and (e.era, e.xid) < ((select max(era) from event_era), pg_snapshot_xmin(pg_current_snapshot()))`,
      'era, xid, position'), [apiClient, types, limit + 1, era, xid, position]);
    return this.page(rows, limit, after, (row) => encode(['f', row.era, row.xid, row.position]));
  }

  /**
   * One subject's events by `sequence`: complete at once, because `sequence` has no gap to wait for. Another API client's
   * are not even counted: a cursor that moves would tell that they are there.
   */
  private async readSubject({ apiClient, after, types, limit }: FeedQuery, subject: string): Promise<FeedPage> {
    const [sequence] = decode(after, 's', 1);
    const rows = await this.database.query<FeedRow>('feed_subject', boundedLook(
      `e.subject = $4 and e.sequence > $5::bigint
        and ($1::text is null or (select first.api_client from events first where first.subject = $4 order by first.sequence limit 1) = $1)`, 'sequence'), [apiClient, types, limit + 1, subject, sequence]);
    return this.page(rows, limit, after, (row) => encode(['s', row.sequence]));
  }

  private page(rows: FeedRow[], limit: number, after: string | null, cursorOf: (row: FeedRow) => string): FeedPage {
    const fitting = rows.filter(({ fits }) => fits);
    const served = fitting.slice(0, limit);
    const more = fitting.length > limit;
    const reached = more ? served.at(-1) : rows.at(-1);
    return {
      data: served.map((row) => cloudEvent(toStored(row))),
      has_more: more || reached?.last === false,
      next_cursor: reached === undefined ? after : cursorOf(reached),
    };
  }
}

/**
 * The next events that fit, one by one along an index, and at most so many places far: the row where the look ended
 * comes with them, whether it fits or not; `last` says that the log ends there. Limits that are not parameters: a plan
 * for any parameter would expect a tenth of the log.
 *
 * @param range which events, by the index
 * @param order the rest of that index
 */
const boundedLook = (range: string, order: string): string => `
  select subject, sequence, type, data, occurred_at, l.era, l.xid::text as xid, l.position::text as position, fits, last
  from (
    select e.*, ($1::text is null or e.api_client = $1) and (cardinality($2::text[]) = 0 or e.type = any($2)) as fits,
      row_number() over in_order as place, lead(1) over in_order is null as last
    from events e where ${range} window in_order as (order by ${order.split(', ').map((column) => `e.${column}`).join(', ')}) limit ${looksAtMost}) l
  where fits or last or place = ${looksAtMost}
  order by ${order.split(', ').map((column) => `l.${column}`).join(', ')} limit $3`;

const toStored = (row: FeedRow): StoredEvent => ({
  subject: row.subject, sequence: row.sequence, type: row.type, data: row.data, occurredAt: row.occurred_at,
});

/** Counted at most; more than this is this. */
const lagAtMost = 100_000;

/** How much is committed but not served yet, because an older transaction is still running. */
export async function readFeedLag(database: Database): Promise<{ lag: number; oldest_undelivered_at: Date | null }> {
  const [row] = await database.query<{ lag: number; oldest: Date | null }>('feed_lag', `
    select count(*)::integer as lag, min(occurred_at) as oldest from (
      select occurred_at from events e where (e.era, e.xid) >= ((select max(era) from event_era), pg_snapshot_xmin(pg_current_snapshot()))
      order by e.era, e.xid, e.position limit ${lagAtMost}) as waiting`, []);
  return { lag: row?.lag ?? 0, oldest_undelivered_at: row?.oldest ?? null };
}
