import { deliveryFaults, type DeliveryEvidence } from './delivery-checker.js';

type Post = DeliveryEvidence['receivers'][number]['posts'][number];

const statuses = ['pending', 'submitting', 'processing', 'succeeded'];

function textOf(name: string, sequence: number, changes: Record<string, unknown> = {}): string {
  const [subject, status] = [`subject-${name}`, statuses[sequence - 1]];
  return JSON.stringify({
    id: `evt_${subject}_${sequence}`, subject, sequence: String(sequence),
    data: { external_id: `deal-${name}`, status, previous_status: statuses[sequence - 2] ?? null, final: status === 'succeeded', ...changes },
  });
}

const post = (name: string, sequence: number, more: Partial<Post> = {}): Post => ({ id: `evt_subject-${name}_${sequence}`, body: textOf(name, sequence), at: 0, taken: true, ...more });

/** Two onboardings and two receivers; one refused something, and got something twice. */
function goodRun(): DeliveryEvidence {
  const places = statuses.flatMap((_, index) => ['a', 'b'].map((name) => ({ name, sequence: index + 1 })));
  const all = places.map(({ name, sequence }) => post(name, sequence));
  const trouble = [post('a', 1), post('a', 2, { taken: false }), post('b', 1), post('a', 2), post('a', 1), ...all.slice(3).filter(({ id }) => id !== 'evt_subject-a_2')];
  return {
    receivers: [{ name: 'fast', posts: all }, { name: 'flaky', posts: trouble }],
    ledger: ['deal-a', 'deal-b'],
    feed: places.map(({ name, sequence }) => ({ id: `evt_subject-${name}_${sequence}`, text: textOf(name, sequence) })),
  };
}

/** The good run after something was done to what the fast receiver got: a, b at 1, a, b at 2, and so on. */
function broken(change: (posts: Post[], run: DeliveryEvidence) => void): DeliveryEvidence {
  const run = goodRun();
  change(run.receivers[0]!.posts, run);
  return run;
}

const drop = (index: number) => (posts: Post[]): void => void posts.splice(index, 1);
const change = (index: number, more: Partial<Post>) => (posts: Post[]): void => void Object.assign(posts[index]!, more);

/** Without the feed: receivers and ledger are enough for these. */
const seededFaults: [string, DeliveryEvidence, string][] = [
  ['the first event of one is lost', broken(drop(0)), 'order: fast got evt_subject-a_2'],
  ['an event in the middle is lost', broken(drop(2)), 'lost: fast never took 2 of deal-a'],
  ['the last event is lost', broken(drop(6)), 'lost: fast never heard how deal-a ended'],
  ['a story is lost as a whole', broken((posts, run) => { run.receivers[0]!.posts = posts.filter(({ id }) => id.includes('-b_')); }), 'lost: fast heard nothing of deal-a'],
  ['an event was only refused', broken(change(4, { taken: false })), 'lost: fast never took 3 of deal-a'],
  ['two events came the wrong way round', broken((posts) => { [posts[2], posts[4]] = [posts[4]!, posts[2]!]; }), 'order: fast got evt_subject-a_3 when it had taken 1'],
  ['the next came while the one before was refused', broken((posts) => {
    posts[2]!.taken = false;
    posts.push(post('a', 2));
  }), 'order: fast got evt_subject-a_3 when it had taken 1'],
  ['something of nobody was told', broken((posts) => void posts.push(...statuses.map((_, index) => post('x', index + 1)))), 'invented: fast heard of deal-x'],
  ['an onboarding was told under a second id', broken((posts) => void posts.push(post('y', 1, { body: textOf('y', 1, { external_id: 'deal-a' }) }))), 'invented: fast heard of deal-a under two ids'],
  ['a client exists that nobody heard of', broken((_, run) => void run.ledger.push('deal-c')), 'lost: fast heard nothing of deal-c'],
  ['a repeat has other bytes', broken((posts) => void posts.push(post('a', 1, { body: `${textOf('a', 1)} ` }))), 'changed: evt_subject-a_1 came with 2 texts'],
  ['a refused attempt had other bytes', broken((posts) => void posts.unshift(post('a', 1, { taken: false, body: textOf('a', 1, { status: 'x' }) }))), 'changed: evt_subject-a_1'],
  ['two receivers got different bytes', broken(change(0, { body: `${textOf('a', 1)} ` })), 'changed: evt_subject-a_1'],
  ['an event came under another id', broken(change(0, { id: 'evt_subject-a_9' })), 'wrong id: fast got evt_subject-a_1 as evt_subject-a_9'],
  ['a repeat came under a new id', broken((posts) => void posts.push(post('a', 1, { id: 'evt_subject-a_1x' }))), 'wrong id: fast got evt_subject-a_1 as evt_subject-a_1x'],
  ['a body cannot be read', broken(change(0, { body: '{' })), 'unreadable: fast'],
  ['one ended otherwise than it should', { ...goodRun(), rejected: new Set(['deal-b']) }, 'lost: fast never heard how deal-b ended'],
  ['an event does not follow the one before', broken(change(4, { body: textOf('a', 3, { previous_status: 'pending' }) })), 'changed: fast, 3 of deal-a follows pending'],
];

describe('the checker of deliveries', () => {
  it('finds nothing in a good run', () => {
    expect(deliveryFaults(goodRun())).toEqual([]);
  });

  it.each(seededFaults)('finds out that %s', (_, run, fault) => {
    const all = deliveryFaults({ ...run, feed: goodRun().feed });
    expect(all).toEqual(expect.arrayContaining([expect.stringContaining(fault)]));
  });

  it.each<[string, DeliveryEvidence, string]>([
    ['an event of the feed never arrived', broken((_, run) => void run.feed.push({ id: 'evt_subject-a_5', text: textOf('a', 5) })), 'lost: fast never took evt_subject-a_5'],
    ['something arrived that the feed does not have', broken((_, run) => void run.feed.pop()), 'invented: fast got evt_subject-b_4'],
    ['all bytes were changed alike', broken((_, run) => { run.feed[0]!.text += ' '; }), 'changed: fast got evt_subject-a_1 with another text than the feed'],
  ])('finds out by the feed that %s', (_, run, fault) => {
    expect(deliveryFaults(run)).toEqual(expect.arrayContaining([expect.stringContaining(fault)]));
  });
});
