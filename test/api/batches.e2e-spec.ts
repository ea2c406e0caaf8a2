import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { identityCheckDigit } from '#app/applicant';
import { demoKeys } from '../../apps/demo/src/demo-keys.js';
import { localUrl } from '../../apps/demo/src/installation.js';
import { startPart, type Part } from '../../apps/demo/src/parts.js';
import type { JudgedItem } from '#app/onboarding';
import { readCsvBatch } from '../../apps/api/src/batches/uploads.js';
import { sendBytes, type Answer, type Sent } from '../support/http.js';
import { expectProblem } from '../support/problem-oracle.js';
import { newBody } from '../support/request-body.js';
import { eventually, expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

interface Finding { pointer: string; column: string | null; code: string; message: string; onboarding?: string }
interface Item {
  row: number; status: string; external_id: string | null; onboarding: { id: string; status: string } | null; errors: Finding[]; warnings: Finding[]; problems: { code: string }[];
}
interface Batch {
  id: string; status: string; final: boolean; dry_run: boolean; format: string; completed_at: string | null;
  counts: Record<string, number>; progress: Record<string, number>; links: Record<string, string>;
}

const path = '/v1/batches';
let api: RunningApi;
let simulator: Part;
let worker: Part;
let serial = 0;

beforeAll(async () => {
  api = await startApi({ POLL_FIRST_DELAY_MS: '50', POLL_FACTOR: '1', FREEDOMPAY_TIMEOUT_MS: '2000', FREEDOMPAY_MAX_RPS: '5000', RATE_LIMIT_RPS: '100000' });
  simulator = await startPart('simulator', { ...api.environment, FREEDOMPAY_AUTH_ID: demoKeys.partnerAuthId, FREEDOMPAY_SECRET_KEY: demoKeys.partnerSecretKey });
  worker = await startPart('worker', {
    ...api.environment, FREEDOMPAY_AUTH_ID: demoKeys.partnerAuthId, FREEDOMPAY_SECRET_KEY: demoKeys.partnerSecretKey, FREEDOMPAY_BASE_URL: localUrl(simulator),
  });
  await untilReady(api);
}, 120_000);
afterAll(async () => {
  await Promise.all([worker.stop(), simulator.stop()]);
  await api.close();
}, 60_000);

/** A BIN nobody used yet, with its check digit. */
function freshBin(beginning = '971240'): string {
  for (;;) {
    serial += 1;
    const eleven = `${beginning}${String(serial).padStart(11 - beginning.length, '0')}`;
    const check = identityCheckDigit(eleven);
    if (check !== null) return `${eleven}${check}`;
  }
}

const get = async <T = Batch>(of: string): Promise<T> => (await api.call('GET', of)).json<T>();
const itemsOf = async (batch: Batch, query = ''): Promise<Item[]> => [...(await get<{ data: Item[] }>(`${batch.links['items']}${query}`)).data];
const handIn = (body: string | Uint8Array, sent: Sent & { query?: string; type?: string; key?: string } = {}): Promise<Answer> =>
  api.call('POST', `${path}${sent.query ?? ''}`, { body, headers: { 'content-type': sent.type ?? 'text/csv', ...sent.headers }, ...(sent.key === undefined ? {} : { key: sent.key }) });

/** Refused in the way of all refusals; which fields it names is told elsewhere. */
const expectRefused = (answer: Answer, status: number, code: string) =>
  expectProblem(answer, { status, code, ...answer.json<{ errors?: Finding[] }>().errors === undefined ? {} : { errors: answer.json<{ errors: Finding[] }>().errors } });

async function handedIn(body: string | Uint8Array, sent: Parameters<typeof handIn>[1] = {}): Promise<Batch> {
  const answer = await handIn(body, sent);
  expect([answer.status, answer.text]).toEqual([202, expect.stringContaining('"object":"batch"')]);
  const batch = answer.json<Batch>();
  expect(answer.headers['location']).toBe(`${path}/${batch.id}`);
  return batch;
}

async function completed(batch: Batch): Promise<Batch> {
  await eventually(async () => (await get(batch.links['self'] ?? '')).final, 'the batch is completed', 20_000);
  return get(batch.links['self'] ?? '');
}

const headings = ['external_id', 'name', 'bin', 'first_name', 'last_name', 'phone', 'email', 'country', 'postal_code', 'address_line1', 'iban'];
const cellsOf = (values: Partial<Record<string, string>> = {}): string[] => {
  const row: Record<string, string> = {
    external_id: `row-${randomUUID()}`, name: 'ТОО Ак Жол', bin: freshBin(), first_name: 'Айгерим', last_name: 'Серикова', phone: '+77015557391',
    email: 'office@example.kz', country: 'KZ', postal_code: '050000', address_line1: 'Алматы', iban: 'KZ51998TST0000000001', ...values,
  };
  return headings.map((heading) => row[heading] ?? '');
};
const csv = (rows: string[][], delimiter = ';', head = headings): string => [head, ...rows].map((cells) => cells.join(delimiter)).join('\r\n');

/** Windows-1251 for what the tests write: Russian letters, ASCII and « ». */
const windows1251 = (text: string): Buffer => Buffer.from([...text].map((letter) => {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
  return { 'Ё': 0xa8, 'ё': 0xb8, '«': 0xab, '»': 0xbb, '№': 0xb9 }[letter] ?? code;
}));

describe('a batch in JSON', () => {
  it('opens what is acceptable, says what is not, and is completed when Freedom Pay has decided', async () => {
    const repeated = JSON.parse(newBody({ bin: freshBin(), external_id: `known-${serial}` })) as object;
    expect((await api.call('POST', '/v1/onboardings', { body: JSON.stringify(repeated) })).status).toBe(202);
    const items = [
      JSON.parse(newBody({ bin: freshBin(), external_id: `good-${serial}` })) as object,
      JSON.parse(newBody({ bin: 'nonsense', external_id: `bad-${serial}`, iban: 7 })) as object,
      repeated,
      JSON.parse(newBody({ bin: '991240900103', external_id: `refused-${serial}` })) as object,
    ];
    const handed = await handedIn(JSON.stringify({ items }), { type: 'application/json', query: '?allow_duplicate_bin=true' });
    expect(handed).toMatchObject({ status: 'opening', final: false, dry_run: false, format: 'json', counts: { rows: 4, waiting: 3, refused: 1, accepted: 0, repeated: 0 } });
    const batch = await completed(handed);
    expect(batch).toMatchObject({
      status: 'completed', counts: { rows: 4, waiting: 0, accepted: 2, repeated: 1, refused: 1 },
      progress: { open: 0, succeeded: 2, rejected: 1, failed: 0, cancelled: 0 }, completed_at: expect.stringContaining('T') as string,
    });
    expect(await itemsOf(batch)).toEqual([
      { row: 1, status: 'accepted', external_id: `good-${serial}`, onboarding: expect.objectContaining({ status: 'succeeded', final: true }) as object, errors: [], warnings: [], problems: [] },
      {
        row: 2, status: 'refused', external_id: `bad-${serial}`, onboarding: null, warnings: [], problems: [],
        errors: [expect.objectContaining({ pointer: '/bin', column: 'bin', code: 'bin.format' }), expect.objectContaining({ pointer: '/iban', column: 'iban', code: 'wrong_type' })] as object[],
      },
      { row: 3, status: 'repeated', external_id: `known-${serial - 1}`, onboarding: expect.objectContaining({ status: 'succeeded' }) as object, errors: [], warnings: [], problems: [] },
      {
        row: 4, status: 'accepted', external_id: `refused-${serial}`, onboarding: expect.objectContaining({ status: 'rejected' }) as object, errors: [], warnings: expect.any(Array) as [],
        problems: [expect.objectContaining({ code: 'iban.not_accepted' })] as object[],
      },
    ]);
    const events = await api.query('select type, sequence, data from events where subject = $1', [batch.id]);
    expect(events).toEqual([{ type: 'batch.completed', sequence: 1, data: { id: batch.id, status: 'completed', accepted: 2, repeated: 1, refused: 1 } }]);
  });

  it.each([
    ['no items', '{"items": []}', 'validation_failed', 422], ['too many', JSON.stringify({ items: Array.from({ length: 1_001 }, () => ({})) }), 'validation_failed', 422],
    ['no list', '{"items": {}}', 'validation_failed', 422], ['nothing', '{}', 'validation_failed', 422], ['more members', '{"items": [{}], "name": 1}', 'unknown_field', 422],
    ['a list', '[]', 'malformed_json', 400], ['a number', '7', 'malformed_json', 400], ['no JSON', '{"items": [', 'malformed_json', 400],
    ['too deep', `{"items": [${'['.repeat(9)}${']'.repeat(9)}]}`, 'malformed_json', 400],
  ])('is refused as a whole: %s', async (_, body, code, status) => {
    expectRefused(await handIn(body, { type: 'application/json' }), status, code);
  });

  it('refuses an item that no single request may be, and a flood of members', async () => {
    const large = { ...(JSON.parse(newBody({ bin: freshBin() })) as object), product: { product_id: 11001, notes: Array.from({ length: 200 }, () => 'x'.repeat(200)) } };
    const batch = await completed(await handedIn(JSON.stringify({ items: [large] }), { type: 'application/json' }));
    expect((await itemsOf(batch))[0]).toMatchObject({ status: 'refused', errors: [{ pointer: '', column: null, code: 'too_long' }] });
    const flood = `{"items":[{${Array.from({ length: 1_001 }, (_, n) => `"m${n}":0`).join()}}]}`;
    expectRefused(await handIn(flood, { type: 'application/json' }), 400, 'malformed_json');
    const many = await completed(await handedIn(JSON.stringify({ items: [Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`m${n}`, 0]))] }), { type: 'application/json' }));
    expect((await itemsOf(many))[0]?.errors).toHaveLength(20);
  });

  it('takes whatever an item may be, and tells each on its own', async () => {
    const items = [null, 7, 'x', [], {}, { __proto__: null }];
    const batch = await completed(await handedIn(JSON.stringify({ items }), { type: 'application/json' }));
    expect(batch.counts).toEqual({ rows: 6, waiting: 0, accepted: 0, repeated: 0, refused: 6 });
  });
});

describe('a CSV file', () => {
  const russian = csv([cellsOf({ external_id: 'text-@', name: 'ТОО «Ёлка №5»', bin: '@' })]);
  const text = (delimiter: string): string => russian.replaceAll(';', delimiter).replaceAll('text-@', `text-${randomUUID()}`).replace('@', freshBin());
  it.each<[string, (delimiter: string) => Uint8Array, string]>([
    ['UTF-8', (delimiter) => Buffer.from(text(delimiter)), 'text/csv'],
    ['UTF-8 with a byte order mark', (delimiter) => Buffer.from(`\uFEFF${text(delimiter)}`), 'text/csv'],
    ['UTF-8 as declared', (delimiter) => Buffer.from(text(delimiter)), 'text/csv; charset=utf-8'],
    ['Windows-1251', (delimiter) => windows1251(text(delimiter)), 'text/csv'],
    ['Windows-1251 as declared', (delimiter) => windows1251(text(delimiter)), 'text/csv; charset=windows-1251'],
    ['UTF-8 with a line for Excel', (delimiter) => Buffer.from(`sep=${delimiter}\r\n${text(delimiter)}`), 'text/csv'],
  ])('is read in %s, with any separator', async (_, bytes, type) => {
    for (const delimiter of [';', ',', '\t']) {
      const batch = await handedIn(bytes(delimiter), { type });
      await eventually(async () => (await itemsOf(batch))[0]?.onboarding !== null, 'its onboarding is open');
      const [item] = await itemsOf(batch);
      expect(item).toMatchObject({ row: 2, status: 'accepted', errors: [] });
      expect(await get(`/v1/onboardings/${item?.onboarding?.id}`)).toMatchObject({
        name: 'ТОО «Ёлка №5»', ceo_info: { first_name: 'Айгерим', phone: '+77015557391' }, address_info: { country: 'KZ', address_line1: 'Алматы' },
      });
    }
  }, 60_000);

  it('may have quoted line breaks, bare quotation marks, blank rows, blank columns and headings in Russian', async () => {
    const names = ['Название', 'бин', 'Имя руководителя', 'Фамилия', 'ceo_info.phone', 'CEO email', 'Страна', 'Почтовый индекс', 'Город', 'ИИК', 'Комментарий', 'metadata.Manager.1', 'product_id', 'product.outlet', ''];
    const row = ['ТОО "Ақ Жол"', freshBin(), 'Әсел', 'Ырысқұл', '8 701 555 73 91', 'a@example.kz', 'KAZ', '050000', 'Алматы', 'KZ51 998T ST00 0000 0001', '"Первая; строка\r\nвторая ""строка"""', ' Айша ', '11001', 'x', ''];
    const batch = await completed(await handedIn(`${names.join(';')}\r\n;;\r\n${row.join(';')}\r\n\r\n`));
    const [item, ...more] = await itemsOf(batch);
    expect([item?.row, item?.errors, more]).toEqual([3, [], []]);
    expect(await get(`/v1/onboardings/${item?.onboarding?.id}`)).toMatchObject({
      name: 'ТОО "Ақ Жол"', iban: 'KZ51998TST0000000001', description: 'Первая; строка вторая "строка"', metadata: { 'Manager.1': 'Айша' },
      product: { product_id: 11001, outlet: 'x' }, address_info: { country: expect.stringMatching(/^KZ|^KAZ/) as string },
    });
  });

  it('explains what a spreadsheet did to it', async () => {
    const bin = freshBin('060340');
    const wrong = `${bin.slice(1, 11)}${(Number(bin[11]) + 1) % 10}`;
    const file = csv([
      cellsOf({ bin: bin.replace(/^0+/, '') }), cellsOf({ bin: wrong }), cellsOf({ bin: '9,7124E+11' }), cellsOf({ name: '"ТОО ?аза?стан"' }),
      [...cellsOf(), 'too much'], cellsOf({ email: '', phone: '12' }),
    ]);
    const batch = await completed(await handedIn(windows1251(file)));
    expect((await itemsOf(batch)).map(({ row, status, errors, warnings }) => [row, status, errors.map(({ column, code }) => `${column} ${code}`), warnings.map(({ code }) => code)])).toEqual([
      [2, 'accepted', [], ['bin.zeros_restored']],
      [3, 'refused', ['bin bin.zeros_lost'], []],
      [4, 'refused', ['bin cell.scientific'], []],
      [5, 'refused', ['name cell.letters_lost'], []],
      [6, 'refused', ['null cell.without_heading'], []],
      [7, 'refused', ['phone phone.invalid', 'email required'], []],
    ]);
    const wrapped = await completed(await handedIn(csv([
      cellsOf({ bin: `="${freshBin()}"`, country: 'Казахстан' }), cellsOf({ bin: `'${freshBin()}`, country: 'Қазақстан' }), cellsOf({ bin: `${freshBin()},00`, country: 'РК', postal_code: '="050000"' }),
      cellsOf({ bin: '9.71240001315E11' }), cellsOf({ external_id: '1,23457E+12' }), cellsOf({ country: 'Нарния' }),
    ])));
    expect((await itemsOf(wrapped)).map(({ status, errors }) => [status, errors.map(({ column, code }) => `${column} ${code}`)])).toEqual([
      ['accepted', []], ['accepted', []], ['accepted', []], ['refused', ['bin cell.scientific']], ['refused', ['external_id cell.scientific']], ['refused', ['country country.unknown']],
    ]);
    const [, lost] = (await api.call('GET', `${batch.links['items']}`, { headers: { 'accept-language': 'ru' } })).json<{ data: Item[] }>().data;
    expect(lost?.errors[0]?.message).toContain('Таблица отбрасывает нули');
    const [restored] = await itemsOf(batch);
    expect(await get(`/v1/onboardings/${restored?.onboarding?.id}`)).toMatchObject({ bin });
  });

  it.each<[string, string | Uint8Array, string, number, string[]]>([
    ['nothing', '', 'malformed_csv', 400, []],
    ['data without a heading', csv([cellsOf()], ';', cellsOf()), 'malformed_csv', 400, []],
    ['a heading alone', headings.join(';'), 'malformed_csv', 400, []],
    ['unknown columns', csv([cellsOf()], ';', [...headings.slice(0, 10), 'касса']), 'validation_failed', 422, ['/iban', '/касса']],
    ['an unknown column more', csv([[...cellsOf(), '1']], ';', [...headings, 'касса']), 'unknown_field', 422, ['/касса']],
    ['a column twice', csv([[...cellsOf(), '1']], ';', [...headings, 'Город']), 'validation_failed', 422, ['/address_info/address_line1']],
    ['columns without end', `${Array.from({ length: 201 }, (_, n) => `metadata.m${n}`).join(';')}\r\n1`, 'validation_failed', 422, ['']],
    ['an open quotation mark', `${csv([cellsOf()])}\r\n"never closed`, 'malformed_csv', 400, []],
    ['an endless row', `${csv([cellsOf()])}\r\n${'x'.repeat(70_000)}`, 'malformed_csv', 400, []],
    ['UTF-16', Buffer.from(`\uFEFF${csv([cellsOf()])}`, 'utf16le'), 'malformed_csv', 400, []],
    ['bytes that are no UTF-8 later on', Buffer.concat([Buffer.from(csv(Array.from({ length: 5_000 }, () => cellsOf()))), Buffer.from([0xff])]), 'malformed_csv', 400, []],
  ])('is refused as a whole: %s', async (_, body, code, status, pointers) => {
    const whole = () => api.query(`select count(*)::integer as n from batches where status <> 'receiving'`);
    const before = await whole();
    const { errors = [] } = expectRefused(await handIn(body), status, code);
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(pointers);
    expect(await whole()).toEqual(before);
  });

  it.each([['text/csv; charset=koi8-r'], ['text/csv; charset=utf-16'], ['application/csv'], ['text/plain']])('is refused as %s', async (type) => {
    expectRefused(await handIn(csv([cellsOf()]), { type }), 415, 'unsupported_media_type');
  });
  it('is refused compressed, and anywhere else', async () => {
    expectRefused(await handIn(csv([cellsOf()]), { headers: { 'content-encoding': 'gzip' } }), 415, 'unsupported_media_type');
    expectRefused(await api.call('POST', '/v1/onboardings', { body: csv([cellsOf()]), headers: { 'content-type': 'text/csv' } }), 415, 'unsupported_media_type');
  });

  it('tells what a missing column may be called, and nothing of a file without a heading', async () => {
    const missing = await handIn(csv([cellsOf()], ';', [...headings.slice(0, 9), 'x', 'ИИК']), { headers: { 'accept-language': 'ru' } });
    expect(missing.json<{ errors: Finding[] }>().errors).toContainEqual({
      pointer: '/address_info/address_line1', code: 'required', message: 'Этого столбца нет: добавьте его. Подойдёт название «address_line1», «City», «Город», «Қала».',
    });
    const [row, other] = [cellsOf(), cellsOf()];
    const answer = await handIn(csv([other], ';', row), { headers: { 'accept-language': 'ru' } });
    for (const cell of [...row, ...other]) if (cell.length > 3) expect(answer.text).not.toContain(cell);
    expect(answer.json<{ detail: string }>().detail).toContain('Первая строка должна содержать названия столбцов');
  });

  it('meets what is there, and what stands above it', async () => {
    const [bin, other] = [freshBin(), freshBin()];
    expect((await api.call('POST', '/v1/onboardings', { body: newBody({ bin: '991240900209', external_id: `open-${serial}` }) })).status).toBe(202);
    const external_id = `dup-${randomUUID()}`;
    const first = cellsOf({ bin, external_id });
    const rows = [first, cellsOf({ bin: other, external_id }), first, cellsOf({ bin }), cellsOf({ bin: '991240900209' })];
    const expected = [['accepted', []], ['refused', ['external_id_conflict']], ['repeated', []], ['refused', ['open_onboarding_for_bin']], ['refused', ['open_onboarding_for_bin']]];
    const seen = async (batch: Batch) => (await itemsOf(batch)).map(({ status, errors }) => [status, errors.map(({ code }) => code)]);
    // A dry run foretells what then happens.
    const rehearsed = await completed(await handedIn(csv(rows), { query: '?dry_run=true' }));
    expect(await seen(rehearsed)).toEqual(expected);
    expect(rehearsed).toMatchObject({ dry_run: true, counts: { rows: 5, accepted: 1, repeated: 1, refused: 3 }, progress: { open: 0 } });
    expect(await api.query('select from applications where external_id = $1', [external_id])).toHaveLength(0);
    expect(await api.query('select from events where subject = $1', [rehearsed.id])).toHaveLength(0);
    const batch = await handedIn(csv(rows));
    await eventually(async () => (await get(batch.links['self'] ?? '')).counts['waiting'] === 0, 'all rows are opened or refused');
    expect(await seen(batch)).toEqual(expected);
    const open = (await itemsOf(batch))[4]?.errors[0]?.onboarding ?? '';
    expect(await get(open)).toMatchObject({ bin: '991240900209' });
    expect((await itemsOf(batch, '?status=refused')).map(({ row }) => row)).toEqual([3, 5, 6]);
    // The same file once more: nothing is opened a second time.
    const again = await handedIn(csv(rows.slice(0, 3)));
    await eventually(async () => (await get(again.links['self'] ?? '')).counts['waiting'] === 0, 'all rows are known');
    expect((await get(again.links['self'] ?? '')).counts).toMatchObject({ accepted: 0, repeated: 2, refused: 1 });
  });
});

describe('pieces of a file', () => {
  it.each<[string, string, (text: string) => Buffer]>([
    ['UTF-8', '\n', (text) => Buffer.from(text)], ['UTF-8 with a mark', '\r\n', (text) => Buffer.from(`\uFEFF${text}`)],
    ['Windows-1251', '\r\n', windows1251], ['Windows-1251, old line ends', '\r', windows1251],
  ])('mean the same wherever they are cut: %s', async (_, end, encode) => {
    const rows = Array.from({ length: 4 }, (__, place) => cellsOf({ name: '"яюя ""Ёлка""; № 5"', address_line1: `Алматы${place}`, iban: '"KZ51998TST0000000001"' }));
    const bytes = encode([headings, ...rows].map((cells) => cells.join(';')).join(end));
    const judged = async (pieces: Uint8Array[]) => {
      const { items } = await readCsvBatch(Readable.from(pieces, { objectMode: false }), null, 'advise');
      const all: JudgedItem[] = [];
      for await (const item of items) all.push(item);
      return all;
    };
    const whole = await judged([bytes]);
    expect(whole.map((item) => 'request' in item && [item.row, item.request.application.name, item.request.application.iban])).toEqual([2, 3, 4, 5].map((row) => [row, 'яюя "Ёлка"; № 5', 'KZ51998TST0000000001']));
    for (const size of [1, 2, 3, 7, 64, 199]) {
      expect(await judged(Array.from({ length: Math.ceil(bytes.length / size) }, (__, place) => bytes.subarray(place * size, (place + 1) * size)))).toEqual(whole);
    }
  });

  it('may have line ends of two kinds', async () => {
    const rows = [cellsOf({ iban: '"KZ51998TST0000000001"' }), cellsOf()].map((cells) => cells.join(';'));
    for (const file of [`${headings.join(';')}\n${rows.join('\r\n')}\r\n`, `${headings.join(';')}\r\n${rows.join('\n')}\n`]) {
      expect((await handedIn(file, { query: '?dry_run=true' })).counts).toMatchObject({ rows: 2, waiting: 2 });
    }
  });
});

describe('the report', () => {
  it('is a file that a spreadsheet opens and does not calculate', async () => {
    const hostile = ['=HYPERLINK("http://x")', '+7', '-1', '@SUM(A1)', '\uFF1D1+1', '\u00a0=1+1', '\u200b=1+1', "a,=1+1"];
    const rows = hostile.map((external_id) => cellsOf({ external_id: `"${external_id.replaceAll('"', '""')}"`, bin: 'x' }));
    const batch = await completed(await handedIn(csv([...rows, cellsOf({ external_id: 'row-ok' })])));
    const report = await api.call('GET', batch.links['report'] ?? '', { headers: { 'accept-language': 'kk' } });
    expect(report.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="batch-${batch.id}.csv"`, 'content-language': 'kk',
    });
    expect(report.text.startsWith('\uFEFFrow;external_id;status;onboarding_id;onboarding_status;client_id;errors;warnings;problems\r\n')).toBe(true);
    const lines = report.text.trimEnd().split('\r\n').slice(1);
    expect(lines).toHaveLength(9);
    for (const [place] of hostile.entries()) expect(lines[place]).toMatch(new RegExp(`^${place + 2};"?(?:a,)?'[\\s\\u200b]?[=+@\\-\uFF1D]`));
    expect(lines[0]).toContain('bin: ');
    expect(lines[8]).toMatch(/^10;row-ok;accepted;[0-9a-f-]{36};succeeded;\d+;;;/);
  });
});

describe('a batch belongs to its sender', () => {
  it('and to the operators; nobody else sees it', async () => {
    const batch = await handedIn(csv([cellsOf()]), { key: keys.admin });
    for (const part of [batch.links['self'], batch.links['items'], batch.links['report']]) {
      expectRefused(await api.call('GET', part ?? ''), 404, 'not_found');
      expect((await api.call('GET', part ?? '', { key: keys.admin })).status).toBe(200);
    }
    expect((await get<{ data: Batch[] }>(path)).data.map(({ id }) => id)).not.toContain(batch.id);
    expect((await api.call('GET', path, { key: keys.admin })).json<{ data: Batch[] }>().data.map(({ id }) => id)).toContain(batch.id);
  });

  it('pages through its rows and through all batches', async () => {
    const batch = await completed(await handedIn(csv(Array.from({ length: 5 }, () => cellsOf())), { query: '?dry_run=true' }));
    const first = await get<{ data: Item[]; has_more: boolean; next_cursor: string }>(`${batch.links['items']}?limit=3`);
    const rest = await get<{ data: Item[]; has_more: boolean; next_cursor: null }>(`${batch.links['items']}?limit=3&cursor=${first.next_cursor}`);
    expect([first.data.map(({ row }) => row), first.has_more, rest.data.map(({ row }) => row), rest.has_more, rest.next_cursor]).toEqual([[2, 3, 4], true, [5, 6], false, null]);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = await get<{ data: Batch[]; has_more: boolean; next_cursor: string }>(`${path}?limit=2${cursor}`);
      seen.push(...page.data.map(({ id }) => id));
      if (!page.has_more) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
    expect(seen[0]).toBe(batch.id);
    expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
    for (const query of ['limit=0', 'limit=x', 'cursor=x', 'status=open', 'colour=red']) expectRefused(await api.call('GET', `${batch.links['items']}?${query}`), 422, query.startsWith('colour') ? 'unknown_field' : 'validation_failed');
    for (const id of ['x', randomUUID()]) expectRefused(await api.call('GET', `${path}/${id}`), 404, 'not_found');
  });
});

describe('an Idempotency-Key', () => {
  it('makes one batch of many parallel uploads, and refuses another file', async () => {
    const file = csv(Array.from({ length: 30 }, () => cellsOf()));
    const headers = { 'idempotency-key': `batch-${randomUUID()}` };
    const answers = await Promise.all(Array.from({ length: 10 }, () => handIn(file, { headers })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers.filter((answer) => answer.headers['idempotent-replayed'] === 'true')).toHaveLength(9);
    expectRefused(await handIn(`${file}\r\n`, { headers }), 422, 'idempotency_key_reused');
    expectRefused(await handIn(file, { headers, query: '?dry_run=true' }), 422, 'idempotency_key_reused');
    await eventually(async () => (await api.query(`select from batches where status = 'receiving'`)).length === 0, 'what was received for nothing is swept away');
    expect(await api.query('select from batch_items i where not exists (select from batches b where b.id = i.batch_id)')).toHaveLength(0);
  });
});

describe('an upload', () => {
  it('that breaks off leaves nothing', async () => {
    const file = csv(Array.from({ length: 500 }, () => cellsOf({ external_id: `broken-${randomUUID()}` })));
    const { connect } = await import('node:net');
    await new Promise<void>((resolve) => {
      const socket = connect(api.port, '127.0.0.1', () => {
        socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${keys.crm}\r\nContent-Type: text/csv\r\nContent-Length: ${Buffer.byteLength(file) + 10}\r\n\r\n${file}`, () => setTimeout(() => socket.destroy(), 300));
      });
      socket.on('close', () => resolve());
    });
    await eventually(async () => (await api.query(`select from batches where status = 'receiving'`)).length === 0, 'it is swept away');
    expect(await api.query(`select from applications where external_id like 'broken-%'`)).toHaveLength(0);
    expect(await api.query(`select from batch_items where external_id like 'broken-%'`)).toHaveLength(0);
  });

  it('of more than 20 MB, or of a JSON batch of more than 4 MB, is too large', async () => {
    const large = await handIn(`${csv([cellsOf()])}\r\n${`${cellsOf().join(';')}\r\n`.repeat(125_000)}`);
    expectRefused(large, 413, 'body_too_large');
    expect(large.json<{ detail: string }>().detail).toContain('20000000');
    // Refused by its announced length; whoever goes on writing may not read the answer.
    const json = await sendBytes(api.port, `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${keys.crm}\r\nContent-Type: application/json\r\nContent-Length: 4200000\r\n\r\n{`);
    expectRefused(json, 413, 'body_too_large');
    expect(json.json<{ detail: string }>().detail).toContain('4194304');
    expectRefused(await api.call('POST', '/v1/onboardings', { body: ' '.repeat(33_000) }), 413, 'body_too_large');
  }, 60_000);

  it('of 10,000 rows takes no more memory than one of 100', async () => {
    const heap = async (): Promise<number> => Number(/^process_resident_memory_bytes (\S+)/m.exec((await api.call('GET', '/metrics', { key: null })).text)?.[1]);
    await handedIn(csv(Array.from({ length: 100 }, () => cellsOf())), { query: '?dry_run=true' });
    const before = await heap();
    const file = csv(Array.from({ length: 10_000 }, () => cellsOf({ address_line1: `Алматы ${'x'.repeat(200)}` })));
    let most = before;
    const watching = setInterval(() => void heap().then((now) => { most = Math.max(most, now); }, () => undefined), 50);
    const batch = await handedIn(file, { query: '?dry_run=true' });
    clearInterval(watching);
    expect(batch.counts).toMatchObject({ rows: 10_000, waiting: 10_000 });
    // The file alone is 4 MB, its judged rows ten times that: they are never there together.
    expect(most - before).toBeLessThan(60_000_000);
    expect((await completed(batch)).counts).toMatchObject({ accepted: 10_000, refused: 0 });
  }, 120_000);
});

it('has harmed nothing', () => expectUnharmed(api));
