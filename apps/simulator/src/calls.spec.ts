import { type Call, CallLog } from './calls.js';

const call = (requestId: string): Call => ({
  at: 0, path: '/p', requestId, headerText: '{"uri":"/p","auth_id":"1"}', body: Buffer.from('{"а":1}'), signatureValid: true,
  outcome: 'stored', status: 200,
});
const ids = (log: CallLog): unknown[] => log.find(undefined).map((each) => each['request_id']);

test('shows header, raw body and outcome of each call', () => {
  const log = new CallLog();
  log.add(call('a'));
  log.add({ ...call('b'), headerText: 'not json' });
  expect(log.find('a')).toEqual([{
    at: '1970-01-01T00:00:00.000Z', path: '/p', request_id: 'a', header: { uri: '/p', auth_id: '1' },
    header_text: '{"uri":"/p","auth_id":"1"}', body: '{"а":1}', signature_valid: true, outcome: 'stored', status: 200,
  }]);
  expect(log.find('b')).toMatchObject([{ header: null, header_text: 'not json' }]);
  expect(log.find('c')).toEqual([]);
});

test('keeps the newest calls only', () => {
  const log = new CallLog(16);
  for (let number = 1; number <= 101; number += 1) log.add(call(String(number)));
  expect(ids(log)).toEqual(Array.from({ length: 16 }, (_, index) => String(86 + index)));
  log.clear();
  expect(ids(log)).toEqual([]);
});

test('is read along, and says what was missed', () => {
  const log = new CallLog(16);
  const idsSince = (place: number): unknown[] => log.since(place).calls.map((each) => each['request_id']);
  for (let number = 1; number <= 10; number += 1) log.add(call(String(number)));
  expect(log.since(0)).toMatchObject({ missed: 0, next: 10 });
  log.add(call('11'));
  expect(idsSince(10)).toEqual(['11']);
  expect(idsSince(11)).toEqual([]);
  for (let number = 12; number <= 101; number += 1) log.add(call(String(number)));
  const { calls, missed, next } = log.since(11);
  expect([calls.length + missed, next, calls.at(-1)?.['request_id']]).toEqual([90, 101, '101']);
  expect(missed).toBeGreaterThan(0);
  log.clear();
  expect(log.since(0)).toEqual({ calls: [], missed: 0, next: 0 });
});
