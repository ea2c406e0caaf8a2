import { pipeline, Readable } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import { Problem } from '#app/platform';

/** Longest row, characters; a file with an open quotation mark would otherwise be one endless cell. */
const longestRow = 65_536;
const separators = [';', ',', '\t'];

/** A row as a spreadsheet shows it; `row` counts from 1, blank rows too. */
export interface CsvRow { row: number; cells: string[] }

/**
 * Cuts the text of a CSV file (RFC 4180: quoted cells may hold separators and line breaks) into rows. The separator is
 * what the heading has most of, or what a first line `sep=;` says, as Excel writes it. Blank rows are counted and left out.
 *
 * @throws Problem malformed_csv
 */
export class CsvRows {
  /** Known from the first row on. */
  delimiter = ',';

  constructor(private readonly text: AsyncIterable<string>) {}

  async* [Symbol.asyncIterator](): AsyncGenerator<CsvRow> {
    const { heading, rest } = await beginning(this.text);
    const named = /^\uFEFF?sep=([;,\t])(?:\r\n?|\n)/.exec(heading);
    this.delimiter = named?.[1] ?? mostFrequent(heading);
    const source = Readable.from(chained(heading.slice(named?.[0].length ?? 0).replace(/^\uFEFF/, ''), rest));
    // Names of companies are often written with bare quotation marks in the middle: ТОО "Ақ Жол".
    const options = { delimiter: this.delimiter, relax_column_count: true, relax_quotes: true, max_record_size: longestRow, record_delimiter: ['\r\n', '\n', '\r'] };
    // Whatever goes wrong on the way comes out of the loop below.
    const parser = pipeline(source, parse(options), () => undefined);
    let row = 0;
    try {
      for await (const cells of parser as AsyncIterable<string[]>) {
        row += 1;
        if (cells.some((cell) => cell.trim() !== '')) yield { row, cells };
      }
    } catch (error) {
      throw asProblem(error, row + 1);
    }
  }
}

/** Enough of the text to hold the heading, and what follows. */
async function beginning(text: AsyncIterable<string>): Promise<{ heading: string; rest: AsyncIterator<string> }> {
  const rest = text[Symbol.asyncIterator]();
  let heading = '';
  while (!/[\r\n][^]*[\r\n]/.test(heading) && heading.length < longestRow) {
    const { value, done } = await rest.next();
    if (done === true) break;
    heading += value;
  }
  return { heading, rest };
}

async function* chained(first: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  if (first !== '') yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) if (next.value !== '') yield next.value;
}

function mostFrequent(heading: string): string {
  const line = heading.replaceAll(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/, 1)[0] ?? '';
  const count = (separator: string): number => line.split(separator).length;
  return separators.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

function asProblem(error: unknown, row: number): unknown {
  const code = (error as Partial<CsvError> | null)?.code;
  if (code === 'CSV_MAX_RECORD_SIZE') return new Problem('malformed_csv', 'row_too_long', { params: { row, max: longestRow } });
  if (code?.startsWith('CSV_') === true || code === 'INVALID_OPENING_QUOTE') return new Problem('malformed_csv', 'quotes', { params: { row } });
  return error;
}
