import { until } from '../support/evidence.js';
import { Receiver, refuses } from '../support/receiver.js';
import { newSubject, WebhookStand, type Engine } from './engine.js';

const hourMs = 3_600_000;
const scheduleMs = [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000];

let stand: WebhookStand;
let receiver: Receiver;
let engine: Engine;
let endpoint: string;

beforeEach(async () => {
  stand = await WebhookStand.create();
  receiver = await Receiver.start(refuses);
  endpoint = await stand.endpoint({ url: receiver.url, eventTypes: ['onboarding.*'] });
  engine = stand.engine();
});
afterEach(async () => {
  await Receiver.closeAll();
  await stand.remove();
});

const waitOfTheLine = async (): Promise<number> => (await stand.lines())[0]?.wait ?? Number.NaN;

interface Told { type: string; sequence: number; data: Record<string, unknown> }
const told = (): Promise<Told[]> => stand.rows<Told>(`select type, sequence, data from events where type like 'webhook_endpoint.%' order by subject, sequence`);
const health = async (): Promise<Record<string, unknown>> => (await stand.rows<Record<string, unknown>>(
  'select status, disabled_reason, failing_since is not null as failing, warned, version from webhook_endpoints where id = $1', [endpoint]))[0]!;

it('follows the whole schedule over three days, then gives up and goes on with the next', async () => {
  const subject = newSubject();
  const [first, second] = await stand.events(subject, 2);
  await stand.handOut(engine);
  for (const [index, standardMs] of scheduleMs.entries()) {
    expect(await stand.work(engine)).toBe(1);
    expect(await stand.deliveries()).toMatchObject([{ status: 'pending', attempts: index + 1, tries: index + 1 }, { status: 'pending', attempts: 0 }]);
    const waitMs = await waitOfTheLine();
    expect(waitMs).toBeLessThanOrEqual(standardMs * 1.2);
    // The time since it was written is taken off.
    expect(waitMs).toBeGreaterThan(standardMs * 0.8 - 4_000);
    stand.clock.shiftMs += Math.max(0, waitMs - 2_000);
    if (waitMs > 4_000) expect(await stand.work(engine)).toBe(0);
    stand.clock.shiftMs += 2_001;
  }
  expect(receiver.ids).toEqual(scheduleMs.map(() => first));
  const sequenced = stand.work(engine);
  await sequenced;
  // The tenth try was the last of the first, and the second had its first one.
  expect(receiver.ids).toEqual([...scheduleMs.map(() => first), first, second]);
  expect(new Set(receiver.receipts.filter(({ id }) => id === first).map(({ body }) => body)).size).toBe(1);
  expect(await stand.deliveries()).toMatchObject([{ status: 'exhausted', attempts: 10, delivered: false }, { status: 'pending', attempts: 1 }]);
  const attempts = await stand.rows<{ number: number; days: number; outcome: string; http_status: number; answer: Buffer }>(`
    select number, extract(epoch from started_at - now())::float8 / 86400 as days, outcome, http_status, answer from webhook_attempts where sequence = 1 order by number`);
  expect(attempts.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(attempts[9]!.days).toBeGreaterThan(2.4);
  expect(attempts[9]).toMatchObject({ outcome: 'refused_status', http_status: 500, answer: Buffer.from('not now') });
});

it.each([429, 503])('%d with Retry-After: the whole endpoint has its pause, another one has none', async (status) => {
  const other = await Receiver.start();
  await stand.endpoint({ url: other.url });
  receiver.behaviour = () => ({ status, headers: { 'retry-after': '120' } });
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  stand.clock.shiftMs += 110_000;
  await stand.work(engine);
  expect([receiver.ids.length, other.ids.length]).toEqual([1, 2]);
  stand.clock.shiftMs += 11_000;
  await stand.work(engine);
  expect(new Set(receiver.ids).size).toBe(2);
});

it('a pause that is asked for by an old address, or for days, holds nothing up', async () => {
  await engine.health.notePause(endpoint, 'http://127.0.0.1:1/', 60_000);
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  expect(receiver.ids).toHaveLength(1);
  await engine.health.notePause(endpoint, receiver.url, 10 * 24 * hourMs);
  await stand.events(newSubject(), 1);
  await stand.handOut(engine);
  expect(await stand.work(engine)).toBe(0);
  stand.clock.shiftMs += hourMs;
  expect(await stand.work(engine)).toBeGreaterThan(0);
});

it('a failure after days without a try begins a new count: nobody is switched off for silence', async () => {
  engine = stand.engine({ WEBHOOK_RETRY_SCHEDULE_MS: '1000' });
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  stand.clock.shiftMs += 2_000;
  await stand.work(engine);
  stand.clock.shiftMs += 5 * 24 * hourMs;
  await stand.events(newSubject(), 1);
  await stand.handOut(engine);
  // Something waits, and nobody has tried: nothing is known of the receiver.
  await stand.engine().health.look();
  await stand.work(stand.engine({ WEBHOOK_RETRY_SCHEDULE_MS: '1000' }));
  await stand.engine({ WEBHOOK_RETRY_SCHEDULE_MS: '1000' }).health.look();
  expect(await told()).toEqual([]);
  expect(await health()).toMatchObject({ status: 'enabled', failing: true, warned: 0 });
});

it('obeys Retry-After where it asks for more than the schedule', async () => {
  receiver.behaviour = () => ({ status: 503, headers: { 'retry-after': '3600' } });
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  const waitMs = await waitOfTheLine();
  expect(waitMs).toBeGreaterThan(hourMs - 20_000);
  expect(waitMs).toBeLessThanOrEqual(hourMs);
});

it('410 switches the endpoint off at once, tells it once, and sends nothing more', async () => {
  const watcher = await Receiver.start();
  await stand.endpoint({ url: watcher.url, eventTypes: ['webhook_endpoint.*'] });
  receiver.behaviour = () => ({ status: 410 });
  for (let subject = 0; subject < 5; subject += 1) await stand.events(newSubject(), 2);
  await stand.handOutAndWork(engine);
  expect(receiver.receipts).toHaveLength(5);
  expect(await health()).toMatchObject({ status: 'disabled', disabled_reason: 'gone', version: 2 });
  expect(await told()).toMatchObject([{ type: 'webhook_endpoint.disabled', sequence: 1, data: { id: endpoint, reason: 'gone' } }]);
  stand.clock.shiftMs += 24 * hourMs;
  await stand.handOutAndWork(engine);
  expect(receiver.receipts).toHaveLength(5);
  // Nothing is thrown away, and somebody who asked for it hears of it.
  expect((await stand.deliveries()).filter(({ status }) => status === 'pending')).toHaveLength(10);
  expect(watcher.ids).toEqual([`evt_${endpoint}_1`]);
});

it('410 from an address that the endpoint had before leaves it alone', async () => {
  receiver.behaviour = () => ({ status: 410 });
  await stand.events(newSubject(), 1);
  await stand.handOut(engine);
  const line = await stand.claimOne(engine);
  receiver.behaviour = async () => {
    await stand.rows('update webhook_endpoints set url = $2 where id = $1', [endpoint, 'http://127.0.0.1:1/']);
    return { status: 410 };
  };
  await engine.deliver.run(line);
  expect(receiver.receipts).toHaveLength(1);
  expect(await health()).toMatchObject({ status: 'enabled' });
  expect(await told()).toEqual([]);
});

it('410 counts although another event of the endpoint was written meanwhile', async () => {
  const rival = await stand.session();
  await rival.query('begin');
  await rival.query('update webhook_endpoints set sequence = sequence + 1 where id = $1', [endpoint]);
  const gone = engine.health.gone(endpoint, new URL(receiver.url).href);
  await until('it waits for the other one', async () => (await stand.rows(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).length > 0);
  await rival.query('commit');
  await rival.end();
  await gone;
  expect(await health()).toMatchObject({ status: 'disabled', disabled_reason: 'gone' });
  expect(await told()).toMatchObject([{ type: 'webhook_endpoint.disabled', sequence: 2 }]);
});

it('warns after an hour, after a day, and switches off after four days', async () => {
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  const at = async (hours: number): Promise<string[]> => {
    stand.clock.shiftMs = hours * hourMs;
    await Promise.all([stand.engine().health.look(), engine.health.look()]);
    return (await told()).map(({ type }) => type.split('.')[1]!);
  };
  expect(await at(0.9)).toEqual([]);
  expect(await at(1.1)).toEqual(['failing']);
  expect(await at(23.9)).toEqual(['failing']);
  expect(await at(24.1)).toEqual(['failing', 'failing']);
  for (const hours of [24.2, 48, 72]) {
    stand.clock.shiftMs = hours * hourMs;
    await stand.work(stand.engine());
  }
  expect(await at(95.9)).toEqual(['failing', 'failing']);
  expect(await health()).toMatchObject({ status: 'enabled', failing: true, warned: 2, version: 1 });
  // Nobody has tried since: it may be well by now.
  expect(await at(96.1)).toEqual(['failing', 'failing']);
  await stand.work(stand.engine());
  expect(await at(96.1)).toEqual(['failing', 'failing', 'disabled']);
  expect(await at(200)).toEqual(['failing', 'failing', 'disabled']);
  expect(await health()).toMatchObject({ status: 'disabled', disabled_reason: 'failing', version: 2 });
  const events = await told();
  expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  const since = Date.parse(String(events[0]!.data['failing_since']));
  expect(events[0]!.data).toEqual({ id: endpoint, failing_since: expect.any(String) as string, disables_at: new Date(since + 96 * hourMs).toISOString() });
  expect(events[2]!.data).toEqual({ id: endpoint, reason: 'failing', failing_since: events[0]!.data['failing_since'] });
  // Due long since, and left alone.
  expect(await stand.work(engine)).toBe(0);
  expect(receiver.receipts).toHaveLength(5);
});

it('a single success ends the failure: the next one begins its hour anew', async () => {
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  stand.clock.shiftMs = 23 * hourMs;
  await engine.health.look();
  expect(await told()).toHaveLength(1);
  receiver.behaviour = () => ({ status: 204 });
  await stand.work(engine);
  expect(await health()).toMatchObject({ failing: false, warned: 0 });
  receiver.behaviour = refuses;
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  stand.clock.shiftMs = 23.9 * hourMs;
  await engine.health.look();
  expect(await told()).toHaveLength(1);
  expect(await health()).toMatchObject({ failing: true, warned: 0 });
});

it('an endpoint that failed once and has nothing waiting is not switched off', async () => {
  engine = stand.engine({ WEBHOOK_RETRY_SCHEDULE_MS: '1000' });
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  stand.clock.shiftMs = 2_000;
  await stand.work(engine);
  expect(await stand.deliveries()).toMatchObject([{ status: 'exhausted' }]);
  stand.clock.shiftMs = 200 * hourMs;
  await engine.health.look();
  expect(await told()).toEqual([]);
  expect(await health()).toMatchObject({ status: 'enabled' });
});
