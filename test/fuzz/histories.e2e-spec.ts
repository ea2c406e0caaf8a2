import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { histories, type Evidence } from '../support/checker.js';
import { contract } from '../support/contract.js';
import { keys } from '../support/running-api.js';
import { Bench } from './bench.js';
import { isRefusal, toldBy, type Hit, type Reply } from './hit.js';
import { spellings, write } from './json-text.js';
import { runs, seed } from './seed.js';

/* What only several requests can do to each other: the same one again, and others at the same moment. */

const bench = new Bench('histories');
type Body = Record<string, unknown>;

async function post(path: string, body: string, { key, admin = false }: { key?: string | undefined; admin?: boolean } = {}): Promise<Reply> {
  const hit: Hit = {
    method: 'POST', path, body,
    headers: { authorization: `Bearer ${admin ? keys.admin : keys.crm}`, 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
  };
  const reply = await bench.send(hit);
  if (reply instanceof Error) throw reply;
  expect(contract().deviations(contract().find('POST', path), 'POST', reply)).toEqual([]);
  return reply;
}
const accept = (body: string, key?: string): Promise<Reply> => post('/v1/onboardings', body, { key });
const codeOf = (reply: Reply): string => `${reply.status} ${toldBy(reply).code ?? ''}`.trim();
const isReplay = (reply: Reply, first: Reply): boolean => reply.text === first.text && reply.status === first.status;

function conversations<T>(title: string, count: number, drawn: fc.Arbitrary<T>, hold: (value: T) => Promise<void>): void {
  it(`${title}: ${(count * runs).toLocaleString('en')}`, async () => {
    await fc.assert(fc.asyncProperty(drawn, hold), { numRuns: count * runs, seed, verbose: 1, interruptAfterTimeLimit: 240_000 * runs });
    await bench.book.compare(bench.sql);
  }, 300_000 * runs);
}

const someKey = fc.stringMatching(/^[\x21-\x7e]{1,60}$/);
/** A key like no other, also when the same is drawn again. */
const ownKey = (text: string): string => `${text}${randomUUID()}`;
const anySpelling = fc.constantFrom(...spellings.filter(({ changes }) => changes !== 'numbers'));
const otherContent: fc.Arbitrary<(body: Body) => Body> = fc.constantFrom(
  (body) => ({ ...body, name: `${String(body['name'])} 2` }), (body) => ({ ...body, description: 'x' }), (body) => ({ ...body, metadata: { a: 'b' } }),
  (body) => ({ ...body, product: { product_id: 11001, mcc: '5411' } }),
);
const otherIds: fc.Arbitrary<(body: Body) => Body> = fc.constantFrom((body) => ({ ...body, external_id: randomUUID() }), (body) => ({ ...body, request_id: randomUUID() }));

describe('B18 one key', () => {
  conversations('many at once get one answer', 12, fc.tuple(someKey, fc.integer({ min: 2, max: 50 }), anySpelling), async ([text, count, spelling]) => {
    const key = ownKey(text);
    const body = bench.onboarding();
    const replies = await Promise.all(Array.from({ length: count }, (_, index) => accept(write(body, index % 2 === 0 ? {} : spelling), key)));
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 202));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
  });

  conversations('and other words get the answer again, also when it has moved on', 60, fc.tuple(someKey, anySpelling, fc.boolean()), async ([text, spelling, isRefused]) => {
    const key = ownKey(text);
    const body = bench.onboarding();
    const first = await accept(write(body), key);
    if (isRefused) await bench.refuseAtPartner(toldBy(first).id ?? '');
    const second = await accept(write(body, spelling), key);
    expect(isReplay(second, first)).toBe(true);
    expect(second.headers['idempotent-replayed']).toBe('true');
  });

  conversations('and another content is refused', 60, fc.tuple(someKey, fc.oneof(otherContent, otherIds)), async ([text, change]) => {
    const key = ownKey(text);
    const body = bench.onboarding();
    const first = await accept(write(body), key);
    expect(codeOf(await accept(write(change(body)), key))).toBe('422 idempotency_key_reused');
    expect(isReplay(await accept(write(body), key), first)).toBe(true);
  });

  conversations('at another path, or of another caller, is another key', 30, someKey, async (text) => {
    const key = ownKey(text);
    const [body, theirs] = [bench.onboarding(), bench.onboarding()];
    const first = await accept(write(body), key);
    const judged = await post('/v1/onboardings/validation', write(theirs), { key });
    expect(judged.status).toBe(200);
    const { id } = toldBy(first);
    const noted = await post(`/v1/admin/onboardings/${id}/actions`, write({ action: 'hold', reason: 'Тексерілді' }), { key, admin: true });
    expect(noted.status).toBeLessThan(300);
    expect(isReplay(await accept(write(body), key), first)).toBe(true);
  });

  conversations('is free after a refusal', 30, fc.tuple(someKey, fc.constantFrom('name', 'iban', 'ceo_info', 'address_info')), async ([text, missing]) => {
    const key = ownKey(text);
    const { [missing]: _, ...faulty } = bench.onboarding();
    expect((await accept(write(faulty), key)).status).toBe(422);
    expect(codeOf(await accept(write(bench.onboarding()), key))).toBe('202');
  });

  conversations('is not needed: an id of the caller does the same', 40, fc.tuple(otherContent, fc.constantFrom('external_id', 'request_id')), async ([change, idName]) => {
    const { external_id: externalId, ...others } = bench.onboarding();
    const body = idName === 'external_id' ? { ...others, external_id: externalId } : { ...others, request_id: randomUUID() };
    const [first, second] = await Promise.all([accept(write(body)), accept(write(body))]);
    expect([first, second].map(({ status }) => String(status)).sort()).toEqual(['200', '202']);
    expect(toldBy(second).id).toBe(toldBy(first).id);
    expect((await accept(write(change(body)))).status).toBe(409);
  });

  conversations('is what tells a repeat: without any, a second one is refused for its BIN', 30, fc.constant(null), async () => {
    const { external_id: _, ...body } = bench.onboarding();
    const replies = await Promise.all([accept(write(body)), accept(write(body))]);
    expect(replies.map(codeOf).sort()).toEqual(['202', '409 open_onboarding_for_bin']);
  });
});

/* B19: everybody wants something of the same onboarding, at the same moment. */

type Move = 'again' | 'cancel' | 'resubmit' | 'hold' | 'release' | 'poll_now' | 'refuse';
const moves = fc.array(fc.constantFrom<Move>('again', 'cancel', 'resubmit', 'resubmit', 'hold', 'release', 'poll_now', 'refuse'), { minLength: 2, maxLength: 10 });

async function move(kind: Move, id: string, body: Body): Promise<Reply | null> {
  if (kind === 'refuse') {
    await bench.refuseAtPartner(id);
    return null;
  }
  if (kind === 'again') return accept(write(body));
  if (kind === 'cancel') return post(`/v1/onboardings/${id}/cancellation`, write({ reason: 'withdrawn by the client' }));
  if (kind === 'resubmit') return post(`/v1/onboardings/${id}/resubmission`, write({ description: randomUUID() }));
  return post(`/v1/admin/onboardings/${id}/actions`, write({ action: kind, reason: 'somebody has to' }), { admin: true });
}

/** From the first page to the last; whoever is there when it begins is met once, whatever is written meanwhile. */
async function walk(limit: number): Promise<void> {
  const { rows } = await bench.sql.query<{ id: string }>('select id from onboardings');
  const met: string[] = [];
  let cursor = '';
  do {
    const path = `/v1/onboardings?limit=${limit}${cursor}`;
    const reply = await bench.send({ method: 'GET', path, body: undefined, headers: { authorization: `Bearer ${keys.crm}` } });
    if (reply instanceof Error) throw reply;
    expect(contract().deviations(contract().find('GET', path), 'GET', reply)).toEqual([]);
    const page = JSON.parse(reply.text) as { data: { id: string }[]; next_cursor: string | null; has_more: boolean };
    met.push(...page.data.map(({ id }) => id));
    cursor = page.has_more ? `&cursor=${encodeURIComponent(page.next_cursor ?? '')}` : '';
  } while (cursor !== '');
  const all = new Set(met);
  expect(met).toHaveLength(all.size);
  expect(rows.filter(({ id }) => !all.has(id))).toEqual([]);
}

it(`B19 ten at once on one onboarding: ${(400 * runs).toLocaleString('en')} histories, while others walk the list`, async () => {
  const drawn = fc.sample(fc.tuple(fc.boolean(), moves), { numRuns: 400 * runs, seed });
  const live = async ([isRefused, all]: [boolean, Move[]]): Promise<void> => {
    const body = bench.onboarding();
    const first = await accept(write(body));
    const id = toldBy(first).id ?? '';
    if (isRefused) await bench.refuseAtPartner(id);
    const replies = (await Promise.all(all.map(async (kind) => ({ kind, reply: await move(kind, id, body) })))).filter((done): done is { kind: Move; reply: Reply } => done.reply !== null);
    const taken = (kind: Move): Reply[] => replies.filter((done) => done.kind === kind && !isRefusal(done.reply)).map(({ reply }) => reply);
    for (const reply of taken('again')) expect(toldBy(reply).id).toBe(id);
    // Each resubmission that was taken opened an attempt of its own.
    const attempts = taken('resubmit').map(({ text }) => (JSON.parse(text) as { attempt: number }).attempt);
    expect(new Set(attempts).size).toBe(attempts.length);
    // What was called off stays so.
    if (taken('cancel').length > 0) {
      const { rows: [last] } = await bench.sql.query<{ status: string; attempt: number }>('select status, attempt from onboardings where id = $1', [id]);
      expect(last?.status).toBe('cancelled');
    }
  };
  const over = new AbortController();
  const walks = Promise.all([20, 100].map(async (limit) => { while (!over.signal.aborted) await walk(limit); }));
  let next = 0;
  const person = async (): Promise<void> => { while (next < drawn.length) await live(drawn[next++] as [boolean, Move[]]); };
  try {
    await Promise.all(Array.from({ length: 6 }, person));
  } finally {
    over.abort();
    await walks;
  }
  const { rows: onboardings } = await bench.sql.query<Evidence['onboardings'][number]>('select id, status, sequence from onboardings');
  const { rows: events } = await bench.sql.query<Evidence['events'][number]>(
    `select subject as onboarding, sequence, type, data->>'status' as status, data->>'previous_status' as "previousStatus" from events where type like 'onboarding.%'`);
  expect(histories({ onboardings, events })).toEqual([]);
  await bench.book.compare(bench.sql);
}, 300_000 * runs);

bench.leavesNoTrace();
