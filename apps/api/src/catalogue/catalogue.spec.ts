import { getMetadataStorage } from 'class-validator';
import { mccCodes, NumberToken, parseApplication, withNumberTokens, type FindingCode } from '#app/applicant';
import { ActionDto } from '../admin/admin.controller.js';
import { BatchListQueryDto, BatchQueryDto, ItemListQueryDto } from '../batches/batch.dto.js';
import { readColumns } from '../batches/columns.js';
import { judgeRow } from '../batches/judge-row.js';
import { FeedQueryDto } from '../events/events.controller.js';
import { CancellationDto } from '../onboardings/corrections.controller.js';
import { CreateQueryDto, ListQueryDto } from '../onboardings/onboarding.dto.js';
import { DeliveryListQueryDto, EndpointChangesDto, EndpointListQueryDto, NewEndpointDto, ReplayDto, RotationDto } from '../webhooks/webhook.dto.js';
import { columnNames, otherColumnNames } from './column-names.js';
import { countryNames } from './country-names.js';
import { eventTypeTexts } from './event-type-texts.js';
import { faultTexts, type FaultText } from './fault-texts.js';
import { expectedTypeTexts, findingText, findingTexts } from './finding-texts.js';
import { fill, languages, type TextParams, type Texts } from './language.js';
import { mccNames, mccTexts } from './mcc-names.js';
import { nextActionTexts } from './next-action-texts.js';
import { outcomeTexts } from './outcome-texts.js';
import { partnerProblemOf, partnerProblemTexts } from './partner-problem-texts.js';
import { problemCodes } from './problem-codes.js';
import { problemDetails } from './problem-details.js';
import { problemTitles } from './problem-titles.js';
import { productFieldTexts, productTexts } from './product-texts.js';
import { holdTexts, statusReasonTexts, statusTexts } from './status-texts.js';
import { changeTexts, exchangeTexts } from './timeline-texts.js';

const prefixed = (prefix: string, record: Record<string, Texts>): [string, Texts][] => Object.entries(record).map(([key, texts]) => [`${prefix} ${key}`, texts]);

/** Parts of sentences and names, which neither begin with a capital nor end with a stop. */
const phrases: [string, Texts][] = [
  ...prefixed('type', expectedTypeTexts), ...prefixed('hold', holdTexts),
  ...Object.entries(problemTitles).map(([code, { title }]): [string, Texts] => [`title ${code}`, title]),
  ...Object.entries(statusTexts).map(([status, { name }]): [string, Texts] => [`name ${status}`, name]),
];
const sentences: [string, Texts][] = [
  ...prefixed('finding', findingTexts), ...prefixed('next', nextActionTexts), ...prefixed('change', changeTexts), ...prefixed('exchange', exchangeTexts),
  ...prefixed('event', eventTypeTexts), ...prefixed('outcome', outcomeTexts), ...prefixed('reason', statusReasonTexts), ...prefixed('product', productTexts), ...prefixed('field', productFieldTexts),
  ...Object.entries(faultTexts).map(([key, { message }]): [string, Texts] => [`fault ${key}`, message]),
  ...Object.entries(partnerProblemTexts).map(([code, { message }]): [string, Texts] => [`partner ${code}`, message]),
  ...Object.entries(statusTexts).map(([status, { meaning }]): [string, Texts] => [`meaning ${status}`, meaning]),
  ...Object.entries(problemDetails).flatMap(([code, details]) => prefixed(code, details)),
];
const all = [...sentences, ...phrases];
const names: [string, Texts][] = [...prefixed('mcc', mccTexts), ...prefixed('column', columnNames)];

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
const kazakhLetter = /[әіңғүұқөһ]/i;
const russianLetter = /[а-яё]/i;
/** The same word in Russian and Kazakh. */
const shared = new Set(['type object']);

describe('every text', () => {
  it.each([...all, ...names])('%s: is there in three languages, each in its own letters', (key, texts) => {
    expect(Object.keys(texts).sort()).toEqual([...languages].sort());
    for (const language of languages) expect(texts[language]).toMatch(/^\S(?:.*\S)?$/u);
    expect(texts.en).not.toMatch(/\p{Script=Cyrillic}/u);
    expect(texts.ru).toMatch(russianLetter);
    expect(texts.ru).not.toMatch(kazakhLetter);
    expect(texts.kk).toMatch(russianLetter);
    expect(new Set(Object.values(texts)).size).toBe(shared.has(key) ? 2 : 3);
  });

  it.each([...all, ...names])('%s: has the same placeholders everywhere, no doubled space, no space before a stop', (_, texts) => {
    for (const language of languages) {
      expect(placeholders(texts[language])).toEqual(placeholders(texts.en));
      expect(texts[language]).not.toMatch(/ {2}| [.,:;]/);
    }
  });

  it.each(sentences)('%s: is a whole sentence', (_, texts) => {
    for (const language of languages) expect(texts[language]).toMatch(/^(?:[\p{Lu}{\d]|null |errors ).*\.$/u);
  });

  it('in Kazakh has letters that only Kazakh has, but for a few short words', () => {
    expect(all.filter(([, { kk }]) => kk.length > 20 && !kazakhLetter.test(kk))).toEqual([]);
  });

  it('has no letter of another script inside a word', () => {
    const mixed = /[a-z][а-яёәіңғүұқөһ]|[а-яёәіңғүұқөһ][a-z]/i;
    expect([...all, ...names].flatMap(([key, texts]) => languages.filter((language) => mixed.test(texts[language])).map((language) => `${key} ${language}`))).toEqual([]);
  });
});

/** Bodies that bring about every finding. */
const valid = {
  name: 'ТОО', bin: '971240001315', ceo_info: { first_name: 'А', last_name: 'Б', phone: '+77017777777', email: 'mail@example.kz' },
  address_info: { country: 'KZ', postal_code: '050000', address_line1: 'Almaty' }, iban: 'KZ86125KZT5004100100',
};
const { ceo_info: ceo, address_info: address } = valid;
const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
const bodies: unknown[] = [
  [], { ...valid, name: undefined, bin: null, iban: 5, extra: 1 }, { ...valid, name: ' ', description: 'x'.repeat(1_001) }, { ...valid, name: 'a\nb', request_id: 'x' },
  { ...valid, bin: '123', iban: 'XX', ceo_info: { ...ceo, phone: '1', email: '@' }, address_info: { ...address, postal_code: '5' } },
  { ...valid, bin: 123456789, iban: 'KZ86125КZT5004100100', address_info: { ...address, country: 'XX' } }, { ...valid, bin: true, ceo_info: { ...ceo, phone: false } },
  { ...valid, bin: '123456789012', iban: 'KZ12345B789012345KZT' }, { ...valid, product: { product_id: 1 } }, { ...valid, product: { product_id: 'x' } }, { ...valid, product: 1 },
  { ...valid, product: { product_id: 20000, name: 'x', mcc: '0', descriptor: 'Я' } }, { ...valid, product: { product_id: 10001, currency: 'тенге' } },
  { ...valid, product: { product_id: 11001, a: deep(9), ' ': 1, ['k'.repeat(300)]: 1, 'é': 1, 'e\u0301': 2 } },
  { ...valid, metadata: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`k${index}`, 'v'])) }, { ...valid, metadata: { ' ': 'v', ['k'.repeat(300)]: 'v' } },
];
const tooExact = { ...valid, product: { product_id: new NumberToken('11001'), a: new NumberToken('9007199254740993') } };

const headings = ['name', 'bin', 'first_name', 'last_name', 'phone', 'email', 'country', 'postal_code', 'address_line1', 'iban'];
const cells = (bin: string, name = 'ТОО', postcode = '050000'): string[] => [name, bin, 'x', 'x', '+77015557391', 'a@example.kz', 'KZ', postcode, 'Алматы', 'KZ51998TST0000000001'];
const inFile = [cells('60340001237'), cells('60340001230'), cells('9,7E+11'), cells('971240001315', 'ТОО ?аза?'), cells('971240001315', 'ТОО', '10000'), [...cells('971240001315'), 'more']].flatMap((row) => {
  const judged = judgeRow({ row: 2, cells: row }, readColumns(headings), 'windows-1251', 'advise');
  return 'errors' in judged ? judged.errors : judged.warnings;
});

describe('what is found in a request', () => {
  const findings = [...bodies.map(withNumberTokens), tooExact].flatMap((body) => {
    const parsed = parseApplication(body, 'advise');
    return parsed.ok ? parsed.request.warnings : parsed.errors;
  }).concat(inFile);

  it('is all of what there is a text for', () => {
    expect([...new Set(findings.map(({ code }) => code))].sort()).toEqual((Object.keys(findingTexts) as FindingCode[]).sort());
  });

  it('leaves no placeholder in its sentence', () => {
    for (const finding of findings) for (const language of languages) expect(findingText(finding, language)).not.toMatch(/[{}]|undefined/);
  });

  it('names the type a field takes', () => {
    expect(findingText({ code: 'wrong_type', params: { expected: 'integer' } }, 'ru')).toBe('Неверный тип: отправьте целое число.');
    expect(findingText({ code: 'wrong_type', params: { expected: 'integer' } }, 'kk')).toBe('Түрі дұрыс емес: бүтін сан жіберіңіз.');
  });
});

describe('the constraints of queries and small bodies', () => {
  it.each([
    ActionDto, BatchListQueryDto, BatchQueryDto, CancellationDto, ItemListQueryDto, CreateQueryDto, FeedQueryDto, ListQueryDto,
    NewEndpointDto, EndpointChangesDto, RotationDto, ReplayDto, EndpointListQueryDto, DeliveryListQueryDto,
  ])('%p: each says something, with all it needs', (dto) => {
    const constraints = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false).filter(({ type }) => type === 'customValidation');
    expect(constraints.length).toBeGreaterThan(0);
    for (const { context } of constraints) {
      const { says, params } = context as { says: FaultText; params: TextParams };
      for (const language of languages) expect(fill(faultTexts[says].message[language], params)).not.toMatch(/[{}]/);
    }
  });
});

describe('the list of codes', () => {
  it('names each once for each use, with a text, a category and a next step', () => {
    const codes = problemCodes();
    expect(new Set(codes.map(({ about, code }) => `${about} ${code}`)).size).toBe(codes.length);
    for (const { message, next } of codes) {
      expect(Object.keys(nextActionTexts)).toContain(next);
      for (const language of languages) expect(message[language]).not.toMatch(/^$|[{}]/);
    }
  });

  it('explains a code of another release as a refusal that only the partner can explain', () => {
    for (const code of ['next.release', 'toString', '']) expect(partnerProblemOf(code)).toBe(partnerProblemTexts['partner.rejected']);
  });
});

describe('the merchant categories', () => {
  it.each(languages)('are all named in %s, in the order of their codes', (language) => {
    const categories = mccNames(language);
    expect(categories.map(({ code }) => code)).toEqual([...mccCodes].sort());
    expect(categories.length).toBeGreaterThan(1_000);
    for (const { name } of categories) expect(name).toMatch(/^[\p{Lu}\d]\S*(?: \S+)*$/u);
    expect(categories.find(({ code }) => code === '3000')?.name).toBe('United Airlines');
    expect(categories.find(({ code }) => code === '3019')?.name).toBe({ en: 'Airlines', ru: 'Авиакомпании', kk: 'Әуе компаниялары' }[language]);
  });

  it('have texts for just those that are no brands', () => {
    const isBrand = (code: string): boolean => /^3\d{3}$/.test(code) && code !== '3882';
    expect(Object.keys(mccTexts).sort()).toEqual([...mccCodes].filter((code) => !isBrand(code)).sort());
    for (const { name } of mccNames('en')) expect(name).not.toMatch(/\p{Script=Cyrillic}/u);
  });

  it('are told apart by their names, but for those that the schemes have twice', () => {
    const twins = ['5832', '7800', '7802', '8110', '8734', '9034'];
    for (const language of languages) {
      const names = Object.entries(mccTexts).filter(([code]) => !twins.includes(code)).map(([, texts]) => texts[language]);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });
});

it.each(languages)('every country has a name in %s, in alphabetical order', (language) => {
  const countries = countryNames(language);
  expect(countries.length).toBeGreaterThan(240);
  expect(countries.filter(({ name }) => name.trim() === '')).toEqual([]);
  const names = countries.map(({ name }) => name);
  expect(names).toEqual([...names].sort(new Intl.Collator(language).compare));
  expect(countries.find(({ alpha2 }) => alpha2 === 'KZ')?.name).toBe({ en: 'Kazakhstan', ru: 'Казахстан', kk: 'Қазақстан' }[language]);
});

it('calls no two columns of a table the same', () => {
  const names = Object.entries(columnNames).flatMap(([column, texts]) => [...Object.values(texts), ...otherColumnNames[column as keyof typeof columnNames] ?? []].map((name) => name.toLowerCase()));
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
});
