import { randomUUID } from 'node:crypto';
import type { OnboardingResource } from '../support/onboarding-resource.js';
import { bodyWith, bodyWithout, posProduct, secrets, validBody } from '../support/request-body.js';
import { expectUnharmed, startApi, untilReady, type RunningApi } from '../support/running-api.js';
import { listOf, optionalFields, textLimits } from './field-cases.js';

const path = '/v1/onboardings';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await untilReady(api);
}, 120_000);
afterAll(() => api.close(), 60_000);

/** A post of its own: no two of these bodies are repeats of each other. */
const fresh = (body: string): string => body.replaceAll(validBody.external_id, randomUUID()).replaceAll(validBody.request_id, randomUUID());

async function accept(body: string | Uint8Array, headers: Record<string, string> = {}): Promise<OnboardingResource> {
  const answer = await api.call('POST', `${path}?allow_duplicate_bin=true`, { body, headers });
  expect([answer.status, answer.text]).toEqual([202, expect.any(String)]);
  const accepted = answer.json<OnboardingResource>();
  expect((await api.call('GET', `${path}/${accepted.id}`)).json()).toEqual(accepted);
  return accepted;
}
const at = (onboarding: OnboardingResource, pointer: string): unknown =>
  pointer.slice(1).split('/').reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], onboarding);

describe('the other side of every limit is accepted and comes back', () => {
  it.each(textLimits)('%s of %d characters', async (pointer, max) => {
    const text = `${randomUUID().slice(0, 8)}${'ы'.repeat(max - 8)}`;
    expect(at(await accept(fresh(bodyWith(pointer, JSON.stringify(text)))), pointer)).toBe(text);
  });
  it.each(textLimits)('%s of %d characters that take two units each', async (pointer, max) => {
    const text = `${randomUUID().slice(0, 8)}${'𐐨'.repeat(max - 8)}`;
    expect(at(await accept(fresh(bodyWith(pointer, JSON.stringify(text)))), pointer)).toBe(text);
  });
  it.each(listOf(optionalFields.filter((pointer) => pointer !== '/metadata')))('no %s', async (pointer) => {
    expect(at(await accept(fresh(bodyWithout(pointer))), pointer) ?? null).toEqual(pointer === '/request_id' ? expect.any(String) : null);
  });

  it('20 pairs of metadata with names of 64 characters', async () => {
    const metadata = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${index}`.padStart(64, 'k'), '']));
    expect((await accept(fresh(bodyWith('/metadata', JSON.stringify(metadata))))).metadata).toEqual(metadata);
  });

  it('8 levels', async () => {
    const product = { product_id: 11001, a: [[[[[['deep']]]]]] };
    expect((await accept(fresh(bodyWith('/product', JSON.stringify(product))))).product).toEqual(product);
  });

  it.each(['with a length', 'in chunks'])('32,768 bytes, %s', async (how) => {
    const body = fresh(JSON.stringify(validBody));
    const padded = body + ' '.repeat(32_768 - Buffer.byteLength(body));
    expect(Buffer.byteLength(padded)).toBe(32_768);
    await accept(padded, how === 'in chunks' ? { 'transfer-encoding': 'chunked' } : {});
  });
});

describe('forms that mean the same', () => {
  it.each([
    ['/bin', '971240001315', '971240001315'], ['/bin', '60340012341', '060340012341'], ['/bin', '"060340012341"', '060340012341'],
    ['/ceo_info/phone', '77015557391', '+77015557391'], ['/ceo_info/phone', '"8 701 555-73-91"', '+77015557391'], ['/ceo_info/phone', '"+7 (701) 555 73 91"', '+77015557391'],
    ['/ceo_info/phone', '"+1 212 555 2368"', '+12125552368'], ['/ceo_info/phone', '"+79161234567"', '+79161234567'],
    ['/ceo_info/email', '"First.Last+tag@Пример.қаз"', 'First.Last+tag@Пример.қаз'], ['/ceo_info/email', '"o\'neill@xn--e1afmkfd.xn--80ao21a"', "o'neill@xn--e1afmkfd.xn--80ao21a"],
    ['/iban', '"kz51 998t st00 0000 0001"', 'KZ51998TST0000000001'], ['/iban', '"KZ51\\u00a0998TST0000000001"', 'KZ51998TST0000000001'],
    ['/address_info/country', '"kaz"', 'KZ'], ['/address_info/postal_code', '"A01P3K4"', 'A01P3K4'], ['/description', '""', ''],
    ['/product', '{"product_id":11001,"rate":1.50,"on":null,"list":[1,"a",true]}', { product_id: 11001, rate: 1.5, on: null, list: [1, 'a', true] }],
    ['/product', '{"rate":1.50,"descriptor":"X","mcc":"0742","name":"x","product_id":20000}', { product_id: 20000, name: 'x', mcc: '0742', descriptor: 'X', rate: 1.5 }],
    ['/product', JSON.stringify({ ...posProduct, currency: 'kzt', address: { ...posProduct.address, country: 'KAZ' }, user: { ...posProduct.user, phone: 77015557392 } }), posProduct],
    ['/metadata', '{"toString":"x","length":"1"}', { toString: 'x', length: '1' }],
  ])('%s: %s', async (pointer, raw, expected) => {
    expect(at(await accept(fresh(bodyWith(pointer, raw))), pointer)).toEqual(expected);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'application/json;charset=UTF-8', 'Application/JSON ; charset="utf-8"'])('content type %s', async (type) => {
    await accept(fresh(JSON.stringify(validBody)), { 'content-type': type });
  });
  it('content encoding identity', async () => { await accept(fresh(JSON.stringify(validBody)), { 'content-encoding': 'identity' }); });
  it('a byte order mark is dropped', async () => {
    expect((await accept(`\ufeff${fresh(JSON.stringify(validBody))}`)).name).toBe(validBody.name);
  });
});

describe('text comes back as it was sent, in NFC', () => {
  it.each(listOf([
    'ТОО «Ақ Жол»', 'Ә Ғ Қ Ң Ө Ұ Ү Һ І ә ғ қ ң ө ұ ү һ і', 'Ёлка и Йод', 'ЖШС "Ұлы дала" № 7 — „Көк” / “x”', 'Әйгерім\u00a0Өмірқызы', 'ИП O\'Neill & Söhne <b>', '"; drop table events;--',
    '=HYPERLINK("x")', '@SUM(1+1)', '-2+3', '{{7*7}} ${7*7} %s %n', 'C:\\temp\\new', 'ﬁ Ⅳ ＡＢＣ ½', 'שלום مرحبا', '👩‍👩‍👧‍👦 🇰🇿', 'zero\u200bwidth\u200e\u202eesrever\u202c\u2066x\u2069', 'soft\u00adhyphen\ufeffmark',
    '\u2028line\u2029paragraph', 'a\u0301\u0323 e\u0308', '한글', '𐐨𝒳', '\ufffd\uffff', ' leading and trailing ',
  ]))('%j', async (text) => {
    const lists = { first_name: text, last_name: text.normalize('NFD'), phone: '+77015557391', email: 'qx71.canary@ormandy.kz' };
    const { ceo_info, name } = await accept(fresh(bodyWith('/ceo_info', JSON.stringify(lists)).replace(JSON.stringify(validBody.name), () => JSON.stringify(text))));
    const normal = text.normalize('NFC');
    expect([name, ceo_info['first_name'], ceo_info['last_name']]).toEqual([normal, normal, normal]);
  });
});

it('had nothing to complain about, and wrote nothing personal into its log', () => {
  expectUnharmed(api);
  const log = api.part.lines.join('\n');
  expect(secrets.filter((text) => log.includes(text))).toEqual([]);
});
