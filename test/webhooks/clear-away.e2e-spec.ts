import { Receiver } from '../support/receiver.js';
import { newSubject, WebhookStand, type Engine } from './engine.js';

const dayMs = 86_400_000;

let stand: WebhookStand;
let receiver: Receiver;
let engine: Engine;

beforeEach(async () => {
  stand = await WebhookStand.create();
  receiver = await Receiver.start();
  engine = stand.engine();
});
afterEach(async () => {
  await Receiver.closeAll();
  await stand.remove();
});

const counts = async (): Promise<Record<string, number>> => (await stand.rows<Record<string, number>>(`
  select (select count(*)::integer from webhook_deliveries) as deliveries, (select count(*)::integer from webhook_attempts) as attempts,
    (select count(*)::integer from webhook_lines) as lines, (select count(*)::integer from webhook_secrets) as secrets,
    (select count(*)::integer from webhook_endpoints) as endpoints`))[0]!;

it('what was sent again is kept for 30 days from then', async () => {
  const endpoint = await stand.endpoint({ url: receiver.url });
  const subject = newSubject();
  await stand.events(subject, 1);
  await stand.handOutAndWork(engine);
  stand.clock.shiftMs = 29 * dayMs;
  await engine.putBack.one({ endpointId: endpoint, subject, sequence: 1 });
  await stand.work(engine);
  stand.clock.shiftMs = 58.9 * dayMs;
  await engine.clearAway.step();
  expect(await counts()).toMatchObject({ deliveries: 1, attempts: 2 });
  stand.clock.shiftMs = 59.1 * dayMs;
  await engine.clearAway.step();
  expect(await counts()).toMatchObject({ deliveries: 0, attempts: 0 });
});

it('forgets what was delivered more than 30 days ago, and nothing else', async () => {
  const endpoint = await stand.endpoint({ url: receiver.url });
  const again = newSubject();
  await stand.events(again, 1);
  await stand.handOutAndWork(engine);
  receiver.behaviour = ({ body }) => ({ status: (JSON.parse(body) as { data: { place: number } }).data.place === 2 ? 500 : 200 });
  await stand.events(newSubject(), 3);
  await stand.handOutAndWork(engine);
  stand.clock.shiftMs = 20 * dayMs;
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  const before = await counts();
  stand.clock.shiftMs = 29.9 * dayMs;
  await engine.clearAway.step();
  expect(await counts()).toEqual(before);
  stand.clock.shiftMs = 30.1 * dayMs;
  // Delivered long ago, but somebody asked for it once more.
  expect(await engine.putBack.one({ endpointId: endpoint, subject: again, sequence: 1 })).toBe('put_back');
  expect(await engine.clearAway.step()).toBe(false);
  // Of the first subject one had been delivered; one waits, and one waits behind it. The later one stays.
  expect((await stand.deliveries()).map(({ status, attempts }) => `${status} ${attempts}`).toSorted()).toEqual(['delivered 1', 'pending 0', 'pending 1', 'pending 2']);
  expect(await counts()).toMatchObject({ attempts: 4, lines: 2, secrets: 1, endpoints: 1 });
});

it('removes all of a deleted endpoint a step at a time, and touches no other', async () => {
  const [doomed, kept] = [await stand.endpoint({ url: receiver.url }), await stand.endpoint({ url: receiver.url })];
  receiver.behaviour = () => ({ status: 500 });
  await stand.events(newSubject(), 2_300);
  await stand.handOutAndWork(engine);
  await stand.rows('update webhook_endpoints set deleted_at = now() where id = $1', [doomed]);
  expect(await engine.clearAway.step()).toBe(false);
  stand.clock.shiftMs = 6 * 60_000;
  const left: number[] = [];
  for (let more = true; more;) {
    more = await engine.clearAway.step();
    left.push((await stand.deliveries()).filter(({ endpoint }) => endpoint === doomed).length);
  }
  expect(left).toEqual([1_300, 300, 0, 0, 0]);
  expect(await counts()).toEqual({ deliveries: 2_300, attempts: 1, lines: 1, secrets: 1, endpoints: 1 });
  expect(await stand.rows('select id from webhook_endpoints')).toEqual([{ id: kept }]);
});
