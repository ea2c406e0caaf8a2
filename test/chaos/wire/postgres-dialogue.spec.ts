import { PostgresDialogue, type Statement } from './postgres-dialogue.js';

function message(type: string, body: string): Buffer {
  const bytes = Buffer.from(`${type}....${body}`, 'utf8');
  bytes.writeInt32BE(bytes.length - type.length, type.length);
  return bytes;
}

function opening(code: number, body = ''): Buffer {
  const bytes = message('', `....${body}`);
  bytes.writeInt32BE(code, 4);
  return bytes;
}

const startup = opening(196_608, 'user\0postgres\0\0');
const sslRequest = opening(80_877_103);
const authenticated = [message('R', '\0\0\0\0'), message('Z', 'I')];
const bind = (name: string): Buffer => message('B', `\0${name}\0\0\0\0\0\0\0`);
const asked = [
  message('p', 'a password\0'),
  message('Q', 'BEGIN\0'),
  message('P', 'add\0insert into things values ($1)\0\0\0'), bind('add'), message('D', 'P\0'), message('E', '\0\0\0\0\0'), message('S', ''),
  bind(''), message('E', '\0\0\0\0\0'), message('S', ''),
  message('Q', 'COMMIT\0'),
];
const statements: Statement[] = [{ what: 'BEGIN', endsAt: 2 }, { what: 'add', endsAt: 3 }, { what: '', endsAt: 4 }, { what: 'COMMIT', endsAt: 5 }];

const inPieces = (bytes: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));

describe('A Postgres dialogue', () => {
  it.each([1, 3, 7, 10_000])('is understood in pieces of %i bytes', (size) => {
    const dialogue = new PostgresDialogue();
    expect(inPieces(Buffer.concat([startup, ...asked]), size).flatMap((piece) => dialogue.sent(piece))).toEqual(statements);
    const readyAfter = (...messages: Buffer[]): number => {
      for (const piece of inPieces(Buffer.concat(messages), size)) dialogue.received(piece);
      return dialogue.ready;
    };
    expect(readyAfter(...authenticated)).toBe(1);
    expect(readyAfter(message('C', 'BEGIN\0'), message('Z', 'T'), message('1', ''), message('2', ''), message('D', 'Z....'), message('C', 'INSERT 0 1\0'))).toBe(2);
    expect(readyAfter(message('Z', 'T'), message('E', 'no\0'), message('Z', 'E'))).toBe(4);
  });

  it('is followed where TLS was asked for and denied', () => {
    const dialogue = new PostgresDialogue();
    expect(dialogue.sent(sslRequest)).toEqual([]);
    dialogue.received(Buffer.from('N'));
    expect(dialogue.sent(Buffer.concat([startup, ...asked]))).toEqual(statements);
    dialogue.received(Buffer.concat(authenticated));
    expect(dialogue.ready).toBe(1);
  });

  it.each([
    ['TLS', Buffer.from('160301020001000001fc0303', 'hex')],
    ['HTTP', Buffer.from('POST /v1/onboardings HTTP/1.1\r\n')],
    ['Redis', Buffer.from('*1\r\n$4\r\nPING\r\n')],
    ['a request to cancel', opening(80_877_102, '12345678')],
  ])('is not seen in %s', (_, first) => {
    const dialogue = new PostgresDialogue();
    const heard = [sslRequest, first, startup, ...asked].flatMap((bytes) => dialogue.sent(bytes));
    dialogue.received(Buffer.concat(authenticated));
    expect([heard, dialogue.ready]).toEqual([[], 0]);
  });
});
