import { randomUUID } from 'node:crypto';
import { lineMakersLock } from '../../libs/webhooks/src/fan-out.js';
import { until } from '../support/evidence.js';
import { Receiver, refuses } from '../support/receiver.js';
import { newSubject, WebhookStand, type Engine } from './engine.js';

let stand: WebhookStand;
let receiver: Receiver;
let engine: Engine;
let endpoint: string;

beforeEach(async () => {
  stand = await WebhookStand.create();
  receiver = await Receiver.start();
  endpoint = await stand.endpoint({ url: receiver.url });
  engine = stand.engine();
});
afterEach(async () => {
  await Receiver.closeAll();
  await stand.remove();
});

/** Of the whole log unless something else is said. @returns its id */
async function replay({ types = [], from = '-infinity', to = 'infinity' }: { types?: string[]; from?: string; to?: string } = {}): Promise<string> {
  const id = randomUUID();
  await stand.rows('insert into webhook_replays (id, endpoint_id, from_at, to_at, event_types) values ($1, $2, $3, $4, $5)', [id, endpoint, from, to, types]);
  return id;
}

async function replayAll(): Promise<number> {
  let steps = 0;
  while (await engine.putBack.replayStep()) steps += 1;
  return steps;
}

const foundBy = async (id: string): Promise<{ found: number; finished: boolean }> => (await stand.rows<{ found: number; finished: boolean }>(
  'select found, finished_at is not null as finished from webhook_replays where id = $1', [id]))[0]!;

it('one delivery is sent again through its line, before the later ones that wait there', async () => {
  const subject = newSubject();
  await stand.events(subject, 3);
  await stand.handOutAndWork(engine);
  receiver.behaviour = refuses;
  const [fourth] = await stand.events(subject, 1);
  await stand.handOutAndWork(engine);
  receiver.behaviour = () => ({ status: 200 });
  const before = receiver.receipts.length;
  expect(await engine.putBack.one({ endpointId: endpoint, subject, sequence: 2 })).toBe('put_back');
  expect(await stand.wrongCounters()).toBe(0);
  await stand.work(engine);
  // At once, although the fourth is due only later; with it, because the line was gone through.
  expect(receiver.ids.slice(before)).toEqual([`evt_${subject}_2`, fourth]);
  expect(receiver.receipts.at(-2)?.body).toBe(receiver.receipts[1]?.body);
  expect((await stand.deliveries()).map(({ status, attempts }) => [status, attempts])).toEqual([['delivered', 1], ['delivered', 2], ['delivered', 1], ['delivered', 2]]);
  expect(await stand.lines()).toEqual([]);
});

it('an exhausted one begins its schedule anew', async () => {
  engine = stand.engine({ WEBHOOK_RETRY_SCHEDULE_MS: '1000' });
  const subject = newSubject();
  receiver.behaviour = refuses;
  await stand.events(subject, 1);
  await stand.handOutAndWork(engine);
  stand.clock.shiftMs += 2_000;
  await stand.work(engine);
  expect(await stand.deliveries()).toMatchObject([{ status: 'exhausted', attempts: 2 }]);
  expect(await engine.putBack.one({ endpointId: endpoint, subject, sequence: 1 })).toBe('put_back');
  await stand.work(engine);
  expect(await stand.deliveries()).toMatchObject([{ status: 'pending', attempts: 3, tries: 1 }]);
});

it('one that is pending is due at once, and is not counted twice; one that is not there is unknown', async () => {
  const subject = newSubject();
  receiver.behaviour = refuses;
  await stand.events(subject, 1);
  await stand.handOutAndWork(engine);
  expect(await stand.work(engine)).toBe(0);
  expect(await engine.putBack.one({ endpointId: endpoint, subject, sequence: 1 })).toBe('pending');
  expect(await stand.lines()).toMatchObject([{ pending: 1 }]);
  expect(await stand.work(engine)).toBe(1);
  expect(await engine.putBack.one({ endpointId: endpoint, subject, sequence: 2 })).toBe('unknown');
  expect(await engine.putBack.one({ endpointId: randomUUID(), subject, sequence: 1 })).toBe('unknown');
});

it('many at once wait together, on one connection, and each is told what became of it', async () => {
  const subjects = Array.from({ length: 30 }, newSubject);
  for (const subject of subjects) await stand.events(subject, 1);
  await stand.handOutAndWork(engine);
  const rival = await stand.session();
  await rival.query('begin');
  await rival.query('select pg_advisory_xact_lock($1)', [lineMakersLock]);
  const ask = (subject: string) => engine.putBack.one({ endpointId: endpoint, subject, sequence: 1 });
  const [first, ...others] = subjects;
  const answers = Promise.all([ask(first!), ...others.map(ask), ask(others[0]!), ask(randomUUID())]);
  const waiting = async () => (await stand.rows(`select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`)).length;
  await until('somebody waits', async () => (await waiting()) > 0);
  expect(await waiting()).toBe(1);
  await rival.query('rollback');
  await rival.end();
  expect(await answers).toEqual([...subjects.map(() => 'put_back'), 'put_back', 'unknown']);
  expect(await stand.wrongCounters()).toBe(0);
  await stand.work(engine);
  expect((await stand.deliveries()).map(({ status, attempts }) => [status, attempts])).toEqual(subjects.map(() => ['delivered', 2]));
});

it('what is put back while its line is held is due as soon as the line is free, whatever its head waits for', async () => {
  const subject = newSubject();
  await stand.events(subject, 1);
  await stand.handOutAndWork(engine);
  await stand.events(subject, 1);
  await stand.handOut(engine);
  const line = await stand.claimOne(engine);
  expect(await engine.putBack.one({ endpointId: endpoint, subject, sequence: 1 })).toBe('put_back');
  receiver.behaviour = refuses;
  await engine.deliver.run(line);
  receiver.behaviour = () => ({ status: 200 });
  await stand.work(engine);
  expect(receiver.ids).toEqual([1, 2, 1, 2].map((sequence) => `evt_${subject}_${sequence}`));
  expect(await stand.wrongCounters()).toBe(0);
});

it('a replay sends a window again, in bounded steps and in order, and leaves what is pending as it is', async () => {
  const subjects = Array.from({ length: 60 }, newSubject);
  for (const subject of subjects) await stand.events(subject, 10);
  await stand.handOutAndWork(engine);
  receiver.behaviour = refuses;
  const [waiting] = await stand.events(subjects[0]!, 1);
  await stand.handOutAndWork(engine);
  const before = receiver.receipts.length;
  const id = await replay();
  expect(await replayAll()).toBe(2);
  expect(await foundBy(id)).toEqual({ found: 601, finished: true });
  expect(await stand.wrongCounters()).toBe(0);
  expect((await stand.deliveries()).every(({ status }) => status === 'pending')).toBe(true);
  receiver.behaviour = () => ({ status: 200 });
  await stand.work(engine);
  const again = receiver.ids.slice(before);
  expect(again).toHaveLength(601);
  for (const subject of subjects) expect(again.filter((one) => one.includes(subject)).slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, index) => `evt_${subject}_${index + 1}`));
  expect(again.filter((one) => one === waiting)).toHaveLength(1);
  expect(await stand.lines()).toEqual([]);
});

it('replays take turns, and that of a deleted endpoint ends at once', async () => {
  for (let subject = 0; subject < 3; subject += 1) await stand.events(newSubject(), 450);
  await stand.handOutAndWork(engine);
  const [first, second, third] = [endpoint, await stand.endpoint({ url: receiver.url }), await stand.endpoint({ url: receiver.url })];
  const replays: string[] = [];
  for (endpoint of [first, second, third]) replays.push(await replay());
  await stand.rows('update webhook_endpoints set deleted_at = now() where id = $1', [third]);
  const all = () => Promise.all(replays.map(foundBy));
  for (let step = 0; step < 3; step += 1) await engine.putBack.replayStep();
  expect(await all()).toEqual([{ found: 500, finished: false }, { found: 500, finished: false }, { found: 0, finished: true }]);
  for (let step = 0; step < 2; step += 1) await engine.putBack.replayStep();
  expect((await all()).map(({ found }) => found)).toEqual([1_000, 1_000, 0]);
});

it('a replay means what the endpoint gets, of that the types it names, from the beginning of its window to before its end', async () => {
  const subject = newSubject();
  await stand.rows('update webhook_endpoints set event_types = $2 where id = $1', [endpoint, ['onboarding.*']]);
  await stand.events(subject, 1, { type: 'batch.completed' });
  await stand.events(subject, 1, { type: 'onboarding.held' });
  await stand.events(subject, 2, { type: 'onboarding.released' });
  await stand.events(subject, 1, { type: 'onboarding.released', apiClient: 'another' });
  await stand.rows(`update events set occurred_at = '2020-01-01T00:00:00Z'::timestamptz + sequence * interval '1 hour'`);
  await stand.handOutAndWork(engine);
  const before = receiver.receipts.length;
  await replay({ types: ['onboarding.released', 'batch.*'], from: '2020-01-01T03:00:00Z', to: '2020-01-01T04:00:00Z' });
  await replayAll();
  await stand.work(engine);
  expect(receiver.ids.slice(before)).toEqual([`evt_${subject}_3`]);
  await replay();
  await replayAll();
  await stand.work(engine);
  expect(receiver.ids.slice(before + 1)).toEqual([2, 3, 4].map((sequence) => `evt_${subject}_${sequence}`));
});

it('a replay gives an endpoint what was written before it was there', async () => {
  const late = await Receiver.start();
  const ids = await stand.events(newSubject(), 3);
  await stand.handOut(engine);
  endpoint = await stand.endpoint({ url: late.url });
  await replay();
  await replayAll();
  await stand.work(engine);
  expect(late.ids).toEqual(ids);
});

it('a replay leaves to the fan-out what that has not reached: nothing comes before what precedes it', async () => {
  const subject = newSubject();
  await stand.events(subject, 2);
  await stand.rows(`update events set occurred_at = '2020-01-01T00:00:00Z'::timestamptz + sequence * interval '1 hour'`);
  // Its second event lies in the window, its first does not; neither was handed out yet.
  const id = await replay({ from: '2020-01-01T02:00:00Z', to: '2020-01-01T03:00:00Z' });
  await replayAll();
  expect(await foundBy(id)).toEqual({ found: 0, finished: true });
  expect(await stand.deliveries()).toEqual([]);
  await stand.handOutAndWork(engine);
  expect(receiver.ids).toEqual([1, 2].map((sequence) => `evt_${subject}_${sequence}`));
});

it('a replay reaches up to the birth of its endpoint, also where nothing of that is handed out yet', async () => {
  const subject = newSubject();
  await stand.events(subject, 2);
  endpoint = await stand.endpoint({ url: receiver.url });
  const [later] = await stand.events(subject, 1);
  await replay();
  await replayAll();
  const own = async () => (await stand.deliveries()).filter((delivery) => delivery.endpoint === endpoint).map(({ sequence }) => sequence);
  // What came after it is the fan-out's.
  expect(await own()).toEqual([1, 2]);
  await stand.handOutAndWork(engine);
  expect(await own()).toEqual([1, 2, 3]);
  expect(receiver.ids.filter((id) => id === later)).toHaveLength(2);
});
