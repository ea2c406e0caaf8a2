import example from '../../../test/fixtures/onboarding-overview-example.json' with { type: 'json' };
import { readPartnerBody } from './partner-body.js';

const read = (body: unknown): unknown => readPartnerBody(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));

test("the documentation's flat body", () => {
  expect(read(example)).toEqual({ requestId: example.request_id, bin: '123456789012', productId: null });
});

test('a BIN that begins with 0 comes as a string', () => {
  expect(read({ request_id: 'r', bin: '090740019001' })).toEqual({ requestId: 'r', bin: '090740019001', productId: null });
});

test('a BIN that lost its leading 0 on the way is none', () => {
  expect(read({ request_id: 'r', bin: 90740019001 })).toMatchObject({ bin: null });
});

test('the company body', () => {
  const body = { request_id: 'r', company: { company_id: 'c', bin: '991240900020' }, product: { product_id: '10001' } };
  expect(read(body)).toEqual({ requestId: 'r', bin: '991240900020', productId: 10001 });
});

test('a status question', () => {
  expect(read({ request_id: 'r' })).toEqual({ requestId: 'r', bin: null, productId: null });
});

test.each(['', '{', '[]', 'null', '{}', '{"request_id":7}', '{"request_id":""}'])('%j is not readable', (text) => {
  expect(read(text)).toBeNull();
});
