import type { ChangeType, partnerEventTypes } from '#app/onboarding';
import type { endpointEventTypes } from '#app/webhooks';
import { eventTypeTexts } from '../catalogue/event-type-texts.js';

/** Every type that the log can hold. */
export type EventType = ChangeType | 'batch.completed' | (typeof partnerEventTypes)[number] | (typeof endpointEventTypes)[number];

/** What an endpoint can ask for; the ping is sent to whoever asks for one. */
export const eventTypes = Object.keys(eventTypeTexts).filter((type) => type !== 'webhook_endpoint.test') as EventType[];
