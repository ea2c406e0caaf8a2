import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLogger, Database, Metrics, readSettings, WorkQueue } from '#app/platform';
import { apiModule } from '../../apps/api/src/api.module.js';
import { ApiKeys } from '../../apps/api/src/caller.js';
import { createAdapter, prepareHttp } from '../../apps/api/src/http.js';
import { serveDescription } from '../../apps/api/src/openapi.js';
import { contract } from '../support/contract.js';
import type { Answer } from '../support/http.js';
import { expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await untilReady(api);
}, 120_000);
afterAll(() => api.close(), 60_000);

const open = (path: string): Promise<Answer> => api.call('GET', path, { key: null });

it('is the checked-in one', async () => {
  const answer = await open('/openapi.json');
  expect(answer.json()).toEqual(contract().document);
});

it('repeats no key and nothing of the settings', async () => {
  const { text } = await open('/openapi.json');
  expect([keys.crm, keys.admin, 'postgres://', '127.0.0.1'].filter((word) => text.includes(word))).toEqual([]);
});

/** Every route that Fastify knows once the app is up, as the document would write it. */
async function registeredRoutes(): Promise<string[]> {
  const settings = readSettings({ ...api.environment, LOG_LEVEL: 'silent' }, ['DATABASE_URL']);
  const app = await NestFactory.create<NestFastifyApplication>(apiModule(settings, createLogger('test', 'silent')), createAdapter(), { bodyParser: false, logger: false });
  const routes: string[] = [];
  app.getHttpAdapter().getInstance().addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push(`${each} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
  });
  prepareHttp(app, app.get(ApiKeys), app.get(Metrics));
  serveDescription(app);
  await app.init();
  await app.close();
  await app.get(WorkQueue).close();
  await app.get(Database).close();
  return routes;
}

it('describes every route that is registered, and no other', async () => {
  const registered = (await registeredRoutes()).filter((route) => !/ \/docs(?:\/|$)/.test(route));
  const described = contract().operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  // Fastify answers HEAD wherever it answers GET, without the body.
  expect(registered.filter((route) => !route.startsWith('HEAD ')).sort()).toEqual(described.sort());
  expect(registered.filter((route) => route.startsWith('HEAD ')).map((route) => route.slice(5)).sort()).toEqual(described.filter((route) => route.startsWith('GET ')).map((route) => route.slice(4)).sort());
  expect(described.length).toBeGreaterThan(15);
});

it('is shown by a page that needs nothing from elsewhere', async () => {
  const page = await open('/docs');
  expect([page.status, page.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
  expect(page.text).toContain('Client onboarding at Freedom Pay');
  const files = [...page.text.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, file = '']) => new URL(file, 'http://api/docs').pathname);
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect([file, (await open(file)).status]).toEqual([file, 200]);
  expect(page.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect((await open('/docs/package.json')).status).toBe(404);
});

it('had nothing to complain about', () => expectUnharmed(api));
