import type { Database } from '#app/platform';
import type { HoldReason } from './lifecycle.js';

/** One line of an onboarding's history: a change, or one or more like exchanges with the partner. */
export interface TimelineEntry {
  at: Date;
  kind: 'change' | 'exchange';
  text: string;
  sequence?: number;
  type?: string;
  status?: string;
  previous_status?: string | null;
  method?: string;
  outcome?: string;
  applied?: boolean;
  times?: number;
  last_at?: Date;
  http_status?: number | null;
  partner_code?: string | null;
  partner_message?: string | null;
  duration_ms?: number;
  by?: string;
  reason?: string;
}

interface ChangeRow {
  occurred_at: Date; sequence: number; type: string; data: { status: string; previous_status: string | null; attempt: number };
  context: { hold?: string; by?: string; reason?: string } | null;
}
interface ExchangeRow {
  first_at: Date; last_at: Date; method: 'add' | 'status'; outcome: string; http_status: number | null; partner_code: string | null;
  partner_message: string | null; trouble: string | null; applied: boolean; times: number; duration_ms: number;
}

const changeTexts: Record<string, (row: ChangeRow) => string> = {
  'onboarding.accepted': () => 'Accepted and stored.',
  'onboarding.submitting': () => 'Being sent to Freedom Pay.',
  'onboarding.processing': () => 'Freedom Pay has it and is deciding.',
  'onboarding.succeeded': () => 'Freedom Pay onboarded the client.',
  'onboarding.rejected': () => 'Freedom Pay refused this attempt.',
  'onboarding.failed': () => 'Ended without a verdict.',
  'onboarding.cancelled': () => 'Withdrawn before it was sent.',
  'onboarding.held': ({ context }) => `Held: ${holdTexts[context?.hold as HoldReason] ?? 'no new calls go out'}.`,
  'onboarding.released': ({ context }) => (context?.by === 'answer' ? 'Released: Freedom Pay answered readably again.' : 'Released.'),
  'onboarding.delayed': () => 'Takes longer than was promised.',
};
/** Why nothing goes out, in plain words. */
export const holdTexts: Record<HoldReason, string> = {
  partner_unavailable: 'Freedom Pay cannot be reached',
  partner_credentials: 'Freedom Pay refused our credentials',
  partner_setup: 'Freedom Pay does not know the path we call',
  contract_drift: 'Freedom Pay answered with a status we do not know',
  duplicate_request_id: 'Freedom Pay knows this request id already, and not from us',
  poison: 'work on it was cut off again and again',
  operator: 'by an operator',
};
const exchangeTexts: Record<string, string> = {
  'add accepted': 'Sent; Freedom Pay took it.',
  'add duplicate': 'Sent; Freedom Pay knows this request id already.',
  'add rejected': 'Sent; Freedom Pay refused it.',
  'add throttled': 'Freedom Pay asked to send later.',
  'add notSent': 'Freedom Pay could not be reached; nothing was sent.',
  'add refusedSetup': 'Freedom Pay refused the call because of our set-up.',
  'add uncertain': 'Sent; no readable answer, so we ask whether it arrived.',
  'status pending': 'Asked; still being decided.',
  'status succeeded': 'Asked; success.',
  'status rejected': 'Asked; refused.',
  'status notFound': 'Asked; Freedom Pay does not know it (yet).',
  'status throttled': 'Freedom Pay asked to ask later.',
  'status refusedSetup': 'Freedom Pay refused the question because of our set-up.',
  'status noAnswer': 'Asked; no readable answer.',
  'status drift': 'Asked; the answer has a status we do not know.',
};

/**
 * Every change and every exchange of one onboarding in the order they happened, in plain words. No body, no signature
 * and nothing of the applicant is in it; the partner's own words are.
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

const changeEntry = (row: ChangeRow): TimelineEntry => ({
  at: row.occurred_at, kind: 'change', text: changeTexts[row.type]?.(row) ?? row.type, sequence: row.sequence, type: row.type,
  status: row.data.status, previous_status: row.data.previous_status,
  ...(row.context?.by === undefined ? {} : { by: row.context.by }), ...(row.context?.reason === undefined ? {} : { reason: row.context.reason }),
});

const exchangeEntry = (row: ExchangeRow): TimelineEntry => {
  const text = exchangeTexts[`${row.method} ${row.outcome}`] ?? row.outcome;
  return {
    at: row.first_at, kind: 'exchange', text: row.applied ? text : `${text} Recorded, not applied: it was final already.`,
    method: row.method, outcome: row.outcome, applied: row.applied, times: row.times, last_at: row.last_at,
    http_status: row.http_status, partner_code: row.partner_code, partner_message: row.partner_message, duration_ms: row.duration_ms,
  };
};
