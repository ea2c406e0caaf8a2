import type { DomainEvent } from '#app/events';

/** What an endpoint's own events are called. The ping is no event of the log: it is made when somebody asks for it. */
export const endpointEventTypes = ['webhook_endpoint.failing', 'webhook_endpoint.disabled'] as const;
export const pingType = 'webhook_endpoint.test';

export const disabledReasons = ['failing', 'gone', 'by_client'] as const;
/** `failing`: no success for days. `gone`: it answered 410. `by_client`: somebody switched it off. */
export type DisabledReason = (typeof disabledReasons)[number];

/** `sequence`: of the endpoint's own events, already the one of this event. Times are ms since the epoch. */
interface Subject { id: string; apiClient: string; sequence: number }

const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Nothing was delivered for a while; `disablesAt`: when it will be switched off if that goes on. */
export const failingEvent = ({ id, apiClient, sequence }: Subject, { failingSince, disablesAt }: { failingSince: number; disablesAt: number }): DomainEvent =>
  ({ subject: id, sequence, type: 'webhook_endpoint.failing', apiClient, data: { id, failing_since: isoOrNull(failingSince), disables_at: isoOrNull(disablesAt) } });

/** Nothing is sent there any more. Neither event names the address: whoever reads it may be another endpoint. */
export const disabledEvent = ({ id, apiClient, sequence }: Subject, { reason, failingSince }: { reason: DisabledReason; failingSince: number | null }): DomainEvent =>
  ({ subject: id, sequence, type: 'webhook_endpoint.disabled', apiClient, data: { id, reason, failing_since: isoOrNull(failingSince) } });
