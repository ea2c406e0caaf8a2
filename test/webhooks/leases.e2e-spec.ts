import { DatabaseAway } from '#app/platform';
import { webhookLeaseMs } from '#app/webhooks';
import { until } from '../support/evidence.js';
import { Receiver } from '../support/receiver.js';
import { newSubject, WebhookStand } from './engine.js';

const leaseMs = webhookLeaseMs(2_000);

let stand: WebhookStand;
let receiver: Receiver;

beforeEach(async () => {
  stand = await WebhookStand.create();
  receiver = await Receiver.start();
  await stand.endpoint({ url: receiver.url });
});
afterEach(async () => {
  await Receiver.closeAll();
  await stand.remove();
});

const everything = async (): Promise<unknown> => ({
  deliveries: await stand.rows('select * from webhook_deliveries order by endpoint_id, subject, sequence'),
  attempts: await stand.rows('select * from webhook_attempts order by endpoint_id, subject, sequence, number'),
  lines: await stand.rows('select * from webhook_lines order by endpoint_id, subject'),
});

it('a worker that dies after the post: another delivers again, with the same id and the same bytes', async () => {
  const [dying, other] = [stand.engine(), stand.engine()];
  const [id] = await stand.events(newSubject(), 1);
  await stand.handOut(dying);
  const line = await stand.claimOne(dying);
  // It posts, and is never heard of again.
  let reached: () => void = () => undefined;
  const died = new Promise<void>((resolve) => { reached = resolve; });
  Object.assign(dying.lines, { settle: () => new Promise(() => reached()) });
  void dying.deliver.run(line);
  await died;
  expect(receiver.ids).toEqual([id]);
  expect(await stand.work(other)).toBe(0);
  stand.clock.shiftMs += leaseMs + 1;
  await stand.work(other);
  expect(receiver.ids).toEqual([id, id]);
  const [first, second] = receiver.receipts;
  expect(second?.body).toBe(first?.body);
  expect(await stand.deliveries()).toMatchObject([{ status: 'delivered', attempts: 1 }]);
});

it('a frozen worker whose lease ran out changes nothing, whatever answer it brings', async () => {
  const [frozen, other] = [stand.engine(), stand.engine()];
  const subject = newSubject();
  await stand.events(subject, 2);
  await stand.handOut(frozen);
  const line = await stand.claimOne(frozen);
  stand.clock.shiftMs += leaseMs + 1;
  // The other one is at it, and has not ended.
  const taken = await stand.claimOne(other);
  const before = await everything();
  const answer = { outcome: 'refused_status' as const, httpStatus: 500, retryAfterMs: null, answer: null, durationMs: 1 };
  const posted = [{ sequence: 1, tries: 1, answer, status: 'exhausted' as const, endedAt: performance.now() }];
  expect(await frozen.lines.settle({ line, posted, waitMs: null })).toBe(false);
  expect(await everything()).toEqual(before);
  await other.deliver.run(taken);
  expect(await frozen.lines.settle({ line, posted, waitMs: null })).toBe(false);
  expect((await stand.deliveries()).map(({ status }) => status)).toEqual(['delivered', 'delivered']);
  expect(await stand.lines()).toEqual([]);
});

it('begins no post that the lease does not cover, and hands the line back', async () => {
  const engine = stand.engine();
  const ids = await stand.events(newSubject(), 2);
  await stand.handOut(engine);
  const line = await stand.claimOne(engine);
  line.leaseEndsAt = performance.now() + 1_000;
  await engine.deliver.run(line);
  expect(receiver.receipts).toEqual([]);
  expect(await stand.lines()).toMatchObject([{ pending: 2, leased: false }]);
  await stand.work(engine);
  expect(receiver.ids).toEqual(ids);
});

it('goes on along a line only while the lease covers another whole post', async () => {
  const engine = stand.engine();
  const ids = await stand.events(newSubject(), 3);
  await stand.handOut(engine);
  const line = await stand.claimOne(engine);
  receiver.behaviour = () => {
    line.leaseEndsAt = performance.now() + 1_000;
    return { status: 200 };
  };
  await engine.deliver.run(line);
  expect(receiver.ids).toEqual(ids.slice(0, 1));
  expect(await stand.lines()).toMatchObject([{ pending: 2, leased: false }]);
});

it('a worker that is stopped begins no further post, writes down what was under way, and hands the rest back', async () => {
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => { answer = resolve; });
  receiver.behaviour = async () => {
    await answered;
    return { status: 200 };
  };
  const ids = await stand.events(newSubject(), 3);
  const worker = stand.worker();
  await until('a post is under way', () => Promise.resolve(receiver.receipts.length === 1));
  const stopped = worker.stop();
  answer();
  await stopped;
  expect(receiver.ids).toEqual(ids.slice(0, 1));
  expect((await stand.deliveries()).map(({ status }) => status)).toEqual(['delivered', 'pending', 'pending']);
  expect(await stand.lines()).toMatchObject([{ pending: 2, leased: false }]);
  await stand.work(stand.engine());
  expect(receiver.ids).toEqual(ids);
});

it('what was posted before the database went away is written down when it is back', async () => {
  const engine = stand.engine();
  const ids = await stand.events(newSubject(), 3);
  await stand.handOut(engine);
  const line = await stand.claimOne(engine);
  receiver.behaviour = () => {
    const away = (): Promise<never> => Promise.reject(new DatabaseAway());
    Object.assign(stand.database, { now: away, query: away });
    // Its own methods cover those of its class; without them it is back.
    setTimeout(() => ['now', 'query'].forEach((name) => Reflect.deleteProperty(stand.database, name)), 100);
    return { status: 200 };
  };
  await engine.deliver.run(line);
  expect(receiver.ids).toEqual(ids.slice(0, 1));
  expect((await stand.deliveries()).map(({ status, attempts }) => `${status} ${attempts}`)).toEqual(['delivered 1', 'pending 0', 'pending 0']);
  expect(await stand.lines()).toMatchObject([{ pending: 2, leased: false }]);
});

it('a line that somebody hurries in the moment it ends does not stay behind', async () => {
  const engine = stand.engine();
  const [id] = await stand.events(newSubject(), 1);
  await stand.handOut(engine);
  const line = await stand.claimOne(engine);
  const rival = await stand.session();
  receiver.behaviour = async () => {
    await rival.query('begin');
    await rival.query('update webhook_lines set again = true');
    return { status: 200 };
  };
  const ended = engine.deliver.run(line);
  await until('it waits for the other one', async () => (await stand.rows(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).length > 0);
  await rival.query('commit');
  await rival.end();
  await ended;
  await stand.work(engine);
  expect([receiver.ids, await stand.lines()]).toEqual([[id], []]);
});

it('a line is held by one at a time', async () => {
  const engines = Array.from({ length: 4 }, () => stand.engine());
  for (let subject = 0; subject < 40; subject += 1) await stand.events(newSubject(), 1);
  await stand.handOut(engines[0]!);
  const claimed = (await Promise.all(engines.map(({ lines }) => lines.claim(15, new Map())))).flat();
  const subjects = claimed.map(({ subject }) => subject);
  expect(new Set(subjects).size).toBe(subjects.length);
  expect(await stand.lines()).toHaveLength(40);
});

it('takes no more of an endpoint than it has places, and one of an endpoint that fails', async () => {
  const engine = stand.engine();
  const [id] = await stand.rows<{ id: string }>('select id from webhook_endpoints');
  for (let subject = 0; subject < 10; subject += 1) await stand.events(newSubject(), 1);
  await stand.handOut(engine);
  expect(await engine.lines.claim(4, new Map([[id!.id, 1]]))).toHaveLength(3);
  expect(await engine.lines.claim(4, new Map([[id!.id, 4]]))).toEqual([]);
  await stand.rows(`update webhook_endpoints set failing_since = now() - interval '1 minute'`);
  expect(await engine.lines.claim(4, new Map())).toHaveLength(1);
  expect(await engine.lines.claim(4, new Map([[id!.id, 1]]))).toEqual([]);
});
