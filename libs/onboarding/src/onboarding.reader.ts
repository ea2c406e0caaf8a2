import type { Application, Finding } from '#app/applicant';
import type { PartnerIds, PartnerReason } from '#app/freedompay';
import type { Database } from '#app/platform';
import type { Standing, Status } from './lifecycle.js';
import { OnboardingEntity } from './onboarding.entity.js';
import { standingOf, toStanding, type StandingRow } from './standing-columns.js';

/** One onboarding as its owner sees it. */
export interface Onboarding {
  id: string;
  apiClient: string;
  externalId: string | null;
  requestId: string;
  application: Application;
  warnings: Finding[];
  standing: Standing;
  dueAt: Date | null;
  leased: boolean;
  createdAt: Date;
  updatedAt: Date;
  reasons: PartnerReason[];
  ids: PartnerIds;
}

export interface ListQuery {
  /** Only those of this API client; null: of all. */
  apiClient: string | null;
  status?: Status;
  externalId?: string;
  requestId?: string;
  bin?: string;
  /** The last id of the page before. */
  before: string | null;
  limit: number;
}

interface Row extends StandingRow {
  id: string; api_client: string; external_id: string | null; request_id: string; content: Application; warnings: Finding[];
  due_at: Date | null; leased: boolean; born_at: Date; updated_at: Date; reasons: PartnerReason[] | null;
  partner_client_id: string | null; product_uuid: string | null; terminal_id: string | null;
}

const whole = `
  select o.id, o.api_client, ${standingOf('o')}, o.due_at, o.lease_token is not null and o.due_at > now() as leased,
    o.created_at as born_at, o.updated_at,
    a.external_id, a.request_id, a.content, a.warnings, t.reasons, t.partner_client_id, t.product_uuid, t.terminal_id
  from onboardings o
  join applications a on a.onboarding_id = o.id and a.attempt = o.attempt
  left join attempts t on t.onboarding_id = o.id and t.attempt = o.attempt`;

export class OnboardingReader {
  constructor(private readonly database: Database) {}

  /** Null also where it belongs to another API client: nobody learns that it exists. */
  async get(id: string, apiClient: string | null): Promise<Onboarding | null> {
    const [row] = await this.database.query<Row>('get', `${whole} where o.id = $1 and ($2::text is null or o.api_client = $2)`, [id, apiClient]);
    return row === undefined ? null : toOnboarding(row);
  }

  /** Open ones with this BIN, and the latest others with it: what may be the same client. Newest first, ten at most. */
  async withBin(bin: string, apiClient: string | null): Promise<{ id: string; status: Status; created_at: Date }[]> {
    return this.database.query('with_bin', `
      select distinct o.id, o.status, o.created_at from applications a join onboardings o on o.id = a.onboarding_id
      where a.bin = $1 and ($2::text is null or o.api_client = $2) order by o.id desc limit 10`, [bin, apiClient]);
  }

  /** Newest first. One more than asked for would be there where `hasMore`. */
  async list(query: ListQuery): Promise<{ onboardings: Onboarding[]; hasMore: boolean }> {
    const ids = await this.pageOf(query);
    const page = ids.slice(0, query.limit);
    const rows = page.length === 0 ? [] : await this.database.query<Row>('get_many', `${whole} where o.id = any($1::uuid[])`, [page]);
    const byId = new Map(rows.map((row) => [row.id, toOnboarding(row)]));
    return { onboardings: page.flatMap((id) => byId.get(id) ?? []), hasMore: ids.length > query.limit };
  }

  private async pageOf({ apiClient, status, externalId, requestId, bin, before, limit }: ListQuery): Promise<string[]> {
    const search = this.database.repository(OnboardingEntity).createQueryBuilder('o').select('o.id', 'id').orderBy('o.id', 'DESC').limit(limit + 1);
    if (apiClient !== null) search.andWhere('o.apiClient = :apiClient', { apiClient });
    if (status !== undefined) search.andWhere('o.status = :status', { status });
    if (before !== null) search.andWhere('o.id < :before', { before });
    if (externalId !== undefined || requestId !== undefined || bin !== undefined) {
      search.innerJoin('o.applications', 'a').distinct(true);
      // The first attempt's: that one is indexed, and the others repeat it.
      if (externalId !== undefined) search.andWhere('a.externalId = :externalId and a.attempt = 1', { externalId });
      if (requestId !== undefined) search.andWhere('a.requestId = :requestId', { requestId });
      if (bin !== undefined) search.andWhere('a.bin = :bin', { bin });
    }
    const rows = await this.database.guard(() => search.getRawMany<{ id: string }>());
    return rows.map(({ id }) => id);
  }
}

const toOnboarding = (row: Row): Onboarding => ({
  id: row.id, apiClient: row.api_client, externalId: row.external_id, requestId: row.request_id,
  application: row.content, warnings: row.warnings, standing: toStanding(row), dueAt: row.due_at, leased: row.leased,
  createdAt: row.born_at, updatedAt: row.updated_at, reasons: row.reasons ?? [],
  ids: { clientId: row.partner_client_id, productUuid: row.product_uuid, terminalId: row.terminal_id },
});
