import { deliveryId, deliveryKeyOf } from './delivery-id.js';

const key = { endpointId: '01a206c6-7880-7d53-8f4a-0d3c5b1e9a01', subject: 'ffffffff-ffff-ffff-ffff-ffffffffffff', sequence: 2_147_483_647 };

it('is read back, also at its limits', () => {
  expect(deliveryKeyOf(deliveryId(key))).toEqual(key);
  expect(deliveryId(key)).toMatch(/^dlv_[A-Za-z0-9_-]{48}$/);
  const lowest = { endpointId: '00000000-0000-0000-0000-000000000000', subject: key.endpointId, sequence: 0 };
  expect(deliveryKeyOf(deliveryId(lowest))).toEqual(lowest);
});

it.each(['', 'dlv_', 'x', `dlv_${'A'.repeat(47)}`, `dlv_${'A'.repeat(49)}`, `dlv_${'!'.repeat(48)}`, `DLV_${'A'.repeat(48)}`, `dlv_${'A'.repeat(48)}\n`, `dlv_${'_'.repeat(48)}`])('%j is none', (text) => {
  expect(deliveryKeyOf(text)).toBeNull();
});
