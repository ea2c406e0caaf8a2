import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoKeys } from '../../apps/demo/src/demo-keys.js';

/** One 202 or 200 as the caller saw it. */
export interface Acknowledged { externalId: string; id: string; status: number }

const sample = JSON.parse(readFileSync('test/fixtures/onboarding-overview-example.json', 'utf8')) as Record<string, unknown>;
const giveUpAfterMs = 90_000;

/** A request as the documentation shows it, under another id and with another BIN. */
export function request(externalId: string, bin: string): Record<string, unknown> {
  const { request_id: _, ...rest } = sample;
  return { ...rest, bin, external_id: externalId };
}

/**
 * A CRM as it should be: one `external_id` for each client, the same body again after every broken connection and every
 * 503, and its own book of what was acknowledged.
 */
export class Crm {
  readonly acknowledged: Acknowledged[] = [];
  /** Broken connections and 503. */
  repeats = 0;
  private submitted = 0;

  /** @param apis addresses, tried in turn */
  constructor(private readonly name: string, private readonly apis: string[]) {}

  /**
   * @param more laid over the sample request
   * @throws Error for an answer that no CRM should ever see, and where it takes too long
   */
  async submit(externalId: string, more: Record<string, unknown> = {}): Promise<Acknowledged> {
    this.submitted += 1;
    const body = JSON.stringify({ ...request(externalId, String(200_000_000_000 + this.submitted)), ...more });
    const giveUpAt = performance.now() + giveUpAfterMs;
    for (let turn = this.submitted; performance.now() < giveUpAt; turn += 1) {
      const answer = await this.post(this.apis[turn % this.apis.length] ?? '', body);
      if (answer !== null && (answer.status === 202 || answer.status === 200)) {
        const acknowledged = { externalId, id: (JSON.parse(answer.text) as { id: string }).id, status: answer.status };
        this.acknowledged.push(acknowledged);
        return acknowledged;
      }
      if (answer !== null && answer.status !== 503) throw new Error(`${externalId} was answered ${answer.status}: ${answer.text}`);
      this.repeats += 1;
      await sleep(100);
    }
    throw new Error(`${externalId} was not accepted within ${giveUpAfterMs} ms`);
  }

  /**
   * So many clients, evenly over `overMs`; every tenth is sent a second time, as impatient people do.
   *
   * @returns their ids
   */
  async submitMany(count: number, overMs: number): Promise<string[]> {
    const startedAt = performance.now();
    return Promise.all(Array.from({ length: count }, async (_, index) => {
      await sleep((overMs * index) / count + startedAt - performance.now());
      const more = { bin: String(300_000_000_000 + index) };
      const externalId = `${this.name}-${index}`;
      const { id } = await this.submit(externalId, more);
      if (index % 10 === 0) await this.submit(externalId, more);
      return id;
    }));
  }

  private async post(api: string, body: string): Promise<{ status: number; text: string } | null> {
    try {
      const answer = await fetch(`${api}/v1/onboardings?allow_duplicate_bin=true`, {
        method: 'POST', body, signal: AbortSignal.timeout(10_000),
        headers: { authorization: `Bearer ${demoKeys.crm}`, 'content-type': 'application/json' },
      });
      return { status: answer.status, text: await answer.text() };
    } catch {
      return null;
    }
  }
}
