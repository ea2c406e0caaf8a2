import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a round of requests took: of each one the ms until its answer was read, of all together the seconds. */
export interface Submitted { latenciesMs: number[]; seconds: number }

/** Sends requests as a CRM would, over connections that stay open. As light as Node allows: it shares the machine. */
export class LoadDriver {
  private readonly agent: Agent;
  private readonly target: { hostname: string; port: string; path: string };

  constructor(apiUrl: string, private readonly key: string, readonly connections: number) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
    const { hostname, port } = new URL(apiUrl);
    this.target = { hostname, port, path: '/v1/onboardings' };
  }

  /**
   * Closed loop: each of `callers` sends the next one when its last one was answered.
   *
   * @throws Error where anything but 202 comes back
   */
  async submit(bodies: Buffer[], callers = this.connections): Promise<Submitted> {
    const latenciesMs: number[] = [];
    let next = 0;
    const caller = async (): Promise<void> => {
      for (let body = bodies[next]; body !== undefined; body = bodies[next]) {
        next += 1;
        latenciesMs.push(await this.post(body));
      }
    };
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: callers }, caller));
    return { latenciesMs, seconds: (performance.now() - startedAt) / 1_000 };
  }

  /** Open loop: so many a second, however long the answers take. */
  async stream(bodies: Buffer[], perSecond: number): Promise<Submitted> {
    const startedAt = performance.now();
    const answers: Promise<number>[] = [];
    for (const [place, body] of bodies.entries()) {
      const waitMs = startedAt + (place * 1_000) / perSecond - performance.now();
      if (waitMs > 1) await sleep(waitMs);
      answers.push(this.post(body));
    }
    return { latenciesMs: await Promise.all(answers), seconds: (performance.now() - startedAt) / 1_000 };
  }

  close(): void {
    this.agent.destroy();
  }

  private post(body: Buffer): Promise<number> {
    const headers = { authorization: `Bearer ${this.key}`, 'content-type': 'application/json', 'content-length': body.length };
    return new Promise((resolve, reject) => {
      const startedAt = performance.now();
      const call = request({ ...this.target, method: 'POST', agent: this.agent, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('error', reject);
        answer.once('end', () => {
          if (answer.statusCode === 202) resolve(performance.now() - startedAt);
          else reject(new Error(`a request was answered ${answer.statusCode}: ${Buffer.concat(parts).toString('utf8').slice(0, 500)}`));
        });
      });
      call.once('error', reject);
      call.end(body);
    });
  }
}
