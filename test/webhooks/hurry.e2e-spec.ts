import { readSettings } from '#app/platform';
import { createSecretBox, EndpointStore, secretKeysOf } from '#app/webhooks';
import { until } from '../support/evidence.js';
import { Receiver, refuses } from '../support/receiver.js';
import { newSubject, WebhookStand, type Engine } from './engine.js';

const hourMs = 3_600_000;

let stand: WebhookStand;
let receiver: Receiver;
let engine: Engine;
let endpoint: string;
let store: EndpointStore;

beforeEach(async () => {
  stand = await WebhookStand.create();
  receiver = await Receiver.start(refuses);
  endpoint = await stand.endpoint({ url: receiver.url });
  engine = stand.engine();
  store = new EndpointStore(stand.database, createSecretBox(secretKeysOf(readSettings({ NODE_ENV: 'test' }))), stand.clock);
});
afterEach(async () => {
  await Receiver.closeAll();
  await stand.remove();
});

const addressed = () => ({ id: endpoint, apiClient: 'crm', expected: null, keep: null });
const newAddress = (url: string) => store.update(addressed(), { url: new URL(url).href });
/** Until nobody posts any more who does not know of the change. */
const known = (): void => { stand.clock.shiftMs += 2_500; };

/** One event of each subject, refused four times: the next try is two hours away. */
async function waiting(subjects: number): Promise<string[]> {
  const ids: string[] = [];
  for (let subject = 0; subject < subjects; subject += 1) ids.push(...await stand.events(newSubject(), 1));
  await stand.handOutAndWork(engine);
  for (let tries = 1; tries < 4; tries += 1) {
    stand.clock.shiftMs += hourMs;
    await stand.work(engine);
  }
  expect((await stand.lines()).every(({ wait }) => wait > 1.5 * hourMs)).toBe(true);
  return ids;
}

it('another address: what waits is due there soon, with its whole schedule before it', async () => {
  const ids = await waiting(3);
  const other = await Receiver.start(refuses);
  await newAddress(other.url);
  known();
  expect(await engine.lines.hurry()).toBe(true);
  await stand.work(stand.engine());
  expect(other.ids.toSorted()).toEqual(ids.toSorted());
  expect(await stand.deliveries()).toMatchObject(ids.map(() => ({ status: 'pending', attempts: 5, tries: 1 })));
  // Once: what fails there waits as ever.
  expect(await engine.lines.hurry()).toBe(false);
  expect((await stand.lines()).every(({ wait }) => wait > 3_000)).toBe(true);
});

it('waits until every worker knows of the change', async () => {
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  await newAddress('http://127.0.0.1:1/');
  expect(await engine.lines.hurry()).toBe(false);
  known();
  expect(await engine.lines.hurry()).toBe(true);
});

it('enabled again: what waits is due soon', async () => {
  const ids = await waiting(2);
  await store.disable(addressed());
  await store.enable(addressed());
  receiver.behaviour = () => ({ status: 204 });
  known();
  expect(await engine.lines.hurry()).toBe(true);
  await stand.work(engine);
  expect(receiver.taken.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
});

it('enabled again after days: what was due all the time has its whole schedule before it too', async () => {
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  for (let tries = 1; tries < 9; tries += 1) {
    stand.clock.shiftMs += 30 * hourMs;
    await stand.work(engine);
  }
  expect(await stand.deliveries()).toMatchObject([{ status: 'pending', tries: 9 }]);
  await store.disable(addressed());
  stand.clock.shiftMs += 48 * hourMs;
  await store.enable(addressed());
  known();
  await engine.lines.hurry();
  await stand.work(stand.engine());
  expect(await stand.deliveries()).toMatchObject([{ status: 'pending', attempts: 10, tries: 1 }]);
});

it('takes turns where several endpoints wait for it', async () => {
  const other = await stand.endpoint({ url: receiver.url, apiClient: 'other' });
  await stand.rows(`
    insert into webhook_lines (endpoint_id, subject, pending, due_at)
    select case when n <= 5 then $2::uuid else $1::uuid end, gen_random_uuid(), 1, now() + n * interval '1 minute' from generate_series(1, 3000) as n`, [endpoint, other]);
  await stand.rows(`update webhook_endpoints set hurry = true, updated_at = now() - interval '1 minute'`);
  await engine.lines.hurry();
  await engine.lines.hurry();
  expect((await stand.lines()).filter((line) => line.endpoint === other && line.wait > 0)).toEqual([]);
});

it('another description makes nothing due', async () => {
  await waiting(1);
  await store.update(addressed(), { description: 'the same place' });
  known();
  expect(await engine.lines.hurry()).toBe(false);
  expect(await stand.work(engine)).toBe(0);
});

it('what is being posted to the old address is due as soon as it is let go of', async () => {
  const [id] = await stand.events(newSubject(), 1);
  await stand.handOut(engine);
  const other = await Receiver.start();
  receiver.behaviour = async () => {
    await newAddress(other.url);
    known();
    expect(await engine.lines.hurry()).toBe(true);
    return { status: 500 };
  };
  await engine.deliver.run(await stand.claimOne(engine));
  await stand.work(stand.engine());
  expect([receiver.ids, other.ids]).toEqual([[id], [id]]);
});

it('goes through many in bounded steps, also beside a worker', async () => {
  await stand.rows(`
    insert into webhook_lines (endpoint_id, subject, pending, due_at) select $1, gen_random_uuid(), 1, now() + n * interval '1 minute' from generate_series(1, 2500) as n`, [endpoint]);
  await newAddress('http://127.0.0.1:1/');
  known();
  const due = async () => (await stand.lines()).filter(({ wait }) => wait <= 0).length;
  const before = await due();
  const steps: number[] = [];
  while (await engine.lines.hurry()) steps.push(await due() - before);
  expect(steps.length).toBe(3);
  expect(steps[0]).toBeLessThanOrEqual(1_000);
  expect(await due()).toBe(2_500);
  expect(await stand.rows('select hurry from webhook_endpoints')).toEqual([{ hurry: false }]);
});

it('goes on although somebody else made one of them due meanwhile', async () => {
  await stand.rows(`
    insert into webhook_lines (endpoint_id, subject, pending, due_at) select $1, gen_random_uuid(), 1, now() + n * interval '1 minute' from generate_series(1, 1500) as n`, [endpoint]);
  await newAddress('http://127.0.0.1:1/');
  known();
  const rival = await stand.session();
  await rival.query('begin');
  await rival.query('update webhook_lines set due_at = now() where due_at = (select max(due_at) from webhook_lines)');
  const step = engine.lines.hurry();
  await until('it waits for the other one', async () => (await stand.rows(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).length > 0);
  await rival.query('commit');
  await rival.end();
  await step;
  while (await engine.lines.hurry());
  expect((await stand.lines()).filter(({ wait }) => wait > 0)).toEqual([]);
});

it('another address begins the count of failures anew', async () => {
  await waiting(1);
  const failing = async () => (await store.get(endpoint, 'crm'))?.failingSince;
  expect(await failing()).toBeInstanceOf(Date);
  expect(await newAddress('http://127.0.0.1:1/')).toMatchObject({ kind: 'changed', endpoint: { failingSince: null } });
  expect(await failing()).toBeNull();
});
