import type { Application, Finding } from '#app/applicant';
import type { PartnerIds, PartnerReason } from '#app/freedompay';
import type { Database } from '#app/platform';
import type { Standing, Status } from './lifecycle.js';
import { OnboardingList, type ListQuery } from './onboarding.list.js';
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

interface Row extends StandingRow {
  id: string; api_client: string; external_id: string | null; request_id: string; content: Application; warnings: Finding[];
  due_at: Date | null; leased: boolean; born_at: Date; updated_at: Date; reasons: PartnerReason[] | null;
  partner_client_id: string | null; product_uuid: string | null; terminal_id: string | null;
}

const whole = `
  select o.id, o.api_client, ${standingOf('o', 'a')}, o.due_at, o.lease_token is not null and o.due_at > now() as leased,
    o.created_at as born_at, o.updated_at,
    a.external_id, a.request_id, a.content, a.warnings, t.reasons, t.partner_client_id, t.product_uuid, t.terminal_id
  from onboardings o
  join applications a on a.onboarding_id = o.id and a.attempt = o.attempt
  left join attempts t on t.onboarding_id = o.id and t.attempt = o.attempt`;

export class OnboardingReader {
  private readonly pages: OnboardingList;

  constructor(private readonly database: Database) {
    this.pages = new OnboardingList(database);
  }

  /** Null also where it belongs to another API client: nobody learns that it exists. */
  async get(id: string, apiClient: string | null): Promise<Onboarding | null> {
    const [row] = await this.database.query<Row>('get', `${whole} where o.id = $1 and ($2::text is null or o.api_client = $2)`, [id, apiClient]);
    return row === undefined ? null : toOnboarding(row);
  }

  /** Those that were asked for with this BIN, and may be the same client. Newest first, ten at most. */
  async withBin(bin: string, apiClient: string | null): Promise<{ id: string; status: Status; created_at: Date }[]> {
    const { ids } = await this.pages.page({ apiClient, bin, before: null, limit: 10 });
    return this.database.query('with_bin', 'select o.id, o.status, o.created_at from onboardings o where o.id = any($1::uuid[]) order by o.id desc', [ids]);
  }

  /** Newest first. */
  async list(query: ListQuery): Promise<{ onboardings: Onboarding[]; next: string | null }> {
    const { ids, next } = await this.pages.page(query);
    const rows = ids.length === 0 ? [] : await this.database.query<Row>('get_many', `${whole} where o.id = any($1::uuid[])`, [ids]);
    const byId = new Map(rows.map((row) => [row.id, toOnboarding(row)]));
    return { onboardings: ids.flatMap((id) => byId.get(id) ?? []), next };
  }
}

const toOnboarding = (row: Row): Onboarding => ({
  id: row.id, apiClient: row.api_client, externalId: row.external_id, requestId: row.request_id,
  application: row.content, warnings: row.warnings, standing: toStanding(row), dueAt: row.due_at, leased: row.leased,
  createdAt: row.born_at, updatedAt: row.updated_at, reasons: row.reasons ?? [],
  ids: { clientId: row.partner_client_id, productUuid: row.product_uuid, terminalId: row.terminal_id },
});
