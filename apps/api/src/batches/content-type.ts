import type { Charset } from './csv-text.js';

const csvType = /^text\/csv(?:[ \t]*;[ \t]*(?:charset="?(utf-8|windows-1251|cp1251)"?|header="?present"?)){0,2}[ \t]*$/i;

/** A CSV file in an encoding that is read here? (RFC 4180, section 3; Windows-1251 is what spreadsheets write in Kazakhstan.) */
export const isCsv = (contentType: string | undefined): boolean => csvType.test(contentType ?? '');

/** The encoding that the sender names; null: none. */
export function csvCharset(contentType: string | undefined): Charset | null {
  const named = csvType.exec(contentType ?? '')?.[1]?.toLowerCase();
  if (named === undefined) return null;
  return named === 'utf-8' ? 'utf-8' : 'windows-1251';
}
