import type { Database, Logger, Metrics, Settings } from '#app/platform';
import {
  ClearAway, createAllowList, createSecretBox, Deliver, EndpointBook, FanOut, HealthStore, LineStore, PutBackStore, secretKeysOf, webhookLeaseMs, WebhookPost,
  type Clock,
} from '#app/webhooks';
import { WebhookDispatcher } from './webhook.dispatcher.js';

interface EngineParts {
  database: Database;
  metrics: Metrics;
  logger: Logger;
  settings: Settings;
  /** Only tests shift it. */
  clock?: Clock;
}

/** All that delivers webhooks, put together. */
export function createWebhookDispatcher({ database, metrics, logger, settings, clock = { shiftMs: 0 } }: EngineParts): WebhookDispatcher {
  const timeoutMs = settings.WEBHOOK_TIMEOUT_MS;
  if (settings.WEBHOOK_ALLOW !== undefined) logger.info({ allowed: settings.WEBHOOK_ALLOW }, 'webhooks may go to these receivers in private networks');
  const lines = new LineStore(database, clock, webhookLeaseMs(timeoutMs));
  const health = new HealthStore(database, clock, settings.WEBHOOK_RETRY_SCHEDULE_MS);
  const deliver = new Deliver({
    database, lines, health, metrics, logger, timeoutMs, scheduleMs: settings.WEBHOOK_RETRY_SCHEDULE_MS,
    book: new EndpointBook(database, createSecretBox(secretKeysOf(settings))),
    post: new WebhookPost({ allow: createAllowList(settings.WEBHOOK_ALLOW ?? ''), timeoutMs }),
  });
  return new WebhookDispatcher({
    database, fanOut: new FanOut(database, clock), putBack: new PutBackStore(database, clock), lines, deliver, health, clearAway: new ClearAway(database, clock), logger,
  });
}
