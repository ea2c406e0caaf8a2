import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BenchReceiver } from './receiver.js';
import { addUsage, usageOf, type Bench } from './usage.js';

const patienceMs = 120_000;
const backlog = 1_000_000;
/** Nothing but these cases writes events of these types. */
const [measured, forTheDead] = ['onboarding.delayed', 'onboarding.held'];

/** Events to a receiver that takes each at once: one of each onboarding, which is the most lines, then four of each; then beside an endpoint that is dead. */
export async function webhooks(bench: Bench): Promise<void> {
  const { service, rounds } = bench;
  const receiver = await BenchReceiver.start();
  try {
    await service.addWebhook(receiver.url, [measured]);
    await handOver(bench, receiver, bench.count, 1);
    await bench.postgres.ask('analyze');
    for (let round = 0; round < rounds; round += 1) await deliver(bench, receiver, 'webhooks, one event of each onboarding', 1);
    for (let round = 0; round < rounds; round += 1) await deliver(bench, receiver, 'webhooks, four events of each onboarding', 4);
    await besideTheDead(bench, receiver);
    if (receiver.repeats > 0) throw new Error(`${receiver.repeats} events were delivered more than once`);
  } finally {
    await receiver.close();
  }
}

/** @param each events of one onboarding */
async function deliver(bench: Bench, receiver: BenchReceiver, label: string, each: number): Promise<void> {
  const { figures, count, say } = bench;
  const events = 4 * count;
  const before = await usageOf(bench);
  const seconds = await handOver(bench, receiver, events, each);
  const after = await usageOf(bench);
  figures.add(label, 'deliveries/s', events / seconds);
  addUsage(bench, label, 'delivery', before, after, events);
  say(`${label}: ${(events / seconds).toFixed(0)} deliveries/s`);
}

/** Writes so many events and waits until all have arrived. @returns how long that took, s */
async function handOver({ postgres }: Bench, receiver: BenchReceiver, events: number, each: number): Promise<number> {
  const all = receiver.untilMore(events, patienceMs);
  await postgres.ask(`
    insert into events (era, api_client, subject, sequence, type, data)
    select (select max(era) from event_era), 'crm', subject, sequence, '${measured}', json_build_object('id', subject, 'sequence', sequence)
    from (select gen_random_uuid() as subject from generate_series(1, $1)) as s, generate_series(1, $2) as sequence order by subject, sequence`, [events / each, each]);
  const startedAt = performance.now();
  await all;
  return (performance.now() - startedAt) / 1_000;
}

/** An endpoint that answers nothing, with a million events waiting: they must not show, neither in what else is delivered nor in what is accepted. */
async function besideTheDead(bench: Bench, receiver: BenchReceiver): Promise<void> {
  const { service, postgres, rounds } = bench;
  const dead = createServer((request) => void request.resume());
  await new Promise<void>((listening) => dead.listen(0, '127.0.0.1', listening));
  try {
    await service.addWebhook(`http://127.0.0.1:${(dead.address() as AddressInfo).port}/`, [forTheDead]);
    await acceptMeanwhile(bench, 'accept before there is a backlog of webhooks');
    // As the fan-out would have left it, which has passed this place of the log already.
    await postgres.ask(`
      with old as (
        insert into events (era, xid, api_client, subject, sequence, type, data)
        select 1, '3', 'crm', gen_random_uuid(), 1, '${forTheDead}', '{}' from generate_series(1, $1) returning subject, sequence, type),
      made as (
        insert into webhook_deliveries (endpoint_id, subject, sequence, type)
        select p.id, o.subject, o.sequence, o.type from webhook_endpoints p, old o where '${forTheDead}' = any(p.event_types) returning endpoint_id, subject)
      insert into webhook_lines (endpoint_id, subject, pending, due_at) select endpoint_id, subject, 1, now() from made`, [backlog]);
    await postgres.ask('vacuum analyze');
    // What filling it has left behind is not what is measured.
    await postgres.ask('checkpoint');
    for (let round = 0; round < rounds; round += 1) await deliver(bench, receiver, `webhooks beside a dead endpoint with ${backlog} events waiting`, 1);
    await acceptMeanwhile(bench, `accept beside a backlog of ${backlog} webhooks`);
  } finally {
    dead.closeAllConnections();
    await new Promise((closed) => { dead.close(closed); });
  }
}

/**
 * Requests while the worker is running: a round of them, worked off before the next one. Always so soon after a checkpoint:
 * the first change of a page after one costs a whole page of WAL, and the first two rounds pay for that.
 */
async function acceptMeanwhile({ service, driver, requests, postgres, witness, figures, rounds, count, say }: Bench, label: string): Promise<void> {
  await postgres.ask('checkpoint');
  for (let round = -2; round < rounds; round += 1) {
    await witness.begin();
    const { seconds } = await driver.submit(requests.take(count));
    await witness.untilAllDone();
    await witness.check(count);
    if (round < 0) continue;
    figures.add(label, 'requests/s', count / seconds);
    say(`${label}: ${(count / seconds).toFixed(0)} requests/s`);
    figures.add(`${label}: memory of the worker`, 'MiB', service.memoryMib('now').worker);
  }
}
