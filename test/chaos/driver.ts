import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoKeys } from '../../apps/demo/src/demo-keys.js';
import { seededRandom } from '../freedompay/seeded-random.js';
import { request } from '../support/crm.js';
import type { Deal, Told } from './ledgers.js';

/** Personal data that nobody but the database and the partner may see. */
export const canary = 'Zx71canary';

/** How a CRM goes about one deal; how many of a hundred do so. */
const habits = { plain: 55, impatient: 15, again: 10, hasty: 10, cutting: 5, careless: 5 };
type Habit = keyof typeof habits;

const path = '/v1/onboardings?allow_duplicate_bin=true';
/** Who is not hasty waits so long for an answer. */
const patientMs = 10_000;
const giveUpAfterMs = 90_000;

/** The partner refuses it in the end, in one of so many deals. */
const refusedBin = '991240900103';
const oneRefusedOf = 12;

/** `other`: the key belongs to another body. */
interface Request { id: string; key: string; body: string; other: boolean }

/**
 * A CRM under fire: each deal is posted until it is acknowledged, always with the same key and the same bytes, by habits
 * drawn from the seed. Its book is on the disk before it goes on, and is a ledger of its own.
 */
export class Driver {
  readonly book: Told[] = [];
  /** Deals that were begun. */
  readonly deals: Deal[] = [];
  private readonly open = new Set<Promise<void>>();
  private readonly random: () => number;
  private turn = 0;

  /** @param apis addresses, tried in turn */
  constructor(seed: number, private readonly apis: string[], private readonly file: string) {
    this.random = seededRandom(seed);
  }

  /** Begins one deal; it goes on by itself. */
  begin(): void {
    // The id of the deal is also the partner's request id, so the partner's ledger tells which deals there are.
    const id = randomUUID();
    const isRefused = this.deals.length % oneRefusedOf === 1;
    const bin = isRefused ? refusedBin : String(500_000_000_000 + this.deals.length);
    this.deals.push({ id, bin, end: isRefused ? 'rejected' : 'succeeded' });
    const run = this.settle({ id, key: randomUUID(), body: bodyOf(id, bin), other: false }, this.habit()).finally(() => this.open.delete(run));
    this.open.add(run);
  }

  /** Until every deal that was begun is acknowledged, or was given up. */
  async finish(): Promise<void> {
    while (this.open.size > 0) await Promise.all(this.open);
  }

  private habit(): Habit {
    let left = this.random() * 100;
    for (const [habit, share] of Object.entries(habits) as [Habit, number][]) {
      if (left < share) return habit;
      left -= share;
    }
    return 'plain';
  }

  private async settle(deal: Request, habit: Habit): Promise<void> {
    if (habit === 'hasty') await this.post(deal, true);
    if (habit === 'cutting') await this.cut(deal);
    await Promise.all(Array.from({ length: habit === 'impatient' ? 3 : 1 }, () => this.postUntilTold(deal)));
    if (habit === 'again') {
      await sleep(this.random() * 3_000);
      await this.postUntilTold(deal);
    }
    if (habit === 'careless') await this.postUntilTold({ ...deal, body: bodyOf(randomUUID(), '400000000000'), other: true });
  }

  private async postUntilTold(deal: Request): Promise<void> {
    const giveUpAt = performance.now() + giveUpAfterMs;
    while (performance.now() < giveUpAt) {
      if (await this.post(deal)) return;
      await sleep(100);
    }
  }

  /** True: it was acknowledged, or will never be. */
  private async post(deal: Request, hasty = false): Promise<boolean> {
    const api = this.nextApi();
    const patienceMs = hasty ? 30 + Math.floor(this.random() * 200) : patientMs;
    const sentAt = Date.now();
    const { id: of, key, other } = deal;
    try {
      const answer = await fetch(`${api}${path}`, {
        method: 'POST', body: deal.body, signal: AbortSignal.timeout(patienceMs),
        headers: { authorization: `Bearer ${demoKeys.crm}`, 'content-type': 'application/json', 'idempotency-key': deal.key },
      });
      const text = await answer.text();
      const { id, code } = readAnswer(text);
      this.write({ deal: of, key, sentAt, at: Date.now(), status: answer.status, id, code, answer: sha256(text), gaveUp: false, hasty, other, echoes: answer.status >= 400 && new RegExp(canary, 'i').test(text) });
      return answer.status < 300 || (answer.status < 500 && code !== 'idempotency_key_in_use');
    } catch (error) {
      const gaveUp = (error as Error).name === 'TimeoutError';
      this.write({ deal: of, key, sentAt, at: Date.now(), status: null, id: null, code: null, answer: null, gaveUp, hasty, other, echoes: false });
      return false;
    }
  }

  /** Half a body, and gone. */
  private cut({ key, body }: Request): Promise<void> {
    const { hostname, port } = new URL(this.nextApi());
    return new Promise((done) => {
      const socket = connect(Number(port), hostname, () => {
        const head = `POST ${path} HTTP/1.1\r\nhost: api\r\nauthorization: Bearer ${demoKeys.crm}\r\ncontent-type: application/json\r\nidempotency-key: ${key}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
        socket.write(`${head}${body.slice(0, body.length / 2)}`, () => socket.destroy());
      });
      socket.once('error', () => undefined).once('close', () => done());
    });
  }

  private nextApi(): string {
    this.turn += 1;
    return this.apis[this.turn % this.apis.length] ?? '';
  }

  private write(line: Told): void {
    this.book.push(line);
    appendFileSync(this.file, `${JSON.stringify(line)}\n`, { flush: true });
  }
}

const bodyOf = (id: string, bin: string): string => JSON.stringify({
  ...request(id, bin), request_id: id, name: `ТОО ${canary}`,
  ceo_info: { first_name: canary, last_name: canary, phone: '+77017777777', email: `${canary.toLowerCase()}@example.kz` },
});

/** An answer that is no JSON has neither. */
function readAnswer(text: string): { id: string | null; code: string | null } {
  try {
    const { id = null, code = null } = JSON.parse(text) as { id?: string; code?: string };
    return { id, code };
  } catch {
    return { id: null, code: null };
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
