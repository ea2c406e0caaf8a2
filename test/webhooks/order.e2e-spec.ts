import { until } from '../support/evidence.js';
import { hangs, Receiver, refuses, takes, type Behaviour } from '../support/receiver.js';
import { newSubject, WebhookStand } from './engine.js';

let stand: WebhookStand;

beforeEach(async () => {
  stand = await WebhookStand.create();
});
afterEach(async () => {
  // Before the workers are stopped: they wait for the posts that hang here.
  await Receiver.closeAll();
  await stand.remove();
});

async function receiver(behaviour: Behaviour): Promise<Receiver> {
  const started = await Receiver.start(behaviour);
  await stand.endpoint({ url: started.url });
  return started;
}

const sequenceOf = (id: string): number => Number(id.split('_')[2]);

it('the next of a line waits until the one before it was taken, other lines do not', async () => {
  const engine = stand.engine();
  const [stuck, free] = [newSubject(), newSubject()];
  let refusing = true;
  const crm = await receiver(({ id }) => ({ status: refusing && id === `evt_${stuck}_2` ? 503 : 200 }));
  await stand.events(stuck, 4);
  const others = await stand.events(free, 4);
  await stand.handOutAndWork(engine);
  await stand.events(free, 1);
  await stand.handOutAndWork(engine);
  const of = (subject: string): number[] => crm.ids.filter((id) => id.includes(subject)).map(sequenceOf);
  expect(of(stuck)).toEqual([1, 2]);
  expect(of(free)).toEqual([1, 2, 3, 4, 5]);
  expect(others).toHaveLength(4);
  // Its second try comes, and fails, and then the third.
  stand.clock.shiftMs += 7_000;
  await stand.work(engine);
  expect(of(stuck)).toEqual([1, 2, 2]);
  refusing = false;
  stand.clock.shiftMs += 400_000;
  await stand.work(engine);
  expect(of(stuck)).toEqual([1, 2, 2, 2, 3, 4]);
  expect(await stand.lines()).toEqual([]);
});

it('an exhausted delivery lets the next of its line go on', async () => {
  const engine = stand.engine({ WEBHOOK_RETRY_SCHEDULE_MS: '1000' });
  const subject = newSubject();
  const crm = await receiver(({ id }) => ({ status: id.endsWith('_1') ? 500 : 200 }));
  await stand.events(subject, 3);
  await stand.handOutAndWork(engine);
  stand.clock.shiftMs += 1_300;
  await stand.work(engine);
  expect(crm.ids.map(sequenceOf)).toEqual([1, 1, 2, 3]);
  expect((await stand.deliveries()).map(({ status, attempts }) => [status, attempts])).toEqual([['exhausted', 2], ['delivered', 1], ['delivered', 1]]);
});

it.each<[string, Behaviour]>([
  ['answers nothing', hangs],
  ['refuses all', refuses],
  ['cuts every connection', () => 'reset'],
])('an endpoint that %s holds no other', async (_, trouble) => {
  const [bad, good] = [await receiver(trouble), await receiver(takes)];
  const ids = (await Promise.all(Array.from({ length: 60 }, () => stand.events(newSubject(), 3)))).flat();
  stand.worker({ WEBHOOK_TIMEOUT_MS: '60000' });
  await until('the good one has everything', () => Promise.resolve(good.receipts.length >= ids.length));
  expect(good.ids.toSorted()).toEqual(ids.toSorted());
  for (const subject of new Set(ids.map((id) => id.split('_')[1]!))) {
    expect(good.ids.filter((id) => id.includes(subject)).map(sequenceOf)).toEqual([1, 2, 3]);
  }
  // The bad one was tried, and got nothing behind the first of any line.
  expect(bad.receipts.length).toBeGreaterThan(0);
  expect(bad.ids.filter((id) => sequenceOf(id) !== 1)).toEqual([]);
  expect(bad.taken).toEqual([]);
  const [tried] = await stand.rows<{ ended: number }>('select count(*)::integer as ended from webhook_attempts where outcome <> $1', ['delivered']);
  // What hangs has not even ended its first post.
  if (trouble === hangs) expect(tried?.ended).toBe(0);
});

it('a receiver that hangs on one subject gets all the others meanwhile', async () => {
  const stuck = newSubject();
  const crm = await receiver(({ id }) => (id.includes(stuck) ? 'hang' : { status: 200 }));
  await stand.events(stuck, 2);
  const ids = (await Promise.all(Array.from({ length: 80 }, () => stand.events(newSubject(), 2)))).flat();
  stand.worker({ WEBHOOK_TIMEOUT_MS: '60000' });
  await until('the others have arrived', () => Promise.resolve(crm.taken.length >= ids.length));
  expect(crm.taken.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  expect(crm.ids.filter((id) => id.includes(stuck)).map(sequenceOf)).toEqual([1]);
});
