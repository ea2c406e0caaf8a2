import { randomUUID } from 'node:crypto';
import { brokenPromises, whyInvalid } from './checker.js';
import type { Deal, Ledgers, Told, WireStruck } from './ledgers.js';
import { partnerFaults } from './plans.js';

const now = Date.UTC(2026, 10, 22);
const statuses = ['pending', 'submitting', 'processing'];
const types = ['onboarding.accepted', 'onboarding.submitting', 'onboarding.processing'];

type Call = Ledgers['evidence']['calls'][number];

/** A run of sixty deals in which all went well. */
function goodRun(): Ledgers {
  const wanted: Deal[] = Array.from({ length: 60 }, (_, index) => ({ id: randomUUID(), bin: String(500_000_000_000 + index), end: index === 1 ? 'rejected' : 'succeeded' }));
  const deals = wanted.map(({ id }) => id);
  const endOf = new Map(wanted.map(({ id, end }) => [id, end]));
  const onboarding = new Map(deals.map((deal) => [deal, `o-${deal}`]));
  const idOf = (deal: string): string => onboarding.get(deal) ?? '';
  const story = (deal: string): [string[], string[]] => [[...types, `onboarding.${endOf.get(deal)}`], [...statuses, endOf.get(deal) ?? '']];
  const events = deals.flatMap((deal) => {
    const [said, told] = story(deal);
    return said.map((type, index) => ({ onboarding: idOf(deal), sequence: index + 1, type, status: told[index] ?? '', previousStatus: told[index - 1] ?? null }));
  });
  const texts = events.map(({ onboarding: subject, sequence, type, status, previousStatus }) => ({
    id: `evt_${subject}_${sequence}`,
    text: JSON.stringify({
      id: `evt_${subject}_${sequence}`, type, subject, sequence: String(sequence),
      data: { external_id: subject.slice(2), status, previous_status: previousStatus, final: sequence === 4 },
    }),
  }));
  const posts = texts.map(({ id, text }) => ({ id, body: text, at: now + 100, taken: true }));
  const calls = wanted.map(({ id, bin }): Call => ({ method: 'add', requestId: id, bodySha256: id, signatureValid: true, bin, at: now + 50, outcome: 'stored' }));
  const [first, struck] = [calls[0]!, Object.keys(partnerFaults).map((kind) => `fault:${kind}`)];
  return {
    deals: wanted,
    book: [
      reused(deals[0]!),
      ...deals.map((deal, index) => ({ deal, key: deal, sentAt: now + index, at: now + index + 5, status: 202, id: idOf(deal), code: null, answer: deal, gaveUp: false, hasty: false, echoes: false, other: false })),
    ],
    evidence: {
      acknowledged: [],
      onboardings: wanted.map(({ id, end }) => ({ id: idOf(id), status: end, sequence: 4, attempt: 1, sends: 1, leased: false, due: false })),
      applications: deals.map((deal) => ({ onboarding: idOf(deal), attempt: 1, externalId: deal, requestId: deal, clientId: `client of ${deal}` })),
      events, clients: deals.map((deal) => ({ clientId: `client of ${deal}`, requestId: deal, bodySha256: deal })),
      calls: [
        ...calls, { ...first, requestId: null, signatureValid: null, bodySha256: '', bin: null, outcome: 'fault:reset_before_read' },
        ...struck.map((outcome): Call => ({ ...first, method: 'status', bodySha256: 'of a question', bin: null, outcome })),
      ],
    },
    deliveries: {
      receivers: [{ name: 'steady', posts }, { name: 'flaky', posts: posts.flatMap((post, index) => (index % 4 === 0 ? [{ ...post, taken: false }, post] : [post])) }], ledger: deals, feed: texts,
    },
    struck: [{ fault: 'kill api', at: now + 1_000, healedAt: now + 2_000 }], planned: { 'kill api': 1 }, wires: [], leaks: [], openTransactions: 0, redisKeys: 4, redisBytes: 100_000, waitingWebhooks: 0, answersLost: 0, statementsLost: 0, toxics: {},
    partnerFaults: Object.keys(partnerFaults), thaws: 0, overtaken: 0, jumpsSeen: 0, leftInHand: 0, sends: [], missedCalls: 0, answers: [], deaths: [],
  };
}

const refusal = (more: Partial<Told>): Told =>
  ({ deal: 'a deal', key: 'a key', sentAt: now + 500, at: now + 900, status: 503, id: null, code: 'service_unavailable', answer: 'x', gaveUp: false, hasty: false, echoes: false, other: false, ...more });
const onWire = (pair: WireStruck['pair'], met: boolean): WireStruck => ({ fault: 'slow wire', pair, kind: 'latency', met });
/** The key of a deal with another body. */
const reused = (deal: string): Told => refusal({ deal, key: deal, sentAt: now + 600, at: now + 605, status: 422, code: 'idempotency_key_reused', other: true });

it('finds nothing in a good run, and nothing that speaks against it', () => {
  expect([brokenPromises(goodRun()), whyInvalid(goodRun())]).toEqual([[], []]);
});

it.each<[string, (run: Ledgers) => void, RegExp]>([
  ['a deal that was never answered', (run) => { run.book.pop(); }, /^unanswered/],
  ['two answers under one key', (run) => { run.book.push({ ...run.book.at(-1)!, answer: 'another' }); }, /^other answer/],
  ['an acknowledged deal that is not stored', (run) => { run.book.at(-1)!.id = randomUUID(); }, /^lost/],
  ['an acknowledgement without an id', (run) => { run.book.at(-1)!.id = null; }, /^no id/],
  ['a key that is good for two bodies', (run) => { Object.assign(run.book[0]!, { status: 200, code: null, id: randomUUID() }); }, /^other body/],
  ['an onboarding that nobody asked for', (run) => { run.evidence.applications.push({ ...run.evidence.applications[0]!, onboarding: 'x', externalId: 'x' }); }, /^invented: x/],
  ['two bodies that were swapped', (run) => { const [one, two] = run.evidence.calls; [one!.bin, two!.bin] = [two!.bin, one!.bin]; }, /^other data/],
  ['a call that followed a redirect', (run) => { run.evidence.calls.at(-1)!.outcome = 'unknown_path'; }, /^led astray/],
  ['an event that is called otherwise than what it tells', (run) => { run.evidence.events.at(-1)!.type = 'onboarding.failed'; }, /^wrong type/],
  ['one that was to be rejected and was not', (run) => { run.deals[2]!.end = 'rejected'; }, /^not ended/],
  ['one that was told to the end, and to another one', (run) => { run.deals[2]!.end = 'rejected'; }, /^lost: steady never heard how/],
  ['a second client', (run) => { run.evidence.clients.push({ ...run.evidence.clients[0]!, clientId: 'another' }); }, /^double client/],
  ['a client that nobody asked for', (run) => { run.evidence.clients.push({ clientId: 'x', requestId: 'x', bodySha256: 'x' }); }, /^client without/],
  ['an event too few', (run) => { run.evidence.events.pop(); }, /^sequence/],
  ['a status that moves back', (run) => { run.evidence.onboardings[0]!.status = 'processing'; }, /^not ended/],
  ['a webhook that did not arrive', (run) => { run.deliveries.receivers[0]!.posts.pop(); }, /^lost/],
  ['webhooks in another order', (run) => { run.deliveries.receivers[0]!.posts.reverse(); }, /^order/],
  ['a refusal although nothing was broken', (run) => { run.book.unshift(refusal({})); }, /^refused/],
  ['a refusal long after it was healed', (run) => { run.book.push(refusal({ sentAt: now + 9_000, at: now + 9_400 })); }, /^refused/],
  ['a connection cut for no reason', (run) => { run.book.unshift(refusal({ status: null, code: null, at: now + 502 })); }, /^refused/],
  ['a patient CRM that was not answered', (run) => { run.book.unshift(refusal({ status: null, code: null, at: now + 600, gaveUp: true })); }, /^refused/],
  ['a hasty CRM that was cut off', (run) => { run.book.unshift(refusal({ status: null, code: null, at: now + 502, hasty: true })); }, /^refused/],
  ['a refusal that is no JSON', (run) => { run.book.push(refusal({ sentAt: now + 1_500, at: now + 1_502, status: 500, code: null })); }, /^refused/],
  ['a line of webhooks that stays', (run) => { run.waitingWebhooks = 1; }, /^left over/],
  ['a refusal that no proper request gets', (run) => { run.book.push(refusal({ sentAt: now + 1_500, at: now + 1_600, status: 422, code: 'validation_failed' })); }, /^refused/],
  ['a key that was reused, where it was not', (run) => { run.book[0]!.other = false; }, /^refused/],
  ['a refusal that repeats personal data', (run) => { run.book.push(refusal({ sentAt: now + 1_500, at: now + 1_600, echoes: true })); }, /^leak/],
  ['personal data in Redis', (run) => { run.leaks.push('Redis: a key'); }, /^leak/],
  ['a transaction that nobody ends', (run) => { run.openTransactions = 1; }, /^left over/],
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
  ['a CRM that hung up by itself', (run) => { run.book.push(refusal({ status: null, code: null, at: now + 9_000, gaveUp: true, hasty: true })); }],
])('takes no offence at %s', (_, spoil) => {
  const run = goodRun();
  spoil(run);
  expect(brokenPromises(run)).toEqual([]);
});

it('takes a run for valid in which a bad wire met nobody once', () => {
  const run = goodRun();
  run.wires.push(onWire('api redis', true), onWire('api redis', false));
  expect(whyInvalid(run)).toEqual([]);
});

it.each<[string, (run: Ledgers) => void, string]>([
  ['a planned fault did not strike', (run) => { run.struck = []; }, 'kill api struck 0 times, not 1'],
  ['no answer was lost', (run) => { run.planned['lose answers of postgres'] = 1; }, 'no answer or no statement was lost'],
  ['a bad wire met nobody, and another one somebody', (run) => { run.wires.push(onWire('api redis', false), onWire('api redis', false), onWire('partner', true)); }, 'no connection met: slow wire (latency, api redis)'],
  ['the partner never did what it was told to', (run) => { for (const call of run.evidence.calls) if (call.outcome === 'fault:html_502') call.outcome = 'stored'; }, 'the partner never did: html_502'],
  ['who was frozen was killed', (run) => { run.planned['freeze worker'] = 2; run.thaws = 1; run.overtaken = 1; }, '1 of 2 frozen workers lived to be thawed'],
  ['nobody took over', (run) => { run.planned['freeze worker'] = 1; run.thaws = 1; }, 'nobody took what a frozen worker had in hand'],
  ['no part saw its clock jump', (run) => { run.planned['jump clock'] = 1; }, '0 of 1 jumps of a clock were seen'],
  ['all that were killed were idle', (run) => { run.planned['kill worker'] = 1; }, 'no kill left anything in hand'],
  ['no key was used for another body', (run) => { run.book[0]!.other = false; }, 'no key was used for another body'],
  ['the partner does not remember a call', (run) => { run.evidence.calls.shift(); }, '1 succeeded without a call that the partner remembers'],
  ['nobody looked at a signature', (run) => { run.evidence.calls[0]!.signatureValid = null; }, 'nobody looked at 1 signatures'],
  ['a receiver got nothing', (run) => { run.deliveries.receivers[0]!.posts = []; }, 'fewer than two receivers got anything'],
  ['the flaky receiver is not flaky', (run) => { for (const post of run.deliveries.receivers[1]!.posts) post.taken = true; }, 'the flaky receiver refused 0 % only'],
  ['nothing that went to Redis was looked at', (run) => { run.redisBytes = 0; }, 'only 0 bytes to Redis were looked at'],
  ['too little happened', (run) => { run.deals.length = 10; }, 'only 10 deals'],
  ['the partner forgot calls', (run) => { run.missedCalls = 3; }, 'the partner forgot 3 calls'],
  ['most did not end', (run) => { for (const one of run.evidence.onboardings.slice(0, 10)) one.status = 'processing'; }, 'only 50 of 60 deals have ended'],
])('says that a run is not valid where %s', (_, spoil, expected) => {
  const run = goodRun();
  spoil(run);
  expect(whyInvalid(run)).toContain(expected);
});
