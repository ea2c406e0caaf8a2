import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { readSettings } from '#app/platform';
import { startSimulator } from '../../apps/simulator/src/simulator.js';
import { addPath, demoSigning, Driver, json, newId, statusPath, usualBin } from './driver.js';
import { send, signatureHeader } from './signed-call.js';

let driver: Driver;
let id: string;

beforeAll(async () => { driver = await Driver.start(); });
afterAll(() => driver.close());
beforeEach(async () => {
  id = newId();
  await driver.clear();
});

const accepted = { status: 'ok', request_status: 'process', dt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+05:00$/) as string };

describe('the usual way', () => {
  test('add, two polls, success; everything is on record', async () => {
    const added = await driver.add(id, 123456789012);
    expect(added.status).toBe(200);
    expect(added.headers['content-type']).toMatch(/^application\/json/);
    expect(json(added)).toEqual(accepted);
    expect(json(await driver.status(id))).toEqual(accepted);
    expect(json(await driver.status(id))).toEqual(accepted);
    const success = { ...accepted, request_status: 'success', client_id: 1 };
    expect(json(await driver.status(id))).toEqual(success);
    expect(json(await driver.status(id))).toEqual(success);

    const calls = await driver.calls(id);
    expect(calls.map(({ path, outcome, status, signature_valid }) => [path, outcome, status, signature_valid])).toEqual([
      [addPath, 'stored', 200, true],
      [statusPath, 'process', 200, true],
      [statusPath, 'process', 200, true],
      [statusPath, 'success', 200, true],
      [statusPath, 'success', 200, true],
    ]);
    const [first] = calls;
    expect(JSON.stringify(first?.header)).toBe(`{"uri":"${addPath}","auth_id":"123456","method":"POST","params":"","alg":"HS256"}`);
    expect(first?.header_text).toBe(JSON.stringify(first?.header));
    expect(first?.body).toBe(`{"request_id":"${id}","name":"ТОО «Тест»","bin":123456789012}`);
    expect(await driver.ledger()).toEqual([{
      client_id: 1, request_id: id, created_at: first?.at,
      body_sha256: createHash('sha256').update(first?.body ?? '').digest('hex'),
    }]);
  });

  test('a product gets its ids, the same at each answer', async () => {
    await driver.add(id, '991240900020', { product: { product_id: 10001 } });
    const { product } = json(await driver.status(id));
    expect(product).toEqual({
      product_id: 10001, product_uuid: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, terminal_id: expect.any(Number) as number, status: true,
    });
    expect(json(await driver.status(id))['product']).toEqual(product);
  });

  test('the company body', async () => {
    const body = JSON.stringify({ request_id: id, company: { company_id: 'c-1', name: 'ТОО', bin: '991240900103', address: {} } });
    expect(json(await driver.post(addPath, body))).toEqual(accepted);
    expect(await driver.statuses(id, 3)).toEqual(['process', 'process', 'error']);
    expect(await driver.ledger()).toMatchObject([{ request_id: id }]);
  });

  test('an id that was never sent is not found', async () => {
    const answer = await driver.status(id);
    expect(answer.status).toBe(404);
    expect(json(answer)).toMatchObject({ status: 'error', error_code: 404, error_description: 'request not found' });
  });

  test.each([
    ['no request_id', '{"bin":"123456789012"}'],
    ['no BIN', `{"request_id":"a"}`],
    ['not JSON', 'request_id=a'],
    ['a BIN that lost its leading zero', '{"request_id":"a","bin":90740019001}'],
  ])('%s: 400, nothing stored', async (_name, body) => {
    const answer = await driver.post(addPath, body);
    expect([answer.status, json(answer)['error_code']]).toEqual([400, 400]);
    expect(await driver.ledger()).toEqual([]);
  });
});

describe('signatures', () => {
  test.each([
    ['another key', { ...demoSigning, key: 'another' }],
    ['another auth_id', { ...demoSigning, authId: '654321' }],
    ['another algorithm', { ...demoSigning, alg: 'HS512' as const }],
  ])('%s: 401, nothing stored, recorded as invalid', async (_name, signing) => {
    const answer = await driver.post(addPath, JSON.stringify({ request_id: id, bin: usualBin }), signing);
    expect(answer.status).toBe(401);
    expect(json(answer)).toMatchObject({ status: 'error', error_code: 401 });
    expect(json(answer)).not.toHaveProperty('request_status');
    expect(await driver.ledger()).toEqual([]);
    expect(await driver.calls(id)).toMatchObject([{ signature_valid: false, outcome: 'bad_signature', status: 401 }]);
  });

  test('a body changed after signing, and no signature at all', async () => {
    const signed = { 'x-jws-signature': signatureHeader(addPath, '{}', demoSigning) };
    const body = JSON.stringify({ request_id: id, bin: usualBin });
    expect((await send('POST', driver.url + addPath, body, signed)).status).toBe(401);
    expect((await send('POST', driver.url + addPath, body)).status).toBe(401);
    expect(await driver.calls(id)).toMatchObject([{ signature_valid: false }, { signature_valid: false, header: null }]);
  });

  test('keys, id, algorithm and paths come from the settings; the next key is good too', async () => {
    const other = await Driver.start({
      FREEDOMPAY_AUTH_ID: '77', FREEDOMPAY_SECRET_KEY: 'first', FREEDOMPAY_SECRET_KEY_NEXT: 'second', FREEDOMPAY_ALG: 'HS512',
      FREEDOMPAY_ADD_PATH: '/a', FREEDOMPAY_STATUS_PATH: '/s',
    });
    try {
      const body = JSON.stringify({ request_id: id, bin: usualBin });
      const signing = { authId: '77', alg: 'HS512' } as const;
      expect((await other.post('/a', body, { ...signing, key: 'first' })).status).toBe(200);
      expect((await other.post('/s', body, { ...signing, key: 'second' })).status).toBe(200);
      expect((await other.post('/s', body, { ...signing, key: 'third' })).status).toBe(401);
      expect((await other.post(addPath, body, { ...signing, key: 'first' })).status).toBe(404);
    } finally {
      await other.close();
    }
  });
});

test.each([
  ['POST', '/v5/partner/client/elsewhere'],
  ['GET', addPath],
  ['POST', '/__simulator/elsewhere'],
])('%s %s is a bare 404', async (method, path) => {
  const answer = await send(method, driver.url + path, method === 'GET' ? '' : '{}');
  expect(answer.status).toBe(404);
  expect(() => json(answer)).toThrow(SyntaxError);
});

describe('duplicate modes', () => {
  test('replay: the first answer again, one client', async () => {
    const first = await driver.add(id);
    await pause(1_100);
    expect((await driver.add(id)).text).toBe(first.text);
    expect(await driver.ledger()).toHaveLength(1);
    expect((await driver.calls(id)).map((call) => call.outcome)).toEqual(['stored', 'replayed']);
  });

  test('error: refused as a duplicate, one client, status goes on', async () => {
    await driver.mode({ duplicates: 'error' });
    await driver.add(id);
    const second = await driver.add(id);
    expect(second.status).toBe(409);
    expect(json(second)).toMatchObject({ status: 'error', error_code: 409, error_description: 'duplicate request_id' });
    expect(await driver.ledger()).toHaveLength(1);
    expect(await driver.statuses(id, 3)).toEqual(['process', 'process', 'success']);
  });

  test('blind: one client more each time', async () => {
    await driver.mode({ duplicates: 'blind' });
    await driver.add(id);
    await driver.add(id);
    await driver.add(id);
    expect((await driver.ledger()).map((row) => [row.client_id, row.request_id])).toEqual([[1, id], [2, id], [3, id]]);
    expect((await driver.calls(id)).map((call) => call.outcome)).toEqual(['stored', 'second_client', 'second_client']);
  });

  test('window: recognised for a minute', async () => {
    let now = Date.now();
    const other = await Driver.start({}, () => now);
    try {
      await other.mode({ duplicates: 'window' });
      await other.add(id);
      now += 59_999;
      await other.add(id);
      expect(await other.ledger()).toHaveLength(1);
      now += 1;
      await other.add(id);
      expect(await other.ledger()).toHaveLength(2);
    } finally {
      await other.close();
    }
  });
});

describe('the mode', () => {
  test('latency delays every answer', async () => {
    expect((await driver.add(newId())).tookMs).toBeLessThan(250);
    await driver.mode({ latency_ms: 300 });
    expect((await driver.add(id)).tookMs).toBeGreaterThan(295);
    expect((await driver.status(newId())).tookMs).toBeGreaterThan(295);
  });

  test('an outage is for everybody, signed or not, and stores nothing', async () => {
    await driver.mode({ outage: true });
    expect((await driver.add(id)).status).toBe(503);
    expect((await driver.status(id)).status).toBe(503);
    expect((await driver.post(addPath, '{}', { ...demoSigning, key: 'another' })).status).toBe(503);
    expect(await driver.ledger()).toEqual([]);
    await driver.mode({ outage: false });
    expect((await driver.add(id)).status).toBe(200);
    expect((await driver.calls(id)).map((call) => call.outcome)).toEqual(['outage', 'outage', 'stored']);
  });

  test('partial changes are answered with the mode in force; nonsense with 400 and a text', async () => {
    expect(json(await driver.mode({ duplicates: 'blind' }))).toEqual({
      duplicates: 'blind', duplicate_window_ms: 60_000, latency_ms: 0, outage: false, late_accept_ms: 0, faults: {}, seed: 1,
    });
    const refused = await driver.mode({ latency_ms: 'soon' });
    expect(refused.status).toBe(400);
    expect(json(refused)['message']).toMatch(/latency_ms must be a whole number/);
    expect((await send('POST', `${driver.url}/__simulator/mode`, '{')).status).toBe(400);
    expect(json(await send('GET', `${driver.url}/__simulator/mode`, ''))).toMatchObject({ duplicates: 'blind', latency_ms: 0 });
  });

  test('clearing forgets everything and restores the defaults', async () => {
    await driver.add(id);
    await driver.mode({ duplicates: 'blind', faults: { error_500: 1 } });
    expect(json(await driver.clear())).toMatchObject({ duplicates: 'replay', faults: {} });
    expect(await driver.ledger()).toEqual([]);
    expect(await driver.calls()).toEqual([]);
    expect((await driver.status(id)).status).toBe(404);
    await driver.add(newId());
    expect(await driver.ledger()).toMatchObject([{ client_id: 1 }]);
  });
});

test('refuses to run in production', async () => {
  await expect(startSimulator(readSettings({ SIMULATOR_PORT: '0', NODE_ENV: 'production' }))).rejects.toThrow(/production/);
});

test('closing cuts held answers and calls off late acceptances, at once', async () => {
  const other = await Driver.start();
  await other.mode({ late_accept_ms: 60_001 });
  const started = jest.spyOn(globalThis, 'setTimeout');
  const calledOff = jest.spyOn(globalThis, 'clearTimeout');
  try {
    await other.add(newId(), '991240900318');
    const held = other.add(newId(), '991240900388');
    await pause(100);
    const startedAt = performance.now();
    await other.close();
    expect((await held).trouble).toBe('socket hang up');
    expect(performance.now() - startedAt).toBeLessThan(500);
    // The server hears of a cut connection a little later than the caller.
    await pause(100);
    const cleared = calledOff.mock.calls.map(([timer]) => timer as unknown);
    for (const ms of [60_001, 120_000]) {
      const timer: unknown = started.mock.results[started.mock.calls.findIndex((call) => call[1] === ms)]?.value;
      expect(timer).toBeDefined();
      expect(cleared.includes(timer)).toBe(true);
    }
  } finally {
    started.mockRestore();
    calledOff.mockRestore();
  }
});
