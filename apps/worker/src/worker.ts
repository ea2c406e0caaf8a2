import { setTimeout as sleep } from 'node:timers/promises';
import { BullRegistrar } from '@nestjs/bullmq';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { FreedomPayClient } from '#app/freedompay';
import { Circuit, countEvents, Work } from '#app/onboarding';
import { announce, awaitSchema, createLogger, Database, Draining, forgetOldAnswers, nestLogger, onShutdown, plainError, queueBackend, readSettings, WorkQueue } from '#app/platform';
import { usesDevelopmentKey } from '#app/webhooks';
import { BatchDispatcher } from './batch.dispatcher.js';
import { chunkSize, DueWorkDispatcher } from './due-work.dispatcher.js';
import { OnboardingProcessor } from './onboarding.processor.js';
import { WebhookDispatcher } from './webhook.dispatcher.js';
import { workerModule } from './worker.module.js';

const forgetEveryMs = 600_000;
const countEveryMs = 5_000;
/** What last words may take: to the queue, to callers. */
const closeWithinMs = 1_000;

/** Starts a worker. Its health listens before Postgres was reached; the queue may be away at any time. */
export async function startWorker(environment: NodeJS.ProcessEnv): Promise<void> {
  const settings = readSettings(environment, ['DATABASE_URL', 'FREEDOMPAY_AUTH_ID', 'FREEDOMPAY_SECRET_KEY']);
  const logger = createLogger('worker', settings.LOG_LEVEL);
  const app = await NestFactory.create<NestFastifyApplication>(workerModule(settings, logger), new FastifyAdapter({ forceCloseConnections: 'idle' }), {
    logger: nestLogger(logger),
  });
  if (usesDevelopmentKey(settings)) logger.warn('webhook secrets are sealed with a key that everybody knows: set WEBHOOK_SECRET_KEYS');
  const partner = app.get(FreedomPayClient);
  for (const warning of partner.warnings) logger.warn(warning);
  await app.listen(settings.WORKER_PORT, '0.0.0.0');
  const database = app.get(Database);
  const dispatcher = app.get(DueWorkDispatcher);
  const batches = app.get(BatchDispatcher);
  const webhooks = app.get(WebhookDispatcher);
  let consuming = false;

  const longestCallMs = Math.max(settings.FREEDOMPAY_TIMEOUT_MS, settings.WEBHOOK_TIMEOUT_MS);
  onShutdown(logger, longestCallMs + 5_000, async () => {
    app.get(Draining).now = true;
    // Both from now on: one after the other they would outlast the deadline.
    const longest = sleep(settings.FREEDOMPAY_TIMEOUT_MS + 2_000);
    const posted = Promise.race([webhooks.stop(), sleep(settings.WEBHOOK_TIMEOUT_MS + 2_000)]);
    await Promise.race([Promise.all([dispatcher.stop(), batches.stop(), app.get(Circuit).stop()]), longest]);
    // Before the queue is closed: that waits for the jobs, which would wait for calls not begun yet.
    const idle = app.get(Work).stop();
    // A queue that is away never says that it is closed: when nothing runs any more there is nothing to wait for.
    const soonAfter = idle.then(() => sleep(closeWithinMs));
    if (consuming) await Promise.race([app.get(OnboardingProcessor).worker.close(), soonAfter, longest]);
    // An answer in hand is written for as long as its lease lasts where PostgreSQL is away: the lease brings it back.
    await Promise.all([Promise.race([idle, longest]), posted]);
    partner.close();
    await Promise.race([app.close(), sleep(closeWithinMs)]);
    await app.get(WorkQueue).close();
    await Promise.all([database.close(), webhooks.close()]);
  });
  announce(logger, 'worker', { url: await app.getUrl(), queue: queueBackend(settings) });
  await awaitSchema(database);
  if (app.get(Draining).now) return;
  app.get(BullRegistrar).register();
  const { worker } = app.get(OnboardingProcessor);
  worker.on('error', (error) => logger.debug(plainError(error), 'the queue worker met an error'));
  // Room for all that this worker may claim, also where a chunk is one onboarding: none should wait behind another's slow call.
  worker.concurrency = 2 * (settings.FREEDOMPAY_CONCURRENCY + chunkSize);
  consuming = true;
  app.get(Circuit).start();
  dispatcher.start();
  batches.start();
  webhooks.start();
  // Unhurried, and on every worker alike: what one has forgotten or counted the others do not find.
  every(forgetEveryMs, () => forgetOldAnswers(database), (error) => logger.debug(plainError(error), 'old answers were not forgotten'));
  every(countEveryMs, () => countEvents(database), (error) => logger.debug(plainError(error), 'events were not counted'));
}

/** Again and again, each time that long after the last one ended; never a reason to stay alive. */
function every(ms: number, run: () => Promise<unknown>, failed: (error: unknown) => void): void {
  setTimeout(() => void run().catch(failed).finally(() => every(ms, run, failed)), ms).unref();
}
