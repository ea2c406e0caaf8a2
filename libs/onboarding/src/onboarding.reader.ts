import type { Application, Finding } from '#app/applicant';
import type { PartnerIds, PartnerReason } from '#app/freedompay';
import { isConnectionError, isRepeatable, sharedReads, type Database } from '#app/platform';
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

/** Half of the API's connections: other work goes on while thousands ask at once. */
const reads = { size: 100, inFlight: 4, isShared: (error: unknown) => isConnectionError(error) || isRepeatable(error) };

export class OnboardingReader {
  private readonly pages: OnboardingList;
  private readonly read: (id: string) => Promise<Onboarding | null>;

  constructor(private readonly database: Database) {
    this.pages = new OnboardingList(database);
    this.read = sharedReads((ids) => this.readMany(ids), reads);
  }

  /**
   * Null also where it belongs to another API client: nobody learns that it exists. Those who ask together share a read,
   * e.g. all who waited for the same change.
   */
  async get(id: string, apiClient: string | null): Promise<Onboarding | null> {
    const onboarding = await this.read(id);
    return onboarding === null || (apiClient !== null && onboarding.apiClient !== apiClient) ? null : onboarding;
  }

  private async readMany(ids: string[]): Promise<Map<string, Onboarding>> {
    // One look-up for each id, whatever a plan from the time when the tables were small thinks of their size.
    const rows = await this.database.query<Row>('get', `
      select found.* from unnest($1::uuid[]) as asked (id), lateral (${whole} where o.id = asked.id offset 0) as found`, [ids]);
    return new Map(rows.map((row) => [row.id, toOnboarding(row)]));
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
