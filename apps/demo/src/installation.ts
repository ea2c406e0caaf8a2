import { setTimeout as sleep } from 'node:timers/promises';
import { demoKeys } from './demo-keys.js';
import { PartFailed, portSettings, runMigrations, startPart, type Environment, type Part } from './parts.js';

const usableWithinMs = 60_000;

export interface Installation {
  simulator: Part;
  api: Part;
  worker: Part;
}

export interface InstallationOptions {
  databaseUrl: string;
  /** Laid over our own environment and over the demo's keys, for all parts. */
  environment?: Environment;
  print?: (line: string) => void;
  /** Aborted: nothing more is started. What runs already is ended by `stopParts`. */
  signal?: AbortSignal;
}

/** What the parts need beyond our own environment to run against the simulator. Keys that are set are kept. */
export function installationEnvironment(databaseUrl: string, given: Environment): Environment {
  return {
    BOOTSTRAP_CRM_KEY: given['BOOTSTRAP_CRM_KEY'] || demoKeys.crm,
    BOOTSTRAP_ADMIN_KEY: given['BOOTSTRAP_ADMIN_KEY'] || demoKeys.admin,
    FREEDOMPAY_AUTH_ID: given['FREEDOMPAY_AUTH_ID'] || demoKeys.partnerAuthId,
    FREEDOMPAY_SECRET_KEY: given['FREEDOMPAY_SECRET_KEY'] || demoKeys.partnerSecretKey,
    DATABASE_URL: databaseUrl,
  };
}

/**
 * Migrates, then starts the simulator, then the API and a worker that talk to it, and waits until both are ready for
 * work. Where one fails, those that were
 * started before it run on: the caller ends them with `stopParts`.
 *
 * @throws PartFailed naming the part that did not come up
 */
export async function startInstallation({ databaseUrl, environment = {}, print, signal }: InstallationOptions): Promise<Installation> {
  const options = print === undefined ? {} : { print };
  const shared = { ...environment, ...installationEnvironment(databaseUrl, { ...process.env, ...environment }) };
  signal?.throwIfAborted();
  await runMigrations(shared, options);
  signal?.throwIfAborted();
  const simulator = await startPart('simulator', shared, options);
  signal?.throwIfAborted();
  const towardsSimulator = { ...shared, FREEDOMPAY_BASE_URL: localUrl(simulator) };
  const [api, worker] = await Promise.all([
    startPart('api', towardsSimulator, options),
    startPart('worker', towardsSimulator, options),
  ]);
  await Promise.all([api, worker].map((part) => untilUsable(part, signal)));
  return { simulator, api, worker };
}

/** A part listens before it has reached PostgreSQL, and until then refuses what it is asked. */
async function untilUsable(part: Part, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + usableWithinMs;
  const ended = part.exited.then(() => true);
  for (;;) {
    const usable = await fetch(`${localUrl(part)}/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(({ ok }) => ok, () => false);
    signal?.throwIfAborted();
    if (usable) return;
    if (performance.now() > deadline) throw new PartFailed(part.name, part.lines, `did not reach PostgreSQL within ${usableWithinMs} ms`, false);
    if (await Promise.race([ended, sleep(50, false)])) throw new PartFailed(part.name, part.lines, 'ended while it was started', false);
  }
}

/** Where a part is reached from here: what it says it is bound to may be all interfaces. */
export function localUrl({ name, url }: Part): string {
  const { variable, standard } = portSettings[name];
  return `http://127.0.0.1:${url === null ? process.env[variable] || standard : new URL(url).port || '80'}`;
}
