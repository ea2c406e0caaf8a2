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
  has_more: boolean;
  /** Where to go on. The same as `after` when nothing new came, so a reader can poll with it for ever. */
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
  era: number; xid: string; position: string;
}

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
    // The e. matters: a bare name in ORDER BY would mean the text of the select list, and '10' sorts before '9'.
    const rows = await this.database.query<FeedRow>('feed', `
      select subject, sequence, type, data, occurred_at, e.era, e.xid::text as xid, e.position::text as position from events e
      where (e.era, e.xid, e.position) > ($1::integer, $2::xid8, $3::bigint)
        and (e.era < (select max(era) from event_era) or e.xid < pg_snapshot_xmin(pg_current_snapshot()))
        and ($4::text is null or api_client = $4) and (cardinality($5::text[]) = 0 or type = any($5))
      order by e.era, e.xid, e.position limit $6`, [era, xid, position, apiClient, types, limit + 1]);
    return this.page(rows, limit, after, (row) => encode(['f', row.era, row.xid, row.position]));
  }

  /** One subject's events by `sequence`: complete at once, because `sequence` has no gap to wait for. */
  private async readSubject({ apiClient, after, types, limit }: FeedQuery, subject: string): Promise<FeedPage> {
    const [sequence] = decode(after, 's', 1);
    const rows = await this.database.query<FeedRow>('feed_subject', `
      select subject, sequence, type, data, occurred_at, e.era, e.xid::text as xid, e.position::text as position from events e
      where subject = $1 and sequence > $2::bigint
        and ($3::text is null or api_client = $3) and (cardinality($4::text[]) = 0 or type = any($4))
      order by sequence limit $5`, [subject, sequence, apiClient, types, limit + 1]);
    return this.page(rows, limit, after, (row) => encode(['s', row.sequence]));
  }

  private page(rows: FeedRow[], limit: number, after: string | null, cursorOf: (row: FeedRow) => string): FeedPage {
    const served = rows.slice(0, limit);
    const last = served.at(-1);
    return {
      data: served.map((row) => cloudEvent(toStored(row))),
      has_more: rows.length > limit,
      next_cursor: last === undefined ? after : cursorOf(last),
    };
  }
}

const toStored = (row: FeedRow): StoredEvent => ({
  subject: row.subject, sequence: row.sequence, type: row.type, data: row.data, occurredAt: row.occurred_at,
});

/** How much is committed but not served yet, because an older transaction is still running. */
export async function readFeedLag(database: Database): Promise<{ lag: number; oldest_undelivered_at: Date | null }> {
  const [row] = await database.query<{ lag: number; oldest: Date | null }>('feed_lag', `
    select count(*)::integer as lag, min(occurred_at) as oldest from events
    where era = (select max(era) from event_era) and xid >= pg_snapshot_xmin(pg_current_snapshot())`, []);
  return { lag: row?.lag ?? 0, oldest_undelivered_at: row?.oldest ?? null };
}
