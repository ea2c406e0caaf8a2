import { getQueueToken } from '@nestjs/bullmq';
import type { DynamicModule, Provider } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { Queue } from 'bullmq';
import { Feed } from '#app/events';
import { Accept, BatchReader, BatchStore, ApplicationEntity, Correct, OnboardingEntity, OnboardingReader, policyOf, Steer, Watch, watchWork } from '#app/onboarding';
import { Database, Draining, HealthController, Idempotency, Metrics, WorkQueue, workQueueModule, workQueueName, type Logger, type Settings } from '#app/platform';
import { AdminController } from './admin/admin.controller.js';
import { ApiKeys } from './caller.js';
import { BatchesController } from './batches/batches.controller.js';
import { EventsController } from './events/events.controller.js';
import { IdempotentAnswers } from './idempotent-answers.js';
import { CorrectionsController } from './onboardings/corrections.controller.js';
import { OnboardingAccess } from './onboardings/onboarding.access.js';
import { RehearsalsController } from './onboardings/rehearsals.controller.js';
import { OnboardingsController } from './onboardings/onboardings.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { ReferenceController } from './reference/reference.controller.js';
import { SETTINGS } from './settings.token.js';
import { AdminWebhooksController } from './webhooks/admin-webhooks.controller.js';
import { DeliveriesController } from './webhooks/deliveries.controller.js';
import { EndpointsController } from './webhooks/endpoints.controller.js';
import { WebhookAccess } from './webhooks/webhook.access.js';

export type ApiSettings = Settings & { DATABASE_URL: string };

/** Everything the API is made of. */
export function apiModule(settings: ApiSettings, logger: Logger): DynamicModule {
  const database = new Database({
    url: settings.DATABASE_URL, applicationName: 'onboarding-api', entities: [OnboardingEntity, ApplicationEntity],
    statementTimeoutMs: 1_500, poolSize: 8,
  }, logger);
  const metrics = new Metrics();
  watchWork(database, metrics);
  const providers: Provider[] = [
    { provide: SETTINGS, useValue: settings },
    { provide: Database, useValue: database },
    { provide: Metrics, useValue: metrics },
    { provide: Draining, useValue: new Draining() },
    { provide: ApiKeys, useValue: new ApiKeys(settings) },
    { provide: IdempotentAnswers, useValue: new IdempotentAnswers(new Idempotency(database)) },
    { provide: Accept, useValue: new Accept(database, policyOf(settings), metrics) },
    { provide: OnboardingReader, useValue: new OnboardingReader(database) },
    {
      provide: OnboardingAccess, inject: [OnboardingReader, IdempotentAnswers, WorkQueue],
      useFactory: (reader: OnboardingReader, answers: IdempotentAnswers, queue: WorkQueue) =>
        new OnboardingAccess(reader, new Steer(database, metrics), answers, queue, settings),
    },
    { provide: Correct, useValue: new Correct(database, policyOf(settings), settings.CHECKSUM_POLICY, metrics) },
    { provide: BatchStore, useValue: new BatchStore(database) },
    { provide: BatchReader, useValue: new BatchReader(database) },
    { provide: WebhookAccess, inject: [IdempotentAnswers], useFactory: (answers: IdempotentAnswers) => new WebhookAccess(database, answers, settings) },
    { provide: Watch, useValue: new Watch(database) },
    { provide: Feed, useValue: new Feed(database) },
    { provide: WorkQueue, useFactory: (queue: Queue) => new WorkQueue(queue, logger), inject: [getQueueToken(workQueueName)] },
    { provide: APP_FILTER, useValue: new ProblemFilter(logger) },
  ];
  return {
    module: class ApiModule {},
    imports: [workQueueModule(settings)],
    controllers: [
      HealthController, BatchesController, RehearsalsController, OnboardingsController, CorrectionsController, EventsController, EndpointsController, DeliveriesController,
      ReferenceController, AdminController, AdminWebhooksController,
    ],
    providers,
  };
}
