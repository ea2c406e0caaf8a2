import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { workQueueName } from '#app/platform';
import { Board, type BoardRow } from './board.js';
import { openDatabase, withoutCredentials } from './database.js';
import { demoKeys } from './demo-keys.js';
import { demoRequest, demoScenarios, deviations, type DemoScenario } from './demo-scenarios.js';
import { installationEnvironment, localUrl, startInstallation } from './installation.js';
import { OnboardingApi, type OnboardingResource } from './onboarding-api.js';
import { stopParts } from './parts.js';

const example = 'test/fixtures/onboarding-overview-example.json';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** The settings of the demo: everything that takes minutes in earnest takes a second here. */
const pace = {
  PORT: '0', WORKER_PORT: '0', SIMULATOR_PORT: '0', LOG_LEVEL: 'warn',
  FREEDOMPAY_TIMEOUT_MS: '1500', FREEDOMPAY_SETTLE_MS: '1500', POLL_FIRST_DELAY_MS: '300', POLL_FACTOR: '1.3', POLL_MAX_DELAY_MS: '1000',
  DECISION_DEADLINE_HOURS: String(15 / 3_600), FREEDOMPAY_BODY: 'flat', CHECKSUM_POLICY: 'advise', FREEDOMPAY_ALG: 'HS256',
};
/** Longest time the demo waits for everything to end, ms. */
const patienceMs = 60_000;

interface Shown { scenario: DemoScenario; id: string; row: BoardRow; end: OnboardingResource | null }

/** `npm run demo`: every part, real; the example and one client for each scenario to their end. 0 if all ended as they should. */
async function demo(): Promise<number> {
  const prefix = `onboarding-demo-${process.pid}-${Date.now().toString(36)}`;
  const redisUrl = process.env['REDIS_URL'] || undefined;
  const database = await openDatabase({ purpose: 'demo' });
  try {
    say(`database: ${database.describe}`);
    say(`queue:    ${redisUrl === undefined ? 'PostgreSQL, the same database (REDIS_URL is not set)' : `Redis, REDIS_URL, ${withoutCredentials(redisUrl)}, prefix ${prefix}`}`);
    // The demo's keys are its own, whatever the environment holds: its parts live only as long as it does.
    const environment = { ...installationEnvironment(database.url, { ...demoEnvironment }), ...pace, QUEUE_PREFIX: prefix };
    const { api, simulator } = await startInstallation({ databaseUrl: database.url, environment, print: say });
    say(`API ${localUrl(api)}, simulator ${localUrl(simulator)}\n`);
    return await show(new OnboardingApi(localUrl(api), demoKeys.crm));
  } finally {
    await stopParts();
    if (redisUrl !== undefined) await removeQueue(redisUrl, prefix);
    await database.close();
  }
}

const demoEnvironment = {
  BOOTSTRAP_CRM_KEY: demoKeys.crm, BOOTSTRAP_ADMIN_KEY: demoKeys.admin,
  FREEDOMPAY_AUTH_ID: demoKeys.partnerAuthId, FREEDOMPAY_SECRET_KEY: demoKeys.partnerSecretKey,
};

async function show(api: OnboardingApi): Promise<number> {
  const started = Date.now();
  const shown = await submitAll(api);
  await follow(api, shown, started + patienceMs);
  const first = shown[0];
  if (first !== undefined) await printTimeline(api, first);
  return report(shown, Date.now() - started);
}

async function submitAll(api: OnboardingApi): Promise<Shown[]> {
  const text = await readFile(example, 'utf8');
  return Promise.all(demoScenarios.map(async (scenario, index) => {
    const { onboarding } = await api.post(scenario.bin === null ? text : JSON.stringify(demoRequest(scenario.bin, index)));
    return { scenario, id: onboarding.id, end: null, row: { title: scenario.title, status: onboarding.status, hold: '', sends: 0, polls: 0, trail: [] } };
  }));
}

/** Follows the event feed as a CRM would, and looks at an onboarding whenever something about it changed. */
async function follow(api: OnboardingApi, shown: Shown[], until: number): Promise<void> {
  const board = new Board(process.stdout);
  const byId = new Map(shown.map((one) => [one.id, one]));
  let cursor: string | null = null;
  while (shown.some(({ end }) => end === null) && Date.now() < until) {
    const page = await api.events(cursor);
    cursor = page.next_cursor;
    for (const { type, subject } of page.data) {
      const one = byId.get(subject);
      if (one === undefined) continue;
      one.row.trail.push(type);
      board.changed(one.row, type);
    }
    await Promise.all(shown.filter(({ end }) => end === null).map((one) => refresh(api, one)));
    board.draw(shown.map(({ row }) => row));
    await sleep(250);
  }
}

async function refresh(api: OnboardingApi, one: Shown): Promise<void> {
  const now = await api.onboarding(one.id);
  // Final counts once the feed has told it too.
  if (now.final && one.row.trail.includes(`onboarding.${now.status}`)) one.end = now;
  Object.assign(one.row, { status: now.status, hold: now.hold?.reason ?? '', sends: now.partner.sends, polls: now.partner.polls });
}

async function printTimeline(api: OnboardingApi, { scenario, id }: Shown): Promise<void> {
  say(`\nThe whole timeline of ${scenario.title}:`);
  for (const { at, text, times } of await api.timeline(id)) say(`  ${at}  ${text}${(times ?? 1) > 1 ? ` (${times} times)` : ''}`);
}

function report(shown: Shown[], tookMs: number): number {
  say('');
  let good = 0;
  for (const { scenario, end, row } of shown) {
    const faults = end === null ? [`is still ${row.status}`] : deviations(scenario, end, row.trail);
    if (faults.length === 0) good += 1;
    const words = end?.problems[0]?.partner_message;
    say(`${faults.length === 0 ? 'ok   ' : 'WRONG'} ${scenario.title.padEnd(44)} ${end?.status ?? row.status}${words ? `: ${words}` : ''}${faults.length === 0 ? '' : ` – ${faults.join('; ')}`}`);
  }
  say(`\n${good} of ${shown.length} ended as their scenario says, in ${(tookMs / 1_000).toFixed(1)} s.`);
  return good === shown.length ? 0 : 1;
}

async function removeQueue(url: string, prefix: string): Promise<void> {
  const queue = new Queue(workQueueName, { connection: { url, maxRetriesPerRequest: 1 }, prefix });
  queue.on('error', () => undefined);
  await queue.obliterate({ force: true }).catch(() => undefined);
  await queue.close();
}

demo().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
