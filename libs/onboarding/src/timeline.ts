import type { Database } from '#app/platform';

/** One line of an onboarding's history. The words for it are the API's. */
export type TimelineEntry = ChangeEntry | ExchangeEntry;

export interface ChangeEntry {
  at: Date;
  kind: 'change';
  sequence: number;
  type: string;
  status: string;
  previous_status: string | null;
  /** Why nothing goes out, or did until now. */
  hold?: string;
  /** Pointers to what a resubmission changed. */
  corrected?: string[];
  by?: string;
  reason?: string;
}

/** One or more like exchanges with the partner. */
export interface ExchangeEntry {
  at: Date;
  kind: 'exchange';
  method: 'add' | 'status';
  outcome: string;
  applied: boolean;
  times: number;
  last_at: Date;
  http_status: number | null;
  partner_code: string | null;
  partner_message: string | null;
  duration_ms: number;
}

interface ChangeRow {
  occurred_at: Date; sequence: number; type: string; data: { status: string; previous_status: string | null; attempt: number };
  context: Pick<ChangeEntry, 'hold' | 'corrected' | 'by' | 'reason'> | null;
}
interface ExchangeRow {
  first_at: Date; last_at: Date; method: 'add' | 'status'; outcome: string; http_status: number | null; partner_code: string | null;
  partner_message: string | null; trouble: string | null; applied: boolean; times: number; duration_ms: number;
}

/**
 * Every change and every exchange of one onboarding in the order they happened. No body, no signature and nothing of the
 * applicant is in it; the partner's own words are.
 */
export async function readTimeline(database: Database, id: string): Promise<TimelineEntry[]> {
  const changes = await database.query<ChangeRow>('timeline_changes', `
    select occurred_at, sequence, type, data, context from events where subject = $1 order by sequence limit 1000`, [id]);
  const exchanges = await database.query<ExchangeRow>('timeline_exchanges', `
    select first_at, last_at, method, outcome, http_status, partner_code, partner_message, trouble, applied, times, duration_ms
    from exchanges where onboarding_id = $1 order by number limit 1000`, [id]);
  // An answer and the change it brought carry the same instant; the answer came first.
  return [...exchanges.map(exchangeEntry), ...changes.map(changeEntry)].sort((a, b) => a.at.getTime() - b.at.getTime());
}

const changeEntry = ({ occurred_at, sequence, type, data, context }: ChangeRow): ChangeEntry => {
  const { hold, corrected, by, reason } = context ?? {};
  return { at: occurred_at, kind: 'change', sequence, type, status: data.status, previous_status: data.previous_status, hold, corrected, by, reason };
};

const exchangeEntry = (row: ExchangeRow): ExchangeEntry => ({
  at: row.first_at, kind: 'exchange', method: row.method, outcome: row.outcome, applied: row.applied, times: row.times, last_at: row.last_at,
  http_status: row.http_status, partner_code: row.partner_code, partner_message: row.partner_message, duration_ms: row.duration_ms,
});
