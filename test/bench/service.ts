import { setTimeout as sleep } from 'node:timers/promises';
import { settingsTable } from '#app/platform';
import { demoKeys } from '../../apps/demo/src/demo-keys.js';
import { installationEnvironment, localUrl } from '../../apps/demo/src/installation.js';
import { runMigrations, startPart, type Environment, type Part, type PartName } from '../../apps/demo/src/parts.js';
import { cpuOfMs, memoryMib } from './process-usage.js';

export const concurrency = 200;
export const pollDelayMs = 100;
export const partnerLatencyMs = 20;
/** Calls to the partner for one onboarding: one add, two answers `process`, then `success`. */
export const callsEach = 4;

const pace: Environment = {
  PORT: '0', WORKER_PORT: '0', SIMULATOR_PORT: '0', LOG_LEVEL: 'warn', NODE_ENV: undefined,
  FREEDOMPAY_CONCURRENCY: String(concurrency), FREEDOMPAY_MAX_RPS: '100000', RATE_LIMIT_RPS: '1000000',
  POLL_FIRST_DELAY_MS: String(pollDelayMs), POLL_FACTOR: '1', WEBHOOK_ALLOW: '127.0.0.0/8',
};

export interface ServiceOptions { databaseUrl: string; redisUrl: string | null; queuePrefix: string }

/** The built parts. The workers start later than the rest, so that accepting can be measured alone. */
export class Service {
  private readonly workers: Part[] = [];

  private constructor(private readonly environment: Environment, private readonly simulator: Part, private readonly api: Part) {}

  /** Migrates, then starts simulator and API. What fails half-way is ended by `stopParts`. */
  static async start({ databaseUrl, redisUrl, queuePrefix }: ServiceOptions): Promise<Service> {
    // No setting of the environment we run in may change what is measured.
    const none: Environment = Object.fromEntries(Object.keys(settingsTable).map((name) => [name, undefined]));
    const shared = { ...none, ...installationEnvironment(databaseUrl, {}), ...pace, REDIS_URL: redisUrl ?? undefined, QUEUE_PREFIX: queuePrefix };
    await runMigrations(shared);
    const simulator = await startPart('simulator', shared);
    const environment = { ...shared, FREEDOMPAY_BASE_URL: localUrl(simulator) };
    return new Service(environment, simulator, await startReady('api', environment));
  }

  async startWorkers(count: number): Promise<void> {
    this.workers.push(...(await Promise.all(Array.from({ length: count }, () => startReady('worker', this.environment)))));
  }

  get apiUrl(): string {
    return localUrl(this.api);
  }

  /** A receiver of these events, for as long as the service runs. */
  async addWebhook(url: string, eventTypes: string[]): Promise<void> {
    const answer = await fetch(`${this.apiUrl}/v1/webhook-endpoints`, {
      method: 'POST', headers: { authorization: `Bearer ${this.apiKey}`, 'content-type': 'application/json' }, body: JSON.stringify({ url, event_types: eventTypes }),
    });
    if (answer.status !== 201) throw new Error(`a webhook endpoint was answered ${answer.status}`);
  }

  get simulatorUrl(): string {
    return localUrl(this.simulator);
  }

  get apiKey(): string {
    return demoKeys.crm;
  }

  /** API and workers; neither the simulator nor the load driver is the service. */
  cpuMs(): number | null {
    return cpuOfMs([this.api, ...this.workers].map(({ pid }) => pid));
  }

  /** Of the workers the one that has most. */
  memoryMib(when: 'now' | 'peak'): { api: number | null; worker: number | null } {
    const workers = this.workers.map(({ pid }) => memoryMib(pid, when));
    return { api: memoryMib(this.api.pid, when), worker: workers.some((one) => one === null) ? null : Math.max(...workers.map(Number)) };
  }

  /** What the parts had to say: below a warning they are silent. */
  complaints(): string[] {
    return [this.simulator, this.api, ...this.workers].flatMap(({ name, lines }) =>
      lines.filter((line) => !line.toLowerCase().includes(`${name} ready`)).map((line) => `${name}: ${line}`));
  }
}

/** A part's ready line means that it listens; its own `ready` that it reached the database. */
async function startReady(name: PartName, environment: Environment): Promise<Part> {
  const part = await startPart(name, environment);
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await fetch(`${localUrl(part)}/health/ready`)).ok) return part;
    await sleep(50);
  }
  throw new Error(`${name} did not become ready`);
}
