import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, withoutCredentials, type OpenedDatabase } from './database.js';
import { demoKeys } from './demo-keys.js';
import { localUrl, startInstallation, type Installation } from './installation.js';
import { PartFailed, portSettings, stopParts } from './parts.js';

const say = (line: string): void => console.log(line);

/** `npm start`: all parts against the simulator, data kept, until Ctrl-C or SIGTERM. */
async function start(): Promise<number> {
  if (process.env['NODE_ENV'] === 'production') {
    console.error('npm start runs the simulator with keys everyone knows, so it refuses NODE_ENV=production. Start the parts: npm run start:api, start:worker.');
    return 1;
  }
  const ending = new AbortController();
  const asked = whenAsked().then(() => {
    ending.abort();
    return 0;
  });
  const opening = openDatabase({ purpose: 'start', keep: true });
  const failed = opening.then((database) => run(database, ending.signal)).then(
    (what) => tell(what, ending.signal),
    (error: unknown) => tell(explain(error), ending.signal),
  );
  const code = await Promise.race([asked, failed]);
  ending.abort();
  await stopParts();
  await opening.then((database) => database.close(), () => undefined);
  say('stopped');
  return code;
}

/** Later signals change nothing: there is one orderly stop. */
function whenAsked(): Promise<void> {
  return new Promise((asked) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked());
    // npm passes SIGTERM to the shell between it and us, which dies of it without telling us.
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const shell = process.ppid;
    setInterval(() => { if (process.ppid !== shell) asked(); }, 500).unref();
  });
}

/** @returns what ended by itself, once something does */
async function run(database: OpenedDatabase, signal: AbortSignal): Promise<string> {
  const redisUrl = process.env['REDIS_URL'];
  say(`database: ${database.describe}`);
  say(`queue:    ${redisUrl ? `Redis, REDIS_URL, ${withoutCredentials(redisUrl)}` : 'PostgreSQL, the same database (REDIS_URL is not set)'}`);
  const parts = await startInstallation({ databaseUrl: database.url, print: say, signal });
  signal.throwIfAborted();
  say(overview(parts));
  return Promise.race([
    ...[parts.simulator, parts.api, parts.worker].map((part) => part.exited.then((code) => `${part.name} ended by itself (${code ?? 'by a signal'})`)),
    database.exited.then(() => 'PostgreSQL ended by itself'),
  ]);
}

function overview({ api, worker, simulator }: Installation): string {
  const key = (variable: string, standard: string): string => (process.env[variable] ? `as in ${variable}` : standard);
  return [
    '',
    `API        ${localUrl(api)}        documentation: ${localUrl(api)}/docs`,
    `worker     ${localUrl(worker)}        health and metrics`,
    `simulator  ${localUrl(simulator)}        the partner`,
    `CRM key    ${key('BOOTSTRAP_CRM_KEY', demoKeys.crm)}`,
    `admin key  ${key('BOOTSTRAP_ADMIN_KEY', demoKeys.admin)}`,
    'Ctrl-C ends it.',
    '',
  ].join('\n');
}

/** On Ctrl-C a part may be gone before our own signal is handled: that is no failure. */
async function tell(what: string, signal: AbortSignal): Promise<number> {
  await sleep(300);
  if (!signal.aborted) console.error(`${what}. Stopping everything.`);
  return 1;
}

function explain(error: unknown): string {
  if (error instanceof PartFailed && error.part !== 'migrate' && error.lines.some((line) => line.includes('EADDRINUSE'))) {
    const { variable, standard } = portSettings[error.part];
    return `Port ${process.env[variable] || standard} is in use: end what listens there, or choose another with ${variable}=…`;
  }
  return error instanceof Error ? error.message : String(error);
}

start().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
