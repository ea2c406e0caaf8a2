import { setTimeout as sleep } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Watch } from '#app/onboarding';
import { announce, awaitSchema, createLogger, Database, Draining, Metrics, nestLogger, onShutdown, queueBackend, readSettings, WorkQueue } from '#app/platform';
import { usesDevelopmentKey } from '#app/webhooks';
import { apiModule } from './api.module.js';
import { ApiKeys } from './caller.js';
import { createAdapter, prepareHttp } from './http.js';
import { serveDescription } from './openapi.js';
import { WebhookAccess } from './webhooks/webhook.access.js';

const demoKey = /^demo-/;
/** By then every request is answered, also where PostgreSQL is not. */
const answeredWithinMs = 7_000;

/** Starts the API. It listens before Postgres was reached; `ready` says 503 until then. */
export async function startApi(environment: NodeJS.ProcessEnv): Promise<void> {
  const settings = readSettings(environment, ['DATABASE_URL']);
  const logger = createLogger('api', settings.LOG_LEVEL);
  const keys = [settings.BOOTSTRAP_ADMIN_KEY, settings.BOOTSTRAP_CRM_KEY];
  if (settings.NODE_ENV === 'production' && keys.some((key) => demoKey.test(key ?? ''))) {
    throw new Error("The demo's keys are refused in production: set BOOTSTRAP_ADMIN_KEY and BOOTSTRAP_CRM_KEY to your own.");
  }
  if (keys.every((key) => key === undefined)) logger.warn('no API key is set: nobody can call');
  if (usesDevelopmentKey(settings)) logger.warn('webhook secrets are sealed with a key that everybody knows: set WEBHOOK_SECRET_KEYS');

  const app = await NestFactory.create<NestFastifyApplication>(apiModule(settings, logger), createAdapter(), {
    bodyParser: false, logger: nestLogger(logger),
  });
  prepareHttp(app, app.get(ApiKeys), app.get(Metrics));
  serveDescription(app);
  await app.listen(settings.PORT, '0.0.0.0');

  const database = app.get(Database);
  onShutdown(logger, 10_000, async () => {
    app.get(Draining).now = true;
    app.get(Watch).close();
    app.get(WebhookAccess).close();
    // Behind a dead wire the queue, which this closes too, never says that it is closed.
    await Promise.race([app.close(), sleep(answeredWithinMs)]);
    await app.get(WorkQueue).close();
    await database.close();
  });
  announce(logger, 'api', { url: await app.getUrl(), queue: queueBackend(settings) });
  await awaitSchema(database);
}
