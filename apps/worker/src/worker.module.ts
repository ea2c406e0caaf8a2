import { getQueueToken } from '@nestjs/bullmq';
import type { DynamicModule, Provider } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { createFreedomPayClient, FreedomPayClient } from '#app/freedompay';
import { Accept, Circuit, CircuitStore, OnboardingStore, OpenBatches, policyOf, watchWork, Work } from '#app/onboarding';
import { Database, Draining, HealthController, Metrics, WorkQueue, workQueueModule, workQueueName, type Logger, type Settings } from '#app/platform';
import { watchBacklog } from '#app/webhooks';
import { BatchDispatcher } from './batch.dispatcher.js';
import { DueWorkDispatcher } from './due-work.dispatcher.js';
import { OnboardingProcessor } from './onboarding.processor.js';
import { WebhookDispatcher } from './webhook.dispatcher.js';
import { createWebhookDispatcher } from './webhook.engine.js';

export type WorkerSettings = Settings & { DATABASE_URL: string };

/** Everything a worker is made of. */
export function workerModule(settings: WorkerSettings, logger: Logger): DynamicModule {
  const database = new Database({
    url: settings.DATABASE_URL, applicationName: 'onboarding-worker', entities: [], statementTimeoutMs: 5_000, poolSize: 8,
  }, logger);
  const metrics = new Metrics();
  watchWork(database, metrics);
  watchBacklog(database, metrics);
  const webhookDatabase = new Database({
    url: settings.DATABASE_URL, applicationName: 'onboarding-webhooks', entities: [], statementTimeoutMs: 5_000, poolSize: 5, byIndex: true,
  }, logger);
  const store = new OnboardingStore(database);
  const partner = createFreedomPayClient(settings);
  const circuit = new Circuit(new CircuitStore(database), metrics, logger);
  const work = new Work({
    store, metrics, logger, partner, circuit, policy: policyOf(settings),
    timeoutMs: settings.FREEDOMPAY_TIMEOUT_MS, concurrency: settings.FREEDOMPAY_CONCURRENCY,
  });
  const providers: Provider[] = [
    { provide: Database, useValue: database },
    { provide: Metrics, useValue: metrics },
    { provide: Draining, useValue: new Draining() },
    { provide: FreedomPayClient, useValue: partner },
    { provide: Circuit, useValue: circuit },
    { provide: Work, useValue: work },
    { provide: WorkQueue, useFactory: (queue: Queue) => new WorkQueue(queue, logger), inject: [getQueueToken(workQueueName)] },
    {
      provide: DueWorkDispatcher, inject: [WorkQueue],
      useFactory: (queue: WorkQueue) => new DueWorkDispatcher({ store, queue, work, metrics, logger, callsPerSecond: settings.FREEDOMPAY_MAX_RPS }),
    },
    {
      provide: BatchDispatcher, inject: [WorkQueue],
      useFactory: (queue: WorkQueue) => new BatchDispatcher(new OpenBatches(database, new Accept(database, policyOf(settings), metrics, 'batch'), queue), logger),
    },
    { provide: WebhookDispatcher, useValue: createWebhookDispatcher({ database: webhookDatabase, metrics, logger, settings }) },
    {
      provide: OnboardingProcessor, inject: [DueWorkDispatcher],
      useFactory: (dispatcher: DueWorkDispatcher) => new OnboardingProcessor(work, dispatcher),
    },
  ];
  return { module: class WorkerModule {}, imports: [workQueueModule(settings)], controllers: [HealthController], providers };
}
