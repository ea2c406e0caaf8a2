import type { DomainEvent } from './event.js';

/**
 * The SQL that appends events, as one CTE of the statement that makes the change: both are stored or neither is.
 *
 * `parameter` is the number of the statement's parameter that holds `eventRows(events)`. `written` is a query of that
 * statement with a column `subject`: only events of those subjects are appended, so a change that its guard refused
 * leaves no event.
 */
export const appendEvents = (parameter: number, written: string): string => `
  insert into events (era, api_client, subject, sequence, type, data, context, occurred_at)
  select (select max(era) from event_era), e.api_client, e.subject, e.sequence, e.type, e.data, e.context,
    coalesce(to_timestamp(e.occurred_at / 1000), now())
  from json_to_recordset($${parameter}::json)
    as e (api_client text, subject uuid, sequence integer, type text, data json, context json, occurred_at float8)
  where e.subject in (${written})
  order by e.subject, e.sequence`;

export const eventRows = (events: DomainEvent[]): string => JSON.stringify(
  events.map(({ apiClient, subject, sequence, type, data, context, occurredAt }) => (
    { api_client: apiClient, subject, sequence, type, data, context: context ?? null, occurred_at: occurredAt ?? null })),
);
