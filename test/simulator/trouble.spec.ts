import { setTimeout as pause } from 'node:timers/promises';
import { faultKinds } from '../../apps/simulator/src/trouble.js';
import { addPath, Driver, json, newId, statusPath } from './driver.js';

let driver: Driver;
let id: string;

beforeAll(async () => { driver = await Driver.start(); });
afterAll(() => driver.close());
beforeEach(async () => {
  id = newId();
  await driver.clear();
});

const clients = async (): Promise<number> => (await driver.ledger()).length;
const lastCall = async (): Promise<unknown> => (await driver.calls()).at(-1);

describe('scenarios decided by the status', () => {
  test.each([
    ['991240900020', ['success', 'success']],
    ['991240900219', ['in_review', 'in_review', 'in_review', 'success']],
    ['991240900229', [404, 404, 404, 'success']],
    ['991240900209', Array.from({ length: 12 }, () => 'process')],
  ])('%s: %j', async (bin, expected) => {
    expect(json(await driver.add(id, Number(bin)))['request_status']).toBe('process');
    expect(await clients()).toBe(1);
    expect(await driver.statuses(id, expected.length)).toEqual(expected);
  });

  test.each([
    ['991240900103', 1203, /IBAN/],
    ['991240900115', 1201, /BIN/],
    ['991240900127', 1204, /exists/],
    ['991240900139', 1205, /product/],
    ['991240900140', 7777, /Отказ/],
  ])('%s: final error %i', async (bin, code, words) => {
    expect(json(await driver.add(id, bin))['request_status']).toBe('process');
    expect(await driver.statuses(id, 2)).toEqual(['process', 'process']);
    const answer = await driver.status(id);
    expect(answer.status).toBe(200);
    expect(json(answer)).toMatchObject({
      status: 'error', request_status: 'error', error_code: code, error_description: expect.stringMatching(words) as string,
    });
    expect(await driver.statuses(id, 1)).toEqual(['error']);
  });
});

describe('scenarios of the add', () => {
  const thenSucceeds = async (): Promise<void> => {
    expect(await driver.statuses(id, 3)).toEqual(['process', 'process', 'success']);
    expect(await clients()).toBe(1);
  };

  test('308 stores, then drops the connection', async () => {
    expect(await driver.add(id, '991240900308')).toMatchObject({ status: null, trouble: 'socket hang up' });
    expect(await lastCall()).toMatchObject({ outcome: 'scenario:drop_after_store', status: null, signature_valid: true });
    await thenSucceeds();
    expect(json(await driver.add(id, '991240900308'))['request_status']).toBe('process');
  });

  test('318 drops the first add and stores nothing, the second goes through', async () => {
    expect(await driver.add(id, '991240900318')).toMatchObject({ status: null, trouble: 'socket hang up' });
    expect(await driver.statuses(id, 2)).toEqual([404, 404]);
    expect(json(await driver.add(id, '991240900318'))['request_status']).toBe('process');
    await thenSucceeds();
  });

  test('328 answers 500 three times, stores nothing, then accepts', async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect((await driver.add(id, '991240900328')).status).toBe(500);
      expect((await driver.status(id)).status).toBe(404);
    }
    expect((await driver.add(id, '991240900328')).status).toBe(200);
    await thenSucceeds();
  });

  test('338 throttles the first add', async () => {
    const first = await driver.add(id, '991240900338');
    expect([first.status, first.headers['retry-after'], await clients()]).toEqual([429, '2', 0]);
    expect((await driver.add(id, '991240900338')).status).toBe(200);
    await thenSucceeds();
  });

  test('368 stores and sends half of a JSON body', async () => {
    const first = await driver.add(id, '991240900368');
    expect(first).toMatchObject({ status: 200, trouble: null });
    expect(first.text).toMatch(/^\{"status":"ok"/);
    expect(() => json(first)).toThrow(SyntaxError);
    expect(await lastCall()).toMatchObject({ outcome: 'scenario:half_body', status: 200 });
    await thenSucceeds();
  });

  test('378 resets the first connection and stores nothing', async () => {
    expect(await driver.add(id, '991240900378')).toMatchObject({ status: null, trouble: 'read ECONNRESET' });
    expect(await clients()).toBe(0);
    expect((await driver.add(id, '991240900378')).status).toBe(200);
    await thenSucceeds();
  });

  test('388 stores at once and outlasts the caller', async () => {
    expect(await driver.add(id, '991240900388', {}, 400)).toMatchObject({ status: null, trouble: 'timeout' });
    expect(await lastCall()).toMatchObject({ outcome: 'scenario:hold', status: null });
    await thenSucceeds();
  });

  test('what befalls one request leaves the others alone', async () => {
    await driver.add(id, '991240900318');
    expect(await driver.add(newId(), '991240900318')).toMatchObject({ trouble: 'socket hang up' });
    expect((await driver.add(id, '991240900318')).status).toBe(200);
  });
});

describe('faults', () => {
  interface Expected { status: number | null; trouble: string | null; stored: number }
  const gone = 'socket hang up';
  const rows: [string, Expected][] = [
    ['drop_before_store', { status: null, trouble: gone, stored: 0 }],
    ['drop_after_store', { status: null, trouble: gone, stored: 1 }],
    ['reset_before_read', { status: null, trouble: 'read ECONNRESET', stored: 0 }],
    ['error_500', { status: 500, trouble: null, stored: 0 }],
    ['error_500_after_store', { status: 500, trouble: null, stored: 1 }],
    ['half_body', { status: 200, trouble: null, stored: 1 }],
    ['html_502', { status: 502, trouble: null, stored: 1 }],
    ['throttle_429', { status: 429, trouble: null, stored: 0 }],
    ['slow', { status: null, trouble: 'timeout', stored: 1 }],
    ['giant', { status: 200, trouble: null, stored: 1 }],
    ['redirect_307', { status: 307, trouble: null, stored: 0 }],
    ['wrong_request_id', { status: 200, trouble: null, stored: 1 }],
    ['unknown_status', { status: 200, trouble: null, stored: 1 }],
    ['unauthorized_401', { status: 401, trouble: null, stored: 0 }],
    ['late_accept', { status: null, trouble: gone, stored: 0 }],
    ['not_found', { status: 200, trouble: null, stored: 1 }],
  ];

  test('no kind is left out', () => {
    expect([...rows.map(([kind]) => kind), 'drip'].sort()).toEqual([...faultKinds].sort());
  });

  test.each(rows)('%s befalls an add', async (kind, { status, trouble, stored }) => {
    await driver.mode({ faults: { [kind]: 1 } });
    expect(await driver.add(id, undefined, {}, 1_000)).toMatchObject({ status, trouble });
    expect(await clients()).toBe(stored);
    expect(await lastCall()).toMatchObject({ outcome: kind === 'not_found' ? 'stored' : `fault:${kind}`, path: addPath, status });
  });

  test.each(rows.filter(([kind]) => kind !== 'late_accept' && kind !== 'not_found'))('%s befalls a status question', async (kind, { status, trouble }) => {
    await driver.add(id);
    await driver.mode({ faults: { [kind]: 1 } });
    expect(await driver.post(statusPath, JSON.stringify({ request_id: id }), undefined, 1_000)).toMatchObject({ status, trouble });
    expect(await lastCall()).toMatchObject({ outcome: `fault:${kind}`, path: statusPath, status });
    expect(await clients()).toBe(1);
  });

  test('not_found is a status answer with the code, and costs no poll', async () => {
    await driver.add(id);
    await driver.mode({ faults: { not_found: 1 } });
    expect(await driver.statuses(id, 2)).toEqual([404, 404]);
    await driver.mode({ faults: {} });
    expect(await driver.statuses(id, 3)).toEqual(['process', 'process', 'success']);
  });

  test('a call that was reset before it was read was not looked at', async () => {
    await driver.mode({ faults: { reset_before_read: 1 } });
    await driver.add(id);
    expect(await lastCall()).toMatchObject({ request_id: null, body: '', signature_valid: null, header: { uri: addPath } });
  });

  test('drip sends the headers at once and the body byte by byte', async () => {
    await driver.mode({ faults: { drip: 1 } });
    const cut = await driver.add(id, undefined, {}, 1_200);
    expect(cut).toMatchObject({ status: 200, trouble: expect.any(String) as string });
    expect(cut.text.length).toBeGreaterThanOrEqual(2);
    expect(cut.text.length).toBeLessThanOrEqual(5);
    expect('{"status"'.startsWith(cut.text)).toBe(true);
  });

  test('bodies of the spoilt answers', async () => {
    const answer = async (kind: string): Promise<Awaited<ReturnType<Driver['add']>>> => {
      await driver.mode({ faults: { [kind]: 1 } });
      return driver.add(newId());
    };
    expect((await answer('giant')).text.length).toBeGreaterThan(300_000);
    expect(await answer('html_502')).toMatchObject({ headers: { 'content-type': expect.stringMatching(/^text\/html/) as string } });
    expect((await answer('redirect_307')).headers.location).toBe(`${addPath}/moved`);
    expect(json(await answer('unknown_status'))['request_status']).toBe('in_review');
    const other = json(await answer('wrong_request_id'));
    expect(other['request_status']).toBe('success');
    expect(other['request_id']).toMatch(/^[0-9a-f-]{36}$/);
    expect((await driver.ledger()).map((row) => row.request_id)).not.toContain(other['request_id']);
  });
});

describe('late acceptance', () => {
  const settled = (): Promise<void> => pause(500);

  test('a dropped add surfaces later; until then it is not found', async () => {
    await driver.mode({ late_accept_ms: 300 });
    await driver.add(id, '991240900318');
    expect(await driver.statuses(id, 1)).toEqual([404]);
    expect(await clients()).toBe(0);
    await settled();
    expect(await driver.ledger()).toMatchObject([{ request_id: id, client_id: 1 }]);
    expect(await driver.statuses(id, 3)).toEqual(['process', 'process', 'success']);
  });

  test.each([['late_accept', 1], ['drop_before_store', 1], ['drop_after_store', 1], ['error_500', 0], ['reset_before_read', 0]])(
    '%s leaves %i client in the end', async (kind, expected) => {
      await driver.mode({ late_accept_ms: 200, faults: { [kind]: 1 } });
      await driver.add(id);
      await settled();
      expect(await clients()).toBe(expected);
    },
  );

  test.each([['replay', 1], ['error', 1], ['window', 1], ['blind', 2]])(
    '%s: a second add before it surfaces makes %i in all', async (duplicates, expected) => {
      await driver.mode({ duplicates, late_accept_ms: 300 });
      await driver.add(id, '991240900318');
      expect((await driver.add(id, '991240900318')).status).toBe(200);
      expect(await clients()).toBe(1);
      await settled();
      expect(await clients()).toBe(expected);
    },
  );

  test('without it a dropped add never surfaces, and clearing calls it off', async () => {
    await driver.add(id, '991240900318');
    await settled();
    expect(await clients()).toBe(0);
    await driver.mode({ late_accept_ms: 300 });
    await driver.add(newId(), '991240900318');
    await driver.clear();
    await settled();
    expect(await clients()).toBe(0);
  });
});
