import { builtInErrorCodes, meaningOf } from './error-codes.js';

it.each([
  ['400', 'data'], ['401', 'setup'], ['403', 'setup'], ['404', 'not_found'], ['409', 'duplicate'], ['422', 'data'], ['429', 'throttled'],
  ['500', 'retry'], ['502', 'retry'], ['503', 'unavailable'], ['599', 'retry'],
])('code %s is of kind %s and names no field', (code, kind) => {
  expect(meaningOf(builtInErrorCodes, code)).toEqual({ kind, problem: 'partner.rejected', pointer: null });
});

it.each([
  ['1201', 'bin.unknown', '/bin'], ['1203', 'iban.not_accepted', '/iban'],
  ['1204', 'client.duplicate', '/bin'], ['1205', 'product.not_permitted', '/product'],
])('verdict %s is %s at %s', (code, problem, pointer) => {
  expect(meaningOf(builtInErrorCodes, code)).toEqual({ kind: 'data', problem, pointer });
});

it.each([null, '7777', '5000', '50', '', '5xx ', '600', 'constructor'])('code %j is in no table', (code) => {
  expect(meaningOf(builtInErrorCodes, code)).toBeNull();
});
