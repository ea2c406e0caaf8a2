import { setTimeout as sleep } from 'node:timers/promises';
import { demoKeys } from '../../apps/demo/src/demo-keys.js';
import { until, untilAllEnded } from '../support/evidence.js';
import type { Site } from './site.js';

/** As a CRM whose endpoint was away: for everything that was given up, until nothing is. */
export async function askAgain({ fleet, stand, driver }: Site): Promise<void> {
  const headers = { authorization: `Bearer ${demoKeys.crm}` };
  const nothingIsLeft = async (): Promise<boolean> => {
    const deliveries = `${await fleet.url('api')}/v1/webhook-deliveries`;
    const { data } = (await (await fetch(`${deliveries}?status=exhausted&limit=100`, { headers })).json()) as { data: { id: string }[] };
    for (const { id } of data) await fetch(`${deliveries}/${id}/redelivery`, { method: 'POST', headers });
    return data.length === 0 && (await stand.rows('select from webhook_lines limit 1')).length === 0;
  };
  // What is still missing then is what is looked for.
  await untilAllEnded(stand.databaseUrl, driver.deals.length).catch(() => undefined);
  await sleep(1_000);
  await until('nothing is given up', nothingIsLeft).catch(() => undefined);
}
