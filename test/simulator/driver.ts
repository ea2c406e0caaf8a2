import { randomUUID } from 'node:crypto';
import { readSettings } from '#app/platform';
import type { LedgerRow } from '../../apps/simulator/src/ledger.js';
import { demoAuthId, demoSecretKey, type Simulator, startSimulator } from '../../apps/simulator/src/simulator.js';
import { type Outcome, send, signatureHeader, type Signing } from './signed-call.js';

export const addPath = '/v5/partner/client/add';
export const statusPath = '/v5/partner/client/request/status';
export const demoSigning: Signing = { key: demoSecretKey, authId: demoAuthId, alg: 'HS256' };
export const usualBin = '123456789012';

export interface SeenCall {
  at: string;
  path: string;
  request_id: string | null;
  header: unknown;
  header_text: string | null;
  body: string;
  signature_valid: boolean | null;
  outcome: string;
  status: number | null;
}

/** A started simulator and what a caller does with it. */
export class Driver {
  private constructor(private readonly simulator: Simulator) {}

  static async start(environment: Record<string, string> = {}, now?: () => number): Promise<Driver> {
    return new Driver(await startSimulator(readSettings({ SIMULATOR_PORT: '0', ...environment }), now));
  }

  get url(): string {
    return this.simulator.url;
  }

  close(): Promise<void> {
    return this.simulator.close();
  }

  post(path: string, body: string, signing = demoSigning, timeoutMs?: number): Promise<Outcome> {
    const headers = { 'content-type': 'application/json', 'x-jws-signature': signatureHeader(path, body, signing) };
    return send('POST', this.url + path, body, headers, timeoutMs);
  }

  add(requestId: string, bin: string | number = usualBin, more: Record<string, unknown> = {}, timeoutMs?: number): Promise<Outcome> {
    return this.post(addPath, JSON.stringify({ request_id: requestId, name: 'ТОО «Тест»', bin, ...more }), demoSigning, timeoutMs);
  }

  status(requestId: string): Promise<Outcome> {
    return this.post(statusPath, JSON.stringify({ request_id: requestId }));
  }

  /** `request_status` (or `error_code`) of so many status answers in a row. */
  async statuses(requestId: string, count: number): Promise<unknown[]> {
    const words: unknown[] = [];
    for (let asked = 0; asked < count; asked += 1) {
      const answer = json(await this.status(requestId));
      words.push(answer['request_status'] ?? answer['error_code']);
    }
    return words;
  }

  async mode(change: unknown): Promise<Outcome> {
    return send('POST', `${this.url}/__simulator/mode`, JSON.stringify(change));
  }

  async clear(): Promise<Outcome> {
    return send('DELETE', `${this.url}/__simulator/state`, '');
  }

  async ledger(): Promise<LedgerRow[]> {
    return json(await send('GET', `${this.url}/__simulator/ledger`, ''))['clients'] as LedgerRow[];
  }

  async calls(requestId?: string): Promise<SeenCall[]> {
    const query = requestId === undefined ? '' : `?request_id=${requestId}`;
    return json(await send('GET', `${this.url}/__simulator/calls${query}`, ''))['calls'] as SeenCall[];
  }
}

export function json(outcome: Outcome): Record<string, unknown> {
  return JSON.parse(outcome.text) as Record<string, unknown>;
}

export const newId = (): string => randomUUID();
