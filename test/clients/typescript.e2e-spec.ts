import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { demoKeys } from '../../apps/demo/src/demo-keys.js';
import { startFastInstallation, type FastInstallation } from '../support/fast-installation.js';

const run = promisify(execFile);

let installation: FastInstallation;
beforeAll(async () => {
  installation = await startFastInstallation();
}, 120_000);
afterAll(() => installation.remove(), 60_000);

const environment = (key: string): NodeJS.ProcessEnv => ({ ...process.env, ONBOARDING_URL: installation.url, ONBOARDING_KEY: key });
const example = 'dist/clients/typescript/example.js';

it('the example is short', () => {
  expect(readFileSync('clients/typescript/example.ts', 'utf8').trim().split('\n').length).toBeLessThanOrEqual(20);
});

it('onboards a client, waits for the decision and reads the events', async () => {
  const { stdout } = await run(process.execPath, [example], { env: environment(demoKeys.crm) });
  expect(stdout).toBe('succeeded onboarding.accepted onboarding.submitting onboarding.processing onboarding.succeeded\n');
}, 60_000);

it('a problem is told by its code', async () => {
  await expect(run(process.execPath, [example], { env: environment('not-a-key') })).rejects.toThrow(/Error: unauthorized: Send "Authorization: Bearer <key>"/);
});

it('has types that TypeScript 5 takes as well', async () => {
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--exactOptionalPropertyTypes', '--target', 'es2022', '--module', 'nodenext', '--types', 'node', 'clients/typescript/example.ts'];
  await run(process.execPath, ['clients/typescript/node_modules/typescript/bin/tsc', ...options]);
}, 60_000);
