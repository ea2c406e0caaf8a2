import { setTimeout as sleep } from 'node:timers/promises';
import { installationEnvironment, localUrl } from '../../apps/demo/src/installation.js';
import { PartFailed, portSettings, startPart, type Environment, type Part, type PartName } from '../../apps/demo/src/parts.js';
import { freePort } from './servers.js';

/** So short that a test sees every wait end: a call, its lease (a quarter more and two seconds), the settle time. */
export const shortSettings: Environment = {
  FREEDOMPAY_TIMEOUT_MS: '1000', FREEDOMPAY_SETTLE_MS: '1500', FREEDOMPAY_MAX_RPS: '1000', FREEDOMPAY_CONCURRENCY: '20',
  POLL_FIRST_DELAY_MS: '200', POLL_MAX_DELAY_MS: '1000', LOG_LEVEL: 'warn', NODE_ENV: 'test',
};

/** Webhooks that stay on this machine: a post, and so a lease, as short as the others; hundreds of tries, so that nothing is given up. */
export const shortWebhooks: Environment = {
  WEBHOOK_ALLOW: '127.0.0.0/8', WEBHOOK_TIMEOUT_MS: '1000', WEBHOOK_RETRY_SCHEDULE_MS: Array.from({ length: 300 }, (_, index) => Math.min(50 * (index + 1), 1_000)).join(),
};

export interface FleetOptions {
  databaseUrl: string;
  /** Null: BullMQ on Postgres. */
  redisUrl: string | null;
  simulatorUrl: string;
  apis: number;
  workers: number;
  /** Laid over the short settings. */
  environment?: Environment;
  /** Laid over those of each part. One that is given a CRASH_PLAN may die by its own hand. */
  each?: (name: 'api' | 'worker', index: number) => Environment;
}

/** APIs and workers, each on its own port. What dies is started again there, and counted where nobody here killed it. */
export class Fleet {
  private constructor(private readonly members: Member[], private readonly deaths: string[]) {}

  static async start({ databaseUrl, redisUrl, simulatorUrl, apis, workers, environment = {}, each = () => ({}) }: FleetOptions): Promise<Fleet> {
    const shared: Environment = {
      ...shortSettings, ...environment, ...installationEnvironment(databaseUrl, {}),
      REDIS_URL: redisUrl ?? undefined, FREEDOMPAY_BASE_URL: simulatorUrl,
    };
    const deaths: string[] = [];
    const parts = [...Array.from({ length: apis }, (_, index) => ['api', index] as const), ...Array.from({ length: workers }, (_, index) => ['worker', index] as const)];
    const members = await Promise.all(parts.map(async ([name, index]) =>
      new Member(name, { ...shared, [portSettings[name].variable]: String(await freePort()), ...each(name, index) }, deaths)));
    const fleet = new Fleet(members, deaths);
    try {
      await Promise.all(members.map((member) => member.current()));
    } catch (error) {
      await fleet.stop();
      throw error;
    }
    return fleet;
  }

  /** Deaths that nobody here caused, each with the last lines of the dead. */
  get unexpectedDeaths(): readonly string[] {
    return this.deaths;
  }

  /** Resolves with the living one, after a restart that is under way. */
  async part(name: 'api' | 'worker', index = 0): Promise<Part> {
    return this.member(name, index).current();
  }

  async url(name: 'api' | 'worker', index = 0): Promise<string> {
    return localUrl(await this.part(name, index));
  }

  /** `kill -9`; resolves when it is dead. It comes back by itself. */
  kill(name: 'api' | 'worker', index = 0): Promise<void> {
    return this.member(name, index).kill();
  }

  /** Whatever ends this life of it, it is no surprise, and it comes back at once. */
  expectDeath(name: 'api' | 'worker', index = 0): void {
    this.member(name, index).doom();
  }

  /** All that all of them printed, those that are dead as well. */
  get printed(): string[] {
    return this.members.flatMap((member) => member.printed);
  }

  /** SIGTERM to one, which stays away; @returns its exit code, null where it had to be killed */
  dismiss(name: 'api' | 'worker', index = 0): Promise<number | null> {
    return this.member(name, index).stop();
  }

  /** All, for good: SIGTERM, then SIGKILL. @returns the exit codes, null where a signal ended it */
  stop(): Promise<(number | null)[]> {
    return Promise.all(this.members.map((member) => member.stop()));
  }

  private member(name: PartName, index: number): Member {
    const found = this.members.filter((member) => member.name === name)[index];
    if (found === undefined) throw new Error(`the fleet has no ${name} ${index}`);
    return found;
  }
}

class Member {
  private part: Part | null = null;
  private doomed = false;
  private ending = false;
  private readonly said: string[] = [];
  private readonly mayCrash: boolean;
  private readonly life: Promise<number | null>;

  constructor(readonly name: 'api' | 'worker', private readonly environment: Environment, private readonly deaths: string[]) {
    this.mayCrash = 'CRASH_PLAN' in environment;
    this.life = this.live();
  }

  async current(): Promise<Part> {
    const deadline = performance.now() + 60_000;
    while (this.part === null) {
      if (this.ending || performance.now() > deadline) throw new Error(`${this.name} does not come up: ${this.deaths.at(-1) ?? 'stopped'}`);
      await sleep(10);
    }
    return this.part;
  }

  doom(): void {
    this.doomed = true;
  }

  get printed(): string[] {
    return [...this.said, ...(this.part?.lines ?? [])];
  }

  async kill(): Promise<void> {
    const part = await this.current();
    this.doom();
    part.kill('SIGKILL');
    await part.exited;
  }

  async stop(): Promise<number | null> {
    this.ending = true;
    await this.part?.stop();
    return this.life;
  }

  /** @returns the last exit code */
  private async live(): Promise<number | null> {
    for (;;) {
      const code = await this.liveOnce();
      this.part = null;
      if (this.ending) return code;
      if (!this.doomed && !(this.mayCrash && code === null)) await sleep(500);
      this.doomed = false;
    }
  }

  private async liveOnce(): Promise<number | null> {
    try {
      const part = await startPart(this.name, this.environment);
      if (this.ending) await part.stop();
      else this.part = part;
      const code = await part.exited;
      this.said.push(...part.lines);
      if (!this.ending && !this.doomed && !(this.mayCrash && code === null)) this.mourn(`ended with ${code ?? 'a signal'}`, part.lines);
      return code;
    } catch (error) {
      if (!(error instanceof PartFailed)) throw error;
      this.mourn(error.message, []);
      return null;
    }
  }

  private mourn(how: string, lines: readonly string[]): void {
    this.deaths.push(`${this.name} ${how}\n${lines.slice(-10).join('\n')}`);
  }
}
