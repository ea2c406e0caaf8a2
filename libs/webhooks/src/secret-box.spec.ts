import { randomBytes } from 'node:crypto';
import { readSettings } from '#app/platform';
import { createSecretBox, NoSecretKey, secretKeysOf, UnknownSecretKey, UnreadableSecret, usesDevelopmentKey } from './secret-box.js';

const key = (id: string) => ({ id, key: randomBytes(32) });
const [first, second] = [key('2025'), key('2026')];
const secret = randomBytes(32);

it('opens what it sealed, and stores it differently each time', () => {
  const box = createSecretBox([first]);
  const sealed = [box.seal(secret, 'a'), box.seal(secret, 'a')];
  for (const one of sealed) expect(box.open(one, 'a')).toEqual(secret);
  expect(sealed[0]?.sealed.equals(sealed[1]?.sealed ?? Buffer.alloc(0))).toBe(false);
  expect(sealed.map(({ keyId, sealed: bytes }) => [keyId, bytes.length, bytes.includes(secret)])).toEqual([['2025', 60, false], ['2025', 60, false]]);
});

it('seals with the first key and opens with each', () => {
  const old = createSecretBox([first]).seal(secret, 'a');
  const box = createSecretBox([second, first]);
  expect(box.open(old, 'a')).toEqual(secret);
  expect(box.seal(secret, 'a').keyId).toBe('2026');
  expect(() => createSecretBox([second]).open(old, 'a')).toThrow(UnknownSecretKey);
});

it('opens for nobody else, and not with a single bit changed', () => {
  const box = createSecretBox([first]);
  const { keyId, sealed } = box.seal(secret, 'a');
  expect(() => box.open({ keyId, sealed }, 'b')).toThrow(UnreadableSecret);
  expect(() => createSecretBox([{ ...second, id: first.id }]).open({ keyId, sealed }, 'a')).toThrow(UnreadableSecret);
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(() => box.open({ keyId, sealed: changed }, 'a')).toThrow(UnreadableSecret);
  }
  // Also not with a shorter tag.
  for (let length = 0; length < sealed.length; length += 1) expect(() => box.open({ keyId, sealed: sealed.subarray(0, length) }, 'a')).toThrow(UnreadableSecret);
});

describe('the keys of the settings', () => {
  const text = `2026:${second.key.toString('base64')}, 2025:${first.key.toString('base64')}`;

  it.each(['production', 'development', undefined])('are those that are given, in %s', (NODE_ENV) => {
    const settings = readSettings({ NODE_ENV, WEBHOOK_SECRET_KEYS: text });
    expect(secretKeysOf(settings)).toEqual([second, first]);
    expect(usesDevelopmentKey(settings)).toBe(false);
  });

  it.each(['development', 'test', undefined])('are a known one where none is given, in %s', (NODE_ENV) => {
    const settings = readSettings({ NODE_ENV });
    const box = createSecretBox(secretKeysOf(settings));
    expect([usesDevelopmentKey(settings), box.canSeal, box.seal(secret, 'a').keyId]).toEqual([true, true, 'development']);
    expect(createSecretBox(secretKeysOf(readSettings({}))).open(box.seal(secret, 'a'), 'a')).toEqual(secret);
  });

  it('are none in production where none is given', () => {
    const settings = readSettings({ NODE_ENV: 'production' });
    const box = createSecretBox(secretKeysOf(settings));
    expect([usesDevelopmentKey(settings), box.canSeal]).toEqual([false, false]);
    expect(() => box.seal(secret, 'a')).toThrow(NoSecretKey);
    expect(() => box.open({ keyId: 'development', sealed: Buffer.alloc(60) }, 'a')).toThrow(UnknownSecretKey);
  });
});
