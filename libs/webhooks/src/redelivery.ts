import type { Database } from '#app/platform';
import type { DeliveryKey } from './delivery-id.js';

/**
 * Puts one delivery back into its line, its tries beginning anew; one that waits already is due at once. Order holds: it
 * goes out before the later ones of its subject that still wait. The line is locked before the delivery, as everywhere.
 */
export async function redeliver(database: Database, { endpointId, subject, sequence }: DeliveryKey): Promise<void> {
  await database.query('webhook_redeliver', `
    with held as materialized (select 1 from webhook_lines where endpoint_id = $1 and subject = $2 for update),
    back as (
      update webhook_deliveries set status = 'pending', tries = 0
      where endpoint_id = $1 and subject = $2 and sequence = $3 and status <> 'pending' and (select count(*) from held) >= 0
      returning endpoint_id, subject)
    insert into webhook_lines as l (endpoint_id, subject, pending, due_at)
    select endpoint_id, subject, 1, now() from back
    union all select endpoint_id, subject, 0, now() from webhook_deliveries
      where endpoint_id = $1 and subject = $2 and sequence = $3 and status = 'pending' and (select count(*) from held) > 0 and not exists (select from back)
    on conflict on constraint pk_webhook_lines do update set
      pending = l.pending + excluded.pending, again = l.again or l.lease_token is not null,
      due_at = case when l.lease_token is null then now() else l.due_at end`, [endpointId, subject, sequence]);
}
