export { type AllowList, createAllowList, isPublicAddress } from './address-guard.js';
export { type HealthFacts, type HealthVerdict, judgeHealth } from './endpoint-health.js';
export { disabledEvent, disabledReasons, type DisabledReason, endpointEventTypes, failingEvent, pingType } from './endpoint-event.js';
export { type Endpoint, mostEndpoints, pendingCounted } from './endpoint.js';
export { type Addressed, type Changed, type EndpointFields, EndpointStore, type Keep } from './endpoint.store.js';
export { type DeliveryKey, deliveryId, deliveryKeyOf } from './delivery-id.js';
export { type Attempt, type Delivery, type DeliveryPlace, type DeliveryQuery, DeliveryReader, type DeliveryStatus, deliveryStatuses } from './delivery.reader.js';
export { judgeEndpointUrl, type UrlFault, urlFaults } from './endpoint-url.js';
export { isTypeFilter, matchesType, typeFits } from './event-filter.js';
export { ping, pingEvent } from './ping.js';
export { type Replay, type ReplayPlan, Replays, type ReplayWindow } from './replay.js';
export { type Outcome, type PostOutcome, outcomes } from './post-outcome.js';
export { WebhookPost, type WebhookPostParts } from './post.js';
export { type AddressFault, createResolve, judgeAddresses, type Resolve, resolveHost } from './resolve.js';
export { nextAttempt, type RetryQuestion } from './retry-schedule.js';
export {
  createSecretBox, NoSecretKey, type Sealed, type SecretBox, secretKeysOf, UnknownSecretKey, usesDevelopmentKey,
} from './secret-box.js';
export { newSecret, secretBytes, secretText } from './secret.js';
export { signatureHeaders, type SignatureHeaders } from './signature.js';
export { readBacklog, watchBacklog } from './backlog.js';
export { ClearAway } from './clear-away.js';
export { type Clock } from './clock.js';
export { Deliver, webhookLeaseMs } from './deliver.js';
export { EndpointBook } from './endpoint-book.js';
export { FanOut, fanOutAtOnce } from './fan-out.js';
export { HealthStore } from './health.store.js';
export { type Line, LineStore } from './line.store.js';
export { type PutBack, PutBackStore, replays } from './put-back.js';
