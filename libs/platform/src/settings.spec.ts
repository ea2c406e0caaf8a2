import { BadSettings, readSettings, settingsTable } from './settings.js';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');

it('reads keys that seal, the newest first', () => {
  const { WEBHOOK_SECRET_KEYS: keys } = readSettings({ WEBHOOK_SECRET_KEYS: `2026-a:${key(1)}, old.key_1:${key(2)}` });
  expect(keys).toEqual([{ id: '2026-a', key: Buffer.alloc(32, 1) }, { id: 'old.key_1', key: Buffer.alloc(32, 2) }]);
  expect(readSettings({ WEBHOOK_SECRET_KEYS: '' }).WEBHOOK_SECRET_KEYS).toBeUndefined();
});

it.each([
  key(1), `:${key(1)}`, `a:${key(1)},`, `a:${key(1)};b:${key(2)}`, `a:${key(1)},a:${key(2)}`, `A:${key(1)}`, `development:${key(1)}`, `a b:${key(1)}`, `${'a'.repeat(33)}:${key(1)}`,
  `a:${Buffer.alloc(31, 1).toString('base64')}`, `a:${Buffer.alloc(33, 1).toString('base64')}`, `a:${Buffer.alloc(32, 0xfb).toString('base64url')}=`, `a:${Buffer.alloc(32, 1).toString('hex')}`, 'a:secret',
])('%s is no such list, and the fault does not repeat it', (text) => {
  const read = () => readSettings({ WEBHOOK_SECRET_KEYS: text });
  expect(read).toThrow(BadSettings);
  expect(read).toThrow(/WEBHOOK_SECRET_KEYS must be id:base64 of 32 bytes/);
  expect(read).not.toThrow(/AQEB|secret$/);
  expect(settingsTable.WEBHOOK_SECRET_KEYS.secret).toBe(true);
});

it('reads the waits between attempts', () => {
  expect(readSettings({ WEBHOOK_RETRY_SCHEDULE_MS: '10, 20,30' }).WEBHOOK_RETRY_SCHEDULE_MS).toEqual([10, 20, 30]);
  expect(readSettings({}).WEBHOOK_RETRY_SCHEDULE_MS).toHaveLength(9);
});

it.each(['0', '1,,2', '1,', ',1', '1;2', '-1', '1.5', '1e3', '604800001', 'a', '5s'])('%s is no schedule', (text) => {
  expect(() => readSettings({ WEBHOOK_RETRY_SCHEDULE_MS: text })).toThrow(/WEBHOOK_RETRY_SCHEDULE_MS must be a whole number from 1 to 604800000/);
});
