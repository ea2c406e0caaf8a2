import { Problem } from '#app/platform';

export type Charset = 'utf-8' | 'windows-1251';

/** So much is looked at, from the first byte that is not ASCII on, before the encoding is decided. */
const sample = 4_096;
/** How many bytes come before the first that is not ASCII. */
const asciiLength = (bytes: Uint8Array): number => {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  return first === -1 ? bytes.length : first;
};

/**
 * The text of a file whose encoding may not be known: UTF-8, with or without a byte order mark, or Windows-1251. What is
 * no UTF-8 where the first letters beyond ASCII stand is Windows-1251: its Russian words are never valid UTF-8.
 *
 * @param declared by the Content-Type; null: decide by the bytes
 * @returns pieces of text; `charset` is known once the first one with a letter beyond ASCII was given
 * @throws Problem malformed_csv where a file that began as UTF-8 has other bytes later on
 */
export class CsvText {
  charset: Charset | null;
  private decoder: InstanceType<typeof TextDecoder> | null = null;

  constructor(private readonly bytes: AsyncIterable<Uint8Array>, declared: Charset | null) {
    this.charset = declared;
  }

  async* [Symbol.asyncIterator](): AsyncGenerator<string> {
    let undecided = Buffer.alloc(0);
    let isFirst = true;
    for await (const piece of this.bytes) {
      // UTF-16, as "Unicode text" of a spreadsheet.
      if (isFirst && (piece[0] === 0xff || piece[0] === 0xfe)) throw new Problem('malformed_csv', 'not_utf8');
      isFirst = false;
      undecided = Buffer.concat([undecided, piece]);
      if (this.charset === null) {
        const plain = asciiLength(undecided);
        if (plain > 0) yield undecided.toString('latin1', 0, plain);
        undecided = undecided.subarray(plain);
      }
      if (this.charset !== null || undecided.length >= sample) {
        yield this.decode(undecided, true);
        undecided = Buffer.alloc(0);
      }
    }
    yield this.decode(undecided, false);
  }

  private decode(bytes: Uint8Array, more: boolean): string {
    this.charset ??= isUtf8(bytes, more) ? 'utf-8' : 'windows-1251';
    this.decoder ??= new TextDecoder(this.charset, { fatal: true });
    try {
      return this.decoder.decode(bytes, { stream: more });
    } catch {
      throw new Problem('malformed_csv', 'not_utf8');
    }
  }
}

/** @param more the last character may be cut off */
function isUtf8(bytes: Uint8Array, more: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: more });
    return true;
  } catch {
    return false;
  }
}
