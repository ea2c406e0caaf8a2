import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, type Figures } from './figures.js';
import type { LoadDriver, Submitted } from './load-driver.js';
import { countersLateMs, type BenchPostgres } from './postgres.js';
import { callsEach, concurrency, partnerLatencyMs, pollDelayMs } from './service.js';
import { addUsage, difference, usageOf, type Bench } from './usage.js';
import { webhooks } from './webhooks.js';

const callersAtOnce = (driver: LoadDriver): string => `${driver.connections} callers`;

function addLatencies(figures: Figures, label: string, { latenciesMs }: Submitted): void {
  figures.add(`${label}: p50`, 'ms', percentile(latenciesMs, 0.5), { digits: 2 });
  figures.add(`${label}: p99`, 'ms', percentile(latenciesMs, 0.99), { digits: 2 });
}

/** Accepting alone: no worker runs yet. What was accepted is left for the next case. */
async function accept(bench: Bench): Promise<number> {
  const { driver, requests, postgres, figures, rounds, count, say } = bench;
  const warmUp = count;
  const lone = 200;
  await driver.submit(requests.take(warmUp));
  await learnSizes(postgres);
  const label = `accept, ${callersAtOnce(driver)}`;
  for (let round = 0; round < rounds; round += 1) {
    const [many, few] = [requests.take(count), requests.take(lone)];
    const before = await usageOf(bench);
    const submitted = await driver.submit(many);
    const after = await usageOf(bench);
    figures.add(label, 'requests/s', count / submitted.seconds);
    addLatencies(figures, label, submitted);
    addUsage(bench, label, 'request', before, after, count);
    const alone = await driver.submit(few, 1);
    addLatencies(figures, 'accept, 1 caller', alone);
    say(`accept, round ${round + 1} of ${rounds}: ${(count / submitted.seconds).toFixed(0)} requests/s`);
  }
  return warmUp + rounds * (count + lone);
}

/** The workers start on what was accepted before, with no request coming in. It also warms them up. */
async function backlog({ service, postgres, witness, figures, say }: Bench, workers: number, accepted: number): Promise<void> {
  await service.startWorkers(workers);
  const beganMs = await postgres.nowMs();
  await witness.untilAllDone();
  const seconds = (await witness.secondsUntilLastChange()) - (beganMs - witness.startedMs) / 1_000;
  await witness.check(accepted);
  await learnSizes(postgres);
  figures.add(`backlog of ${accepted}, worked off`, 'onboardings/s', accepted / seconds);
  say(`backlog of ${accepted}: ${(accepted / seconds).toFixed(0)} onboardings/s`);
}

/** A server that runs for a minute has counted its rows by itself; a plan made for empty tables would read them whole. */
const learnSizes = (postgres: BenchPostgres): Promise<unknown> => postgres.ask('analyze');

/** All at once: accepting and working at the same time. */
async function burst(bench: Bench, label = `burst of ${bench.count}`): Promise<void> {
  const { driver, requests, witness, figures, count, say } = bench;
  const bodies = requests.take(count);
  await witness.begin();
  const before = await usageOf(bench);
  const submitted = await driver.submit(bodies);
  await witness.untilAllDone();
  const after = await usageOf(bench);
  const seconds = await witness.secondsUntilLastChange();
  const calls = await witness.check(count);
  const idealSeconds = (count * callsEach * partnerLatencyMs) / concurrency / 1_000;
  figures.add(label, 'onboardings/s', count / seconds, { ideal: count / idealSeconds });
  figures.add(`${label}: makespan`, 's', seconds, { digits: 2, ideal: idealSeconds });
  figures.add(`${label}: makespan as a multiple of the ideal`, '×', seconds / idealSeconds, { digits: 1, ideal: 1 });
  figures.add(`${label}: accepting meanwhile`, 'requests/s', count / submitted.seconds);
  addLatencies(figures, `${label}: accepting meanwhile`, submitted);
  addUsage(bench, label, 'onboarding', before, after, count);
  figures.add(`${label}: calls to the partner`, '/onboarding', calls, { digits: 2, ideal: callsEach });
  say(`${label}: ${(count / seconds).toFixed(0)} onboardings/s, ${seconds.toFixed(2)} s`);
}

/** Sessions tell their counters late, so these are taken over all bursts together, with quiet before and after. */
async function bursts(bench: Bench): Promise<void> {
  const { postgres, figures, rounds, count } = bench;
  await sleep(countersLateMs);
  const before = await postgres.lateCounters();
  for (let round = 0; round < rounds; round += 1) await burst(bench);
  await sleep(countersLateMs);
  const after = await postgres.lateCounters();
  const label = `burst of ${count}`;
  figures.add(`${label}: Postgres transactions, reads too`, '/onboarding', difference(before.commits, after.commits, rounds * count), { digits: 2 });
  figures.add(`${label}: fsyncs of the WAL`, '/onboarding', difference(before.fsyncs, after.fsyncs, rounds * count), { digits: 2 });
}

/** Work goes on straight from PostgreSQL. Somebody else's Redis is left alone. */
async function burstWithoutRedis(bench: Bench): Promise<void> {
  if (bench.redis?.facts['where'] !== 'own') return;
  await bench.redis.close();
  await burst({ ...bench, redis: null }, `burst of ${bench.count}, Redis gone`);
}

/** A rate that everything can hold: here latency is what counts. */
async function steady(bench: Bench): Promise<void> {
  const { driver, requests, witness, figures, say } = bench;
  const [perSecond, seconds] = [40, 5];
  const count = perSecond * seconds;
  await witness.begin();
  const bodies = requests.take(count);
  const before = await usageOf(bench);
  const submitted = await driver.stream(bodies, perSecond);
  await witness.untilAllDone();
  const after = await usageOf(bench);
  await witness.check(count);
  const tookMs = await witness.tookMs();
  const ideal = callsEach * partnerLatencyMs + (callsEach - 1) * pollDelayMs;
  const label = `stream of ${perSecond}/s for ${seconds} s`;
  figures.add(`${label}: accepted to completed, p50`, 'ms', percentile(tookMs, 0.5), { ideal });
  figures.add(`${label}: accepted to completed, p99`, 'ms', percentile(tookMs, 0.99), { ideal });
  addLatencies(figures, `${label}: accepting`, submitted);
  addUsage(bench, label, 'onboarding', before, after, count);
  say(`stream: accepted to completed, p50 ${percentile(tookMs, 0.5).toFixed(0)} ms`);
}

/** The same stream beside a file of thousands, which is to give way to it. */
async function besideBatch({ service, driver, requests, postgres, witness, figures, count, say }: Bench): Promise<void> {
  const rows = 2 * count;
  const [perSecond, seconds] = [40, 5];
  const file = requests.takeFile(rows);
  const bodies = requests.take(perSecond * seconds);
  await witness.begin();
  const startedAt = performance.now();
  const answer = await fetch(`${service.apiUrl}/v1/batches`, { method: 'POST', headers: { authorization: `Bearer ${service.apiKey}`, 'content-type': 'text/csv' }, body: file });
  if (answer.status !== 202) throw new Error(`a batch was answered ${answer.status}`);
  const handedInMs = performance.now() - startedAt;
  const submitted = await driver.stream(bodies, perSecond);
  await witness.untilAllDone();
  await witness.check(rows + bodies.length);
  const tookMs = await witness.tookMs();
  const [opened] = await postgres.ask<{ seconds: number }>(`
    select extract(epoch from max(created_at) - min(created_at))::float8 as seconds from onboardings where lane = 1 and created_at >= to_timestamp($1 / 1000.0)`, [witness.startedMs]);
  const label = `file of ${rows}`;
  figures.add(`${label}: until its 202`, 'ms', handedInMs);
  figures.add(`${label}: opened beside the stream`, 'rows/s', rows / (opened?.seconds ?? Number.NaN));
  figures.add(`stream beside the ${label}: accepted to completed, p50`, 'ms', percentile(tookMs, 0.5));
  figures.add(`stream beside the ${label}: accepted to completed, p99`, 'ms', percentile(tookMs, 0.99));
  addLatencies(figures, `stream beside the ${label}: accepting`, submitted);
  say(`file of ${rows}: 202 after ${handedInMs.toFixed(0)} ms; stream beside it p50 ${percentile(tookMs, 0.5).toFixed(0)} ms`);
}

/** All cases, one after the other. */
export async function runCases(bench: Bench, workers: number): Promise<void> {
  const { service, witness, figures, rounds } = bench;
  await witness.begin();
  await backlog(bench, workers, await accept(bench));
  await bursts(bench);
  for (let round = 0; round < rounds; round += 1) await steady(bench);
  for (let round = 0; round < rounds; round += 1) await besideBatch(bench);
  await webhooks(bench);
  const peak = service.memoryMib('peak');
  figures.add('peak memory, API', 'MiB', peak.api);
  figures.add('peak memory, worker', 'MiB', peak.worker);
  await burstWithoutRedis(bench);
}
