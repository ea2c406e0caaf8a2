import { randomUUID } from 'node:crypto';
import { createSecretBox, newSecret, secretBytes, secretKeysOf } from '#app/webhooks';
import { violations } from './checker.js';
import type { Crm } from './crm.js';
import { gather, untilAllEnded, Witness } from './evidence.js';
import { Fleet, type FleetOptions } from './fleet.js';
import { onDatabase, OwnPostgres, redisFor, type OwnRedis, type QueueBackend } from './servers.js';

interface Row { status: string; hold: string | null; sends: number; requestId: string; leased: boolean }

/** What fault tests stand on: servers of their own for a whole file, a database and a fleet for each case. */
export class Stand {
  databaseUrl = '';
  /** Started by `start`. */
  fleet!: Fleet;
  private running: Fleet[] = [];

  private constructor(readonly postgres: OwnPostgres, public redis: OwnRedis | null, readonly witness: Witness) {}

  static async create(backend: QueueBackend): Promise<Stand> {
    return new Stand(...(await Promise.all([OwnPostgres.create(), redisFor(backend), Witness.start()])));
  }

  /** For the next case: an empty database, a partner without memory. */
  async renew(): Promise<void> {
    await this.witness.clear();
    this.databaseUrl = await this.postgres.newDatabase();
  }

  async start(options: Partial<FleetOptions> = {}): Promise<Fleet> {
    this.fleet = await Fleet.start({
      databaseUrl: this.databaseUrl, redisUrl: this.redis?.url ?? null, simulatorUrl: this.witness.url, apis: 1, workers: 1, ...options,
    });
    this.running.push(this.fleet);
    return this.fleet;
  }

  /** One more worker on the same database, for as long as that takes. */
  async withAnotherWorker(meanwhile: (another: Fleet) => Promise<void>): Promise<void> {
    const { fleet } = this;
    const another = await this.start({ apis: 0, workers: 1 });
    this.fleet = fleet;
    await meanwhile(another);
    await another.stop();
  }

  /** Ends what the case started. @returns the deaths that it did not cause */
  async endCase(): Promise<string[]> {
    await Promise.all(this.running.map((fleet) => fleet.stop()));
    const deaths = this.running.flatMap(({ unexpectedDeaths }) => unexpectedDeaths);
    this.running = [];
    return deaths;
  }

  async remove(): Promise<void> {
    await this.endCase();
    await this.witness.stop();
    await this.redis?.remove();
    await this.postgres.remove();
  }

  /** All of them, and at least so many, succeeded; no promise was broken on the way. */
  async expectAllKept(crm: Crm, count: number, withinMs?: number): Promise<void> {
    await untilAllEnded(this.databaseUrl, count, withinMs);
    expect(violations(await gather(this.databaseUrl, this.witness, crm.acknowledged), 'succeeded')).toEqual([]);
  }

  /** Where all events of onboardings are posted from now on. */
  async addEndpoint(url: string): Promise<void> {
    const id = randomUUID();
    const { keyId, sealed } = createSecretBox(secretKeysOf({ NODE_ENV: 'test', WEBHOOK_SECRET_KEYS: undefined })).seal(secretBytes(newSecret()), id);
    await this.rows(`
      with endpoint as (
        insert into webhook_endpoints (id, api_client, url, event_types, status, era)
        select $1, 'crm', $2, '{onboarding.*}', 'enabled', max(era) from event_era)
      insert into webhook_secrets (endpoint_id, number, key_id, sealed) values ($1, 1, $3, $4)`, [id, new URL(url).href, keyId, sealed]);
  }

  async row(id: string): Promise<Row> {
    const [found] = await this.rows<Row>(`
      select o.status, o.hold_reason as hold, o.sends, a.request_id as "requestId", o.lease_token is not null as leased
      from onboardings o join applications a on a.onboarding_id = o.id where o.id = $1`, [id]);
    if (found === undefined) throw new Error(`${id} does not exist`);
    return found;
  }

  rows<T>(text: string, values: unknown[] = []): Promise<T[]> {
    return onDatabase(this.databaseUrl, async (client) => (await client.query(text, values)).rows as T[]);
  }
}
