import { withoutCredentials } from './database.js';
import { demoKeys } from './demo-keys.js';
import { installationEnvironment, localUrl } from './installation.js';
import type { Part } from './parts.js';

const part = (name: Part['name'], url: string | null): Part => ({
  name, url, pid: 1, lines: [], exited: Promise.resolve(0), stop: () => Promise.resolve(), kill: () => undefined,
});

describe('the environment of an installation', () => {
  it('keeps keys that are set, and an empty one is not set', () => {
    const given = { BOOTSTRAP_CRM_KEY: 'a-key-of-our-own-0123456789', BOOTSTRAP_ADMIN_KEY: '' };
    expect(installationEnvironment('postgres://h/d', given)).toEqual({
      BOOTSTRAP_CRM_KEY: 'a-key-of-our-own-0123456789',
      BOOTSTRAP_ADMIN_KEY: demoKeys.admin,
      FREEDOMPAY_AUTH_ID: demoKeys.partnerAuthId,
      FREEDOMPAY_SECRET_KEY: demoKeys.partnerSecretKey,
      DATABASE_URL: 'postgres://h/d',
    });
  });

  it.each([
    ['http://0.0.0.0:41234', 'http://127.0.0.1:41234'],
    ['http://[::]:41234', 'http://127.0.0.1:41234'],
    [null, `http://127.0.0.1:${process.env['WORKER_PORT'] || '3001'}`],
  ])('reaches a part that says %s on the loopback', (said, reached) => {
    expect(localUrl(part('worker', said))).toBe(reached);
  });

  it.each([
    ['postgres://user:secret@db.internal:5433/app?sslpassword=secret', 'db.internal:5433/app'],
    ['redis://:secret@127.0.0.1:6379', '127.0.0.1:6379'],
  ])('shows no credentials of %s', (url, shown) => {
    expect(withoutCredentials(url)).toBe(shown);
  });
});
