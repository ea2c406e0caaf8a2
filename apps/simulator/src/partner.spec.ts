import { createHmac, randomUUID } from 'node:crypto';
import { Partner } from './partner.js';
import type { SignedRequest } from './signature.js';

const paths = { add: '/add', status: '/status' };
const trust = { authId: '1', keys: ['key'], alg: 'HS256' } as const;

function signed(path: string, members: unknown): SignedRequest {
  const body = Buffer.from(JSON.stringify(members));
  const header = Buffer.from(JSON.stringify({ uri: path, auth_id: '1', method: 'POST', params: '', alg: 'HS256' })).toString('base64url');
  const mac = createHmac('sha256', 'key').update(`${header}.${body.toString('base64url')}`).digest('base64url');
  return { signature: `${header}..${mac}`, method: 'POST', path, query: '', body };
}

const run = (seed: number, partner = new Partner(paths, trust)): string[] => {
  partner.changeMode({ faults: { drop_after_store: 0.2, error_500: 0.2, not_found: 0.3, late_accept: 0.1 }, seed });
  const outcomes = Array.from({ length: 60 }, () => {
    const requestId = randomUUID();
    return [signed(paths.add, { request_id: requestId, bin: '123456789012' }), signed(paths.status, { request_id: requestId })].map(
      (request) => partner.receive(request, partner.drawFault(request.path)).reply.outcome,
    );
  }).flat();
  partner.stop();
  return outcomes;
};

test('the same seed and order of calls meet the same faults, whatever the ids', () => {
  expect(run(5)).toEqual(run(5));
  expect(run(5)).not.toEqual(run(6));
});

test('naming the seed starts the draw anew', () => {
  const partner = new Partner(paths, trust);
  const first = run(5, partner);
  expect(run(5, partner)).toEqual(first);
});

test('a fault befalls only the method it fits', () => {
  const outcomes = run(5);
  const adds = new Set(outcomes.filter((_, index) => index % 2 === 0));
  const questions = new Set(outcomes.filter((_, index) => index % 2 === 1));
  expect(adds).toEqual(new Set(['stored', 'fault:drop_after_store', 'fault:error_500', 'fault:late_accept']));
  expect(questions).toEqual(new Set(['process', 'not_found', 'fault:drop_after_store', 'fault:error_500', 'fault:not_found']));
});

test('calls off the way of the partner API draw nothing, nor do calls during an outage', () => {
  const partner = new Partner(paths, trust);
  partner.changeMode({ faults: { slow: 1 } });
  expect(partner.drawFault('/elsewhere')).toBeNull();
  expect(partner.drawFault(paths.add)).toBe('slow');
  partner.changeMode({ outage: true });
  expect(partner.drawFault(paths.add)).toBeNull();
});

test('slow answers are held 30 s, those of the time-out scenario 120 s, both after the client was created', () => {
  const partner = new Partner(paths, trust);
  const slow = partner.receive(signed(paths.add, { request_id: 'a', bin: '123456789012' }), 'slow');
  expect(slow.reply).toMatchObject({ outcome: 'fault:slow', status: 200, manner: { heldMs: 30_000 } });
  const held = partner.receive(signed(paths.add, { request_id: 'b', bin: '991240900388' }), null);
  expect(held.reply).toMatchObject({ outcome: 'scenario:hold', status: 200, manner: { heldMs: 120_000 } });
  expect(partner.ledger.all().map((row) => row.request_id)).toEqual(['a', 'b']);
});

test("once a request is stored, its scenario's trouble with adds is over", () => {
  const partner = new Partner(paths, trust);
  const add = signed(paths.add, { request_id: 'a', bin: '991240900328' });
  expect(partner.receive(add, null).reply.status).toBe(500);
  expect(partner.receive(add, 'drop_after_store').reply.manner).toBe('drop');
  expect(partner.receive(add, null).reply).toMatchObject({ status: 200, outcome: 'replayed' });
});
