import type { Database } from '#app/platform';
import type { Exchange } from './onboarding.store.js';

/** When the partner last answered, and when a call to it last came to nothing. One row; exchanges have no order in time. */
export interface PartnerContact {
  last_success_at: Date | null;
  last_failure: { at: Date; method: string; trouble: string | null; http_status: number | null } | null;
}

/** Told once a second by each process at the most. */
const everyMs = 1_000;
const failures = new Set(['uncertain', 'notSent', 'refusedSetup', 'noAnswer', 'drift', 'throttled']);

const succeeded = ({ facts: { trouble, httpStatus } }: Exchange): boolean => trouble === null && httpStatus !== null && httpStatus >= 200 && httpStatus < 300;

/** Picks from the calls of one statement what is worth telling. */
export class ContactNews {
  private successToldAt = Number.NEGATIVE_INFINITY;
  private failureToldAt = Number.NEGATIVE_INFINITY;

  /** As the parameter of `noteContact`. */
  of(exchanges: Exchange[]): string {
    const now = performance.now();
    const success = now - this.successToldAt > everyMs && exchanges.some(succeeded);
    const failure = now - this.failureToldAt > everyMs ? exchanges.findLast(({ outcome }) => failures.has(outcome)) : undefined;
    if (success) this.successToldAt = now;
    if (failure !== undefined) this.failureToldAt = now;
    const { method = null, facts } = failure ?? {};
    return JSON.stringify({ success, failure: failure !== undefined, method, trouble: facts?.trouble ?? null, http_status: facts?.httpStatus ?? null });
  }
}

/** The SQL that notes it, as one CTE of the statement that records the calls. */
export const noteContact = (parameter: number): string => `
  update partner_contact set
    success_at = case when n.success then now() else success_at end,
    failure_at = case when n.failure then now() else failure_at end,
    failure_method = case when n.failure then n.method else failure_method end,
    failure_trouble = case when n.failure then n.trouble else failure_trouble end,
    failure_http_status = case when n.failure then n.http_status else failure_http_status end
  from json_to_record($${parameter}::json) as n (success boolean, failure boolean, method text, trouble text, http_status integer)
  where n.success or n.failure`;

export async function readContact(database: Database): Promise<PartnerContact> {
  const [row] = await database.query<{ success_at: Date | null; at: Date | null; method: string; trouble: string | null; http_status: number | null }>('partner_contact', `
    select success_at, failure_at as at, failure_method as method, failure_trouble as trouble, failure_http_status as http_status from partner_contact`, []);
  const { success_at = null, at = null, ...failure } = row ?? {};
  return { last_success_at: success_at, last_failure: at === null ? null : { at, ...failure } as PartnerContact['last_failure'] };
}
