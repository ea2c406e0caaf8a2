import { createHash } from 'node:crypto';
import { v4 as randomId } from 'uuid';
import { canonicalJson, toAlpha3, type AcceptableRequest } from '#app/applicant';
import { appendEvents, eventRows, type DomainEvent } from '#app/events';
import {
  answerRows, coalesce, DatabaseAway, isConnectionError, isRepeatable, keepAnswers, violatedConstraint,
  type Answer, type Database, type IdempotencyKey, type KeptAnswer, type Metrics,
} from '#app/platform';
import { ExpectedDecision } from './expected-decision.js';
import { accepted, domainEvents } from './lifecycle.js';
import { OnboardingIds } from './onboarding-id.js';
import type { Onboarding } from './onboarding.reader.js';
import type { Policy } from './schedule.js';

/**
 * What became of a request to onboard somebody.
 *
 * `repeated`: the same content under an id that is known already. `conflict`: such an id with other content.
 * `open`: the BIN has an open onboarding. `onboarding` is its owner's id, null where it belongs to another API client.
 */
export type Acceptance =
  | { kind: 'accepted'; onboarding: Onboarding }
  | { kind: 'repeated'; id: string }
  | { kind: 'conflict'; by: 'external_id' | 'request_id'; onboarding: string | null }
  | { kind: 'open'; onboarding: string | null };

export interface AcceptOptions {
  /** Let it be although the BIN has an open onboarding. */
  sharedBin: boolean;
  /** The row of a batch that this is. It is opened once, and together with its row's being filed as accepted. */
  item?: BatchRow;
  /** Stores this answer together with the onboarding, for repeats under the same Idempotency-Key. */
  keep: { key: IdempotencyKey; answer: (onboarding: Onboarding) => Answer } | null;
}

export interface BatchRow { batchId: string; row: number }

interface NewRow {
  id: string; apiClient: string; request: AcceptableRequest; requestId: string; fingerprint: string; createdAt: number; expectedAt: number;
  sharedBin: boolean; kept: KeptAnswer | null; item: BatchRow | null;
}
interface Known { onboarding_id: string; api_client: string; fingerprint: Buffer; by_external_id: boolean }

/** Longer than Postgres takes to see a deadlock, shorter than every time-out on the way to it, ms. */
const secondTryWithinMs = 1_200;

/** SHA-256 (hex) over what is asked for, whatever its spelling; the ids are how it is found, not what it is. */
export const fingerprintOf = ({ application }: Pick<AcceptableRequest, 'application'>): string =>
  createHash('sha256').update(canonicalJson(application)).digest('hex');

/** Is this what was asked for then? Older rows have the country in three letters where it was given so; they are recognised too. */
export function isSameContent(request: AcceptableRequest, fingerprint: string): boolean {
  const { application } = request;
  const { address_info: address } = application;
  return fingerprint === fingerprintOf(request) || fingerprint === fingerprintOf({ application: { ...application, address_info: { ...address, country: toAlpha3(address.country) ?? address.country } } });
}

/**
 * Stores new requests. Application, standing, event and kept answer of many callers go into one statement.
 *
 * `single`: what callers wait for. `batch`: the rows of batches; their onboardings are worked on after all single ones.
 */
export class Accept {
  private readonly insert: (row: NewRow) => Promise<boolean>;
  private readonly ids = new OnboardingIds();
  private readonly expectedDecision: ExpectedDecision;

  constructor(
    private readonly database: Database, private readonly policy: Policy, private readonly metrics: Metrics, private readonly lane: 'single' | 'batch' = 'single',
  ) {
    this.expectedDecision = new ExpectedDecision(database, policy);
    this.insert = coalesce((rows: NewRow[]) => this.insertMany(rows), {
      size: 100, inFlight: 2, isShared: (error) => isConnectionError(error) || isRepeatable(error),
    });
  }

  /**
   * @throws DatabaseAway where nothing can be stored; a repeat with the same ids is safe
   * @throws the violation of pk_idempotency_keys where another replica was first with the key
   */
  async accept(apiClient: string, request: AcceptableRequest, { sharedBin, keep, item }: AcceptOptions): Promise<Acceptance> {
    const expectedMs = await this.expectedDecision.ms();
    const createdAt = await this.database.now();
    const row: NewRow = {
      id: this.ids.next(createdAt), apiClient, request, requestId: request.requestId ?? randomId(), fingerprint: fingerprintOf(request),
      createdAt, expectedAt: createdAt + expectedMs, sharedBin, kept: null, item: item ?? null,
    };
    const onboarding = this.justAccepted(row);
    if (keep !== null) row.kept = { ...keep.key, onboardingId: row.id, answer: keep.answer(onboarding) };
    if (await this.insertSurely(row)) return { kind: 'accepted', onboarding };
    return (await this.recognise(row)) ?? (await this.findOpen(row));
  }

  /**
   * A lost answer to COMMIT is answered by asking again: the second insert finds the first one's row under its own id.
   * Not after a time-out: the caller is to have its 503 within two seconds.
   */
  private async insertSurely(row: NewRow): Promise<boolean> {
    const startedAt = performance.now();
    try {
      return await this.insert(row);
    } catch (error) {
      // Somebody else opened the same BIN at this very moment.
      if (violatedConstraint(error) === 'uq_open_bins_bin') return false;
      if (!(error instanceof DatabaseAway) && !isRepeatable(error)) throw error;
      if (performance.now() - startedAt > secondTryWithinMs) throw error;
      return this.insert(row);
    }
  }

  private async recognise(row: NewRow): Promise<Acceptance | null> {
    const known = await this.database.query<Known>('known', `
      select a.onboarding_id, a.api_client, first.fingerprint, a.api_client = $1 and a.external_id = $2 as by_external_id
      from applications a join applications first on first.onboarding_id = a.onboarding_id and first.attempt = 1
      where (a.api_client = $1 and a.external_id = $2 and a.attempt = 1) or a.request_id = $3`,
    [row.apiClient, row.request.externalId, row.requestId]);
    const owner = known.find(({ by_external_id }) => by_external_id) ?? known[0];
    if (owner === undefined) return null;
    // The first try's COMMIT came through after all.
    if (owner.onboarding_id === row.id) return { kind: 'accepted', onboarding: this.justAccepted(row) };
    const by = owner.by_external_id ? 'external_id' : 'request_id';
    if (owner.api_client !== row.apiClient) return { kind: 'conflict', by, onboarding: null };
    if (!isSameContent(row.request, owner.fingerprint.toString('hex'))) return { kind: 'conflict', by, onboarding: owner.onboarding_id };
    return { kind: 'repeated', id: owner.onboarding_id };
  }

  private async findOpen({ apiClient, request }: NewRow): Promise<Acceptance> {
    const open = await this.database.query<{ onboarding_id: string; own: boolean }>('open_bin', `
      select b.onboarding_id, o.api_client = $2 as own from open_bins b join onboardings o on o.id = b.onboarding_id
      where b.bin = $1 order by own desc limit 1`, [request.application.bin, apiClient]);
    // It may have ended between the refusal and this look: the caller simply tries again.
    if (open[0] === undefined) throw new DatabaseAway();
    return { kind: 'open', onboarding: open[0].own ? open[0].onboarding_id : null };
  }

  /** True for those that were stored; the others met an id or a BIN that is taken. */
  private async insertMany(rows: NewRow[]): Promise<boolean[]> {
    // Two processes that insert the same keys in another order would wait for each other: both sort.
    const sorted = rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const done = await this.database.query<{ id: string }>(`accept_${this.lane}`, statements[this.lane],
    [JSON.stringify(sorted.map(applicationRow)), eventRows(rows.flatMap((row) => this.eventsOf(row))), this.policy.sendDeadlineMs,
      answerRows(rows.flatMap(({ kept }) => kept ?? []))]);
    this.metrics.events.inc({ type: 'onboarding.accepted' }, done.length);
    const stored = new Set(done.map(({ id }) => id));
    return rows.map(({ id }) => stored.has(id));
  }

  private eventsOf({ id, apiClient, request, createdAt }: NewRow): DomainEvent[] {
    return domainEvents(accepted(0, 0, 0).changes, { id, apiClient, externalId: request.externalId, problemCodes: [] })
      .map((event) => ({ ...event, occurredAt: createdAt }));
  }

  /** How it reads right after the commit, known before it. */
  private justAccepted({ id, apiClient, request, requestId, createdAt, expectedAt }: NewRow): Onboarding {
    const { standing } = accepted(createdAt, createdAt + this.policy.sendDeadlineMs, expectedAt);
    const at = new Date(createdAt);
    return {
      id, apiClient, externalId: request.externalId, requestId, application: request.application, warnings: request.warnings,
      standing, dueAt: at, leased: false, createdAt: at, updatedAt: at, reasons: [],
      ids: { clientId: null, productUuid: null, terminalId: null },
    };
  }
}

/** A row of a batch is opened only while it waits: whoever comes second, after a crash or beside a slow worker, opens nothing. */
const waitingOnly = {
  column: ', batch_id uuid, "row" integer',
  taken: `
  taken as (
    select i.batch_id, i.row from batch_items i join input n on i.batch_id = n.batch_id and i.row = n.row
    where i.status = 'waiting' order by i.batch_id, i.row for update of i),`,
  guard: 'and exists (select from taken t where t.batch_id = input.batch_id and t.row = input.row)',
  filed: `
  filed as (
    update batch_items i set status = 'accepted', onboarding_id = n.id, request = null
    from input n where n.id in (select onboarding_id from asked) and i.batch_id = n.batch_id and i.row = n.row),`,
};

const acceptStatement = (lane: number, { column, taken, guard, filed }: typeof waitingOnly): string => `
  with input as (select * from json_to_recordset($1::json) as i (
    id uuid, api_client text, external_id text, request_id uuid, bin text, content json, fingerprint text, warnings json,
    created_at float8, expected_at float8, shared_bin boolean${column})),${taken}
  asked as (
    insert into applications (onboarding_id, attempt, api_client, external_id, request_id, bin, content, fingerprint, warnings, created_at, expected_at)
    select id, 1, api_client, external_id, request_id, bin, content, decode(fingerprint, 'hex'), warnings,
      to_timestamp(created_at / 1000), to_timestamp(expected_at / 1000) from input
    where (shared_bin or not exists (select from open_bins b where b.bin = input.bin)) ${guard}
    on conflict do nothing returning onboarding_id),
  opened as (
    insert into open_bins (bin, onboarding_id, shared)
    select bin, id, shared_bin from input where id in (select onboarding_id from asked)),
  stored as (
    insert into onboardings (id, api_client, lane, status, sequence, attempt, due_at, deadline_at, created_at, updated_at)
    select id, api_client, ${lane}, 'pending', 1, 1, to_timestamp(created_at / 1000), now() + $3 * interval '1 ms', to_timestamp(created_at / 1000), to_timestamp(created_at / 1000)
    from input where id in (select onboarding_id from asked)),${filed}
  answered as (${keepAnswers(4, 'select onboarding_id from asked')}),
  logged as (${appendEvents(2, 'select onboarding_id from asked')})
  select onboarding_id as id from asked
  union all
  select id from onboardings where id in (select id from input)`;

const statements = {
  single: acceptStatement(0, { column: '', taken: '', guard: '', filed: '' }),
  batch: acceptStatement(1, waitingOnly),
};

const keyOf = ({ apiClient, request, requestId }: NewRow): string => `${apiClient}\n${request.externalId ?? ''}\n${requestId}`;

const applicationRow = ({ id, apiClient, request, requestId, fingerprint, createdAt, expectedAt, sharedBin, item }: NewRow): Record<string, unknown> => ({
  id, api_client: apiClient, external_id: request.externalId, request_id: requestId, bin: request.application.bin,
  content: request.application, fingerprint, warnings: request.warnings, created_at: createdAt, expected_at: expectedAt, shared_bin: sharedBin,
  ...(item === null ? {} : { batch_id: item.batchId, row: item.row }),
});
