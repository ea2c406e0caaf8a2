import { randomUUID } from 'node:crypto';
import type { QueryResultRow } from 'pg';
import { Database } from '#app/platform';
import { until } from '../support/evidence.js';
import { Receiver } from '../support/receiver.js';
import { newSubject, WebhookStand } from './engine.js';

/** So much of each has to happen at the same time as all the rest. */
const enough = { replaySteps: 6, redeliveries: 20 };

let stand: WebhookStand;

afterEach(async () => {
  await Receiver.closeAll();
  await stand.remove();
});

it('fan-out, claims, settling, replays, redeliveries and hurries of rivals meet without a deadlock, and every counter is right', async () => {
  stand = await WebhookStand.create();
  const codes: string[] = [];
  watchCodes(stand.database, codes);
  let nth = 0;
  const receivers = await Promise.all([1, 2].map(() => Receiver.start(() => ({ status: (nth += 1) % 7 === 0 ? 500 : 200 }))));
  const endpoints = await Promise.all(receivers.map(({ url }) => stand.endpoint({ url })));
  const subjects = Array.from({ length: 30 }, newSubject);
  const workers = Array.from({ length: 3 }, () => stand.worker({ WEBHOOK_TIMEOUT_MS: '60000', WEBHOOK_RETRY_SCHEDULE_MS: Array(20).fill('20').join() }));
  const engine = stand.engine();
  const done = { replaySteps: 0, redeliveries: 0 };
  const over = new AbortController();
  const again = async (turn: () => Promise<unknown>): Promise<void> => {
    while (!over.signal.aborted) await turn();
  };
  const pick = <T>(all: T[]): T => all[Math.floor(Math.random() * all.length)]!;
  const hammering = Promise.all([
    again(() => stand.events(pick(subjects), 1 + Math.floor(Math.random() * 4))),
    again(() => engine.fanOut.step()),
    again(async () => {
      await stand.rows(`insert into webhook_replays (id, endpoint_id, from_at, to_at, event_types) values ($1, $2, '-infinity', 'infinity', '{}') on conflict do nothing`, [randomUUID(), pick(endpoints)]);
      if (await engine.putBack.replayStep()) done.replaySteps += 1;
    }),
    again(() => engine.putBack.replayStep()),
    again(async () => {
      await stand.rows(`update webhook_endpoints set hurry = true, updated_at = now() - interval '1 hour' where id = $1`, [pick(endpoints)]);
      await engine.lines.hurry();
    }),
    again(async () => {
      if ((await engine.putBack.one({ endpointId: pick(endpoints), subject: pick(subjects), sequence: 1 + Math.floor(Math.random() * 5) })) === 'put_back') done.redeliveries += 1;
    }),
  ]);
  await until('enough has happened', () => Promise.resolve(done.replaySteps >= enough.replaySteps && done.redeliveries >= enough.redeliveries));
  over.abort();
  await hammering;
  await until('all is delivered', async () => (await stand.lines()).length === 0 && (await stand.rows('select 1 from webhook_replays where finished_at is null')).length === 0);
  await Promise.all(workers.map((worker) => worker.stop()));
  expect(codes).toEqual([]);
  const [events] = await stand.rows<{ count: number }>('select count(*)::integer as count from events');
  const deliveries = await stand.deliveries();
  expect(deliveries).toHaveLength(2 * (events?.count ?? 0));
  expect(deliveries.filter(({ status }) => status !== 'delivered')).toEqual([]);
  expect(await stand.wrongCounters()).toBe(0);
}, 120_000);

/** Notes the SQLSTATE of every statement that fails, also of those that are tried again. */
function watchCodes(database: Database, codes: string[]): void {
  const query = database.query.bind(database);
  database.query = async <Row extends QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> => {
    try {
      return await query<Row>(name, text, values);
    } catch (error) {
      codes.push(`${name} ${(error as { code?: string }).code ?? String(error)}`);
      throw error;
    }
  };
}
