import { HttpService } from '@nestjs/axios';
import { create as createAxios } from 'axios';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFreedomPayClient } from '#app/freedompay';
import { documentedApplication } from './applications.js';
import { addOne, clientFor, clientSettings, closeAllClients } from './clients.js';
import { answer, closeAllServers, loopback, type SeenRequest, taken } from './loopback.js';

afterEach(async () => {
  closeAllClients();
  await closeAllServers();
});

const input = { requestId: '828cf71d-a447-4a67-a149-c1df8bc197ca', onboardingId: '0193a1b2-0000-7000-8000-000000000001', application: documentedApplication };
const partner = () => loopback({ onRequest: (socket) => { socket.write(answer(200, taken)); } });

/** The signature as the partner would check it: from what came over the wire alone. */
function checkSignature({ head, body }: SeenRequest, secret: string, hash = 'sha256'): Record<string, string> {
  const [header = '', payload, signature] = (/^x-jws-signature: (.*)$/im.exec(head)?.[1] ?? '').split('.');
  expect(payload).toBe('');
  expect(signature).toBe(createHmac(hash, secret).update(`${header}.${body.toString('base64url')}`).digest('base64url'));
  return JSON.parse(Buffer.from(header, 'base64url').toString()) as Record<string, string>;
}
const targetOf = ({ head }: SeenRequest): string | undefined => head.split(' ')[1];

describe('what goes out', () => {
  it('is the built body, signed as it stands on the wire', async () => {
    const server = await partner();
    const client = clientFor(server.origin);
    const body = client.buildBody(input);
    expect(await client.add(body, input.requestId)).toMatchObject({ answer: { kind: 'accepted' }, facts: { httpStatus: 200, requestStatus: 'process', trouble: null } });
    expect(await client.status(input.requestId)).toMatchObject({ answer: { kind: 'pending' } });
    const [add, status] = server.requests as [SeenRequest, SeenRequest];
    expect(add.body.equals(body)).toBe(true);
    expect(status.body.toString()).toBe(`{"request_id":"${input.requestId}"}`);
    expect(checkSignature(add, 'secret_key')).toEqual({ uri: '/v5/partner/client/add', auth_id: '123456', method: 'POST', params: '', alg: 'HS256' });
    expect(checkSignature(status, 'secret_key').uri).toBe('/v5/partner/client/request/status');
    for (const { head } of server.requests) {
      expect(head).toMatch(/^POST \S+ HTTP\/1\.1\r\n/);
      expect(head).toMatch(/^content-type: application\/json$/im);
      expect(head).toMatch(/^accept: application\/json$/im);
    }
    expect(server.sockets).toHaveLength(1);
  });

  it.each(['/v5/{x}/"q"|/é', '//elsewhere.invalid/add', '/a/../b', '/a%20b', '/\\elsewhere'])('the path %s is signed as it is sent', async (path) => {
    const server = await partner();
    await addOne(clientFor(server.origin, { FREEDOMPAY_ADD_PATH: path }));
    const [add] = server.requests as [SeenRequest];
    expect(checkSignature(add, 'secret_key').uri).toBe(targetOf(add));
  });

  it('HS512 and the next key, by setting and by slot', async () => {
    const server = await partner();
    await addOne(clientFor(server.origin, { FREEDOMPAY_ALG: 'HS512', FREEDOMPAY_SECRET_KEY_NEXT: 'coming' }, undefined, { keySlot: () => 'next' }));
    expect(checkSignature((server.requests as [SeenRequest])[0], 'coming', 'sha512').alg).toBe('HS512');
  });

  it('the body flavour and the country follow the settings', () => {
    const text = (settings: Partial<typeof clientSettings>): string => clientFor('http://127.0.0.1:1', settings).buildBody(input).toString();
    expect(text({})).toContain('"country":"KZ"');
    expect(text({ FREEDOMPAY_COUNTRY_FORMAT: 'alpha-3' })).toContain('"country":"KAZ"');
    expect(text({ FREEDOMPAY_BODY: 'company' })).toMatch(/"company":.*"country":"KAZ"/);
    expect(text({ FREEDOMPAY_BODY: 'company', FREEDOMPAY_COUNTRY_FORMAT: 'alpha-2' })).toContain('"country":"KZ"');
  });

  it('the header for a preview is the one that is sent', async () => {
    const server = await partner();
    const client = clientFor(server.origin);
    await addOne(client);
    expect(JSON.parse(client.addHeaderText())).toEqual(checkSignature((server.requests as [SeenRequest])[0], 'secret_key'));
  });
});

describe('whatever the HTTP service is set to', () => {
  it('no redirect, no proxy, no time-out and no transformation of it has an effect', async () => {
    const trap = await partner();
    const server = await partner();
    const http = new HttpService(createAxios({
      maxRedirects: 5, timeout: 1, proxy: { host: '127.0.0.1', port: trap.port }, baseURL: trap.origin, responseType: 'text',
      transformRequest: [() => 'changed'], transformResponse: [() => 'changed'], validateStatus: () => false, maxContentLength: 1,
    }));
    expect((await addOne(clientFor(server.origin, {}, http))).answer.kind).toBe('accepted');
    checkSignature((server.requests as [SeenRequest])[0], 'secret_key');
    expect(trap.sockets).toHaveLength(0);
  });

  it('no proxy variable has an effect', async () => {
    const trap = await partner();
    const names = ['http_proxy', 'HTTP_PROXY', 'all_proxy'];
    const before = names.map((name) => process.env[name]);
    for (const name of names) process.env[name] = trap.origin;
    try {
      expect((await addOne(clientFor((await partner()).origin))).answer.kind).toBe('accepted');
      expect(trap.sockets).toHaveLength(0);
    } finally {
      names.forEach((name, index) => {
        const value = before[index];
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      });
    }
  });

  it('an HTTP service that fails by itself proves nothing: uncertain, and nothing of the error gets out', async () => {
    const http = new HttpService(createAxios({ adapter: () => Promise.reject(Object.assign(new Error('secret body'), { code: 'ECONNREFUSED' })) }));
    const found = await addOne(clientFor('http://127.0.0.1:1', {}, http));
    expect(found).toMatchObject({ answer: { kind: 'uncertain', drift: false }, facts: { trouble: 'refused' } });
    expect(JSON.stringify(found)).not.toContain('secret body');
  });
});

describe('the settings', () => {
  it.each([
    [{ FREEDOMPAY_AUTH_ID: undefined }, 'without FREEDOMPAY_AUTH_ID.'],
    [{ FREEDOMPAY_SECRET_KEY: undefined }, 'without FREEDOMPAY_SECRET_KEY.'],
    [{ FREEDOMPAY_AUTH_ID: undefined, FREEDOMPAY_SECRET_KEY: '' }, 'without FREEDOMPAY_AUTH_ID and FREEDOMPAY_SECRET_KEY.'],
  ])('%j: every missing one is named', (settings, message) => {
    expect(() => createFreedomPayClient({ ...clientSettings, ...settings })).toThrow(message);
  });

  it('short keys warn, without the key', () => {
    const { warnings } = clientFor('http://127.0.0.1:1', { FREEDOMPAY_SECRET_KEY_NEXT: 'tiny' });
    expect(warnings.map((warning) => warning.split(' ')[0])).toEqual(['FREEDOMPAY_SECRET_KEY', 'FREEDOMPAY_SECRET_KEY_NEXT']);
    expect(warnings.join()).not.toMatch(/tiny|secret_key/);
    expect(clientFor('http://127.0.0.1:1', { FREEDOMPAY_SECRET_KEY: 'k'.repeat(32) }).warnings).toEqual([]);
  });

  it('FREEDOMPAY_CODES changes what a code means', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'codes-'));
    const file = join(folder, 'codes.json');
    writeFileSync(file, '{"7777": {"kind": "duplicate"}}');
    const server = await loopback({ onRequest: (socket) => { socket.write(answer(200, { status: 'error', error_code: 7777 })); } });
    expect((await addOne(clientFor(server.origin))).answer.kind).toBe('rejected');
    expect((await addOne(clientFor(server.origin, { FREEDOMPAY_CODES: file }))).answer.kind).toBe('duplicate');
    rmSync(folder, { recursive: true });
  });
});

it('time comes in from outside: Retry-After as a date, and the duration', async () => {
  const server = await loopback({ onRequest: (socket) => { socket.write(answer(429, '', { 'retry-after': 'Sat, 22 Nov 2025 10:00:30 GMT' })); } });
  let elapsed = 100;
  const client = clientFor(server.origin, {}, undefined, { nowMs: () => Date.UTC(2025, 10, 22, 10), elapsedMs: () => { elapsed += 42; return elapsed; } });
  expect(await addOne(client)).toMatchObject({ answer: { kind: 'throttled', retryAfterMs: 30_000 }, facts: { durationMs: 42 } });
});
