import { stopParts } from '../../apps/demo/src/parts.js';
import { runCases } from './cases.js';
import { Figures } from './figures.js';
import { LoadDriver } from './load-driver.js';
import { readOptions, usage, type Options } from './options.js';
import { BenchPostgres } from './postgres.js';
import { BenchRedis } from './redis.js';
import { asTable, makeReport, saveReport, type Report } from './report.js';
import { Requests } from './requests.js';
import { Service } from './service.js';
import { Witness } from './witness.js';

// Standard output is for the figures alone.
const say = (line: string): void => console.error(line);

/** Undone in reverse order, whatever happens. */
const opened: (() => Promise<void> | void)[] = [];

/** Starts the whole service, measures it, gives the figures. `opened` holds what has to be cleaned up. */
async function bench({ workers, rounds, count }: Options): Promise<Report> {
  const run = `${process.pid}-${Date.now().toString(36)}`;
  const queuePrefix = `onboarding-bench-${run}`;
  const postgres = await BenchPostgres.open();
  opened.push(() => postgres.close());
  const redis = await BenchRedis.open(queuePrefix);
  if (redis !== null) opened.push(() => redis.close());
  opened.push(() => stopParts());
  const service = await Service.start({ databaseUrl: postgres.url, redisUrl: redis?.url ?? null, queuePrefix });
  const driver = new LoadDriver(service.apiUrl, service.apiKey, 64);
  opened.push(() => driver.close());
  const figures = new Figures();
  const witness = new Witness(service.simulatorUrl, postgres);
  await runCases({ service, driver, requests: new Requests(run), postgres, redis, witness, figures, rounds, count, say }, workers);
  for (const complaint of service.complaints()) say(complaint);
  return makeReport({ workers, rounds, postgres: postgres.facts, redis: redis?.facts ?? null, figures: figures.all() });
}

async function cleanUp(): Promise<void> {
  for (let undo = opened.pop(); undo !== undefined; undo = opened.pop()) {
    try {
      await undo();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => reject(new Error('interrupted')));
  });
  try {
    const report = await Promise.race([bench(options), interrupted]);
    const file = saveReport(report);
    console.log(options.json ? JSON.stringify(report) : `${asTable(report)}\n\n${file}`);
  } finally {
    await cleanUp();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) say(usage);
    process.exit(1);
  },
);
