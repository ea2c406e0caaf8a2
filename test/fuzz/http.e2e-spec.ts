import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { contract } from '../support/contract.js';
import { keys } from '../support/running-api.js';
import { Bench } from './bench.js';
import { hitOf, type Hit } from './hit.js';
import { inQueries, ownMembers } from './hostile.js';
import { aroundTheRule, calls } from './places.js';
import { runs, seed } from './seed.js';
import { canary } from './valid.js';
import { converse, faultsOf, type Manner } from './wire.js';

const bench = new Bench('http');
const { operations } = contract();
const json = JSON.stringify({ name: canary });

/** Calls whose query, or one header of which, is as the table says. */
const withParameter = (place: 'query' | 'header', values: (at: string, name: string) => fc.Arbitrary<unknown>): fc.Arbitrary<Hit> => fc.oneof(...calls.flatMap(({ described, arbitrary }) =>
  contract().parametersOf(described).flatMap((parameter, index) => (parameter.in !== place || parameter.name === 'X-Correlation-Id' ? [] : [
    fc.tuple(arbitrary, values(contract().parameterAt(described, index), parameter.name)).map(([call, value]) => hitOf(place === 'query' ? { ...call, query: { ...call.query, [parameter.name]: value } } : { ...call, headers: { ...call.headers, [parameter.name]: value } })),
  ]))));
const around = (at: string, name: string): fc.Arbitrary<unknown> => aroundTheRule({ at, name }).map((value) => (typeof value === 'string' ? value : JSON.stringify(value) ?? '')).filter((value) => !/^\s|\s$/.test(value));

const searches = fc.oneof(...calls.filter(({ described }) => described.method === 'get').map(({ arbitrary }) => arbitrary)).map((call) => hitOf(call));
const search = (query: fc.Arbitrary<string>): fc.Arbitrary<Hit> => fc.tuple(searches, query).map(([hit, text]) => ({ ...hit, path: `${hit.path}${hit.path.includes('?') ? '&' : '?'}${text}` }));
const filters = ['status', 'limit', 'cursor', 'bin', 'external_id', 'after', 'types', 'sort', 'order', 'filter', ...Object.keys(ownMembers)];
const shapes = ['%s[]=a', '%s[$ne]=a', '%s[0]=a', '%s[a][b]=c', '%s=a&%s=b', '%s', '%s=', '=%s', '%s.a=b', '__proto__[%s]=a', 'constructor.prototype.%s=a', '%s=%00', '%s=%zz', '%s=%c3%28', '%s=%ff', '%s=a;b=c', '%s=a%26b=c', '%s=1e3', '%s=[]', '%s={}', '%s=null', '%s=-1', '%s=9007199254740993', '%s=٥'];

bench.fuzz('B2 parameters of queries', 600, withParameter('query', around));
bench.fuzz('B2 parameters in headers', 300, withParameter('header', around));
bench.fuzz('B14 queries of other shapes', 300, search(fc.tuple(fc.constantFrom(...filters), fc.constantFrom(...shapes)).map(([name, shape]) => encodeURI(shape.replaceAll('%s', name)).replaceAll('%25', '%'))));
bench.fuzz('B15 injection by queries', 300, search(fc.tuple(fc.constantFrom(...filters), inQueries).map(([name, text]) => `${name}=${encodeURIComponent(text)}`)));

/* B16, B20: over bare connections. */

interface Wire { method: string | null; path: string | null; pieces: (string | Buffer)[]; manner?: Manner; statuses?: number[]; mayClose?: true }
const head = (method: string, path: string, lines: string[], version = '1.1'): string => `${[`${method} ${path} HTTP/${version}`, 'host: api', ...lines].join('\r\n')}\r\n\r\n`;
const authorized = `authorization: Bearer ${keys.crm}`;
const typed = 'content-type: application/json';
const sized = (body = json): string => `content-length: ${Buffer.byteLength(body)}`;
const post = (lines: string[], body = json): string => head('POST', '/v1/onboardings', lines) + body;

function wires(title: string, count: number, all: fc.Arbitrary<Wire>): void {
  it(`${title}: ${(count * runs).toLocaleString('en')} conversations`, async () => {
    await fc.assert(fc.asyncProperty(all, async ({ method, path, pieces, manner = {}, statuses, mayClose }) => {
      const { replies, end } = await converse(bench.api.port, pieces, manner);
      bench.sent += 1;
      for (const reply of replies) {
        bench.book.note(reply);
        expect(faultsOf(reply, method, path)).toEqual([]);
        if (statuses !== undefined) expect(statuses).toContain(reply.status);
      }
      if (manner.hangUp !== true && (mayClose !== true || end === 'open')) expect(replies).toHaveLength(manner.answers ?? 1);
    }), { numRuns: count * runs, seed, verbose: 1 });
    await bench.book.compare(bench.sql);
  }, 300_000 * runs);
}

const values = ['', ' ', 'x', '"', ',', ';', '\u00ff\u00fe', 'а', '%0d%0a', '${jndi:ldap://x}', 'x'.repeat(8_000), 'null', '-1', '1'.repeat(400), canary];
const anyValue = fc.constantFrom(...values).map((value) => Buffer.from(value).toString('latin1'));
/** Headers that say nothing to us, whatever they say. */
const ignored = ['X-Forwarded-For', 'X-Forwarded-Proto', 'X-Forwarded-Host', 'Forwarded', 'X-HTTP-Method-Override', 'X-Original-URL', 'X-Rewrite-URL', 'Accept', 'Accept-Encoding', 'Accept-Language', 'Cookie', 'Origin', 'Referer', 'User-Agent', 'Range', 'If-Modified-Since', 'Prefer', 'TE', 'Via', 'X-Correlation-Id', 'traceparent', 'tracestate', 'baggage', 'DNT', 'constructor', '__proto__'];
const get = (lines: string[], statuses: number[] = [200], more: Partial<Wire> = {}): Wire => ({ method: 'GET', path: '/v1/onboardings?limit=1', pieces: [head('GET', '/v1/onboardings?limit=1', lines)], statuses, ...more });
const creating = (lines: string[], statuses: number[], body = json): Wire => ({ method: 'POST', path: '/v1/onboardings', pieces: [post([authorized, ...lines], body)], statuses });

const headers: fc.Arbitrary<Wire> = fc.oneof(
  fc.tuple(fc.constantFrom(...ignored), anyValue).map(([name, value]) => get([authorized, `${name}: ${value}`])),
  fc.tuple(fc.constantFrom('Authorization', 'authorization'), anyValue).map(([name, value]) => get([`${name}: ${value}`], [401])),
  anyValue.map((value) => creating([typed, sized(), `idempotency-key: ${value}`], [400, 422])),
  anyValue.map((value) => creating([sized(), `content-type: ${value}`], [415])),
  anyValue.map((value) => creating([typed, sized(), `content-encoding: ${value}`], [415, 422])),
  fc.constantFrom<Wire>(
    get([authorized, authorized], [401]), get([authorized, 'authorization: Bearer other'], [401]), get([`authorization: bearer  ${keys.crm}`], [401]), get([`authorization: Basic ${keys.crm}`], [401]), get([`authorization: Bearer ${keys.crm}\u0000`], [400]), get([`authorization:Bearer ${keys.crm}`]),
    get([authorized, 'x: a\rb'], [400]), get([authorized, 'x: a\nb: c'], [400]), get([authorized, 'x : a'], [400]), get([authorized, ' x: a'], [400]), get([authorized, ': a'], [400]), get([authorized, 'x\u0000: a'], [400]), get([authorized, 'x'], [400]), get([authorized, `x: ${'a'.repeat(20_000)}`], [431]), get([authorized, ...Array.from({ length: 200 }, (_, index) => `x${index}: a`)]),
    get([authorized, ...Array.from({ length: 1_900 }, (_, index) => `x${index}: a`)], [200, 431]), get([authorized, 'host: other'], [200, 400]), { ...get([authorized]), pieces: [`GET /v1/onboardings?limit=1 HTTP/1.1\r\n${authorized}\r\n\r\n`], statuses: [400] }, { ...get([]), pieces: [`GET /v1/onboardings?limit=1 HTTP/1.1\r\nhost: \r\n${authorized}\r\n\r\n`], statuses: [200, 400] },
    get([authorized, 'expect: 100-continue']), get([authorized, 'expect: 200-ok']), get([authorized, 'upgrade: websocket', 'connection: upgrade']), get([authorized, 'upgrade: h2c', 'connection: upgrade, http2-settings', 'http2-settings: AAMAAABkAAQAAP__']), get([authorized, 'connection: close']), get([authorized, 'if-none-match: "1", W/"2", *']),
    creating([typed, sized(), sized()], [400, 422]), creating([typed, sized(), 'content-length: 1'], [400]), creating([typed, 'content-length: -1'], [400]), creating([typed, 'content-length: +1'], [400]), creating([typed, 'content-length: 0x10'], [400]), creating([typed, 'content-length: 1, 1'], [400]), creating([typed, 'content-length: 99999999999999999999'], [400]), creating([typed, 'content-length: 10737418240'], [413]),
    creating([typed, sized(), 'transfer-encoding: chunked'], [400]), creating([typed, 'transfer-encoding: chunked', sized()], [400]), creating([typed, 'transfer-encoding: chunked, identity'], [400]), creating([typed, 'transfer-encoding: gzip, chunked'], [400, 415, 422, 501], '5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n'), creating([typed, 'transfer-encoding: xchunked'], [400]),
    creating([typed, 'transfer-encoding: chunked'], [422], '5\r\n{"a":\r\n2\r\n1}\r\n0\r\n\r\n'), creating([typed, 'transfer-encoding: chunked'], [422], '5;x=y\r\n{"a":\r\n2\r\n1}\r\n0\r\nx: y\r\n\r\n'), creating([typed, 'transfer-encoding: chunked'], [400], 'zz\r\n{}\r\n0\r\n\r\n'), creating([typed, 'transfer-encoding: chunked'], [400], '-1\r\n{}\r\n0\r\n\r\n'), creating([typed, 'transfer-encoding: chunked'], [400], 'ffffffffffffffffff\r\n{}'),
    creating([typed, typed, sized()], [415, 422]), creating([typed, 'content-type: text/plain', sized()], [415, 422]), creating([typed, sized(), 'idempotency-key: a', 'idempotency-key: b'], [400, 422]), creating([typed, 'content-length: 0'], [400], ''), creating([sized()], [415]),
  ),
);
wires('B16 headers', 400, headers);

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH', 'PURGE', 'LINK'];
bench.fuzz('B17 every method on every route', 400, fc.tuple(fc.constantFrom(...operations), fc.constantFrom(...methods)).map(([{ path }, method]) => ({ method, path, headers: { authorization: `Bearer ${keys.admin}` }, body: undefined })));
const one = '0193aaaa-0000-7000-8000-000000000001';
const ids = [one.toUpperCase(), `{${one}}`, one.replaceAll('-', ''), `urn:uuid:${one}`, one.slice(1), `${one}0`, '00000000-0000-0000-0000-000000000000', 'c232ab00-9414-11ec-b3c8-9f6bdeced846', randomUUID(), '1', '-1', '0', 'null', 'undefined', '%00', '%2e%2e', '..%2f', '%27', "'", '$where', '*', 'a'.repeat(201), '%f0%9f%98%80', '%ff', '%', one.replace('1', '%31')];
const spoiltPaths: ((path: string) => string)[] = [
  (path) => `/${path}`, (path) => `${path}/`, (path) => `${path}.`, (path) => `${path}%20`, (path) => `${path};a=b`, (path) => `${path}%00`, (path) => `${path}/..`, (path) => path.replace('/v1', '/v1/..'), (path) => path.replace('/v1', '/V1'), (path) => path.toUpperCase(), (path) => path.replace('/v1/', '/v1//'), (path) => path.replaceAll('/', '%2f'), (path) => path.replaceAll('/', '\\'),
  (path) => `${path}/../../etc/passwd`, (path) => `/docs/..%2f..%2f..%2fetc%2fpasswd${path}`, (path) => `${path}${'/a'.repeat(5_000)}`, (path) => `${path}/${'a'.repeat(10_000)}`, (path) => `${path}/%c3%28`, (path) => `${path}%`, (path) => `${path}.json`, () => '*', () => '/', () => '/v1', () => '/v2/onboardings', () => '/.env', () => '/.git/config', () => '/docs/%2e%2e/package.json', () => '/docs/../package.json', () => '/console', () => '/favicon.ico',
];
bench.fuzz('B17 ids that are none, or nobody\'s', 200, fc.tuple(fc.constantFrom(...operations.filter(({ path }) => path.includes('{id}'))), fc.constantFrom(...ids))
  .map(([{ path, method }, id]): Hit => ({ method: method.toUpperCase(), path: path.replace('{id}', id), headers: { authorization: `Bearer ${keys.admin}`, ...(method === 'post' ? { 'content-type': 'application/json' } : {}) }, body: method === 'post' ? '{"action":"hold","reason":"a"}' : undefined, must: 'be refused' })));
bench.fuzz('B17 paths', 400, fc.tuple(fc.constantFrom(...operations), fc.constantFrom(...spoiltPaths)).filter(([{ path }, spoil]) => spoil(path) !== path).map(([{ path }, spoil]): Hit => ({ method: 'GET', path: spoil(path), headers: { authorization: `Bearer ${keys.admin}` }, body: undefined, must: 'be refused' })));

const request = head('GET', '/health/live', []);
const odd = (pieces: (string | Buffer)[], more: Partial<Wire> = {}): Wire => ({ method: null, path: null, pieces, statuses: [400, 401, 408, 431], mayClose: true, ...more });
const tls = Buffer.from('16030100c8010000c40303', 'hex');
const oddities: fc.Arbitrary<Wire> = fc.constantFrom<Wire>(
  odd([tls]), odd([Buffer.concat([tls, Buffer.alloc(200, 0x41)])]), odd(['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n']), odd(['GET / HTTP/3.0\r\n\r\n']), odd(['GET / HTTP/1.2\r\n\r\n']), odd(['GET / HTTP/0.9\r\n\r\n']), odd(['GET /\r\n\r\n']), odd(['\u0000'.repeat(1_000)]), odd(['GET  / HTTP/1.1\r\n\r\n']), odd(['get / HTTP/1.1\r\nhost: api\r\n\r\n']), odd(['G'.repeat(70_000)]), odd(['CONNECT api:443 HTTP/1.1\r\nhost: api\r\n\r\n']),
  odd(['GET /\u0000 HTTP/1.1\r\nhost: api\r\n\r\n']), odd(['FOO / HTTP/1.1\r\nhost: api\r\n\r\n']), odd(['SSH-2.0-OpenSSH_9\r\n']), odd(['EHLO a\r\n']), odd(['*1\r\n$4\r\nPING\r\n']), odd([Buffer.from([0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f])]), odd(['GET / HTTP/1.1\nhost: api\n\n']), odd([`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: api\r\n\r\n`]),
  { method: 'GET', path: '/health/live', pieces: [request.slice(0, 9), request.slice(9, 20), request.slice(20)], statuses: [200] }, { method: 'GET', path: '/health/live', pieces: [...request], statuses: [200] }, { method: 'GET', path: '/health/live', pieces: [`\r\n\r\n${request}`], statuses: [200] }, { method: 'GET', path: '/health/live', pieces: [request], manner: { halfClose: true }, statuses: [200] },
  { method: 'GET', path: '/health/live', pieces: [request.repeat(10)], manner: { answers: 10 }, statuses: [200] }, { method: 'GET', path: '/health/live', pieces: [head('GET', '/health/live', [], '1.0')], statuses: [200] }, { method: 'GET', path: '/health/live', pieces: [head('GET', '/health/live', ['connection: keep-alive'], '1.0').repeat(3)], manner: { answers: 3 }, statuses: [200] },
  { method: 'GET', path: '/health/live', pieces: ['GET /health/live HTTP/1.0\r\n\r\n'], statuses: [200] }, { method: 'POST', path: '/v1/onboardings', pieces: [post([authorized, typed, sized()]).repeat(5)], manner: { answers: 5 }, statuses: [422] },
  { ...odd([head('POST', '/v1/onboardings', [authorized, typed, 'content-length: 500']), json]), manner: { halfClose: true } }, { ...odd([head('POST', '/v1/onboardings', [authorized, typed, 'transfer-encoding: chunked']), '5\r\n{"a"']), manner: { halfClose: true } },
);
wires('B20 what is no HTTP, or other than usual', 100, oddities);
wires('B20 hung up in the middle of a body', 1_000, fc.nat(json.length - 1).map((cut) => ({ method: null, path: null, pieces: [head('POST', '/v1/onboardings', [authorized, typed, sized()]), json.slice(0, cut)], manner: { hangUp: true } })));
it('B20 500 idle and 300 slow connections keep nobody from being answered', async () => {
  const slow = [request.slice(0, 12), head('POST', '/v1/onboardings', [authorized, typed, 'content-length: 500']), `${head('POST', '/v1/onboardings', [authorized, typed, 'transfer-encoding: chunked'])}5\r\n{`];
  const sockets = Array.from({ length: 800 }, (_, index) => connect(bench.api.port, '127.0.0.1', function connected(this: Socket) { if (index >= 500) this.write(slow[index % slow.length] ?? ''); }).on('error', () => undefined));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const replies = await Promise.all(Array.from({ length: 50 }, () => converse(bench.api.port, [request])));
  expect(replies.map(({ replies: [reply] }) => reply?.status)).toEqual(replies.map(() => 200));
  expect(sockets.filter(({ closed }) => closed)).toEqual([]);
  for (const socket of sockets) socket.destroy();
  await bench.book.compare(bench.sql);
}, 60_000);
bench.leavesNoTrace();
