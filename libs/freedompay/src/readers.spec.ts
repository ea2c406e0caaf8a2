import * as fc from 'fast-check';
import { asked } from '../../../test/freedompay/replies.js';
import { readAddAnswer } from './add-answer.js';
import type { HttpReply } from './exchange.js';
import { readStatusAnswer } from './status-answer.js';

const word = fc.oneof(
  fc.constantFrom('success', 'process', 'error', 'ok', 'SUCCESS', '', null, asked.requestId, 404, 409, '429', 1203),
  fc.jsonValue({ maxDepth: 2 }),
);
const json = fc.record({
  status: word, request_status: word, error_code: word, error_description: word, request_id: word, client_id: word, product: word, errors: fc.array(word),
}, { requiredKeys: [] });
const body = fc.oneof(
  json.map((value) => Buffer.from(JSON.stringify(value))),
  json.map((value) => Buffer.from(JSON.stringify(value).slice(0, -1))),
  fc.uint8Array().map((bytes) => Buffer.from(bytes)),
);
const reply: fc.Arbitrary<HttpReply> = fc.record({
  httpStatus: fc.oneof(fc.constantFrom(200, 400, 401, 404, 409, 429, 500, 503), fc.integer({ min: 100, max: 599 })),
  contentType: fc.constantFrom('application/json', null, 'text/html', ''),
  contentEncoding: fc.constantFrom(null, 'gzip'),
  retryAfter: fc.oneof(fc.constant(null), fc.string()),
  body,
});

const says = (bytes: Uint8Array, wanted: string): boolean => {
  try {
    return (JSON.parse(Buffer.from(bytes).toString('utf8')) as { request_status: string }).request_status.trim().toLowerCase() === wanted;
  } catch {
    return false;
  }
};

it('no answer makes a reader throw, and only a 2xx with the word is a verdict', () => {
  fc.assert(fc.property(reply, (given) => {
    const add = readAddAnswer({ kind: 'reply', reply: given }, asked).answer;
    const status = readStatusAnswer({ kind: 'reply', reply: given }, asked).answer;
    const ok = given.httpStatus >= 200 && given.httpStatus < 300;
    if (add.kind === 'accepted') expect(ok && says(given.body, add.askNow ? 'success' : 'process')).toBe(true);
    if (status.kind === 'succeeded') expect(ok && says(given.body, 'success')).toBe(true);
    if (status.kind === 'rejected') expect(ok && says(given.body, 'error')).toBe(true);
    if (status.kind === 'notFound') expect([200, 404]).toContain(given.httpStatus);
    expect(add.kind).not.toBe('notSent');
  }), { numRuns: 5_000, seed: 20_251_122 });
});
