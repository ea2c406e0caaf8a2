import { createHash } from 'node:crypto';
import { v4 as randomId, v7 as newId } from 'uuid';
import { canonicalJson, type AcceptableRequest } from '#app/applicant';
import { appendEvents, eventRows } from '#app/events';
import { coalesce, DatabaseAway, isConnectionError, isRepeatable, type Database, type Metrics } from '#app/platform';
import { accepted, domainEvents } from './lifecycle.js';
import type { Onboarding } from './onboarding.reader.js';
import type { Policy } from './schedule.js';

/**
 * What became of a request to onboard somebody.
 *
 * `repeated`: the same content under an id that is known already. `conflict`: such an id with other content;
 * `onboarding` is its owner's id, null where it belongs to another API client.
 */
export type Acceptance =
  | { kind: 'accepted'; onboarding: Onboarding }
  | { kind: 'repeated'; id: string }
  | { kind: 'conflict'; by: 'external_id' | 'request_id'; onboarding: string | null };

interface NewRow { id: string; apiClient: string; request: AcceptableRequest; requestId: string; fingerprint: string }
interface Known { onboarding_id: string; api_client: string; fingerprint: Buffer; created_at: Date; by_external_id: boolean }

/** Longer than Postgres takes to see a deadlock, shorter than every time-out on the way to it, ms. */
const secondTryWithinMs = 1_200;

/** SHA-256 over what is asked for, whatever its spelling; the ids are how it is found, not what it is. */
const fingerprintOf = (request: AcceptableRequest): string => createHash('sha256').update(canonicalJson(request.application)).digest('hex');

/** Stores new requests. Application, standing and event of many callers go into one statement. */
export class Accept {
  private readonly insert: (row: NewRow) => Promise<Date | null>;

  constructor(private readonly database: Database, private readonly policy: Policy, private readonly metrics: Metrics) {
    this.insert = coalesce((rows: NewRow[]) => this.insertMany(rows), {
      size: 100, inFlight: 2, isShared: (error) => isConnectionError(error) || isRepeatable(error),
    });
  }

  /** @throws DatabaseAway where nothing can be stored; a repeat with the same ids is safe */
  async accept(apiClient: string, request: AcceptableRequest): Promise<Acceptance> {
    const row: NewRow = { id: newId(), apiClient, request, requestId: request.requestId ?? randomId(), fingerprint: fingerprintOf(request) };
    const createdAt = await this.insertSurely(row);
    if (createdAt !== null) return { kind: 'accepted', onboarding: this.justAccepted(row, createdAt) };
    return this.recognise(row);
  }

  /**
   * A lost answer to COMMIT is answered by asking again: the second insert finds the first one's row under its own id.
   * Not after a time-out: the caller is to have its 503 within two seconds.
   */
  private async insertSurely(row: NewRow): Promise<Date | null> {
    const startedAt = performance.now();
    try {
      return await this.insert(row);
    } catch (error) {
      if (!(error instanceof DatabaseAway) && !isRepeatable(error)) throw error;
      if (performance.now() - startedAt > secondTryWithinMs) throw error;
      return this.insert(row);
    }
  }

  private async recognise(row: NewRow): Promise<Acceptance> {
    const known = await this.database.query<Known>('known', `
      select a.onboarding_id, a.api_client, first.fingerprint, a.created_at, a.api_client = $1 and a.external_id = $2 as by_external_id
      from applications a join applications first on first.onboarding_id = a.onboarding_id and first.attempt = 1
      where (a.api_client = $1 and a.external_id = $2 and a.attempt = 1) or a.request_id = $3`,
    [row.apiClient, row.request.externalId, row.requestId]);
    const owner = known.find(({ by_external_id }) => by_external_id) ?? known[0];
    // Insert and look-up disagree only while somebody else's transaction is on its way; it is gone now.
    if (owner === undefined) throw new DatabaseAway();
    // The first try's COMMIT came through after all.
    if (owner.onboarding_id === row.id) return { kind: 'accepted', onboarding: this.justAccepted(row, owner.created_at) };
    const by = owner.by_external_id ? 'external_id' : 'request_id';
    if (owner.api_client !== row.apiClient) return { kind: 'conflict', by, onboarding: null };
    if (owner.fingerprint.toString('hex') !== row.fingerprint) return { kind: 'conflict', by, onboarding: owner.onboarding_id };
    return { kind: 'repeated', id: owner.onboarding_id };
  }

  private async insertMany(rows: NewRow[]): Promise<(Date | null)[]> {
    // Two processes that insert the same keys in another order would wait for each other: both sort.
    const sorted = rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const { deadlineMs, events } = this.firstStandings(rows);
    const done = await this.database.query<{ id: string; created_at: Date }>('accept', `
      with input as (select * from json_to_recordset($1::json) as i (
        id uuid, api_client text, external_id text, request_id uuid, bin text, content json, fingerprint text, warnings json)),
      asked as (
        insert into applications (onboarding_id, attempt, api_client, external_id, request_id, bin, content, fingerprint, warnings, created_at)
        select id, 1, api_client, external_id, request_id, bin, content, decode(fingerprint, 'hex'), warnings, now() from input
        on conflict do nothing returning onboarding_id),
      stored as (
        insert into onboardings (id, api_client, status, sequence, attempt, due_at, deadline_at, created_at, updated_at)
        select id, api_client, 'pending', 1, 1, now(), now() + $3 * interval '1 ms', now(), now()
        from input where id in (select onboarding_id from asked)),
      logged as (${appendEvents(2, 'select onboarding_id from asked')})
      select onboarding_id as id, now() as created_at from asked
      union all
      select id, created_at from onboardings where id in (select id from input)`,
    [JSON.stringify(sorted.map(applicationRow)), eventRows(events), deadlineMs]);
    this.metrics.events.inc({ type: 'onboarding.accepted' }, done.length);
    const createdAt = new Map(done.map(({ id, created_at }) => [id, created_at]));
    return rows.map(({ id }) => createdAt.get(id) ?? null);
  }

  private firstStandings(rows: NewRow[]) {
    return {
      deadlineMs: this.policy.sendDeadlineMs,
      events: rows.flatMap(({ id, apiClient, request }) =>
        domainEvents(accepted(0, this.policy.sendDeadlineMs).changes, { id, apiClient, externalId: request.externalId, problemCodes: [] })),
    };
  }

  /** How it reads right after the commit, without reading it again. */
  private justAccepted({ id, apiClient, request, requestId }: NewRow, createdAt: Date): Onboarding {
    const { standing } = accepted(createdAt.getTime(), createdAt.getTime() + this.policy.sendDeadlineMs);
    return {
      id, apiClient, externalId: request.externalId, requestId, application: request.application, warnings: request.warnings,
      standing, dueAt: createdAt, leased: false, createdAt, updatedAt: createdAt, reasons: [],
      ids: { clientId: null, productUuid: null, terminalId: null },
    };
  }
}

const keyOf = ({ apiClient, request, requestId }: NewRow): string => `${apiClient}\n${request.externalId ?? ''}\n${requestId}`;

const applicationRow = ({ id, apiClient, request, requestId, fingerprint }: NewRow): Record<string, unknown> => ({
  id, api_client: apiClient, external_id: request.externalId, request_id: requestId, bin: request.application.bin,
  content: request.application, fingerprint, warnings: request.warnings,
});
