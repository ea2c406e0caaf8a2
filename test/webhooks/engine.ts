import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { eventId } from '#app/events';
import { createLogger, Database, Metrics, readSettings, type Settings } from '#app/platform';
import {
  ClearAway, createAllowList, createSecretBox, Deliver, EndpointBook, FanOut, HealthStore, LineStore, newSecret, PutBackStore, secretBytes, secretKeysOf,
  webhookLeaseMs, WebhookPost, type Clock, type Line,
} from '#app/webhooks';
import { createWebhookDispatcher } from '../../apps/worker/src/webhook.engine.js';
import type { WebhookDispatcher } from '../../apps/worker/src/webhook.dispatcher.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Every address of this machine is allowed; the schedule is the real one. */
export const webhookSettings: Record<string, string> = { WEBHOOK_ALLOW: '127.0.0.0/8', WEBHOOK_TIMEOUT_MS: '2000', NODE_ENV: 'test' };

/** One worker's engine, to be moved by hand: everything but the loops around it. */
export interface Engine {
  fanOut: FanOut;
  putBack: PutBackStore;
  lines: LineStore;
  deliver: Deliver;
  health: HealthStore;
  clearAway: ClearAway;
  metrics: Metrics;
}

export interface Delivery {
  endpoint: string; subject: string; sequence: number; status: string; attempts: number; tries: number; delivered: boolean;
}

interface EndpointOptions { url: string; eventTypes?: string[]; apiClient?: string; secrets?: string[] }

const logger = createLogger('webhooks', 'silent');
const box = createSecretBox(secretKeysOf(readSettings(webhookSettings)));

/** A database of its own with endpoints and events, and engines on it. */
export class WebhookStand {
  readonly clock: Clock = { shiftMs: 0 };
  private readonly dispatchers: WebhookDispatcher[] = [];

  private constructor(private readonly given: TestDatabase, readonly database: Database) {}

  static async create(): Promise<WebhookStand> {
    const given = await createTestDatabase();
    const database = new Database({ url: given.url, applicationName: 'webhook-tests', entities: [], statementTimeoutMs: 20_000, poolSize: 12, byIndex: true }, logger);
    await database.connect();
    return new WebhookStand(given, database);
  }

  get url(): string {
    return this.given.url;
  }

  rows<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
    return this.database.query<T & Record<string, unknown>>(`t${text.length}_${text.slice(0, 40)}`, text, values);
  }

  /** A connection of its own, for transactions that stay open. */
  async session(): Promise<Client> {
    const client = new Client({ connectionString: this.given.url });
    await client.connect();
    return client;
  }

  /** @returns the id of an enabled endpoint */
  async endpoint({ url, eventTypes = ['*'], apiClient = 'crm', secrets = [newSecret()] }: EndpointOptions): Promise<string> {
    const id = randomUUID();
    await this.rows(`
      insert into webhook_endpoints (id, api_client, url, event_types, status, era)
      select $1, $2, $3, $4, 'enabled', max(era) from event_era`, [id, apiClient, new URL(url).href, eventTypes]);
    for (const [index, secret] of secrets.entries()) await this.addSecret(id, index + 1, secret, null);
    return id;
  }

  async addSecret(endpointId: string, number: number, secret: string, expiresAt: Date | null): Promise<void> {
    const { keyId, sealed } = box.seal(secretBytes(secret), endpointId);
    await this.rows('insert into webhook_secrets (endpoint_id, number, key_id, sealed, expires_at) values ($1, $2, $3, $4, $5)', [endpointId, number, keyId, sealed, expiresAt]);
  }

  /** So many events of one subject, after those it has. @returns their ids */
  async events(subject: string, count: number, { type = 'onboarding.processing', apiClient = 'crm' } = {}): Promise<string[]> {
    const rows = await this.rows<{ sequence: number }>(`
      insert into events (era, api_client, subject, sequence, type, data)
      select (select max(era) from event_era), $3, $1, (select coalesce(max(sequence), 0) from events where subject = $1) + n, $4,
        json_build_object('id', $1::text, 'place', n)
      from generate_series(1, $2::integer) as n order by n returning sequence`, [subject, count, apiClient, type]);
    return rows.map(({ sequence }) => eventId(subject, sequence));
  }

  engine(environment: Record<string, string> = {}): Engine {
    const settings = this.settings(environment);
    const { database, clock } = this;
    const timeoutMs = settings.WEBHOOK_TIMEOUT_MS;
    const metrics = new Metrics();
    const lines = new LineStore(database, clock, webhookLeaseMs(timeoutMs));
    const health = new HealthStore(database, clock, settings.WEBHOOK_RETRY_SCHEDULE_MS);
    const deliver = new Deliver({
      database, lines, health, metrics, logger, timeoutMs, scheduleMs: settings.WEBHOOK_RETRY_SCHEDULE_MS, book: new EndpointBook(database, box),
      post: new WebhookPost({ allow: createAllowList(settings.WEBHOOK_ALLOW ?? ''), timeoutMs }),
    });
    return { fanOut: new FanOut(database, clock), putBack: new PutBackStore(database, clock), lines, deliver, health, clearAway: new ClearAway(database, clock), metrics };
  }

  /** A whole worker, running until the stand is removed. */
  worker(environment: Record<string, string> = {}): WebhookDispatcher {
    const dispatcher = createWebhookDispatcher({ database: this.database, metrics: new Metrics(), logger, settings: this.settings(environment), clock: this.clock });
    dispatcher.start();
    this.dispatchers.push(dispatcher);
    return dispatcher;
  }

  /** Until the whole log is handed out; a transaction anywhere on the server may hold its end back for a moment. */
  async handOut({ fanOut }: Engine): Promise<void> {
    for (;;) {
      await fanOut.step();
      const [rest] = await this.rows<{ count: number }>(`
        select count(*)::integer as count from events e, webhook_fan_out f where (e.era, e.xid, e.position) > (f.era, f.xid, f.position)`);
      if (rest?.count === 0) return;
      await sleep(5);
    }
  }

  /** Everything that is due now, until nothing is. @returns how many lines were worked on */
  async work(engine: Engine): Promise<number> {
    let worked = 0;
    for (;;) {
      const lines = await engine.lines.claim(100, new Map());
      if (lines.length === 0) return worked;
      worked += lines.length;
      await Promise.all(lines.map((line) => engine.deliver.run(line)));
    }
  }

  async handOutAndWork(engine: Engine): Promise<void> {
    await this.handOut(engine);
    await this.work(engine);
  }

  /** One line, claimed; there must be exactly one. */
  async claimOne({ lines }: Engine): Promise<Line> {
    const claimed = await lines.claim(100, new Map());
    expect(claimed).toHaveLength(1);
    return claimed[0]!;
  }

  deliveries(): Promise<Delivery[]> {
    return this.rows<Delivery>(`
      select endpoint_id as endpoint, subject, sequence, status, attempts, tries, delivered_at is not null as delivered
      from webhook_deliveries order by endpoint_id, subject, sequence`);
  }

  lines(): Promise<{ endpoint: string; subject: string; pending: number; leased: boolean; wait: number }[]> {
    return this.rows(`
      select endpoint_id as endpoint, subject, pending, lease_token is not null as leased,
        round(extract(epoch from due_at - now()) * 1000 - $1::float8)::float8 as wait from webhook_lines order by endpoint_id, subject`, [this.clock.shiftMs]);
  }

  /** How often the lines' counters disagree with what is pending. */
  async wrongCounters(): Promise<number> {
    const [row] = await this.rows<{ count: number }>(`
      select count(*)::integer as count from (
        select endpoint_id, subject, count(*) as pending from webhook_deliveries where status = 'pending' group by endpoint_id, subject) as d
      full join webhook_lines l using (endpoint_id, subject) where d.pending is distinct from l.pending`);
    return row?.count ?? -1;
  }

  private settings(environment: Record<string, string>): Settings {
    return readSettings({ ...webhookSettings, ...environment });
  }

  async remove(): Promise<void> {
    await Promise.all(this.dispatchers.map((dispatcher) => dispatcher.stop()));
    await this.database.close();
    await this.given.drop();
  }
}

export const newSubject = (): string => randomUUID();
