import { matchesType, typeFits } from '#app/webhooks';
import { WebhookStand } from './engine.js';

const types = ['onboarding.accepted', 'onboarding.held', 'batch.completed', 'webhook_endpoint.failing', 'onboarding.held.twice', 'onboarding'];
const filters = [[], ['*'], ['onboarding.*'], ['onboarding.held'], ['batch.*', 'onboarding.accepted'], ['onboarding'], ['onboarding.h*'], ['%'], ['onboarding_*'], ['webhook_endpoint.*', '*']];

it('PostgreSQL lets the same types through as the code', async () => {
  const stand = await WebhookStand.create();
  try {
    const asked = filters.flatMap((list) => types.map((type) => ({ filters: list, type })));
    const rows = await stand.rows<{ fits: boolean }>(
      `select ${typeFits('a.filters', 'a.type')} as fits from rows from (json_to_recordset($1::json) as (filters text[], type text)) with ordinality as a order by a.ordinality`,
      [JSON.stringify(asked)]);
    expect(rows.map(({ fits }) => fits)).toEqual(asked.map(({ filters: list, type }) => matchesType(list, type)));
  } finally {
    await stand.remove();
  }
});
