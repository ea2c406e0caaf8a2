import {
  asked, html, htmlPage, reply, requestId, trouble, unreadableReplies,
} from '../../../test/freedompay/replies.js';
import { readAddAnswer } from './add-answer.js';
import type { HttpOutcome } from './exchange.js';

const read = (outcome: HttpOutcome) => readAddAnswer(outcome, asked).answer;
const uncertain = (drift: boolean, retryAfterMs: number | null = null) => ({ kind: 'uncertain', drift, retryAfterMs });
const generic = (partnerCode: string | null, partnerMessage: string | null = null) =>
  ({ kind: 'rejected', reasons: [{ code: 'partner.rejected', pointer: null, partnerCode, partnerMessage }] });

describe('a 2xx JSON body with a known request_status', () => {
  it.each([
    ['process', { kind: 'accepted', askNow: false }], ['success', { kind: 'accepted', askNow: true }],
    ['SUCCESS', { kind: 'accepted', askNow: true }], [' Process ', { kind: 'accepted', askNow: false }], ['error', generic(null)],
  ])('%j → %j', (word, expected) => {
    expect(read(reply(200, { status: 'OK', request_status: word, dt: '2025-01-01T00:00:00+05:00' }))).toEqual(expected);
    expect(read(reply(201, { request_status: word }))).toEqual(expected);
  });

  it('is believed before its error code', () => {
    expect(read(reply(200, { status: 'error', request_status: 'process', error_code: 400 }))).toEqual({ kind: 'accepted', askNow: false });
    expect(read(reply(200, { status: 'error', request_status: 'error', error_code: 503, error_description: 'busy' }))).toEqual(generic('503', 'busy'));
  });

  it('is no verdict outside 2xx', () => {
    expect(read(reply(500, { status: 'ok', request_status: 'success' }))).toEqual(uncertain(false));
    expect(read(reply(418, { status: 'ok', request_status: 'success' }))).toEqual(uncertain(true));
  });

  it('P10 error with a code of the table is that reason, with an unknown code the words of the partner', () => {
    const refusal = (error_code: unknown) => read(reply(200, { status: 'error', request_status: 'error', error_code, error_description: 'IBAN\u0000не принят' }));
    const known = { kind: 'rejected', reasons: [{ code: 'iban.not_accepted', pointer: '/iban', partnerCode: '1203', partnerMessage: 'IBAN не принят' }] };
    expect(refusal(1203)).toEqual(known);
    expect(refusal('1203')).toEqual(known);
    expect(refusal(1203.0)).toEqual(known);
    expect(refusal(7777)).toEqual(generic('7777', 'IBAN не принят'));
    expect(refusal({ code: 1203 })).toEqual(generic(null, 'IBAN не принят'));
  });
});

describe('status error without request_status', () => {
  it.each([
    [{ status: 'error' }, generic(null)],
    [{ status: 'ERROR', error_code: 7777 }, generic('7777')],
    [{ status: 'error', error_code: 400, error_description: 'bad' }, generic('400', 'bad')],
    [{ status: 'error', error_code: 429 }, { kind: 'throttled', retryAfterMs: 2_000 }],
    [{ status: 'error', error_code: 503 }, uncertain(false, 2_000)],
    [{ status: 'error', error_code: 500 }, uncertain(false, 2_000)],
    [{ status: 'error', error_code: 404 }, uncertain(true)],
    [{ error_code: 409 }, { kind: 'duplicate' }],
    [{ error_code: 7777 }, uncertain(true)],
    [{ status: 'ok', error_code: 1203 }, uncertain(true)],
  ])('%j → %j', (body, expected) => {
    expect(read(reply(200, body, { retryAfter: '2' }))).toEqual(expected);
  });
});

describe('P1 accepted, answer lost', () => {
  it.each(['timeout', 'reset', 'failed'] as const)('%s is uncertain', (word) => {
    expect(read(trouble(word))).toEqual(uncertain(false));
  });
});

describe('P2 5xx and HTML pages of a gateway', () => {
  it.each([500, 501, 502, 504, 599])('%i is uncertain, whatever its body', (status) => {
    expect(read(reply(status, htmlPage, html))).toEqual(uncertain(false));
    expect(read(reply(status))).toEqual(uncertain(false));
    expect(read(reply(status, { status: 'error', error_code: 500 }))).toEqual(uncertain(false));
    expect(read(reply(status, { status: 'error', error_code: 7777 }))).toEqual(uncertain(false));
    expect(read(reply(status, { status: 'ok', error_code: 400 }))).toEqual(uncertain(false));
  });

  it('a known code goes before the HTTP status', () => {
    expect(read(reply(500, { status: 'error', error_code: 409 }))).toEqual({ kind: 'duplicate' });
  });
});

describe('P3 2xx that says nothing is uncertain and counted as drift', () => {
  it.each(unreadableReplies)('%s', (_, outcome) => {
    expect(read(outcome)).toEqual(uncertain(true));
  });

  it('half a body, cut on the way', () => {
    expect(read(trouble('half_body', true, 200))).toEqual(uncertain(true));
    expect(read(trouble('half_body', true, 502))).toEqual(uncertain(false));
  });

  it('a missing content type is let pass, a JSON type may have parameters and a suffix', () => {
    for (const contentType of [null, 'application/json; charset=utf-8', 'Application/JSON', 'application/problem+json', 'text/json']) {
      expect(read(reply(200, { request_status: 'process' }, { contentType }))).toEqual({ kind: 'accepted', askNow: false });
    }
  });
});

describe('P6 429 and 503', () => {
  it.each([['2', 2_000], ['-1', 1_000], ['99999999', 3_600_000], ['soon', null], [null, null]])('Retry-After %j', (retryAfter, retryAfterMs) => {
    expect(read(reply(429, 'slow down', { ...html, retryAfter }))).toEqual({ kind: 'throttled', retryAfterMs });
    expect(read(reply(503, htmlPage, { ...html, retryAfter }))).toEqual(uncertain(false, retryAfterMs));
  });
});

describe('P7 our credentials', () => {
  it.each([401, 403])('%i as HTTP status or as code', (status) => {
    const refused = { kind: 'refusedSetup', fault: 'credentials' };
    expect(read(reply(status))).toEqual(refused);
    expect(read(reply(status, { status: 'error', error_code: status }))).toEqual(refused);
    expect(read(reply(200, { status: 'error', error_code: status }))).toEqual(refused);
  });
});

describe('the path', () => {
  it('a bare 404 is a fault of our set-up', () => {
    const path = { kind: 'refusedSetup', fault: 'path' };
    expect(read(reply(404, htmlPage, html))).toEqual(path);
    expect(read(reply(404))).toEqual(path);
    expect(read(reply(404, { message: 'no route' }))).toEqual(path);
  });

  it('the not-found code is none', () => {
    expect(read(reply(404, { status: 'error', error_code: 404 }))).toEqual(uncertain(true));
  });
});

describe('P8 wrong data', () => {
  const errors = [{ field: 'iban', description: 'wrong' }, { field: 'ceo_info.phone', description: 'short' }, { field: 'shoe', description: 5 }, 'x'];
  const reason = (pointer: string | null, partnerMessage: string | null, partnerCode: string | null) =>
    ({ code: 'field.rejected', pointer, partnerCode, partnerMessage });

  it.each([400, 422])('%i with field errors: one reason a field', (status) => {
    expect(read(reply(status, { status: 'error', error_code: status, errors }))).toEqual({
      kind: 'rejected',
      reasons: [reason('/iban', 'wrong', `${status}`), reason('/ceo_info/phone', 'short', `${status}`), reason(null, null, `${status}`)],
    });
    expect(read(reply(status, { errors: [{ field: ['company', 'address', 'country'] }] })))
      .toEqual({ kind: 'rejected', reasons: [reason('/address_info/country', null, null)] });
  });

  it('without field errors there is still one reason', () => {
    expect(read(reply(400, { status: 'error', error_description: 'no' }))).toEqual(generic(null, 'no'));
    expect(read(reply(422, {}))).toEqual(generic(null));
    expect(read(reply(413, { status: 'error' }))).toEqual(generic(null));
  });

  it('a verdict with field errors shows both', () => {
    const answer = read(reply(200, { status: 'error', request_status: 'error', error_code: 1201, errors: errors.slice(0, 1) }));
    expect(answer).toMatchObject({ kind: 'rejected', reasons: [{ code: 'bin.unknown' }, { code: 'field.rejected', pointer: '/iban' }] });
  });

  it('a page is no refusal of the data', () => {
    expect(read(reply(400, htmlPage, html))).toEqual(uncertain(true));
    expect(read(reply(422))).toEqual(uncertain(true));
    expect(read(reply(405, htmlPage, html))).toEqual(uncertain(true));
  });

  it('thousands of field errors are cut', () => {
    const answer = read(reply(400, { errors: Array.from({ length: 5_000 }, () => ({ field: 'bin' })) }));
    expect(answer.kind === 'rejected' && answer.reasons.length).toBe(50);
  });
});

describe('P9 duplicate request_id', () => {
  it.each([
    reply(409), reply(409, htmlPage, html), reply(409, { status: 'error' }), reply(400, { status: 'error', error_code: 409 }),
    reply(200, { status: 'error', error_code: '409' }), reply(200, { status: 'error', request_status: 'error', error_code: 409 }),
  ])('is known there (%#)', (outcome) => {
    expect(read(outcome)).toEqual({ kind: 'duplicate' });
  });
});

describe('P10 words', () => {
  it.each(['done', '', 'succes', 'null'])('the unknown request_status %j is uncertain and drift', (word) => {
    expect(read(reply(200, { status: 'ok', request_status: word }))).toEqual(uncertain(true));
    expect(read(reply(200, { status: 'error', request_status: word, error_code: 400 }))).toEqual(uncertain(true));
  });

  it('extra members are ignored', () => {
    expect(read(reply(200, { status: 'ok', request_status: 'process', extra: { deep: [1] } }))).toEqual({ kind: 'accepted', askNow: false });
  });
});

describe('P13 P14 too slow, too large', () => {
  it('are uncertain', () => {
    expect(read(trouble('timeout', true, 200))).toEqual(uncertain(false));
    expect(read(trouble('too_large'))).toEqual(uncertain(true));
  });
});

describe('P15 redirects', () => {
  it.each([300, 301, 302, 303, 304, 307, 308])('%i is uncertain and drift, even with a body that says success', (status) => {
    const { answer, facts } = readAddAnswer(reply(status, { status: 'ok', request_status: 'success' }), asked);
    expect(answer).toEqual(uncertain(true));
    expect(facts).toMatchObject({ httpStatus: status, trouble: 'redirect' });
  });
});

describe('P16 P17 nothing was sent', () => {
  it.each(['dns', 'refused', 'unreachable', 'tls', 'timeout'] as const)('%s with the proof', (word) => {
    expect(read(trouble(word, false))).toEqual({ kind: 'notSent' });
  });

  it.each(['dns', 'refused', 'unreachable', 'tls', 'timeout'] as const)('%s without it is uncertain', (word) => {
    expect(read(trouble(word))).toEqual(uncertain(false));
  });
});

describe('P18 oddities of HTTP', () => {
  it('101, 204 and a broken protocol are uncertain and drift', () => {
    expect(read(reply(101, { request_status: 'success' }))).toEqual(uncertain(true));
    expect(read(reply(204))).toEqual(uncertain(true));
    expect(read(trouble('protocol'))).toEqual(uncertain(true));
  });
});

describe('P19 the answer to another request', () => {
  it.each([[200, 'success'], [200, 'error'], [400, 'error'], [409, 'error'], [401, 'error']])('%i %s is not ours', (status, request_status) => {
    const { answer, facts } = readAddAnswer(reply(status, { status: 'ok', request_status, request_id: 'other' }), asked);
    expect(answer).toEqual(uncertain(true));
    expect(facts.trouble).toBe('other_request');
  });

  it('our own id may come back in capitals, or as null', () => {
    for (const request_id of [requestId, requestId.toUpperCase(), null]) {
      expect(read(reply(200, { request_status: 'process', request_id }))).toEqual({ kind: 'accepted', askNow: false });
    }
    expect(read(reply(200, { request_status: 'process', request_id: 5 }))).toEqual(uncertain(true));
  });
});

it.each(['1970-01-01T00:00:00Z', '2999-12-31T23:59:59+14:00', 'yesterday', 17])('P20 dt %j decides nothing', (dt) => {
  expect(read(reply(200, { status: 'ok', request_status: 'process', dt }))).toEqual({ kind: 'accepted', askNow: false });
});

describe('the facts', () => {
  const factsOf = (outcome: HttpOutcome) => readAddAnswer(outcome, asked).facts;

  it('show what was seen, cut and cleaned', () => {
    const facts = factsOf(reply(200, {
      status: 'error', request_status: `ER\u0007${'r'.repeat(60)}`, error_code: 1203, error_description: `a\r\n\u0000b\ud800${'😀'.repeat(600)}`,
    }));
    expect(facts).toMatchObject({ httpStatus: 200, partnerCode: '1203', trouble: 'unexpected', durationMs: 7 });
    expect(facts.requestStatus).toBe(`ER ${'r'.repeat(37)}`);
    expect(facts.partnerMessage).toBe(`a b\uFFFD${'😀'.repeat(496)}`);
  });

  it.each([
    [reply(200, { request_status: 'process' }), null], [reply(200, 'x'), 'unreadable'], [reply(200, {}), 'unexpected'],
    [reply(502, htmlPage, html), 'unreadable'], [reply(500, { status: 'error' }), null], [reply(401), null], [trouble('reset'), 'reset'],
  ])('name the trouble (%#)', (outcome, word) => {
    expect(factsOf(outcome).trouble).toBe(word);
  });
});
