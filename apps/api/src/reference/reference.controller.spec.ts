import { Controller, Get, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { createLogger, Metrics } from '#app/platform';
import { ApiKeys } from '../caller.js';
import { createAdapter, prepareHttp } from '../http.js';
import { ListQueryDto } from '../onboardings/onboarding.dto.js';
import { ProblemFilter } from '../problem.filter.js';
import { validated } from '../validated.js';
import { ReferenceController } from './reference.controller.js';

@Controller('lists')
class ListsController {
  @Get()
  read(@Query() query: unknown): unknown {
    return validated(ListQueryDto, query, '?');
  }
}

const key = 'a-key-of-twenty-characters';
let app: NestFastifyApplication;
let address: string;
beforeAll(async () => {
  const testing = await Test.createTestingModule({ controllers: [ReferenceController, ListsController] }).compile();
  app = testing.createNestApplication<NestFastifyApplication>(createAdapter(), { bodyParser: false, logger: false });
  prepareHttp(app, new ApiKeys({ BOOTSTRAP_ADMIN_KEY: undefined, BOOTSTRAP_CRM_KEY: key }), new Metrics());
  app.useGlobalFilters(new ProblemFilter(createLogger('test', 'silent')));
  await app.listen(0, '127.0.0.1');
  address = await app.getUrl();
});
afterAll(() => app.close());

interface Got { statusCode: number; headers: Record<string, string>; body: string }
async function get(path: string, headers: Record<string, string> = {}): Promise<Got> {
  const answer = await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${key}`, ...headers } });
  return { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}
interface Dictionary { data: Record<string, unknown>[] }
interface Document { title: string; detail: string; code: string; errors?: { pointer: string; code: string; message: string }[] }

describe('the dictionaries', () => {
  const paths = ['products', 'statuses', 'problem-codes', 'mcc', 'countries'].map((name) => `/v1/reference/${name}`);

  it.each(paths)('%s: another text and another tag in each language, kept for an hour', async (path) => {
    const answers = await Promise.all(['en', 'ru', 'kk'].map((language) => get(path, { 'accept-language': language })));
    for (const [index, { statusCode, headers }] of answers.entries()) {
      expect(statusCode).toBe(200);
      expect(headers).toMatchObject({
        'content-language': ['en', 'ru', 'kk'][index], vary: 'Accept-Language', 'cache-control': 'private, max-age=3600',
        'content-type': 'application/json; charset=utf-8', etag: expect.stringMatching(/^"[\w-]{22}"$/) as string,
      });
    }
    expect(new Set(answers.map(({ body }) => body)).size).toBe(3);
    expect(new Set(answers.map(({ headers }) => headers['etag'])).size).toBe(3);
    for (const { body } of answers) expect((JSON.parse(body) as Dictionary).data.length).toBeGreaterThan(0);
  });

  it.each(paths)('%s: nothing again for who has it, in the same language only', async (path) => {
    const { headers } = await get(path, { 'accept-language': 'ru' });
    const tag = headers['etag'] ?? '';
    const again = await get(path, { 'accept-language': 'ru', 'if-none-match': `"other", W/${tag}` });
    expect([again.statusCode, again.body, again.headers['etag'], again.headers['cache-control'], again.headers['vary']]).toEqual([304, '', tag, 'private, max-age=3600', 'Accept-Language']);
    expect((await get(path, { 'accept-language': 'kk', 'if-none-match': tag })).statusCode).toBe(200);
  });

  it('holds what a CRM shows', async () => {
    const first = async (name: string, language: string) => (JSON.parse((await get(`/v1/reference/${name}`, { 'accept-language': language })).body) as Dictionary).data[0];
    expect(await first('products', 'ru')).toMatchObject({ product_id: 10001, name: 'Freedom Pos', description: 'Приём оплаты картами в торговой точке.' });
    expect(await first('statuses', 'kk')).toMatchObject({ code: 'pending', name: 'Қабылданды', final: false, leads_to: ['submitting', 'cancelled', 'failed'] });
    expect(await first('mcc', 'kk')).toEqual({ code: '0742', name: 'Ветеринариялық қызметтер' });
    expect(await first('countries', 'en')).toEqual({ alpha2: 'AF', alpha3: 'AFG', name: 'Afghanistan' });
    expect(await first('problem-codes', 'kk')).toEqual({
      code: 'malformed_json', about: 'request', category: 'correctable', http_status: 400, retryable: false, message: 'Сұрау денесі жарамды JSON емес',
      next_action: { code: 'correct_request', text: 'Сұрауды түзетіп, қайта жіберіңіз.' },
    });
  });
});

it('the products tell what a form needs for each of them', async () => {
  const { data } = JSON.parse((await get('/v1/reference/products', { 'accept-language': 'ru' })).body) as { data: { product_id: number; other_fields_allowed: boolean; fields: { pointer: string }[] }[] };
  const [pos, box, ecom] = data;
  expect(pos?.fields).toHaveLength(14);
  expect(pos?.fields[0]).toEqual({ pointer: '/product/product_id', required: true, max_length: null, text: 'Этот product_id, числом.' });
  expect(pos?.fields).toContainEqual({ pointer: '/product/address/address_line1', required: true, max_length: 255, text: 'Город или другой населённый пункт.' });
  expect(ecom?.fields.map(({ pointer }) => pointer)).toEqual(['product_id', 'name', 'mcc', 'descriptor'].map((name) => `/product/${name}`));
  expect(box?.fields.map(({ pointer }) => pointer)).toEqual(['/product/product_id']);
  expect(data.map(({ other_fields_allowed: allowed }) => allowed)).toEqual([false, true, true]);
});

describe('a refusal', () => {
  it.each([
    ['en', 'Nothing answers at this path'], ['ru', 'По этому пути'], ['kk', 'Бұл жол мен әдіс'], ['de', 'Nothing answers at this path'], [';;;', 'Nothing answers at this path'],
  ])('is in the language asked for: %s', async (language, beginning) => {
    const { statusCode, headers, body } = await get('/v1/nowhere', { 'accept-language': language });
    const { title, detail, code } = JSON.parse(body) as Document;
    expect([statusCode, code, title]).toEqual([404, 'not_found', 'There is no such thing here']);
    expect(detail.startsWith(beginning)).toBe(true);
    expect(headers).toMatchObject({ 'content-language': ['ru', 'kk'].includes(language) ? language : 'en', vary: 'Accept-Language' });
  });

  it('is so before there is a caller, too', async () => {
    const { statusCode, headers, body } = await get('/v1/reference/products', { authorization: '', 'accept-language': 'kk' });
    expect([statusCode, headers['content-language'], headers['www-authenticate']]).toEqual([401, 'kk', 'Bearer']);
    expect((JSON.parse(body) as Document).detail).toBe('Осы сервистің кілтімен «Authorization: Bearer <кілт>» тақырыбын жіберіңіз.');
  });

  it.each([
    ['en', ['Send a whole number from 1 to 200.', 'Send exactly 12 digits.', 'This field is not known here: remove it or correct its name.']],
    ['ru', ['Отправьте целое число от 1 до 200.', 'Отправьте ровно 12 цифр.', 'Здесь нет такого поля: удалите его или исправьте название.']],
    ['kk', ['1 мен 200 аралығындағы бүтін сан жіберіңіз.', 'Дәл 12 цифр жіберіңіз.', 'Мұнда ондай өріс жоқ: оны алып тастаңыз немесе атауын түзетіңіз.']],
  ])('names the faults of a query in %s, without what was sent', async (language, messages) => {
    const { body } = await get('/lists?limit=90210&bin=zebra&colour=mauve', { 'accept-language': language });
    const { code, errors = [] } = JSON.parse(body) as Document;
    expect(code).toBe('validation_failed');
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual(['?bin invalid', '?colour unknown_field', '?limit invalid']);
    expect(errors.map(({ message }) => message).sort()).toEqual([...messages].sort());
    expect(body).not.toMatch(/zebra|mauve|90210/);
  });
});
