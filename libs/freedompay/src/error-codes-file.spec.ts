import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtInErrorCodes, meaningOf } from './error-codes.js';
import { loadErrorCodes, mergeErrorCodes } from './error-codes-file.js';

const merge = (value: unknown) => mergeErrorCodes(JSON.stringify(value), 'codes.json');

it('lays entries over the built-in table and keeps the others', () => {
  const codes = merge({ 1203: { kind: 'retry' }, 1300: { kind: 'data', problem: 'bin.unknown', pointer: '/bin' }, '5xx': { kind: 'unavailable' } });
  expect(meaningOf(codes, '1203')).toEqual({ kind: 'retry', problem: 'partner.rejected', pointer: null });
  expect(meaningOf(codes, '1300')).toEqual({ kind: 'data', problem: 'bin.unknown', pointer: '/bin' });
  expect(meaningOf(codes, '504')?.kind).toBe('unavailable');
  expect(meaningOf(codes, '1201')).toEqual(builtInErrorCodes.get('1201'));
  expect(builtInErrorCodes.get('1203')?.kind).toBe('data');
});

it.each([
  ['{', 'codes.json is not JSON'],
  ['[]', 'codes.json must hold one JSON object'],
  ['null', 'codes.json must hold one JSON object'],
  ['{"1300": 5}', 'entry "1300": must be an object'],
  ['{"1300": {}}', 'entry "1300": kind must be one of data, setup, duplicate'],
  ['{"1300": {"kind": "DATA"}}', 'entry "1300": kind must be one of'],
  ['{"1300": {"kind": "data", "problem": "typo.here"}}', 'entry "1300": problem must be one of bin.unknown'],
  ['{"1300": {"kind": "data", "pointer": "iban"}}', 'entry "1300": pointer must be null or a JSON Pointer'],
  ['{"1300": {"kind": "data", "pointr": "/iban"}}', 'entry "1300": has an unknown member "pointr"'],
  ['{"": {"kind": "data"}}', 'entry "": the name must be an error code'],
])('%s is refused: %s', (text, message) => {
  expect(() => mergeErrorCodes(text, 'codes.json')).toThrow(message);
});

it('names every faulty entry at once', () => {
  expect(() => merge({ 1: { kind: 'x' }, 2: { kind: 'data' }, 3: null })).toThrow(/entry "1"[^]*entry "3"/);
});

describe('the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'codes-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read, and named when it is missing or wrong', () => {
    const file = join(folder, 'codes.json');
    expect(() => loadErrorCodes(file)).toThrow(`FREEDOMPAY_CODES: ${file} cannot be read (ENOENT)`);
    writeFileSync(file, '{"9": {"kind": "oops"}}');
    expect(() => loadErrorCodes(file)).toThrow(`FREEDOMPAY_CODES: ${file} is wrong`);
    writeFileSync(file, '{"9": {"kind": "throttled"}}');
    expect(meaningOf(loadErrorCodes(file), '9')?.kind).toBe('throttled');
  });

  it('is optional', () => {
    expect(loadErrorCodes(undefined)).toBe(builtInErrorCodes);
  });
});
