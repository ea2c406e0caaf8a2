import { until } from '../support/evidence.js';
import { Receiver } from '../support/receiver.js';
import { newSubject, WebhookStand } from './engine.js';

let stand: WebhookStand;
let receiver: Receiver;

beforeEach(async () => {
  stand = await WebhookStand.create();
  receiver = await Receiver.start();
});
afterEach(async () => {
  await Receiver.closeAll();
  await stand.remove();
});

it('makes one delivery for each event and endpoint that asked for it', async () => {
  const engine = stand.engine();
  const all = await stand.endpoint({ url: receiver.url });
  const some = await stand.endpoint({ url: receiver.url, eventTypes: ['batch.*', 'onboarding.held'] });
  await stand.endpoint({ url: receiver.url, apiClient: 'another' });
  const [first, second] = [newSubject(), newSubject()];
  await stand.events(first, 2);
  await stand.events(first, 1, { type: 'onboarding.held' });
  await stand.events(second, 1, { type: 'batch.completed' });
  await stand.handOut(engine);
  const places = (await stand.deliveries()).map(({ endpoint, subject, sequence }) => `${endpoint} ${subject} ${sequence}`);
  expect(places).toEqual([
    `${all} ${first} 1`, `${all} ${first} 2`, `${all} ${first} 3`, `${all} ${second} 1`, `${some} ${first} 3`, `${some} ${second} 1`,
  ].sort());
  expect((await stand.lines()).map(({ pending }) => pending).reduce((sum, pending) => sum + pending, 0)).toBe(6);
});

it('gives an endpoint nothing that was written before it was there, and a deleted one nothing at all', async () => {
  const engine = stand.engine();
  const subject = newSubject();
  await stand.events(subject, 2);
  const late = await stand.endpoint({ url: receiver.url });
  const deleted = await stand.endpoint({ url: receiver.url });
  await stand.rows('update webhook_endpoints set deleted_at = now() where id = $1', [deleted]);
  await stand.events(subject, 1);
  await stand.handOut(engine);
  expect((await stand.deliveries()).map(({ endpoint, sequence }) => [endpoint, sequence])).toEqual([[late, 3]]);
});

it('gives an endpoint what was being written when it was made', async () => {
  const engine = stand.engine();
  const [subject, earlier] = [newSubject(), newSubject()];
  await stand.events(earlier, 1);
  const writer = await stand.session();
  await writer.query('begin');
  await writer.query(`insert into events (era, api_client, subject, sequence, type, data) select max(era), 'crm', $1, 1, 'onboarding.processing', '{}' from event_era`, [subject]);
  const made = await stand.endpoint({ url: receiver.url });
  await writer.query('commit');
  await writer.end();
  await stand.events(earlier, 1);
  await stand.handOut(engine);
  const places = (await stand.deliveries()).map(({ endpoint, subject: of, sequence }) => `${endpoint} ${of} ${sequence}`);
  expect(places).toEqual([`${made} ${subject} 1`, `${made} ${earlier} 2`].sort());
});

it('collects for a disabled endpoint, and sends when it is enabled again', async () => {
  const engine = stand.engine();
  const id = await stand.endpoint({ url: receiver.url });
  await stand.rows(`update webhook_endpoints set status = 'disabled', disabled_reason = 'by_client', disabled_at = now() where id = $1`, [id]);
  const ids = await stand.events(newSubject(), 3);
  await stand.handOutAndWork(engine);
  expect(receiver.receipts).toEqual([]);
  await stand.rows(`update webhook_endpoints set status = 'enabled', disabled_reason = null, disabled_at = null where id = $1`, [id]);
  await stand.work(engine);
  expect(receiver.ids).toEqual(ids);
});

it('waits for an older transaction: what commits late is not skipped, and what is younger waits with it', async () => {
  const engine = stand.engine();
  await stand.endpoint({ url: receiver.url });
  const [before] = await stand.events(newSubject(), 1);
  const early = newSubject();
  const session = await stand.session();
  await session.query('begin');
  await session.query(`insert into events (era, api_client, subject, sequence, type, data) select max(era), 'crm', $1, 1, 'onboarding.accepted', '{}' from event_era`, [early]);
  const [younger] = await stand.events(newSubject(), 1);
  await until('what is older is handed out', async () => {
    await engine.fanOut.step();
    return (await stand.deliveries()).length > 0;
  });
  await engine.fanOut.step();
  await stand.work(engine);
  expect(receiver.ids).toEqual([before]);
  await session.query('commit');
  await session.end();
  await stand.handOutAndWork(engine);
  expect(receiver.ids.slice(1).toSorted()).toEqual([`evt_${early}_1`, `${younger}`].toSorted());
});

it('rival workers make each delivery once and post each once', async () => {
  const second = await Receiver.start();
  for (const { url } of [receiver, second]) await stand.endpoint({ url });
  const subjects = Array.from({ length: 150 }, newSubject);
  const workers = Array.from({ length: 3 }, () => stand.worker({ WEBHOOK_TIMEOUT_MS: '60000' }));
  const ids = (await Promise.all(subjects.map((subject, index) => stand.events(subject, 1 + (index % 8))))).flat();
  await until('all has arrived', () => Promise.resolve([receiver, second].every(({ taken }) => new Set(taken.map(({ id }) => id)).size === ids.length)));
  await Promise.all(workers.map((worker) => worker.stop()));
  for (const { ids: arrived } of [receiver, second]) expect(arrived.toSorted()).toEqual(ids.toSorted());
  expect(new Set((await stand.deliveries()).map(({ status, attempts }) => `${status} ${attempts}`))).toEqual(new Set(['delivered 1']));
  expect(await stand.lines()).toEqual([]);
});
