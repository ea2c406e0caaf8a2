import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { newSecret, secretBytes } from './secret.js';
import { signatureHeaders } from './signature.js';

const secret = newSecret();
const body = Buffer.from('{"name":"Қазақстан 🦅","sum":1.0}');
const sign = (nowMs: number, ...secrets: string[]) => signatureHeaders('evt_1_2', body, secrets.map(secretBytes), nowMs);
const accepts = (with_: string, headers: Record<string, string>, bytes = body): boolean => {
  try {
    new Webhook(with_).verify(bytes, headers);
    return true;
  } catch {
    return false;
  }
};

it('gives what the example of Standard Webhooks gives', () => {
  // The example of the reference implementations: secret, id, time and payload are theirs.
  const headers = signatureHeaders('msg_p5jXN8AQM9LWM0D4loKWxJek', Buffer.from('{"test": 2432232314}'), [secretBytes('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')], 1_614_265_330_000);
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('is accepted by a receiver that is not ours', () => {
  expect(accepts(secret, sign(Date.now(), secret))).toBe(true);
  fc.assert(fc.property(fc.json(), fc.uint8Array({ minLength: 24, maxLength: 64 }), (text, key) => {
    const bytes = Buffer.from(text);
    const headers = signatureHeaders('evt_1', bytes, [Buffer.from(key)], Date.now());
    return accepts(`whsec_${Buffer.from(key).toString('base64')}`, { ...headers }, bytes);
  }));
});

it('is refused with another secret, body, id or time', () => {
  const headers = sign(Date.now(), secret);
  expect(accepts(newSecret(), headers)).toBe(false);
  expect(accepts(secret, headers, Buffer.concat([body, Buffer.from(' ')]))).toBe(false);
  expect(accepts(secret, { ...headers, 'webhook-id': 'evt_1_3' })).toBe(false);
  expect(accepts(secret, { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 1) })).toBe(false);
  expect(accepts(secret, sign(Date.now() - 3_600_000, secret))).toBe(false);
});

it('during a rotation is accepted with the new secret and with the old one', () => {
  const old = newSecret();
  const headers = sign(Date.now(), secret, old);
  expect([accepts(secret, headers), accepts(old, headers), accepts(newSecret(), headers)]).toEqual([true, true, false]);
  expect(headers['webhook-signature']).toMatch(/^v1,[\w+/]{43}= v1,[\w+/]{43}=$/);
});

it('tells the time in whole seconds', () => {
  expect([0, 1_999, 1_763_805_600_999].map((nowMs) => sign(nowMs, secret)['webhook-timestamp'])).toEqual(['0', '1', '1763805600']);
});

it('refuses what receivers could not check', () => {
  expect(() => sign(0)).toThrow('Without a secret');
  for (const id of ['', 'evt.1']) expect(() => signatureHeaders(id, body, [secretBytes(secret)], 0)).toThrow('must not be empty or hold a dot');
});
