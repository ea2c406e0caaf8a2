import { contract } from '../support/contract.js';
import { send, type Answer } from '../support/http.js';
import { startFastInstallation, type FastInstallation } from '../support/fast-installation.js';
import { blocksOf, deviations, type Block } from '../support/guide.js';
import type { OnboardingResource } from '../support/onboarding-resource.js';
import { eventually, keys, untilAllServed } from '../support/running-api.js';

/*
 * There is no 1С here to run the guide's code. So each exchange that stands below a piece of code is sent, word for word,
 * and its answer compared; and the code is held to say what the exchange says: method, path, headers, members.
 */

interface Exchange {
  /** The code above it; null where the same code is at work once more. */
  code: Block | null;
  line: number; method: string; target: string; headers: Record<string, string>; body: string | undefined;
  status: number; shown: unknown;
}

const blocks = blocksOf('docs/1c.md');
const exchanges = blocks.flatMap((block, place) => (block.language === 'http' && !block.text.startsWith('HTTP/') ? [read(place)] : []));

function read(place: number): Exchange {
  const [request, answer] = [blocks[place], blocks[place + 1]];
  const [head = '', body] = request?.text.split('\n\n') ?? [];
  const [first = '', ...fields] = head.split('\n');
  const [method = '', target = ''] = first.split(' ');
  const [statusLine = '', shown = ''] = answer?.text.split('\n\n') ?? [];
  const above = blocks[place - 1];
  return {
    code: above?.language === 'bsl' ? above : null, line: request?.line ?? 0, method, target, body,
    headers: Object.fromEntries(fields.map((field) => field.split(': ') as [string, string])), status: Number(statusLine.split(' ')[1]), shown: JSON.parse(shown) as unknown,
  };
}

let installation: FastInstallation;
let port: number;
beforeAll(async () => {
  installation = await startFastInstallation();
  port = Number(new URL(installation.url).port);
}, 120_000);
afterAll(() => installation.remove(), 60_000);

describe('the exchanges', () => {
  /** What `…` in a path stands for: the cursor or the id of an answer before. */
  let cursor = '';
  let id = '';
  const exchange = ({ method, target, headers, body }: Exchange): Promise<Answer> =>
    send(port, method, target.replace('after=…', `after=${cursor}`).replace('…', id), { headers, ...(body === undefined ? {} : { body }) });
  const isFinal = async (): Promise<boolean> =>
    (await send(port, 'GET', `/v1/onboardings/${id}`, { headers: { authorization: `Bearer ${keys.crm}` } })).json<OnboardingResource>().final;

  it.each(exchanges.map((told) => [told.line, told.method, told.target, told] as const))('line %i: %s %s', async (_, __, target, told) => {
    // The reader comes to the events some minutes later.
    if (target.startsWith('/v1/events')) {
      await eventually(isFinal, 'Freedom Pay decided');
      await untilAllServed(port);
    }
    const answer = await exchange(told);
    expect([answer.status, deviations(told.shown, answer.json())]).toEqual([told.status, []]);
    const { next_cursor, id: given } = answer.json<{ next_cursor?: string; id?: string }>();
    cursor = next_cursor ?? cursor;
    id = given ?? id;
  });
});

describe('the code', () => {
  const literals = (text: string): string[] => [...text.replaceAll(/\/\/.*$/gm, '').matchAll(/"([^"\n]*)"/g)].map(([, literal = '']) => literal);
  const membersOf = (value: unknown): string[] =>
    (typeof value !== 'object' || value === null ? [] : [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(membersOf)]);
  const code = blocks.filter(({ language }) => language === 'bsl');
  const common = code[0]?.text ?? '';
  /** With what it calls of the code before it. */
  const withCalled = (block: Block): string => block.text + code.filter((other) => other.line < block.line)
    .filter((other) => block.text.includes(`${/^(?:Функция|Процедура) (\w+|[А-Яа-яЁё]+)/.exec(other.text)?.[1]}(`)).map((other) => other.text).join('\n');

  it.each(exchanges.flatMap((exchange) => (exchange.code === null ? [] : [[exchange.code.line, exchange.code, exchange] as const])))('of line %i says what goes over the wire', (_, block, exchange) => {
    const text = withCalled(block);
    const said = literals(text);
    const [path = '', query = ''] = exchange.target.split('?');
    expect(said).toContain(exchange.method);
    for (const part of path.split('…').filter((piece) => piece !== '')) expect(said.some((literal) => literal.split('?')[0] === part)).toBe(true);
    for (const parameter of query.split('&').filter((piece) => piece !== '')) expect(said.some((literal) => literal.includes(parameter))).toBe(true);
    for (const header of Object.keys(exchange.headers)) expect(literals(common)).toContain(header);
    const sent = exchange.body === undefined ? [] : membersOf(JSON.parse(exchange.body));
    const inserted = [...text.replace(common, '').matchAll(/\.Вставить\("(\w+)"/g)].map(([, name = '']) => name);
    expect(inserted.sort()).toEqual([...new Set(sent)].sort());
  });

  it.each(exchanges.flatMap((exchange) => (exchange.code === null ? [] : [[exchange.code.line, exchange.code, exchange] as const])))('of line %i reads what is shown', (_, block, exchange) => {
    const names = [...block.text.matchAll(/\["(\w+)"\]/g)].map(([, name = '']) => name);
    // Any call may be refused.
    const shown = new Set([...membersOf(exchange.shown), ...Object.keys(contract().document.components.schemas['Problem']?.properties ?? {})]);
    expect(names.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('has all its brackets, quotation marks and ends', () => {
    for (const { text } of code) {
      const bare = text.replaceAll(/\/\/.*$/gm, '').replaceAll(/"[^"\n]*"/g, '""');
      const count = (pattern: RegExp): number => [...bare.matchAll(pattern)].length;
      for (const [begin, end] of [['Процедура', 'КонецПроцедуры'], ['Функция', 'КонецФункции'], ['Цикл', 'КонецЦикла'], ['Попытка', 'КонецПопытки'], ['Тогда', 'КонецЕсли']] as const) {
        const others = begin === 'Тогда' ? count(/(?<![А-Яа-я])ИначеЕсли(?![А-Яа-я])/g) : 0;
        expect([begin, count(new RegExp(`(?<![А-Яа-я])${begin}(?![А-Яа-я])`, 'g')) - others]).toEqual([begin, count(new RegExp(`(?<![А-Яа-я])${end}(?![А-Яа-я])`, 'g'))]);
      }
      expect([count(/\(/g), count(/"/g) % 2]).toEqual([count(/\)/g), 0]);
    }
  });
});
