import { randomUUID } from 'node:crypto';
import { brokenPromises, whyInvalid } from './checker.js';
import type { Ledgers, Told } from './ledgers.js';

const now = Date.UTC(2026, 10, 22);
const statuses = ['pending', 'submitting', 'processing', 'succeeded'];
const types = ['onboarding.accepted', 'onboarding.submitting', 'onboarding.processing', 'onboarding.succeeded'];

/** A run of sixty deals in which all went well. */
function goodRun(): Ledgers {
  const deals: string[] = Array.from({ length: 60 }, () => randomUUID());
  const onboarding = new Map(deals.map((deal) => [deal, `o-${deal}`]));
  const idOf = (deal: string): string => onboarding.get(deal) ?? '';
  const events = deals.flatMap((deal) => types.map((type, index) => ({
    onboarding: idOf(deal), sequence: index + 1, type, status: statuses[index] ?? '', previousStatus: statuses[index - 1] ?? null,
  })));
  const texts = deals.flatMap((deal) => types.map((type, index) => ({
    id: `evt_${idOf(deal)}_${index + 1}`,
    text: JSON.stringify({
      id: `evt_${idOf(deal)}_${index + 1}`, type, subject: idOf(deal), sequence: String(index + 1),
      data: { external_id: deal, status: statuses[index], previous_status: statuses[index - 1] ?? null, final: index === 3 },
    }),
  })));
  return {
    deals,
    book: deals.map((deal, index) => ({ deal, key: deal, sentAt: now + index, at: now + index + 5, status: 202, id: idOf(deal), code: null, answer: deal, gaveUp: false, echoes: false })),
    evidence: {
      acknowledged: [],
      onboardings: deals.map((deal) => ({ id: idOf(deal), status: 'succeeded', sequence: 4, attempt: 1, sends: 1, leased: false, due: false })),
      applications: deals.map((deal) => ({ onboarding: idOf(deal), attempt: 1, externalId: deal, requestId: deal, clientId: `client of ${deal}` })),
      events, clients: deals.map((deal) => ({ clientId: `client of ${deal}`, requestId: deal, bodySha256: deal })),
      calls: deals.map((deal) => ({ method: 'add', requestId: deal, bodySha256: deal, signatureValid: true })),
    },
    deliveries: { receivers: [{ name: 'steady', posts: texts.map(({ id, text }) => ({ id, body: text, at: now + 100, taken: true })) }], ledger: deals, feed: texts },
    struck: [{ fault: 'kill api', at: now + 1_000, healedAt: now + 2_000 }], planned: { 'kill api': 1 }, leaks: [], oldTransactions: 0, redisKeys: 4, waitingWebhooks: 0, answersLost: 0, statementsLost: 0, toxics: {}, missedCalls: 0, answers: [], deaths: [],
  };
}

const refusal = (more: Partial<Told>): Told =>
  ({ deal: 'a deal', key: 'a key', sentAt: now + 500, at: now + 900, status: 503, id: null, code: 'service_unavailable', answer: 'x', gaveUp: false, echoes: false, ...more });

it('finds nothing in a good run, and nothing that speaks against it', () => {
  expect([brokenPromises(goodRun()), whyInvalid(goodRun())]).toEqual([[], []]);
});

it.each<[string, (run: Ledgers) => void, RegExp]>([
  ['a deal that was never answered', (run) => { run.book.pop(); }, /^unanswered/],
  ['two answers under one key', (run) => { run.book.push({ ...run.book[0]!, answer: 'another' }); }, /^other answer/],
  ['an acknowledged deal that is not stored', (run) => { run.book[0]!.id = randomUUID(); }, /^lost/],
  ['a second client', (run) => { run.evidence.clients.push({ ...run.evidence.clients[0]!, clientId: 'another' }); }, /^double client/],
  ['a client that nobody asked for', (run) => { run.evidence.clients.push({ clientId: 'x', requestId: 'x', bodySha256: 'x' }); }, /^client without/],
  ['an event too few', (run) => { run.evidence.events.pop(); }, /^sequence/],
  ['a status that moves back', (run) => { run.evidence.onboardings[0]!.status = 'processing'; }, /^not ended/],
  ['a webhook that did not arrive', (run) => { run.deliveries.receivers[0]!.posts.pop(); }, /^lost/],
  ['webhooks in another order', (run) => { run.deliveries.receivers[0]!.posts.reverse(); }, /^order/],
  ['a refusal although nothing was broken', (run) => { run.book.unshift(refusal({})); }, /^refused/],
  ['a refusal long after it was healed', (run) => { run.book.push(refusal({ sentAt: now + 9_000, at: now + 9_400 })); }, /^refused/],
  ['a connection cut for no reason', (run) => { run.book.unshift(refusal({ status: null, code: null, at: now + 502 })); }, /^refused/],
  ['a refusal that is no JSON', (run) => { run.book.push(refusal({ sentAt: now + 1_500, at: now + 1_502, status: 500, code: null })); }, /^refused/],
  ['a line of webhooks that stays', (run) => { run.waitingWebhooks = 1; }, /^left over/],
  ['a refusal that no proper request gets', (run) => { run.book.push(refusal({ sentAt: now + 1_500, at: now + 1_600, status: 422, code: 'validation_failed' })); }, /^refused/],
  ['a refusal that repeats personal data', (run) => { run.book.push(refusal({ sentAt: now + 1_500, at: now + 1_600, echoes: true })); }, /^leak/],
  ['personal data in Redis', (run) => { run.leaks.push('Redis: a key'); }, /^leak/],
  ['a transaction that nobody ends', (run) => { run.oldTransactions = 1; }, /^left over/],
  ['a queue that only grows', (run) => { run.redisKeys = 10_000; }, /^left over/],
  ['a part that died by itself', (run) => { run.deaths = ['worker ended with 1']; }, /^died/],
])('finds %s', (_, spoil, expected) => {
  const run = goodRun();
  spoil(run);
  expect(brokenPromises(run)).toContainEqual(expect.stringMatching(expected));
});

it.each<[string, (run: Ledgers) => void]>([
  ['a refusal while the API was dead', (run) => { run.book.push(refusal({ sentAt: now + 1_500, at: now + 1_510 })); }],
  ['a key in use', (run) => { run.book.push(refusal({ status: 409, code: 'idempotency_key_in_use' })); }],
  ['a CRM that hung up by itself', (run) => { run.book.push(refusal({ status: null, code: null, at: now + 600, gaveUp: true })); }],
])('takes no offence at %s', (_, spoil) => {
  const run = goodRun();
  spoil(run);
  expect(brokenPromises(run)).toEqual([]);
});

it.each<[string, (run: Ledgers) => void, string]>([
  ['a planned fault did not strike', (run) => { run.struck = []; }, 'kill api struck 0 times, not 1'],
  ['no answer was lost', (run) => { run.planned['lose answers of postgres'] = 1; }, 'no answer or no statement was lost'],
  ['too little happened', (run) => { run.deals.length = 10; }, 'only 10 deals'],
  ['the partner forgot calls', (run) => { run.missedCalls = 3; }, 'the partner forgot 3 calls'],
  ['most did not end', (run) => { for (const one of run.evidence.onboardings.slice(0, 10)) one.status = 'processing'; }, 'only 50 of 60 deals have ended'],
])('says that a run is not valid where %s', (_, spoil, expected) => {
  const run = goodRun();
  spoil(run);
  expect(whyInvalid(run)).toContain(expected);
});
