import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import fc from 'fast-check';
import { Pool } from 'pg';
import { expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';
import { Book } from './book.js';
import { askFurther } from './further.js';
import { faultsOfReply, made, reproduction, telling, toldBy, type Hit, type Reply } from './hit.js';
import { runs, seed } from './seed.js';

/** Requests under way at a time. */
const inFlight = 12;
/** A request that was answered in a way it must not be. */
interface Failure { index: number; hit: Hit; faults: string[] }

/** A running API, what is sent to it, and the judgement of each answer. */
export class Bench {
  api!: RunningApi;
  sql!: Pool;
  readonly book = new Book();
  /** Requests sent so far. */
  sent = 0;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  private readonly submitted = new Set<string>();
  private readonly targets: string[] = [];
  private batch = '';
  private heapBefore = 0;

  /** Registers the start and the end; the caller adds its blocks of requests, then `leavesNoTrace`. */
  constructor(private readonly name: string) {
    beforeAll(async () => {
      process.stdout.write(`fuzz ${name}: FUZZ_SEED=${seed}\n`);
      this.api = await startApi();
      this.sql = new Pool({ connectionString: this.api.database.url, max: 3 });
      await untilReady(this.api);
      this.batch = await this.post('/v1/batches', JSON.stringify({ items: [this.onboarding()] }));
      this.heapBefore = (await this.metrics()).value('nodejs_heap_size_used_bytes');
    }, 120_000);
    afterAll(async () => {
      this.agent.destroy();
      await this.sql.end();
      await this.api.close();
    }, 60_000);
  }

  /** So many requests (times FUZZ_RUNS), each judged; then the database is compared with what was answered. */
  fuzz(title: string, count: number, hits: fc.Arbitrary<Hit>): void {
    it(`${title}: ${(count * runs).toLocaleString('en')} requests`, async () => {
      for (let run = 0; run < runs; run += 1) {
        const from = seed + run + createHash('sha256').update(title).digest().readUInt32BE() % 1_000_000;
        const failure = await this.firstFailure(fc.sample(hits, { seed: from, numRuns: count }));
        if (failure !== null) throw new Error(await this.shrunk(hits, from, failure));
        await this.book.compare(this.sql);
      }
    }, 300_000 * runs);
  }

  private async firstFailure(hits: Hit[]): Promise<Failure | null> {
    const failures: Failure[] = [];
    let next = 0;
    const walk = async (): Promise<void> => {
      while (next < hits.length && failures.length === 0) {
        const index = next++;
        const hit = hits[index] as Hit;
        const faults = await this.judge(hit);
        if (faults.length > 0) failures.push({ index, hit, faults });
      }
    };
    await Promise.all(Array.from({ length: inFlight }, walk));
    return failures[0] ?? null;
  }

  /** The same request again, made smaller by fast-check for as long as it fails. */
  private async shrunk(hits: fc.Arbitrary<Hit>, from: number, { index, hit, faults }: Failure): Promise<string> {
    let smallest = { hit, faults };
    await fc.check(fc.asyncProperty(hits, async (smaller) => {
      const found = await this.judge(smaller);
      if (found.length > 0) smallest = { hit: smaller, faults: found };
      return found.length === 0;
    }), { seed: from, path: String(index), numRuns: 1, interruptAfterTimeLimit: 20_000 });
    return `FUZZ_SEED=${seed}; number ${index} of seed ${from}\n${smallest.faults.join('\n')}\n\n${reproduction(smallest.hit)}`;
  }

  /** Sends a request, asks on about it, and says what was wrong. */
  async judge(hit: Hit): Promise<string[]> {
    if (!hit.path.startsWith('/v1/onboardings/{id}') && !hit.path.startsWith('/v1/admin/onboardings/{id}')) return this.judgeOf(hit, this.batch);
    // Lent out, so that nobody else changes it meanwhile; one that is used up is replaced.
    const target = this.targets.shift() ?? await this.newTarget();
    const before = this.book.sequenceOf(target);
    const faults = await this.judgeOf(hit, target);
    if (this.book.sequenceOf(target) === before) this.targets.push(target);
    return faults;
  }

  private async judgeOf(hit: Hit, id: string): Promise<string[]> {
    const own = this.ownCanary('x');
    const asked = made(hit, own, id);
    for (const text of telling(asked)) this.submitted.add(text);
    const reply = await this.send(asked);
    if (reply instanceof Error) return [`the connection was dropped: ${reply.message}`];
    const faults = faultsOfReply(asked, reply, own);
    return faults.length > 0 ? [...faults, `${reply.status} ${reply.text.slice(0, 2_000)}`] : askFurther(asked, reply, (body) => made({ ...hit, body }, own, id), (next) => this.send(next));
  }

  send({ method, path, headers, body }: Hit): Promise<Reply | Error> {
    this.sent += 1;
    return new Promise((resolve) => {
      const outgoing = request({ host: '127.0.0.1', port: this.api.port, method, path, headers, agent: this.agent }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          const reply = { status: incoming.statusCode ?? 0, headers: incoming.headers, text: Buffer.concat(chunks).toString('utf8') };
          this.book.note(reply);
          resolve(reply);
        });
        incoming.on('error', resolve);
      });
      outgoing.on('error', resolve);
      outgoing.end(body);
    });
  }

  private ownCanary(kind: 'x' | 't'): string {
    return `zq${kind}${this.sent.toString(36).padStart(7, '0')}`;
  }

  /** An onboarding to ask for, to correct, to act upon: most of them refused by the partner, the others not yet sent. */
  private async newTarget(): Promise<string> {
    const id = await this.open();
    if (this.sent % 4 !== 0) await this.refuseAtPartner(id);
    return id;
  }

  /** A body that is accepted, like no other. */
  onboarding(): Record<string, unknown> {
    return {
      external_id: this.ownCanary('t'), name: 'ТОО «Ақ Жол»', bin: String(100_000_000_000 + this.sent), iban: 'KZ51998TST0000000001',
      ceo_info: { first_name: 'Әйгерім', last_name: 'Ыбырайқызы', phone: '+77015557391', email: 'mail@ormandy.kz' },
      address_info: { country: 'KZ', postal_code: '050000', address_line1: 'Алматы' }, product: { product_id: 11001 },
    };
  }

  /** A new onboarding. @returns its id */
  open(): Promise<string> {
    return this.post('/v1/onboardings', JSON.stringify(this.onboarding()));
  }

  private async post(path: string, body: string): Promise<string> {
    const reply = await this.send({ method: 'POST', path, headers: { authorization: `Bearer ${keys.crm}`, 'content-type': 'application/json' }, body });
    if (reply instanceof Error || reply.status !== 202) throw new Error(`Not accepted: ${reply instanceof Error ? reply.message : reply.text}`);
    return toldBy(reply).id ?? '';
  }

  /** What a worker writes for one that the partner refused; nothing where it is no longer pending. */
  async refuseAtPartner(id: string): Promise<void> {
    const { rows: [moved] } = await this.sql.query<{ sequence: number; attempt: number }>(`
      with moved as (
        update onboardings set status = 'rejected', sequence = sequence + 3, due_at = null, updated_at = now() where id = $1 and status = 'pending' and hold_reason is null
        returning id, api_client, sequence, attempt),
      told as (
        insert into events (era, api_client, subject, sequence, type, data)
        select (select max(era) from event_era), m.api_client, m.id, m.sequence - 2 + step.place, 'onboarding.' || step.status, json_build_object(
          'id', m.id, 'external_id', null, 'status', step.status, 'previous_status', step.before, 'sequence', m.sequence - 2 + step.place, 'attempt', m.attempt,
          'final', step.status = 'rejected', 'problem_codes', '[]'::json)
        from moved m, (values (0, 'pending', 'submitting'), (1, 'submitting', 'processing'), (2, 'processing', 'rejected')) as step (place, before, status)),
      closed as (delete from open_bins where onboarding_id in (select id from moved))
      select sequence, attempt from moved`, [id]);
    if (moved !== undefined) this.book.note({ status: 200, text: JSON.stringify({ id, object: 'onboarding', ...moved }) });
  }

  private async metrics(): Promise<{ text: string; value(name: string): number }> {
    const { text } = await this.api.call('GET', '/metrics', { key: null });
    return { text, value: (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]) };
  }

  /** The last test of a file. */
  leavesNoTrace(): void {
    it('left no trace of it in logs and metrics, no complaint and the same process', async () => {
      const metrics = await this.metrics();
      const printed = `${this.api.part.lines.join('\n')}\n${metrics.text}`;
      expect(/zq[xt][0-9a-z]{7}/.exec(printed)?.[0]).toBeUndefined();
      expect((printed.match(/[^\s"',:{}]{8,}/g) ?? []).filter((word) => this.submitted.has(word))).toEqual([]);
      expectUnharmed(this.api);
      const heap = metrics.value('nodejs_heap_size_used_bytes');
      const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;
      process.stdout.write(`fuzz ${this.name}: ${this.sent.toLocaleString('en')} requests; heap ${mebibytes(this.heapBefore)}, then ${mebibytes(heap)}; `
        + `event loop p99 ${Math.round(metrics.value('nodejs_eventloop_lag_p99_seconds') * 1_000)} ms\n`);
      // Garbage that nobody collected yet is in it.
      expect(heap - this.heapBefore).toBeLessThan(256 * 2 ** 20);
    }, 60_000);
  }
}
