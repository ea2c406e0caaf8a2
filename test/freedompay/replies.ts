import { builtInErrorCodes } from '../../libs/freedompay/src/error-codes.js';
import type { Asked } from '../../libs/freedompay/src/evidence.js';
import type { CallTrouble, HttpOutcome, HttpReply } from '../../libs/freedompay/src/exchange.js';

export const requestId = '828cf71d-a447-4a67-a149-c1df8bc197ca';
export const asked: Asked = { requestId, codes: builtInErrorCodes, nowMs: Date.UTC(2025, 10, 22, 10), durationMs: 7 };

/** A whole answer; an object is sent as JSON, a text as it is. */
export function reply(httpStatus: number, body: unknown = '', more: Partial<HttpReply> = {}): HttpOutcome {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    kind: 'reply',
    reply: { httpStatus, contentType: 'application/json', contentEncoding: null, retryAfter: null, body: Buffer.from(text, 'utf8'), ...more },
  };
}

export function trouble(word: CallTrouble, sent = true, httpStatus: number | null = null): HttpOutcome {
  return { kind: 'trouble', trouble: word, sent, httpStatus };
}

export const htmlPage = '<html><body><h1>Bad Gateway</h1></body></html>';
export const html = { contentType: 'text/html; charset=utf-8' };

const unreadable: [name: string, body: unknown, more?: Partial<HttpReply>][] = [
  ['nothing', ''],
  ['white space', ' \n'],
  ['half a body', '{"status":"ok","request_status":"suc'],
  ['no JSON', 'OK'],
  ['an HTML page', htmlPage, html],
  ['JSON that calls itself HTML', { status: 'ok', request_status: 'success' }, html],
  ['JSON that calls itself plain text', { status: 'ok', request_status: 'success' }, { contentType: 'text/plain' }],
  ['JSON that calls itself packed', { status: 'ok', request_status: 'success' }, { contentEncoding: 'gzip' }],
  ['a list', [{ request_status: 'success' }]],
  ['null', 'null'],
  ['a number', '200'],
  ['a text', '"success"'],
  ['broken UTF-8', '', { body: Buffer.from('{"request_status":"success","a":"\xff"}', 'latin1') }],
  ['two answers in one', '{"request_status":"process"}{"request_status":"success"}'],
  ['contradicting doubles', '{"request_status":"process","request_status":"success"}'],
  ['too deep to read', `{"a":${'['.repeat(100_000)}`],
  ['an empty object', {}],
  ['status ok alone', { status: 'ok' }],
  ['status ok with an error code', { status: 'ok', error_code: 404 }],
  ['an unknown status alone', { status: 'fine' }],
  ['request_status of a wrong type', { status: 'ok', request_status: 1 }],
  ['request_status as an object', { status: 'error', error_code: 404, request_status: { is: 'error' } }],
  ['members of wrong types only', { status: ['error'], request_status: null, error_code: { is: 404 } }],
];

/** Answers that a 2xx may carry and that nobody can read a meaning into, by name. */
export const unreadableReplies = unreadable.map(([name, body, more]) => [name, reply(200, body, more)] as const);
