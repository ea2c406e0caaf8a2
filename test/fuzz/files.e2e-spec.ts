import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { contract } from '../support/contract.js';
import { keys } from '../support/running-api.js';
import { Bench } from './bench.js';
import { toldBy, type Reply } from './hit.js';
import { injected, invisibleMarks, kazakhNames } from './hostile.js';
import { textPlaces, type Place } from './places.js';
import { runs, seed } from './seed.js';
import { canary, kazakhText, rightBin } from './valid.js';

/* A file says what the same items in JSON say, however it is written, and its report is no program. */

const bench = new Bench('files');

interface Item { status: string; external_id: string | null; errors: { pointer: string; code: string }[] }

const members: Record<string, string> = {
  external_id: '/external_id', name: '/name', bin: '/bin', first_name: '/ceo_info/first_name', last_name: '/ceo_info/last_name', phone: '/ceo_info/phone',
  email: '/ceo_info/email', country: '/address_info/country', postal_code: '/address_info/postal_code', address_line1: '/address_info/address_line1',
  iban: '/iban', description: '/description', 'metadata.Менеджер': '/metadata/Менеджер',
};
const headings = Object.keys(members);
const free = ['external_id', 'name', 'first_name', 'address_line1', 'description', 'metadata.Менеджер'];

/** What a cell says: spaces around it and line breaks in it are the spreadsheet's. */
const said = (cell: string): string => cell.trim().replaceAll(/\s*[\r\n]+\s*/g, ' ');

function itemOf(cells: Record<string, string>): Record<string, unknown> {
  const item: Record<string, Record<string, string> | string> = {};
  for (const heading of headings) {
    const text = said(cells[heading] ?? '');
    const [, first = '', second] = (members[heading] ?? '').split('/');
    if (text === '') continue;
    if (second === undefined) item[first] = text;
    else item[first] = { ...item[first] as Record<string, string>, [second]: text };
  }
  return item;
}

const windows1251 = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1251').decode(Uint8Array.of(byte)), byte]));
const fits1251 = (text: string): boolean => [...text].every((letter) => windows1251.has(letter));

const anywhere = textPlaces[0] as Place;
const texts: fc.Arbitrary<string> = fc.oneof(kazakhText, ...[kazakhNames, injected, invisibleMarks].map((values) => values(anywhere)), fc.constantFrom('ТОО "Ромашка"', '"', '""', 'a;b', 'a,b', 'a\tb', 'строка\nвторая', 'строка\r\nвторая', ' с краю ', 'ООО «Север»', `x${canary}`))
  .map((text) => String(text).replaceAll(/\p{Cs}/gu, ''));
const row: fc.Arbitrary<Record<string, string>> = fc.tuple(rightBin, fc.dictionary(fc.constantFrom(...free), texts, { maxKeys: 3 }), fc.nat()).map(([bin, own, number]) => ({
  external_id: `row ${number}`, name: 'ТОО Ромашка', bin, first_name: 'Анна', last_name: 'Ким', phone: '+77015557391', email: 'office@example.kz', country: 'KZ', postal_code: '050000',
  address_line1: 'Алматы', iban: 'KZ51998TST0000000001', ...own,
}));

interface Manner { delimiter: string; end: string; encoding: 'utf-8' | 'bom' | 'windows-1251'; isQuoted: boolean; hasGaps: boolean; order: string[] }
const manner: fc.Arbitrary<Manner> = fc.record({
  delimiter: fc.constantFrom(';', ',', '\t'), end: fc.constantFrom('\r\n', '\n'), encoding: fc.constantFrom('utf-8', 'bom', 'windows-1251'), isQuoted: fc.boolean(), hasGaps: fc.boolean(),
  order: fc.shuffledSubarray(headings, { minLength: headings.length }),
});

function written(rows: Record<string, string>[], { delimiter, end, encoding, isQuoted, hasGaps, order }: Manner): Buffer {
  const cell = (text: string): string => (isQuoted || /^\s|\s$|["\r\n;,\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [order, ...rows.map((cells) => order.map((heading) => cells[heading] ?? ''))].map((line) => `${line.map(cell).join(delimiter)}${hasGaps ? delimiter : ''}`);
  const text = `${lines.join(hasGaps ? `${end}${delimiter.repeat(3)}${end}` : end)}${end}`;
  if (encoding === 'windows-1251') return Buffer.from([...text].map((letter) => windows1251.get(letter) ?? 0x3f));
  return Buffer.from(encoding === 'bom' ? `\ufeff${text}` : text);
}

async function send(method: string, path: string, type?: string, body?: string | Buffer): Promise<Reply> {
  const reply = await bench.send({ method, path, body, headers: { authorization: `Bearer ${keys.crm}`, ...(type === undefined ? {} : { 'content-type': type }) } });
  if (reply instanceof Error) throw reply;
  expect(contract().deviations(contract().find(method, path), method, reply)).toEqual([]);
  return reply;
}

async function handedIn(type: string, body: string | Buffer): Promise<{ id: string; items: Item[]; stored: unknown[] }> {
  const reply = await send('POST', '/v1/batches', type, body);
  expect([reply.status, reply.status === 202 ? '' : reply.text]).toEqual([202, '']);
  const { id = '', links } = toldBy(reply);
  const { data } = JSON.parse((await send('GET', `${links?.items}?limit=1000`)).text) as { data: Item[] };
  const { rows } = await bench.sql.query<{ request: unknown }>('select request from batch_items where batch_id = $1 order by row', [id]);
  return { id, items: data, stored: rows.map(({ request }) => request) };
}

/** What a spreadsheet would calculate, behind any signs that it does not show; also where it cuts the cell at another separator. */
const formula = /(?:^|[;,\t\r\n])[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

it(`B15 ${200 * runs} files are judged and kept as the same items in JSON are`, async () => {
  await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), manner, async (rows, how) => {
    const cells = how.encoding === 'windows-1251' ? rows.filter((each) => Object.values(each).every(fits1251)) : rows;
    fc.pre(cells.length > 0);
    const file = await handedIn('text/csv', written(cells, how));
    const json = await handedIn('application/json', JSON.stringify({ items: cells.map(itemOf) }));
    const verdicts = (items: Item[]) => items.map(({ status, external_id: id, errors }) => ({ status, id, errors: errors.map(({ pointer, code }) => `${pointer} ${code}`) }));
    expect(verdicts(file.items)).toEqual(verdicts(json.items));
    expect(file.stored).toEqual(json.stored);
    const report = parse((await send('GET', `/v1/batches/${file.id}/report.csv`)).text, { bom: true, delimiter: how.delimiter, columns: true }) as Record<string, string>[];
    // An apostrophe keeps a spreadsheet from calculating.
    const plain = (text: string | null | undefined): string => (text ?? '').replaceAll("'", '');
    expect(report.map(({ external_id: id }) => plain(id))).toEqual(file.items.map(({ external_id: id }) => plain(id)));
    expect(report.flatMap((line) => Object.values(line)).filter((text) => formula.test(text))).toEqual([]);
  }), { numRuns: 200 * runs, seed, verbose: 1, interruptAfterTimeLimit: 240_000 * runs });
  await bench.book.compare(bench.sql);
}, 300_000 * runs);

bench.leavesNoTrace();
