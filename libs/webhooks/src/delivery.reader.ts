import type { Database } from '#app/platform';
import type { DeliveryKey } from './delivery-id.js';

export const deliveryStatuses = ['pending', 'delivered', 'exhausted'] as const;
/** `exhausted`: given up after the last of its tries; it stays, and can be put back. */
export type DeliveryStatus = (typeof deliveryStatuses)[number];

export interface Delivery extends DeliveryKey {
  apiClient: string;
  type: string;
  status: DeliveryStatus;
  attempts: number;
  createdAt: Date;
  lastAttemptAt: Date | null;
  deliveredAt: Date | null;
  /** Null where it is not pending, waits for an earlier one of its onboarding, is being posted, or its endpoint is disabled. */
  nextAttemptAt: Date | null;
}

/** One post and its answer. */
export interface Attempt { number: number; startedAt: Date; durationMs: number; outcome: string; httpStatus: number | null; answer: Buffer | null }

/** Behind whom a page begins, newest first. `at`: µs since the epoch, as text. */
export interface DeliveryPlace extends DeliveryKey { at: string }

/** What a list asks for, all of it at once. Instants are ms since the epoch. */
export interface DeliveryQuery {
  /** Null: of all. */
  apiClient: string | null;
  endpointId?: string;
  status?: DeliveryStatus;
  subject?: string;
  /** Inclusive. */
  createdFrom?: number;
  /** Exclusive. */
  createdTo?: number;
  before: DeliveryPlace | null;
  limit: number;
}

interface DeliveryRow {
  endpoint_id: string; subject: string; sequence: number; api_client: string; type: string; status: DeliveryStatus; attempts: number;
  created_at: Date; last_attempt_at: Date | null; delivered_at: Date | null; next_attempt_at: Date | null; at: string;
}
interface AttemptRow { number: number; started_at: Date; duration_ms: number; outcome: string; http_status: number | null; answer: Buffer | null }

/** Of one delivery the latest are shown: somebody may put it back again and again. */
const attemptsShown = 100;
/** Endpoints that one list goes through: those of one client, or the newest of all. */
const endpointsAtMost = 200;
/** Looked at for one page of what was delivered; more than a page may have. */
const looksAtMost = 500;
const lowest = '00000000-0000-0000-0000-000000000000';
const highest = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** What became of every event, endpoint by endpoint. */
export class DeliveryReader {
  constructor(private readonly database: Database) {}

  /** Null also where it belongs to another API client, or its endpoint is deleted. */
  async get({ endpointId, subject, sequence }: DeliveryKey, apiClient: string | null): Promise<Delivery | null> {
    const [row] = await this.database.query<DeliveryRow>('webhook_delivery_get', `
      select ${columns} from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
      where d.endpoint_id = $1 and d.subject = $2 and d.sequence = $3 and ($4::text is null or e.api_client = $4) and e.deleted_at is null`,
    [endpointId, subject, sequence, apiClient]);
    return row === undefined ? null : toDelivery(row);
  }

  /** The latest, oldest first. */
  async attempts({ endpointId, subject, sequence }: DeliveryKey): Promise<Attempt[]> {
    const rows = await this.database.query<AttemptRow>('webhook_attempts', `
      select number, started_at, duration_ms, outcome, http_status, answer from webhook_attempts
      where endpoint_id = $1 and subject = $2 and sequence = $3 order by number desc limit ${attemptsShown}`, [endpointId, subject, sequence]);
    return rows.map(toAttempt).toReversed();
  }

  /**
   * Newest first. Each endpoint is read along an index of its own order. What waits or was given up has an index, so no row is
   * looked at in vain; what was delivered has none, and may stand behind a million others: a page looks only so far, and can
   * be short or empty although there is more.
   */
  async list(query: DeliveryQuery): Promise<{ deliveries: Delivery[]; next: DeliveryPlace | null }> {
    const { apiClient, endpointId, status, subject, before, limit } = query;
    const endpoints = await this.endpoints(apiClient, endpointId ?? null);
    const from = microseconds(query.createdFrom ?? 0);
    const to = query.createdTo === undefined ? null : microseconds(query.createdTo);
    // Before everything of that instant: what has no place of its own there begins below all of it.
    const start = (endpoint: string): [at: string, subject: string, sequence: number] => {
      if (before === null) return [to ?? latest, lowest, 0];
      if (to !== null && BigInt(to) <= BigInt(before.at)) return [to, lowest, 0];
      if (endpoint === before.endpointId) return [before.at, before.subject, before.sequence];
      return endpoint < before.endpointId ? [before.at, highest, 0] : [before.at, lowest, 0];
    };
    const starts = endpoints.map(start);
    const looks = status === 'delivered' ? looksAtMost : limit + 1;
    const rows = await this.database.query<DeliveryRow>(`webhook_delivery_list_${status ?? 'all'}${subject === undefined ? '' : '_of_one'}`, `
      select ${columns}
      from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::integer[]) as p (endpoint_id, at, subject, sequence)
      join webhook_endpoints e on e.id = p.endpoint_id
      cross join lateral (
        select * from webhook_deliveries x
        where x.endpoint_id = p.endpoint_id ${status === undefined || status === 'delivered' ? '' : `and x.status = '${status}'`} ${subject === undefined ? '' : 'and x.subject = $7'}
          and (x.created_at, x.subject, x.sequence) < (${instant('p.at')}, p.subject, p.sequence) and x.created_at >= ${instant('$5::bigint')}
        order by x.created_at desc, x.subject desc, x.sequence desc limit $6) d
      order by d.created_at desc, d.endpoint_id desc, d.subject desc, d.sequence desc limit $6`,
    [endpoints, starts.map(([at]) => at), starts.map(([, subject]) => subject), starts.map(([, , sequence]) => sequence), from, looks, ...(subject === undefined ? [] : [subject])]);
    const fitting = status === 'delivered' ? rows.filter((row) => row.status === status) : rows;
    const page = fitting.slice(0, limit);
    const last = fitting.length > limit ? page.at(-1) : rows.length === looks ? rows.at(-1) : undefined;
    return {
      deliveries: page.map(toDelivery), next: last === undefined ? null : { at: last.at, endpointId: last.endpoint_id, subject: last.subject, sequence: last.sequence },
    };
  }

  private async endpoints(apiClient: string | null, endpointId: string | null): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>('webhook_delivery_endpoints', `
      select id from webhook_endpoints where ($1::text is null or api_client = $1) and ($2::uuid is null or id = $2) and deleted_at is null
      order by id desc limit ${endpointsAtMost}`, [apiClient, endpointId]);
    return rows.map(({ id }) => id);
  }
}

/** µs since the epoch: what the column can tell apart. */
const microseconds = (at: number): string => String(Math.min(Math.max(Math.ceil(at * 1_000), 0), Number(latest)));
/** In the year 9999. */
const latest = '253402300799000000';
const instant = (expression: string): string => `(timestamptz 'epoch' + ${expression} * interval '1 microsecond')`;

const columns = `d.endpoint_id, d.subject, d.sequence, e.api_client, d.type, d.status, d.attempts, d.created_at, d.last_attempt_at, d.delivered_at,
  ((extract(epoch from d.created_at) * 1000000)::bigint)::text as at,
  (select l.due_at from webhook_lines l
    where l.endpoint_id = d.endpoint_id and l.subject = d.subject and l.lease_token is null and d.status = 'pending' and e.status = 'enabled'
      and not exists (
        select from webhook_deliveries f where f.endpoint_id = d.endpoint_id and f.subject = d.subject and f.sequence < d.sequence and f.status = 'pending')) as next_attempt_at`;

const toDelivery = (row: DeliveryRow): Delivery => ({
  endpointId: row.endpoint_id, subject: row.subject, sequence: row.sequence, apiClient: row.api_client, type: row.type, status: row.status, attempts: row.attempts,
  createdAt: row.created_at, lastAttemptAt: row.last_attempt_at, deliveredAt: row.delivered_at, nextAttemptAt: row.next_attempt_at,
});

const toAttempt = (row: AttemptRow): Attempt => ({
  number: row.number, startedAt: row.started_at, durationMs: row.duration_ms, outcome: row.outcome, httpStatus: row.http_status, answer: row.answer,
});
