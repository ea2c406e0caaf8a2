import { NumberToken, parseApplication, type ChecksumPolicy, type Finding } from '#app/applicant';
import type { JudgedItem } from '#app/onboarding';
import { countryByName } from '../catalogue/country-names.js';
import type { Charset } from './csv-text.js';
import { pointerTo, type Target } from './columns.js';
import type { CsvRow } from './csv-rows.js';

/** Faults of one row that are kept: there may be thousands of rows. */
export const mostRowFaults = 20;

/** 12 digits that a spreadsheet turned into a number and wrote as it shows it: 9,7124E+11. Digits are lost. */
const scientific = /^\d(?:[.,]\d+)?E\+?\d+$/i;
/** The same in an id that may be any text: only as a spreadsheet writes it. */
const lostId = /^\d(?:[.,]\d+)?E\+\d+$/;
/** How a spreadsheet is told to keep digits as text, and how it writes a whole number of money. */
const kept = /^="([^"]*)"$|^'(?=[\d+])/;
const withDecimals = /^(\d{9,12})[.,]0+$/;
/** A letter beside a question mark: what Windows-1251 has no sign for. */
const lostLetter = /\p{L}\?|\?\p{L}/u;
/** Where a question is a question. */
const mayAsk = /^\/(?:description$|metadata\/)/;

/**
 * Judges a row of a file as the single request would be judged, and explains what spreadsheets do to cells. Cells lose the
 * spaces around them, a line break inside becomes a space; an empty cell is no member.
 */
export function judgeRow({ row, cells }: CsvRow, targets: (Target | null)[], charset: Charset | null, checksumPolicy: ChecksumPolicy): JudgedItem {
  const texts = new Map<string, string>();
  const request = emptyObject();
  for (const [place, target] of targets.entries()) {
    if (target === null) continue;
    const text = plainCell(pointerTo(target), cells[place] ?? '');
    if (text === '') continue;
    texts.set(pointerTo(target), text);
    put(request, target.path, valueOf(pointerTo(target), text));
  }
  const parsed = parseApplication(request, checksumPolicy);
  const lost = charset === 'windows-1251' ? [...texts].flatMap(([pointer, text]) => (lostLetter.test(text) && !mayAsk.test(pointer) ? [{ pointer, code: 'cell.letters_lost' as const }] : [])) : [];
  const wrongId = lostId.test(texts.get('/external_id') ?? '') ? [{ pointer: '/external_id', code: 'cell.scientific' as const }] : [];
  const surplus = cells.some((cell, place) => cell.trim() !== '' && (targets[place] ?? null) === null) ? [{ pointer: '', code: 'cell.without_heading' as const }] : [];
  const errors = [...(parsed.ok ? [] : parsed.errors.map((error) => explained(error, texts))), ...lost, ...wrongId, ...surplus];
  if (!parsed.ok || errors.length > 0) return { row, errors: errors.slice(0, mostRowFaults), externalId: nameOf(texts.get('/external_id')) };
  const restored = hasLostZeros(texts.get('/bin')) ? [{ pointer: '/bin', code: 'bin.zeros_restored' as const }] : [];
  return { row, request: parsed.request, warnings: [...restored, ...parsed.request.warnings] };
}

/** What a refused row is called by its sender, where that can be shown. */
export const nameOf = (externalId: unknown): string | null =>
  (typeof externalId === 'string' && /^[^\p{Cc}\p{Cs}]{1,128}$/u.test(externalId) ? externalId.normalize('NFC') : null);

/** What a cell says. Numbers that are names of something come in the wrappings of spreadsheets. */
function plainCell(pointer: string, cell: string): string {
  const text = cell.trim().replaceAll(/\s*[\r\n]+\s*/g, ' ');
  if (!wrapped.has(pointer)) return text;
  const bare = text.replace(kept, '$1').trim();
  return pointer === '/bin' ? bare.replace(withDecimals, '$1') : bare;
}
const wrapped = new Set(['/bin', '/iban', '/ceo_info/phone', '/address_info/postal_code', '/external_id']);

const hasLostZeros = (bin: string | undefined): boolean => bin !== undefined && /^[1-9]\d{8,10}$/.test(bin);

/** Cells have no types: only what must be a number becomes one. A BIN that lost its zeros was one in the spreadsheet. */
function valueOf(pointer: string, text: string): string | NumberToken {
  if (pointer === '/address_info/country') return countryByName(text) ?? text;
  const isNumber = pointer === '/product/product_id' ? /^(?:0|[1-9]\d*)$/.test(text) : pointer === '/bin' && hasLostZeros(text);
  return isNumber ? new NumberToken(text) : text;
}

function explained(error: Finding, texts: Map<string, string>): Finding {
  const text = texts.get(error.pointer) ?? '';
  if (scientific.test(text)) return { pointer: error.pointer, code: 'cell.scientific' };
  if (error.code === 'postal_code.format' && /^\d{5}$/.test(text)) return { pointer: error.pointer, code: 'cell.zeros_lost' };
  return error.code === 'bin.send_as_string' ? { pointer: error.pointer, code: 'bin.zeros_lost' } : error;
}

const emptyObject = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;

function put(object: Record<string, unknown>, [name = '', ...deeper]: string[], value: unknown): void {
  if (deeper.length === 0) {
    object[name] = value;
    return;
  }
  const inner = (object[name] ??= emptyObject()) as Record<string, unknown>;
  put(inner, deeper, value);
}
