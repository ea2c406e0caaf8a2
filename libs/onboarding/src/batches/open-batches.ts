import { v4 as randomToken } from 'uuid';
import type { AcceptableRequest } from '#app/applicant';
import { appendEvents, eventRows } from '#app/events';
import { DatabaseAway, type Database, type WorkQueue } from '#app/platform';
import type { Acceptance, Accept } from '../accept.js';
import { idConflict, openBinConflict, type BatchStatus, type FiledItem, type ItemStatus } from './batch.js';
import { Rehearsals } from './rehearsals.js';

/** Rows opened at a time; between two such steps other work of the database gets its turn. */
const chunk = 50;
const leaseMs = 30_000;
/** Shortest time between two looks at how a batch's onboardings ended, and how many times longer than the look itself, ms. */
const settleEveryMs = 1_000;
const settlePause = 20;
/** Rows settled or swept away in one statement. */
const swath = 5_000;

interface Held { id: string; token: string; api_client: string; status: BatchStatus; dry_run: boolean; shared_bins: boolean }
interface Waiting { row: number; request: AcceptableRequest }

/**
 * Moves batches on, step by step: opens the onboardings of their rows, notes how those ended, says when all have. One
 * worker at a time has a batch, by a lease in its row; a step that is cut off or done twice changes nothing twice.
 */
export class OpenBatches {
  private readonly rehearsals: Rehearsals;

  constructor(private readonly database: Database, private readonly accept: Accept, private readonly queue: WorkQueue) {
    this.rehearsals = new Rehearsals(database);
  }

  /** One step of the batch that has waited longest. False: no batch is due. */
  async step(): Promise<boolean> {
    const [batch] = await this.database.query<Held>('batch_claim', `
      update batches set lease_token = $1, due_at = now() + $2 * interval '1 ms'
      where id = (select id from batches where due_at <= now() order by due_at limit 1 for update skip locked)
      returning id, lease_token as token, api_client, status, dry_run, shared_bins`, [randomToken(), leaseMs]);
    if (batch === undefined) return false;
    const nextInMs = await this.advance(batch);
    if (nextInMs !== null) {
      await this.database.query('batch_next', `
        update batches set lease_token = null, due_at = now() + $3 * interval '1 ms' where id = $1 and lease_token = $2`, [batch.id, batch.token, nextInMs]);
    }
    return true;
  }

  /** @returns until its next step is due, ms; null: it has none */
  private async advance(batch: Held): Promise<number | null> {
    if (batch.status === 'receiving') return this.sweep(batch);
    if (batch.status === 'processing') return this.settle(batch);
    if (batch.dry_run) return (await this.rehearsals.step(batch)) ? 0 : this.complete(batch);
    const waiting = await this.database.query<Waiting>('batch_waiting', `
      select row, request from batch_items where batch_id = $1 and status = 'waiting' order by row limit $2`, [batch.id, chunk]);
    if (waiting.length === 0) return this.move(batch, 'processing');
    await this.open(batch, waiting);
    return 0;
  }

  /** In waves, so that of two rows with one id or one BIN the upper one is opened and the lower one meets it. */
  private async open(batch: Held, waiting: Waiting[]): Promise<void> {
    const filed: (FiledItem | null)[] = [];
    for (let rest = waiting; rest.length > 0;) {
      const { firsts, others } = firstOfEachKey(rest, batch.shared_bins);
      filed.push(...(await this.openWave(batch, firsts)));
      rest = others;
    }
    this.queue.wake();
    // The accepted ones were filed as they were opened.
    const rest = filed.filter((one) => one !== null && one.status !== 'accepted');
    if (rest.length === 0) return;
    await this.database.query('batch_file', `
      update batch_items i set status = f.status, onboarding_id = f.onboarding_id, errors = f.errors, request = null
      from json_to_recordset($2::json) as f ("row" integer, status text, onboarding_id uuid, errors json)
      where i.batch_id = $1 and i.row = f.row and i.status = 'waiting'`, [batch.id, JSON.stringify(rest)]);
  }

  private openWave({ id, api_client, shared_bins }: Held, waiting: Waiting[]): Promise<(FiledItem | null)[]> {
    return Promise.all(waiting.map(async ({ row, request }) => {
      try {
        return filedAs(row, await this.accept.accept(api_client, request, { sharedBin: shared_bins, keep: null, item: { batchId: id, row } }));
      } catch (error) {
        // What stood in its way has ended meanwhile, or the database is away: it waits for the next step.
        if (error instanceof DatabaseAway) return null;
        throw error;
      }
    }));
  }

  private async move({ id, token }: Held, status: BatchStatus): Promise<null> {
    await this.database.query('batch_move', `
      update batches set status = $3, lease_token = null, due_at = now() where id = $1 and lease_token = $2`, [id, token, status]);
    return null;
  }

  /** Notes which onboardings have ended. The longer a look takes, the rarer it gets: progress is for people. */
  private async settle(batch: Held): Promise<number | null> {
    const startedAt = performance.now();
    const [found] = await this.database.query<{ settled: number; open: boolean }>('batch_settle', `
      with ended as (
        select i.row, o.status from batch_items i join onboardings o on o.id = i.onboarding_id
        where i.batch_id = $1 and i.onboarding_id is not null and i.outcome is null and o.status in ('succeeded', 'rejected', 'failed', 'cancelled')
        limit ${swath}),
      settled as (
        update batch_items i set outcome = e.status from ended e where i.batch_id = $1 and i.row = e.row and i.outcome is null returning 1)
      select (select count(*)::integer from settled) as settled,
        (select count(*) from (select from batch_items i where i.batch_id = $1 and i.onboarding_id is not null and i.outcome is null limit ${swath + 1}) as rest)
          > (select count(*) from ended) as open`, [batch.id]);
    if (found?.open === false) return this.complete(batch);
    if (found?.settled === swath) return 0;
    return Math.max(settleEveryMs, settlePause * (performance.now() - startedAt));
  }

  private async complete({ id, token, api_client, dry_run }: Held): Promise<null> {
    const totals = await this.database.query<{ status: ItemStatus; outcome: string | null; count: number }>('batch_totals', `
      select status, outcome, count(*)::integer as count from batch_items where batch_id = $1 group by status, outcome`, [id]);
    const count = (status: ItemStatus): number => totals.reduce((sum, row) => sum + (row.status === status ? row.count : 0), 0);
    const events = dry_run ? [] : [{
      subject: id, sequence: 1, type: 'batch.completed', apiClient: api_client,
      data: { id, status: 'completed', accepted: count('accepted'), repeated: count('repeated'), refused: count('refused') },
    }];
    await this.database.query('batch_complete', `
      with done as (
        update batches set status = 'completed', completed_at = now(), totals = $4, lease_token = null, due_at = null where id = $1 and lease_token = $2 returning id),
      logged as (${appendEvents(3, 'select id from done')})
      select id from done`, [id, token, eventRows(events), JSON.stringify(totals)]);
    return null;
  }

  /** An upload that broke off. */
  private async sweep({ id }: Held): Promise<number | null> {
    const gone = await this.database.query('batch_sweep_items', `
      delete from batch_items where (batch_id, row) in (select batch_id, row from batch_items where batch_id = $1 limit ${swath}) returning 1`, [id]);
    if (gone.length > 0) return 0;
    await this.database.query('batch_sweep', 'delete from batches where id = $1', [id]);
    return null;
  }
}

function firstOfEachKey(waiting: Waiting[], sharedBins: boolean): { firsts: Waiting[]; others: Waiting[] } {
  const seen = new Set<string>();
  const firsts: Waiting[] = [];
  const others: Waiting[] = [];
  for (const one of waiting) {
    const { externalId, requestId, application } = one.request;
    const keys = [...(sharedBins ? [] : [`bin ${application.bin}`]), ...(externalId === null ? [] : [`external ${externalId}`]), ...(requestId === null ? [] : [`request ${requestId}`])];
    (keys.some((key) => seen.has(key)) ? others : firsts).push(one);
    for (const key of keys) seen.add(key);
  }
  return { firsts, others };
}

function filedAs(row: number, acceptance: Acceptance): FiledItem {
  switch (acceptance.kind) {
    case 'accepted':
      return { row, status: 'accepted', onboarding_id: acceptance.onboarding.id, errors: [] };
    case 'repeated':
      return { row, status: 'repeated', onboarding_id: acceptance.id, errors: [] };
    case 'conflict':
      return { row, status: 'refused', onboarding_id: null, errors: [idConflict(acceptance.by, acceptance.onboarding)] };
    case 'open':
      return { row, status: 'refused', onboarding_id: null, errors: [openBinConflict(acceptance.onboarding)] };
  }
}
