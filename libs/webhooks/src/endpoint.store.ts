import { v7 as newId } from 'uuid';
import { appendEvents, eventRows, type DomainEvent } from '#app/events';
import { answerRows, keepAnswers, type Answer, type Database, type IdempotencyKey } from '#app/platform';
import type { Clock } from './clock.js';
import { disabledEvent, type DisabledReason } from './endpoint-event.js';
import { mostEndpoints, mostOlderSecrets, pendingCounted, type Endpoint, type FreshSecret, type SecretFacts } from './endpoint.js';
import type { Sealed, SecretBox } from './secret-box.js';
import { newSecret, secretBytes } from './secret.js';

interface EndpointRow {
  id: string; api_client: string; url: string; description: string | null; event_types: string[]; status: Endpoint['status'];
  disabled_reason: DisabledReason | null; disabled_at: Date | null; version: number; sequence: number; failing_since: Date | null; paused: Date | null;
  last_success_at: Date | null; last_failure_at: Date | null; created_at: Date; updated_at: Date; pending: number;
  secrets: { number: number; created_at: string; expires_at: string | null }[] | null;
}

export interface NewEndpoint { apiClient: string; url: string; description: string | null; eventTypes: string[] }

/** What a client may set; what is not given stays. */
export type EndpointFields = Partial<Pick<Endpoint, 'url' | 'description' | 'eventTypes'>>;

/** The answer is kept with the change. It gets the secret sealed only: in the clear it is stored nowhere. */
export interface Keep { key: IdempotencyKey; answer(endpoint: Endpoint, secret: Sealed | null): Answer }

/** Whose it is, and the version it must still have; null: whatever it is. */
export interface Addressed { id: string; apiClient: string; expected: number | null; keep: Keep | null }

/** `kept`: the answer was stored with the change, which needs a change. */
export type Changed =
  | { kind: 'changed'; endpoint: Endpoint; secret: Sealed | null; kept: boolean }
  | { kind: 'not_found' | 'changed_meanwhile' };

/** The next endpoint, with what goes with it; null: there is nothing to change. */
interface Change { endpoint: Endpoint; events?: DomainEvent[]; fresh?: FreshSecret; expireOthersAt?: number }

/** Somebody else's changes that one call puts up with. */
const patience = 5;

/** A disabled one has neither secrets nor lines to look after: they are cleared away by a worker. */
export class EndpointStore {
  /** @param clock only tests shift it */
  constructor(private readonly database: Database, private readonly box: SecretBox, private readonly clock: Clock = { shiftMs: 0 }) {}

  /**
   * Null where the client has as many as it may have. The count is taken under a lock: several replicas may be asked at
   * the same moment.
   *
   * @throws NoSecretKey where nothing can be sealed
   * @throws the violation of pk_idempotency_keys where another replica was first with the key
   */
  async create({ apiClient, url, description, eventTypes }: NewEndpoint, keep: Keep | null): Promise<{ endpoint: Endpoint; secret: Sealed } | null> {
    const now = new Date(await this.now());
    const id = newId();
    const { number, sealed } = this.freshSecret(id, 1);
    const endpoint: Endpoint = {
      id, apiClient, url, description, eventTypes, status: 'enabled', disabledReason: null, disabledAt: null, version: 1, sequence: 0, failingSince: null, pausedUntil: null,
      lastSuccessAt: null, lastFailureAt: null, pending: 0, secrets: [{ number, createdAt: now, expiresAt: null }], createdAt: now, updatedAt: now,
    };
    const kept = keep === null ? [] : [{ ...keep.key, onboardingId: id, answer: keep.answer(endpoint, sealed) }];
    const made = await this.database.transaction(async (query) => {
      await query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`webhook endpoints of ${apiClient}`]);
      return query(`
        with made as (
          insert into webhook_endpoints (id, api_client, url, description, event_types, status, era, since, created_at, updated_at)
          select $1, $2, $3, $4, $5, 'enabled', (select max(era) from event_era), pg_current_snapshot(), to_timestamp($6 / 1000.0), to_timestamp($6 / 1000.0)
          where (select count(*) from webhook_endpoints where api_client = $2 and deleted_at is null) < ${mostEndpoints} returning id, created_at),
        sealed as (
          insert into webhook_secrets (endpoint_id, number, key_id, sealed, created_at) select id, $7, $8, $9, created_at from made),
        answered as (${keepAnswers(10, 'select id from made')})
        select id from made`, [id, apiClient, url, description, eventTypes, now.getTime(), number, sealed.keyId, sealed.sealed, answerRows(kept)]);
    });
    return made.length === 0 ? null : { endpoint, secret: sealed };
  }

  /** Null also where it belongs to another API client. @param apiClient null: of any */
  async get(id: string, apiClient: string | null): Promise<Endpoint | null> {
    const [row] = await this.database.query<EndpointRow>('webhook_endpoint_get', `
      select ${columns} from webhook_endpoints e where e.id = $1 and ($2::text is null or e.api_client = $2) and e.deleted_at is null`, [id, apiClient]);
    return row === undefined ? null : toEndpoint(row);
  }

  /** Newest first. */
  async list(apiClient: string | null, before: string | null, limit: number): Promise<{ endpoints: Endpoint[]; hasMore: boolean }> {
    const rows = await this.database.query<EndpointRow>('webhook_endpoint_list', `
      select ${columns} from (
        select * from webhook_endpoints where ($1::text is null or api_client = $1) and ($2::uuid is null or id < $2) and deleted_at is null
        order by id desc limit $3) e order by e.id desc`, [apiClient, before, limit + 1]);
    return { endpoints: rows.slice(0, limit).map(toEndpoint), hasMore: rows.length > limit };
  }

  /** The secrets that sign now, the newest first. */
  async secrets(id: string): Promise<Buffer[]> {
    const rows = await this.database.query<{ key_id: string; sealed: Buffer }>('webhook_secrets', `
      select key_id, sealed from webhook_secrets where endpoint_id = $1 and (expires_at is null or expires_at > now()) order by number desc`, [id]);
    return rows.map(({ key_id, sealed }) => this.box.open({ keyId: key_id, sealed }, id));
  }

  async update(addressed: Addressed, fields: EndpointFields): Promise<Changed> {
    return this.change(addressed, (endpoint) => {
      const next = { ...endpoint, ...fields };
      // What failed, or asked for a pause, was the other address.
      if (next.url !== endpoint.url) next.failingSince = next.pausedUntil = null;
      const same = next.url === endpoint.url && next.description === endpoint.description && next.eventTypes.join() === endpoint.eventTypes.join();
      return same ? null : { endpoint: next };
    });
  }

  /** A new secret signs at once; the others go on beside it for so long, ms. */
  async rotate(addressed: Addressed, overlapMs: number): Promise<Changed> {
    return this.change(addressed, (endpoint, now) => {
      const fresh = this.freshSecret(endpoint.id, (endpoint.secrets[0]?.number ?? 0) + 1);
      const until = now + overlapMs;
      const older = endpoint.secrets.slice(0, mostOlderSecrets)
        .map((secret) => ({ ...secret, expiresAt: new Date(Math.min(until, secret.expiresAt?.getTime() ?? until)) })).filter(({ expiresAt }) => expiresAt.getTime() > now);
      return { endpoint: { ...endpoint, secrets: [{ number: fresh.number, createdAt: new Date(now), expiresAt: null }, ...older] }, fresh, expireOthersAt: until };
    });
  }

  /** Its ping was answered: whatever it was disabled for is over. */
  async enable(addressed: Addressed): Promise<Changed> {
    return this.change(addressed, (endpoint, now) => (endpoint.status === 'enabled' ? null : {
      endpoint: { ...endpoint, status: 'enabled', disabledReason: null, disabledAt: null, failingSince: null, pausedUntil: null, lastSuccessAt: new Date(now) },
    }));
  }

  async disable(addressed: Addressed): Promise<Changed> {
    return this.change(addressed, (endpoint, now) => {
      if (endpoint.status === 'disabled') return null;
      const sequence = endpoint.sequence + 1;
      return {
        endpoint: { ...endpoint, status: 'disabled', disabledReason: 'by_client', disabledAt: new Date(now), sequence },
        events: [disabledEvent({ ...endpoint, sequence }, { reason: 'by_client', failingSince: endpoint.failingSince?.getTime() ?? null })],
      };
    });
  }

  /** Nothing is sent there any more. Its deliveries are cleared away bit by bit; its secrets are gone at once. */
  async remove({ id, apiClient, expected }: Omit<Addressed, 'keep'>): Promise<'removed' | 'not_found' | 'changed_meanwhile'> {
    const [row] = await this.database.query<{ removed: boolean }>('webhook_endpoint_remove', `
      with found as (select id, version from webhook_endpoints where id = $1 and api_client = $2 and deleted_at is null for update),
      removed as (
        update webhook_endpoints e set deleted_at = now(), updated_at = now(), version = e.version + 1
        from found f where e.id = f.id and ($3::integer is null or f.version = $3) returning e.id),
      forgotten as (delete from webhook_secrets where endpoint_id in (select id from removed))
      select exists (select from removed) as removed from found`, [id, apiClient, expected]);
    if (row === undefined) return 'not_found';
    return row.removed ? 'removed' : 'changed_meanwhile';
  }

  private async now(): Promise<number> {
    return (await this.database.now()) + this.clock.shiftMs;
  }

  private freshSecret(id: string, number: number): FreshSecret {
    return { number, sealed: this.box.seal(secretBytes(newSecret()), id) };
  }

  /** Reads, decides, writes what was decided if nobody was faster; else once more, unless the caller knows what he saw. */
  private async change({ id, apiClient, expected, keep }: Addressed, decide: (endpoint: Endpoint, now: number) => Change | null): Promise<Changed> {
    for (let turn = 0; turn < patience; turn += 1) {
      const endpoint = await this.get(id, apiClient);
      if (endpoint === null) return { kind: 'not_found' };
      if (expected !== null && expected !== endpoint.version) break;
      const now = await this.now();
      const change = decide(endpoint, now);
      if (change === null) return { kind: 'changed', endpoint, secret: null, kept: false };
      const next = { ...change.endpoint, version: endpoint.version + 1, updatedAt: new Date(now) };
      const secret = change.fresh?.sealed ?? null;
      if (await this.write(endpoint, { ...change, endpoint: next }, keep === null ? null : { key: keep.key, answer: keep.answer(next, secret) })) {
        return { kind: 'changed', endpoint: next, secret, kept: keep !== null };
      }
    }
    return { kind: 'changed_meanwhile' };
  }

  private async write(before: Endpoint, { endpoint, events = [], fresh, expireOthersAt }: Change, keep: { key: IdempotencyKey; answer: Answer } | null): Promise<boolean> {
    const kept = keep === null ? [] : [{ ...keep.key, onboardingId: endpoint.id, answer: keep.answer }];
    const isEnabled = before.status === 'disabled' && endpoint.status === 'enabled';
    const moved = await this.database.query('webhook_endpoint_change', `
      with moved as (
        update webhook_endpoints set url = $4, description = $5, event_types = $6, status = $7, disabled_reason = $8, disabled_at = $9,
          failing_since = case when $10 then null else failing_since end, warned = case when $10 then 0 else warned end, hurry = hurry or $10,
          schedule_from = case when $10 then $12 else schedule_from end, paused_until = case when $10 then null else paused_until end,
          last_success_at = case when $17 then $12 else last_success_at end, sequence = $11, version = version + 1, updated_at = $12
        where id = $1 and version = $2 and sequence = $3 and deleted_at is null returning id),
      expiring as (
        update webhook_secrets set expires_at = least(expires_at, case when number < $13::integer - ${mostOlderSecrets} then $12::timestamptz else $16 end)
        where endpoint_id in (select id from moved) and number < $13::integer and (expires_at is null or expires_at > now())),
      sealed as (
        insert into webhook_secrets (endpoint_id, number, key_id, sealed, created_at) select id, $13::integer, $14, $15, $12 from moved where $13::integer is not null),
      logged as (${appendEvents(18, 'select id from moved')}),
      answered as (${keepAnswers(19, 'select id from moved')})
      select id from moved`, [
      endpoint.id, before.version, before.sequence, endpoint.url, endpoint.description, endpoint.eventTypes, endpoint.status, endpoint.disabledReason, endpoint.disabledAt,
      isEnabled || endpoint.url !== before.url, endpoint.sequence, endpoint.updatedAt, fresh?.number ?? null, fresh?.sealed.keyId ?? null,
      fresh?.sealed.sealed ?? null, expireOthersAt === undefined ? null : new Date(expireOthersAt), isEnabled, eventRows(events), answerRows(kept)]);
    return moved.length > 0;
  }
}

const columns = `e.*, case when e.paused_until > now() then e.paused_until end as paused,
  (select count(*)::integer from (
    select from webhook_deliveries d where d.endpoint_id = e.id and d.status = 'pending'
    order by d.created_at, d.subject, d.sequence limit ${pendingCounted + 1}) as waiting) as pending,
  (select json_agg(json_build_object('number', s.number, 'created_at', s.created_at, 'expires_at', s.expires_at) order by s.number desc)
    from webhook_secrets s where s.endpoint_id = e.id and (s.expires_at is null or s.expires_at > now())) as secrets`;

const toSecret = ({ number, created_at, expires_at }: NonNullable<EndpointRow['secrets']>[number]): SecretFacts =>
  ({ number, createdAt: new Date(created_at), expiresAt: expires_at === null ? null : new Date(expires_at) });

const toEndpoint = (row: EndpointRow): Endpoint => ({
  id: row.id, apiClient: row.api_client, url: row.url, description: row.description, eventTypes: row.event_types, status: row.status,
  disabledReason: row.disabled_reason, disabledAt: row.disabled_at, version: row.version, sequence: row.sequence, failingSince: row.failing_since, pausedUntil: row.paused,
  lastSuccessAt: row.last_success_at, lastFailureAt: row.last_failure_at, pending: row.pending, secrets: (row.secrets ?? []).map(toSecret),
  createdAt: row.created_at, updatedAt: row.updated_at,
});
