/** One fact about one subject, as it is stored. Thin: `data` holds ids, statuses and codes, no personal data. */
export interface DomainEvent {
  subject: string;
  /** 1, 2, 3 … for each subject, without a gap. */
  sequence: number;
  /** `<subject kind>.<past tense>` */
  type: string;
  /** The API client that may see it. */
  apiClient: string;
  data: Record<string, unknown>;
  /** When it happened, ms since the epoch by the database's clock; not given: as the statement runs. */
  occurredAt?: number;
  /** For the timeline only, never delivered: who did it and why. */
  context?: Record<string, unknown>;
}

export interface StoredEvent {
  subject: string;
  sequence: number;
  type: string;
  data: Record<string, unknown>;
  occurredAt: Date;
}

/** Stable for ever and made from what is unique anyway. No dot: Standard Webhooks joins id, time stamp and body by dots. */
export const eventId = (subject: string, sequence: number): string => `evt_${subject}_${sequence}`;

/** Where an event comes from: the resources of its subject. */
const sources: Record<string, string> = { batch: '/v1/batches', webhook_endpoint: '/v1/webhook-endpoints', partner: '/v1/admin/overview' };
const sourceOf = (type: string): string => sources[type.split('.', 1)[0] ?? ''] ?? '/v1/onboardings';

/** CloudEvents 1.0, structured mode; `type`, `timestamp` and `data` make it a Standard Webhooks payload as well. */
export function cloudEvent(event: StoredEvent): Record<string, unknown> {
  const time = event.occurredAt.toISOString();
  return {
    specversion: '1.0', id: eventId(event.subject, event.sequence), source: sourceOf(event.type), type: event.type,
    subject: event.subject, time, timestamp: time, datacontenttype: 'application/json',
    sequence: String(event.sequence), partitionkey: event.subject, data: event.data,
  };
}
