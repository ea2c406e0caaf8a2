import {
  asked, html, htmlPage, reply, requestId, trouble, unreadableReplies,
} from '../../../test/freedompay/replies.js';
import type { HttpOutcome } from './exchange.js';
import { readStatusAnswer } from './status-answer.js';

const read = (outcome: HttpOutcome) => readStatusAnswer(outcome, asked).answer;
const noAnswer = (drift: boolean) => ({ kind: 'noAnswer', drift });
const noIds = { clientId: null, productUuid: null, terminalId: null };
const success = (more: object = {}) => ({ status: 'ok', request_status: 'success', ...more });

describe('a known request_status', () => {
  it.each([['process', 'pending'], ['PROCESS', 'pending'], ['success', 'succeeded'], ['Success', 'succeeded'], ['error', 'rejected']])('%s → %s', (word, kind) => {
    expect(read(reply(200, { status: 'OK', request_status: word })).kind).toBe(kind);
  });

  it('error is rejected with the reason of the table, or the words of the partner', () => {
    const rejected = (error_code: number, code: string, pointer: string | null) => {
      expect(read(reply(200, { status: 'error', request_status: 'error', error_code, error_description: 'нет' })))
        .toEqual({ kind: 'rejected', reasons: [{ code, pointer, partnerCode: `${error_code}`, partnerMessage: 'нет' }] });
    };
    rejected(1201, 'bin.unknown', '/bin');
    rejected(1203, 'iban.not_accepted', '/iban');
    rejected(1204, 'client.duplicate', '/bin');
    rejected(1205, 'product.not_permitted', '/product');
    rejected(7777, 'partner.rejected', null);
    rejected(404, 'partner.rejected', null);
  });

  it('is no verdict outside 2xx', () => {
    expect(read(reply(500, success()))).toEqual(noAnswer(false));
    expect(read(reply(404, success()))).toEqual({ kind: 'refusedSetup', fault: 'path' });
  });
});

describe('the ids of success', () => {
  const ids = (more: object | string) => {
    const answer = read(reply(200, typeof more === 'string' ? more : success(more)));
    return answer.kind === 'succeeded' ? answer.ids : answer;
  };

  it('are text, from numbers or strings', () => {
    const product = { product_id: 10001, product_uuid: 'c0ffee00-0000-4000-8000-000000000000', terminal_id: 77, status: 1 };
    expect(ids({ client_id: 42, product })).toEqual({ clientId: '42', productUuid: product.product_uuid, terminalId: '77' });
    expect(ids({ client_id: ' c-42 ', product: { ...product, terminal_id: 'T1', status: true } }))
      .toEqual({ clientId: 'c-42', productUuid: product.product_uuid, terminalId: 'T1' });
  });

  it('keep every digit of a long number', () => {
    expect(ids('{"request_status":"success","client_id":98765432109876543210}')).toEqual({ ...noIds, clientId: '98765432109876543210' });
  });

  it.each([
    {}, { client_id: null }, { client_id: '' }, { client_id: 1.5 }, { client_id: -1 }, { client_id: true }, { client_id: [42] }, { client_id: 'x'.repeat(101) },
    { client_id: 'a\u0000b' }, { product: 'p' }, { product: [] }, { product: null }, { product: { product_uuid: 5, terminal_id: {} } },
  ])('are null where absent or wrong: %j', (more) => {
    expect(ids(more)).toEqual(noIds);
  });
});

describe('status error without request_status: the question failed, not the client', () => {
  it.each([
    [{ status: 'error' }, noAnswer(false)],
    [{ status: 'error', error_code: 7777 }, noAnswer(false)],
    [{ status: 'error', error_code: 1203 }, noAnswer(false)],
    [{ status: 'error', error_code: 400 }, noAnswer(false)],
    [{ status: 'error', error_code: 409 }, noAnswer(false)],
    [{ status: 'error', error_code: 500 }, noAnswer(false)],
    [{ status: 'error', error_code: 404 }, { kind: 'notFound' }],
    [{ error_code: '404' }, { kind: 'notFound' }],
    [{ status: 'Error', error_code: 429 }, { kind: 'throttled', retryAfterMs: 2_000 }],
    [{ status: 'error', error_code: 503 }, { kind: 'throttled', retryAfterMs: 2_000 }],
    [{ status: 'error', error_code: 401 }, { kind: 'refusedSetup', fault: 'credentials' }],
    [{ error_code: 7777 }, noAnswer(true)],
  ])('%j → %j', (body, expected) => {
    expect(read(reply(200, body, { retryAfter: '2' }))).toEqual(expected);
  });
});

describe('not found', () => {
  it('P5 P12 is only the not-found code in a JSON body', () => {
    expect(read(reply(404, { status: 'error', error_code: 404 }))).toEqual({ kind: 'notFound' });
    expect(read(reply(200, { status: 'error', error_code: 404 }))).toEqual({ kind: 'notFound' });
    expect(read(reply(500, { status: 'error', error_code: 404 }))).toEqual(noAnswer(false));
    expect(read(reply(400, { status: 'error', error_code: 404 }))).toEqual(noAnswer(false));
  });

  it('a bare 404 is a fault of our set-up', () => {
    const path = { kind: 'refusedSetup', fault: 'path' };
    for (const outcome of [reply(404), reply(404, htmlPage, html), reply(404, { message: 'x' }), reply(404, { error_code: 404 }, html)]) {
      expect(read(outcome)).toEqual(path);
    }
  });
});

describe('P2 P6 P7 P8 by HTTP status', () => {
  it.each([
    [500, noAnswer(false)], [502, noAnswer(false)], [504, noAnswer(false)], [400, noAnswer(false)], [409, noAnswer(false)], [405, noAnswer(false)],
    [429, { kind: 'throttled', retryAfterMs: 2_000 }], [503, { kind: 'throttled', retryAfterMs: 2_000 }],
    [401, { kind: 'refusedSetup', fault: 'credentials' }], [403, { kind: 'refusedSetup', fault: 'credentials' }],
  ])('%i → %j', (status, expected) => {
    expect(read(reply(status, htmlPage, { ...html, retryAfter: '2' }))).toEqual(expected);
  });
});

describe('P3 2xx that says nothing', () => {
  it.each(unreadableReplies)('%s', (_, outcome) => {
    expect(read(outcome)).toEqual(noAnswer(true));
  });
});

it.each(['done', '', 'succès', 'in_review'])('P10 the unknown request_status %j is drift', (word) => {
  const { answer, facts } = readStatusAnswer(reply(200, { status: 'ok', request_status: word }), asked);
  expect(answer).toEqual({ kind: 'drift' });
  expect(facts).toMatchObject({ requestStatus: word, trouble: 'unexpected' });
});

it('P11 each answer is read for itself: a regression or a flip is reported, not hidden', () => {
  const words = ['success', 'process', 'error', 'success'].map((request_status) => read(reply(200, { status: 'ok', request_status })).kind);
  expect(words).toEqual(['succeeded', 'pending', 'rejected', 'succeeded']);
});

describe('P1 P4 P13 P14 P15 P16 P17 P18 no answer', () => {
  it.each([
    ['timeout', false], ['reset', false], ['dns', false], ['refused', false], ['tls', false], ['failed', false], ['half_body', true], ['too_large', true], ['protocol', true],
  ] as const)('%s, drift %j', (word, drift) => {
    expect(read(trouble(word, word === 'reset'))).toEqual(noAnswer(drift));
    expect(readStatusAnswer(trouble(word), asked).facts).toMatchObject({ trouble: word, httpStatus: null, partnerCode: null });
  });

  it.each([301, 302, 307, 308, 304])('redirect %i', (status) => {
    expect(read(reply(status, success()))).toEqual(noAnswer(true));
  });
});

it('P19 the answer to another request is not ours', () => {
  const { answer, facts } = readStatusAnswer(reply(200, success({ request_id: 'other', client_id: 1 })), asked);
  expect(answer).toEqual(noAnswer(true));
  expect(facts.trouble).toBe('other_request');
  expect(read(reply(404, { status: 'error', error_code: 404, request_id: 'other' }))).toEqual(noAnswer(true));
  expect(read(reply(200, success({ request_id: requestId.toUpperCase() }))).kind).toBe('succeeded');
});

it.each(['1970-01-01T00:00:00Z', '2999-12-31T23:59:59+14:00', {}])('P20 dt %j decides nothing', (dt) => {
  expect(read(reply(200, success({ dt })))).toEqual({ kind: 'succeeded', ids: noIds });
});
