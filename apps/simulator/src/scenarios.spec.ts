import { scenarioOf, usualScenario } from './scenarios.js';

test.each([
  ['991240900020', { polls: 0, verdict: 'success' }],
  ['991240900103', { polls: 2, verdict: { code: 1203 } }],
  ['991240900115', { polls: 2, verdict: { code: 1201 } }],
  ['991240900127', { polls: 2, verdict: { code: 1204 } }],
  ['991240900139', { polls: 2, verdict: { code: 1205 } }],
  ['991240900140', { polls: 2, verdict: { code: 7777 } }],
  ['991240900209', { polls: Infinity }],
  ['991240900219', { polls: 3, pollTrouble: 'unknown_status', verdict: 'success' }],
  ['991240900229', { polls: 3, pollTrouble: 'not_found', verdict: 'success' }],
  ['991240900308', { addTrouble: { kind: 'drop_after_store', times: 1 } }],
  ['991240900318', { addTrouble: { kind: 'drop_before_store', times: 1 } }],
  ['991240900328', { addTrouble: { kind: 'error_500', times: 3 } }],
  ['991240900338', { addTrouble: { kind: 'throttle_429', times: 1 } }],
  ['991240900368', { addTrouble: { kind: 'half_body', times: 1 } }],
  ['991240900378', { addTrouble: { kind: 'reset_before_read', times: 1 } }],
  ['991240900388', { addTrouble: { kind: 'hold', times: 1 } }],
])('%s', (bin, expected) => {
  expect(scenarioOf(bin)).toMatchObject(expected);
});

test('any other BIN succeeds after two polls', () => {
  expect(scenarioOf('123456789012')).toBe(usualScenario);
  expect(usualScenario).toEqual({ about: 'success after 2 polls', polls: 2, verdict: 'success' });
});
