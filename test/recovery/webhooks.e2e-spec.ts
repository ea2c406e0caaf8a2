import { randomUUID } from 'node:crypto';
import { seededRandom } from '../freedompay/seeded-random.js';
import { Crm } from '../support/crm.js';
import { deliveryFaults } from '../support/delivery-checker.js';
import { gatherDeliveries, readFeed, until, untilAllEnded } from '../support/evidence.js';
import { shortWebhooks } from '../support/fleet.js';
import { Receiver, takes } from '../support/receiver.js';
import { queueBackends } from '../support/servers.js';
import { Stand } from '../support/stand.js';

const onboardings = Number(process.env['WEBHOOK_CHAOS_ONBOARDINGS'] ?? 80);
const kills = Number(process.env['WEBHOOK_CHAOS_KILLS'] ?? 5);
const seed = Number(process.env['STORM_SEED'] ?? Date.now() % 1_000_000);
const patienceMs = 60_000 + onboardings * 100;

let stand: Stand;
let receivers: Record<'fast' | 'flaky' | 'dead', Receiver>;
/** What the dead one does while it is dead: first nothing at all, then it cuts every connection. */
let away: 'hang' | 'reset' | null = 'hang';

beforeAll(async () => {
  const random = seededRandom(seed);
  stand = await Stand.create(queueBackends[0]);
  await stand.renew();
  receivers = {
    fast: await Receiver.start(takes),
    flaky: await Receiver.start(() => (random() < 0.3 ? (['reset', { status: 503 }, { status: 429, headers: { 'retry-after': '0' } }] as const)[Math.floor(random() * 3)]! : { status: 200 })),
    dead: await Receiver.start(() => away ?? { status: 200 }),
  };
  for (const { url } of Object.values(receivers)) await stand.addEndpoint(url);
}, 120_000);

afterAll(async () => {
  await Receiver.closeAll();
  await stand.remove();
}, 60_000);

const distinct = (receiver: Receiver): number => new Set(receiver.taken.map(({ id }) => id)).size;

it(`${onboardings} onboardings, a worker killed ${kills} times, an endpoint that errs and one that is dead for a while: every event arrives, in order, as it was`, async () => {
  process.stdout.write(`webhooks with STORM_SEED=${seed}\n`);
  const fleet = await stand.start({ apis: 1, workers: 2, environment: shortWebhooks });
  const crm = new Crm('webhooks', [await fleet.url('api')]);
  let submitted = 0;
  for (let wave = 0; wave < kills; wave += 1) {
    const upTo = Math.round((onboardings * (wave + 1)) / kills);
    // The id of the deal is also the partner's request id: so the partner's ledger tells which deals there are.
    const ids = Array.from({ length: upTo - submitted }, () => randomUUID());
    const from = receivers.fast.receipts.length;
    const all = Promise.all(ids.map((id, index) => crm.submit(id, { request_id: id, bin: String(400_000_000_000 + submitted + index) })));
    submitted = upTo;
    // In the middle of it: some have arrived, most have not.
    await until('deliveries are under way', () => Promise.resolve(receivers.fast.receipts.length > from + ids.length));
    await fleet.kill('worker', 0);
    await all;
    if (wave === Math.floor(kills / 3)) away = 'reset';
    if (wave === Math.floor((kills * 2) / 3)) away = null;
  }
  await untilAllEnded(stand.databaseUrl, onboardings, patienceMs);
  const events = await readFeed(await fleet.url('api'));
  await until('every endpoint has every event', () => Promise.resolve(Object.values(receivers).every((receiver) => distinct(receiver) >= events.length)), patienceMs)
    .catch(() => undefined);

  const evidence = await gatherDeliveries(receivers, stand.witness, events);
  expect(deliveryFaults(evidence)).toEqual([]);
  expect(fleet.unexpectedDeaths).toEqual([]);

  // The run counts only if everything it is about took place.
  expect(evidence.ledger).toHaveLength(onboardings);
  expect(crm.acknowledged).toHaveLength(onboardings);
  const refused = receivers.flaky.receipts.length - receivers.flaky.taken.length;
  expect(refused / receivers.flaky.receipts.length).toBeGreaterThan(0.15);
  expect(receivers.dead.receipts.length).toBeGreaterThan(receivers.dead.taken.length);
  const repeated = Object.values(receivers).reduce((sum, receiver) => sum + receiver.taken.length - distinct(receiver), 0);
  process.stdout.write(`${events.length} events, ${repeated} taken twice, ${refused} refused by the flaky one, ${receivers.dead.receipts.length - receivers.dead.taken.length} unanswered by the dead one\n`);
}, 120_000 + 2 * patienceMs);
