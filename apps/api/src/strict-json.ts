import { NumberToken } from '#app/applicant';
import { Problem, type ProblemDetail, type ProblemExtra } from '#app/platform';

/** Why a body is not acceptable JSON; it holds nothing of the body. */
const malformed = (detail: ProblemDetail<'malformed_json'>, params: ProblemExtra['params'] = {}): Problem => new Problem('malformed_json', detail, { params });

/** Levels of a single request. */
export const maxDepth = 8;
/** The list of a batch is a member of the body. */
const listDepth = 2;
/** Of one object in a batch: a single request is small enough by its bytes. */
const mostMembers = 1_000;
/** Stands for an item that is longer than a single request may be. */
export const oversized = Symbol('oversized');
const utf8 = new TextDecoder('utf-8', { fatal: true });
const spaces = /[ \t\n\r]*/y;
const numbers = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const strings = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;

/**
 * Reads a body as RFC 8259 says and no further: no duplicate keys, no more than `depth` levels, no broken UTF-8. Numbers
 * stay tokens, because 9007199254740993, 1e400 or -0 would otherwise be something else before anybody judged them.
 * Objects have no prototype, so `__proto__` is a key like any other. A byte order mark is dropped.
 *
 * @throws Problem malformed_json
 */
export function parseStrictJson(bytes: Uint8Array, { depth = maxDepth, largestItem = null }: { depth?: number; largestItem?: number | null } = {}): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw malformed('not_utf8');
  }
  return new Reader(text, depth, largestItem).document();
}

class Reader {
  private position = 0;

  constructor(private readonly text: string, private readonly maxDepth: number, private readonly largestItem: number | null) {}

  document(): unknown {
    this.skip();
    if (this.position === this.text.length) throw malformed('empty');
    const value = this.value(0);
    if (this.position < this.text.length) throw malformed('trailing');
    return value;
  }

  private value(depth: number): unknown {
    const value = this.bareValue(depth);
    this.skip();
    return value;
  }

  private bareValue(depth: number): unknown {
    switch (this.text[this.position]) {
      case '{':
        return this.object(depth + 1);
      case '[':
        return this.array(depth + 1);
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private object(depth: number): Record<string, unknown> {
    this.enter(depth);
    const object = Object.create(null) as Record<string, unknown>;
    let members = 0;
    if (this.take('}')) return object;
    do {
      if (this.text[this.position] !== '"') throw this.unexpected();
      const key = this.string();
      if (key in object) throw malformed('duplicate_key');
      this.skip();
      if (!this.take(':')) throw this.unexpected();
      object[key] = this.value(depth);
      members += 1;
      if (this.largestItem !== null && members > mostMembers) throw malformed('too_many_members', { max: mostMembers });
    } while (this.take(','));
    if (!this.take('}', false)) throw this.unexpected();
    return object;
  }

  private array(depth: number): unknown[] {
    this.enter(depth);
    const array: unknown[] = [];
    if (this.take(']')) return array;
    do array.push(this.item(depth));
    while (this.take(','));
    if (!this.take(']', false)) throw this.unexpected();
    return array;
  }

  /** An item of the list that a batch is, or of any other list. */
  private item(depth: number): unknown {
    const start = this.position;
    const value = this.value(depth);
    return this.largestItem !== null && depth === listDepth && this.position - start > this.largestItem ? oversized : value;
  }

  private enter(depth: number): void {
    if (depth > this.maxDepth) throw malformed('too_deep', { max: this.maxDepth });
    this.position += 1;
    this.skip();
  }

  private string(): string {
    const token = this.match(strings);
    if (token === null) throw malformed('bad_string', { position: this.position });
    return token.includes('\\') ? (JSON.parse(token) as string) : token.slice(1, -1);
  }

  private number(): NumberToken {
    const token = this.match(numbers);
    if (token === null) throw this.unexpected();
    if (/\d/.test(this.text[this.position] ?? '')) {
      throw malformed('leading_zero');
    }
    return new NumberToken(token);
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.position)) throw this.unexpected();
    this.position += word.length;
    return value;
  }

  private take(sign: string, skipAfter = true): boolean {
    if (this.text[this.position] !== sign) return false;
    this.position += 1;
    if (skipAfter) this.skip();
    return true;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.position += found[0].length;
    return found[0];
  }

  private skip(): void {
    this.match(spaces);
  }

  private unexpected(): Problem {
    return malformed('not_json', { position: this.position });
  }
}
