import type { Chunk } from '#app/platform';
import { accepted } from './lifecycle.js';
import { intend } from './next-step.js';
import type { Claimed, Entry } from './onboarding.store.js';
import { Work, type WorkParts } from './work.js';

/** The default: a lease is 20.75 s then, and what has waited longer than 5.75 s cannot begin a call in it any more. */
const timeoutMs = 15_000;
const callMs = timeoutMs - 1;
const unknown = intend(accepted(0, 86_400_000, 60_000).standing, 0, 1).standing;
const known = { ...unknown, status: 'processing' as const, unanswered: false };

beforeEach(() => { jest.useFakeTimers({ now: 1_000_000, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }); });
afterEach(() => { jest.useRealTimers(); });

interface Bench { work: Work; happened: string[]; recorded: Entry[]; run: (id: string, alone?: boolean) => Promise<void> }

/** A worker whose calls all take as long as a call may, and what it did. */
function bench({ standing = known, isHeld = () => true, loadMs = 0, records = () => true }: { standing?: Claimed['standing']; isHeld?: (id: string) => boolean; loadMs?: number; records?: () => boolean } = {}): Bench {
  const happened: string[] = [];
  const recorded: Entry[] = [];
  const after = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => { setTimeout(resolve, ms, value); });
  const call = (kind: string) => (id: string) => {
    happened.push(`${id} called`);
    return after(callMs, { answer: { kind, retryAfterMs: null }, facts: { durationMs: callMs } });
  };
  const store = {
    // The database looked at its clock when it was asked.
    load: (ids: string[], token: string) => after(loadMs, { now: Date.now(), claimed: ids.map((id) => ({ id, token, requestId: id, standing, body: Buffer.from('{}'), leaseLeftMs: work.leaseMs, loneStarts: 0 })) }),
    reissue: (ids: string[]) => Promise.resolve({ ids: ids.filter(isHeld), token: 'new' }),
    handBack: (ids: string[]) => Promise.resolve(void happened.push(...ids.map((id) => `${id} handed back`))),
    record: (entry: Entry) => Promise.resolve(recorded.push(entry) > 0 && records()),
    startAlone: () => Promise.resolve(true), intend: () => Promise.resolve('new'),
  };
  const metric = { observe: () => undefined, inc: () => undefined };
  const work: Work = new Work({
    store, timeoutMs, concurrency: 20, partner: { status: call('noAnswer'), add: (_: Buffer, id: string) => call('uncertain')(id) },
    policy: { pollFirstMs: 1, pollFactor: 1, pollMaxMs: 1, settleMs: 1, sendDeadlineMs: 1, decisionDeadlineMs: 1, expectedMs: 1 },
    circuit: { isClosed: true, admits: () => Promise.resolve(true), note: () => false, noteDrift: () => undefined },
    metrics: { partnerCalls: metric, events: metric }, logger: { error: (what: object) => happened.push(JSON.stringify(what)), debug: () => undefined },
  } as unknown as WorkParts);
  const chunk = (id: string, alone: boolean): Chunk => ({ ids: [id], token: 'old', lane: 'single', alone });
  return { work, happened, recorded, run: (id, alone = false) => work.run(chunk(id, alone)) };
}

const passing = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

it('hands back what waits for a solitary one while it is still held, and counts it until then', async () => {
  const { work, happened, run } = bench();
  const all = [run('alone', true)];
  await passing(1_000);
  all.push(run('other'));
  await passing(5_700);
  expect([happened, work.wanted('single')]).toEqual([['alone called'], 2]);
  await passing(100);
  expect([happened, work.wanted('single')]).toEqual([['alone called', 'other handed back'], 1]);
  await passing(callMs);
  await Promise.all(all);
  expect(work.wanted('single')).toBe(0);
});

it('runs a solitary one behind calls that take long, under a lease of its own', async () => {
  const { happened, recorded, run } = bench();
  const all = [run('long'), run('alone', true)];
  await passing(callMs + 1_000);
  expect(happened).toEqual(['long called', 'alone called']);
  await passing(callMs);
  await Promise.all(all);
  expect(recorded.map(({ claimed: { id, token } }) => [id, token])).toEqual([['long', 'old'], ['alone', 'new']]);
});

it('lets go of a solitary one that was lost while it waited', async () => {
  const { work, happened, run } = bench({ isHeld: () => false });
  const all = [run('long'), run('alone', true)];
  await passing(callMs);
  await Promise.all(all);
  expect([happened, work.wanted('single')]).toEqual([['long called'], 0]);
});

it('counts the settle time of an unanswered send from when it surely was over, also where the clock was told late', async () => {
  const loadMs = 4_000;
  const { recorded, run } = bench({ standing: { ...unknown, unanswered: false, sends: 0 }, loadMs });
  const sentFrom = Date.now();
  const all = run('slow');
  await passing(loadMs + callMs);
  await all;
  expect(recorded[0]?.standing.sentUntil).toBeGreaterThanOrEqual(sentFrom + loadMs + callMs);
});

const heldBy = (reason: 'operator' | 'partner_unavailable'): Claimed['standing'] => ({ ...known, hold: { reason, since: 0, until: null } });

it.each([
  ['rested because an operator held it', heldBy('operator')],
  ['let go because the circuit is closed again', heldBy('partner_unavailable')],
  ['failed because its time is over', { ...unknown, unanswered: false, deadlineAt: 1 }],
] as const)('hands back what it would have %s where an operator was faster: that may be wrong by now', async (_, standing) => {
  const { happened, recorded, run } = bench({ standing, records: () => false });
  await Promise.all([run('changed'), passing(1_000)]);
  expect([happened, recorded.length]).toEqual([['changed handed back'], 1]);
});
