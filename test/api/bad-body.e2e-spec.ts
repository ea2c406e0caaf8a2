import { gzipSync } from 'node:zlib';
import { send, sendBytes } from '../support/http.js';
import { expectProblem } from '../support/problem-oracle.js';
import { bodyWith, validBody } from '../support/request-body.js';
import { expectNothingStored, expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

const path = '/v1/onboardings';
const limit = 32_768;
const text = JSON.stringify(validBody);
const canary = 'zebra-canary-4711';
const bytes = (...parts: (string | number[])[]): Buffer => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
/** The valid body with other bytes for the name's inside. */
const named = (inside: number[]): Buffer => bytes(text.slice(0, text.indexOf(validBody.name)), inside, text.slice(text.indexOf(validBody.name) + validBody.name.length));
const nested = (open: string, close: string, levels: number): string => open.repeat(levels) + close.repeat(levels);
const paddedTo = (size: number): string => text + ' '.repeat(size - Buffer.byteLength(text));

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await untilReady(api);
}, 120_000);
afterAll(() => api.close(), 60_000);

const notJson: [string, string | Buffer][] = [
  ['plain words', canary],
  ['nothing', ''],
  ['white space only', ' \r\n\t '],
  ['half a document', text.slice(0, -1)],
  ['a string that is not closed', `{"name":"${canary}`],
  ['a comma after the last member', `${text.slice(0, -1)},}`],
  ['a comma after the last element', bodyWith('/product', `["${canary}",]`)],
  ['single quotes', `{'name':'${canary}'}`],
  ['a key without quotes', `{name:"${canary}"}`],
  ['a comment', `/* ${canary} */${text}`],
  ['a line comment', `${text} // ${canary}`],
  ['something after the end', `${text}${canary}`],
  ['two documents', `${text}\n${text}`],
  ['a NUL after the end', `${text}\u0000`],
  ['a second byte order mark', `\ufeff\ufeff${text}`],
  ['a word in capitals', bodyWith('/name', 'TRUE')],
  ['undefined', bodyWith('/name', 'undefined')],
  ['NaN', bodyWith('/bin', 'NaN')],
  ['Infinity', bodyWith('/bin', '-Infinity')],
  ['a plus sign', bodyWith('/bin', '+971240001315')],
  ['a hexadecimal number', bodyWith('/bin', '0xE21F3A4B11')],
  ['a number that starts with a point', bodyWith('/bin', '.5')],
  ['a number that ends with a point', bodyWith('/bin', '971240001315.')],
  ['an exponent without digits', bodyWith('/bin', '1e')],
  ['a minus alone', bodyWith('/bin', '-')],
  ['a raw line break in a string', bodyWith('/name', `"${canary}\n"`)],
  ['a raw NUL in a string', bodyWith('/name', `"${canary}\u0000"`)],
  ['an unknown escape', bodyWith('/name', `"${canary}\\x41"`)],
  ['half an escape', bodyWith('/name', `"${canary}\\u00"`)],
];

const twice: [string, string][] = [
  ['in the body', `{"bin":"600340012341",${text.slice(1)}`],
  ['in ceo_info', bodyWith('/ceo_info', `{"email":"a@${canary}.kz","email":"b@${canary}.kz"}`)],
  ['in product, three levels down', bodyWith('/product', `{"product_id":11001,"a":{"b":{"c":1,"c":2}}}`)],
  ['in metadata, one of them escaped', bodyWith('/metadata', `{"a":"${canary}","\\u0061":"${canary}"}`)],
  ['with equal values', `{"name":${JSON.stringify(validBody.name)},${text.slice(1)}`],
  ['__proto__', `{"__proto__":1,"__proto__":2,${text.slice(1)}`],
];

const deep: [string, string][] = [
  ['9 arrays', nested('[', ']', 9)],
  ['9 levels by a member', bodyWith('/product', `{"product_id":11001,"a":${nested('[', ']', 7)}}`)],
  ['9 objects', `${'{"a":'.repeat(8)}{}${'}'.repeat(8)}`],
  ['100 arrays', nested('[', ']', 100)],
  ['16,000 arrays', nested('[', ']', 16_000)],
  ['20,000 arrays that never close', '['.repeat(20_000)],
  ['6,000 objects that never close', '{"a":'.repeat(6_000)],
];

const brokenText: [string, Buffer][] = [
  ['the byte FF', named([0xff])],
  ['a lone continuation byte', named([0x80])],
  ['an overlong slash', named([0xc0, 0xaf])],
  ['an overlong NUL', named([0xc0, 0x80])],
  ['half a character at the end of a string', named([0xe2, 0x82])],
  ['a surrogate as UTF-8 (CESU-8)', named([0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80])],
  ['a character beyond Unicode', named([0xf4, 0x90, 0x80, 0x80])],
  ['Windows-1251', named([0xd2, 0xce, 0xce])],
  ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
  ['half a character at the very end', bytes(text, [0xd0])],
];

describe('a body that is no acceptable JSON is refused as malformed_json', () => {
  async function refuse(body: string | Uint8Array, why: RegExp): Promise<void> {
    const answer = await api.call('POST', path, { body });
    expect(expectProblem(answer, { status: 400, code: 'malformed_json', instance: path, submitted: [canary] }).detail).toMatch(why);
  }
  it.each(notJson)('%s', (_, body) => refuse(body, /not JSON|empty|after the end|string is not closed/));
  it.each(twice)('a key twice %s', (_, body) => refuse(body, /same key twice/));
  it.each(deep)('%s', (_, body) => refuse(body, /deeper than 8 levels/));
  it.each(brokenText)('%s', (_, body) => refuse(body, /not valid UTF-8/));

  it('a BIN as a number with a leading zero, with the advice to send a string', async () => {
    const answer = await api.call('POST', path, { body: bodyWith('/bin', '012345678901') });
    const { detail } = expectProblem(answer, { status: 400, code: 'malformed_json', submitted: ['012345678901', '12345678901'] });
    expect(detail).toMatch(/BIN.*string/);
  });

  it.each(['POST without a body and without a length', 'POST with length 0 and a type'])('%s', async (what) => {
    const length = what.includes('length 0') ? 'content-length: 0\r\ncontent-type: application/json\r\n' : '';
    const answer = await sendBytes(api.port, `POST ${path} HTTP/1.1\r\nhost: api\r\nauthorization: Bearer ${keys.crm}\r\n${length}\r\n`);
    expectProblem(answer, { status: 400, code: 'malformed_json', instance: path });
  });
});

describe('a body that is JSON but no object is refused by its root', () => {
  it.each([
    ['an empty array', '[]'], ['an array of texts', `["${canary}"]`], ['the valid body in an array', `[${text}]`], ['a text', `"${canary}"`],
    ['the valid body as a text', JSON.stringify(text)], ['true', 'true'], ['a number', '4711471147'],
  ])('%s', async (_, body) => {
    const answer = await api.call('POST', path, { body });
    expectProblem(answer, { status: 422, code: 'validation_failed', errors: [{ pointer: '', code: 'wrong_type' }], submitted: [canary, '4711471147'] });
  });

  it('null, as no body at all', async () => {
    expectProblem(await api.call('POST', path, { body: 'null' }), { status: 400, code: 'malformed_json' });
  });

  it('an empty object, by all it lacks', async () => {
    const errors = ['name', 'bin', 'ceo_info', 'address_info', 'iban'].map((name) => ({ pointer: `/${name}`, code: 'required' }));
    expectProblem(await api.call('POST', path, { body: '{}' }), { status: 422, code: 'validation_failed', errors });
  });
});

describe('a body over 32 kB is refused before it is looked at', () => {
  const tooLarge = { status: 413, code: 'body_too_large', instance: path };

  it('one byte too many', async () => {
    expectProblem(await api.call('POST', path, { body: paddedTo(limit + 1) }), tooLarge);
  });

  it('one byte too many, in chunks without a length', async () => {
    expectProblem(await api.call('POST', path, { body: paddedTo(limit + 1), headers: { 'transfer-encoding': 'chunked' } }), tooLarge);
  });

  it('a length of 10 GB, of which nothing is sent', async () => {
    const head = `POST ${path} HTTP/1.1\r\nhost: api\r\nauthorization: Bearer ${keys.crm}\r\ncontent-type: application/json\r\n`;
    expectProblem(await sendBytes(api.port, `${head}content-length: 10737418240\r\n\r\n{`), tooLarge);
  });

  it('exactly 32,768 bytes are looked at', async () => {
    const padded = paddedTo(limit - 1);
    expect(Buffer.byteLength(`${padded}]`)).toBe(limit);
    expectProblem(await api.call('POST', path, { body: `${padded}]` }), { status: 400, code: 'malformed_json' });
  });
});

describe('another content type or encoding is refused', () => {
  it.each([
    ['text/plain'], ['application/x-www-form-urlencoded'], ['multipart/form-data; boundary=x'], ['application/xml'], ['text/json'],
    ['application/problem+json'], ['application/json-patch+json'], ['application/jsonp'], ['application/json; charset=utf-16le'],
    ['application/json; charset=koi8-r'], ['application/json; charset=windows-1251'], ['application/json; charset=utf-8; version=1'],
    ['application/json; charset'], ['application/json, text/plain'], ['*/*'], ['json'],
  ])('content type %s', async (type) => {
    const answer = await api.call('POST', path, { body: text, headers: { 'content-type': type } });
    expectProblem(answer, { status: 415, code: 'unsupported_media_type', instance: path });
  });

  it.each(['', 'content-type:\r\n'])('no content type (%j)', async (header) => {
    const head = `POST ${path} HTTP/1.1\r\nhost: api\r\nauthorization: Bearer ${keys.crm}\r\n${header}content-length: ${Buffer.byteLength(text)}\r\n\r\n`;
    expectProblem(await sendBytes(api.port, head + text), { status: 415, code: 'unsupported_media_type' });
  });

  it.each([
    ['gzip', gzipSync(text)], ['gzip, though it is not packed', text], ['deflate', text], ['br', text], ['zstd', text],
    ['identity, gzip', gzipSync(text)], [canary, text],
  ])('content encoding %s', async (encoding, body) => {
    const answer = await api.call('POST', path, { body, headers: { 'content-encoding': encoding.replace(/, though.*/, '') } });
    expectProblem(answer, { status: 415, code: 'unsupported_media_type', submitted: [canary] });
  });

  it('a small body that would unpack to 30 MB', async () => {
    const packed = gzipSync(Buffer.alloc(30_000_000, 0x20));
    expect(packed.length).toBeLessThan(limit);
    expectProblem(await api.call('POST', path, { body: packed, headers: { 'content-encoding': 'gzip' } }), { status: 415, code: 'unsupported_media_type' });
  });
});

it('did not mind any of it: nothing stored, no complaint, the same process', async () => {
  await expectNothingStored(api);
  expectUnharmed(api);
  expect(api.part.lines.join('\n')).not.toContain(canary);
  expect((await send(api.port, 'GET', '/health/live')).status).toBe(200);
});
