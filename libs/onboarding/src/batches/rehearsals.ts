import type { AcceptableRequest } from '#app/applicant';
import type { Database } from '#app/platform';
import { fingerprintOf, isSameContent } from '../accept.js';
import { idConflict, openBinConflict, type FiledItem, type ItemStatus } from './batch.js';

interface Rehearsed { id: string; api_client: string; shared_bins: boolean }
interface Known { onboarding_id: string; api_client: string; external_id: string | null; request_id: string; fingerprint: string }
interface Place { fingerprint: string; onboarding: string | null }

const chunk = 500;

/** What a dry run found so far: the rows above count as if they were open. */
interface Above { externalIds: Map<string, Place>; requestIds: Map<string, Place>; bins: Set<string> }

interface Rehearsal { after: number; above: Above }
interface Row { row: number; status: ItemStatus; request: AcceptableRequest }

/** What one worker remembers of all its dry runs together, in ids and BINs; of those beyond it reads the rows above once more. */
const mostRemembered = 300_000;

/**
 * Dry runs, a few rows at a step: each row is filed as what would become of it right now, and nothing is opened. What the
 * rows above have taken is remembered here; a worker that comes into it later reads it from the rows that are filed.
 */
export class Rehearsals {
  private readonly running = new Map<string, Rehearsal>();

  constructor(private readonly database: Database, private readonly remembered = mostRemembered) {}

  /** @returns false where no row is left */
  async step(batch: Rehearsed): Promise<boolean> {
    const rehearsal = this.running.get(batch.id) ?? { after: 0, above: { externalIds: new Map(), requestIds: new Map(), bins: new Set() } };
    for (;;) {
      const rows = await this.database.query<Row>('batch_rehearsed', `
        select row, status, request from batch_items where batch_id = $1 and row > $2 and request is not null order by row limit $3`, [batch.id, rehearsal.after, chunk]);
      const last = rows.at(-1);
      if (last === undefined) return this.end(batch.id);
      const waiting = rows.filter(({ status }) => status === 'waiting');
      await this.file(batch, waiting, rows, rehearsal.above);
      rehearsal.after = last.row;
      // Rows that were filed before are only read again: a step goes on until it has filed some, or it might never get further.
      if (waiting.length > 0) break;
    }
    this.remember(batch.id, rehearsal);
    return true;
  }

  private async file(batch: Rehearsed, waiting: Row[], rows: Row[], above: Above): Promise<void> {
    const known = await readKnown(this.database, batch, waiting.map(({ request }) => request));
    const filed: FiledItem[] = [];
    for (const { row, status, request } of rows) {
      if (status === 'waiting') filed.push(foretell(row, request, batch, known, above));
      else if (status === 'accepted') takeUp(request, above);
    }
    if (filed.length === 0) return;
    await this.database.query('batch_foretell', `
      update batch_items i set status = f.status, onboarding_id = f.onboarding_id, errors = f.errors
      from json_to_recordset($2::json) as f ("row" integer, status text, onboarding_id uuid, errors json)
      where i.batch_id = $1 and i.row = f.row and i.status = 'waiting'`, [batch.id, JSON.stringify(filed)]);
  }

  private async end(id: string): Promise<false> {
    await this.database.query('batch_rehearsal_over', 'update batch_items set request = null where batch_id = $1 and request is not null', [id]);
    this.running.delete(id);
    return false;
  }

  private remember(id: string, rehearsal: Rehearsal): void {
    this.running.delete(id);
    this.running.set(id, rehearsal);
    let total = [...this.running.values()].reduce((sum, { above }) => sum + sizeOf(above), 0);
    for (const [oldest, { above }] of this.running) {
      if (total <= this.remembered || oldest === id) break;
      this.running.delete(oldest);
      total -= sizeOf(above);
    }
  }
}

const sizeOf = ({ externalIds, requestIds, bins }: Above): number => externalIds.size + requestIds.size + bins.size;

interface KnownInDatabase { applications: Known[]; openBins: Map<string, { onboarding: string | null }> }

async function readKnown(database: Database, { api_client }: Rehearsed, requests: AcceptableRequest[]): Promise<KnownInDatabase> {
  const applications = await database.query<Known>('batch_known', `
    select a.onboarding_id, a.api_client, case when a.attempt = 1 then a.external_id end as external_id, a.request_id, encode(first.fingerprint, 'hex') as fingerprint
    from applications a join applications first on first.onboarding_id = a.onboarding_id and first.attempt = 1
    where (a.api_client = $1 and a.external_id = any($2::text[]) and a.attempt = 1) or a.request_id = any($3::uuid[])`,
  [api_client, requests.flatMap(({ externalId }) => externalId ?? []), requests.flatMap(({ requestId }) => requestId ?? [])]);
  const open = await database.query<{ bin: string; onboarding_id: string | null }>('batch_open_bins', `
    select b.bin, max(case when o.api_client = $1 then o.id::text end) as onboarding_id
    from open_bins b join onboardings o on o.id = b.onboarding_id where b.bin = any($2::text[]) group by b.bin`,
  [api_client, requests.map(({ application }) => application.bin)]);
  return { applications, openBins: new Map(open.map(({ bin, onboarding_id }) => [bin, { onboarding: onboarding_id }])) };
}

/** The same order of questions as in `Accept`: the ids first, `external_id` before `request_id`, then the BIN. */
function foretell(row: number, request: AcceptableRequest, { api_client, shared_bins }: Rehearsed, known: KnownInDatabase, above: Above): FiledItem {
  const { externalId, requestId, application } = request;
  const refused = (error: FiledItem['errors'][number]): FiledItem => ({ row, status: 'refused', onboarding_id: null, errors: [error] });
  const stored = (found: Known | undefined): Place | undefined =>
    (found === undefined ? undefined : { fingerprint: found.fingerprint, onboarding: found.api_client === api_client ? found.onboarding_id : null });
  const byExternalId = externalId === null ? undefined
    : stored(known.applications.find((one) => one.api_client === api_client && one.external_id === externalId)) ?? above.externalIds.get(externalId);
  const foreign = known.applications.find((one) => one.request_id === requestId);
  const byRequestId = requestId === null ? undefined : stored(foreign) ?? above.requestIds.get(requestId);
  const owner = byExternalId ?? byRequestId;
  if (owner !== undefined) {
    const isForeign = byExternalId === undefined && foreign !== undefined && foreign.api_client !== api_client;
    if (isSameContent(request, owner.fingerprint) && !isForeign) return { row, status: 'repeated', onboarding_id: owner.onboarding, errors: [] };
    return refused(idConflict(byExternalId === undefined ? 'request_id' : 'external_id', owner.onboarding));
  }
  const open = known.openBins.get(application.bin);
  if (!shared_bins && open !== undefined) return refused(openBinConflict(open.onboarding));
  if (!shared_bins && above.bins.has(application.bin)) return refused(openBinConflict(null));
  takeUp(request, above);
  return { row, status: 'accepted', onboarding_id: null, errors: [] };
}

/** What this row would have taken from those below it. */
function takeUp(request: AcceptableRequest, above: Above): void {
  const { externalId, requestId, application } = request;
  const place: Place = { fingerprint: fingerprintOf(request), onboarding: null };
  if (externalId !== null) above.externalIds.set(externalId, place);
  if (requestId !== null) above.requestIds.set(requestId, place);
  above.bins.add(application.bin);
}
