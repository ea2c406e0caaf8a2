import { newSecret, secretBytes, secretText } from './secret.js';

it('makes secrets of 32 random bytes', () => {
  const secrets = Array.from({ length: 1_000 }, newSecret);
  expect(new Set(secrets).size).toBe(1_000);
  expect(secrets.filter((text) => !/^whsec_[\w+/]{43}=$/.test(text) || secretBytes(text).length !== 32)).toEqual([]);
});

it.each([24, 25, 26, 32, 64])('takes %i bytes, and gives them back', (length) => {
  const bytes = Buffer.alloc(length, 0xfb);
  expect(secretBytes(secretText(bytes))).toEqual(bytes);
});

it.each([
  '', 'whsec_', 'whsec', 'WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', ' whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw ',
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa-_', 'whsec_MfKQ9r8GKYqrTwjU\nPD8ILPZIo2LaLaSw', 'whsec_????????????????????????????????',
  secretText(Buffer.alloc(23)), secretText(Buffer.alloc(65)),
])('%j is no secret, and no error repeats it', (text) => {
  expect(() => secretBytes(text)).toThrow(/^A webhook secret (is|has)/);
  expect(() => secretBytes(text)).not.toThrow(/MfKQ|AAAA/);
});
