// What a client says first is a length and one of these. Who asks for TLS or GSS waits for one byte, and asks for the protocol if that was a no.
const encryptionRequests = new Set([80_877_103, 80_877_104]);
const protocol = 3;

export interface Statement {
  /** The name it was prepared under, or the text of a simple query. */
  what: string;
  /** Which ReadyForQuery of the connection ends it: then, and not before, it is committed. */
  endsAt: number;
}

/** What is said on a Postgres connection, followed from its first byte. Anything else on a wire, TLS too, is not followed. */
export class PostgresDialogue {
  /** How many times the server was ready for a query. */
  ready = 0;
  // The opening ends with one, too.
  private readyDue = 1;
  private state: 'opening' | 'open' | 'foreign' = 'opening';
  private sentRest: Buffer = Buffer.alloc(0);
  private receivedRest: Buffer = Buffer.alloc(0);

  /** @returns the statements that are whole with these bytes of the client; prepared ones when they are bound */
  sent(bytes: Buffer): Statement[] {
    const statements: Statement[] = [];
    if (this.state === 'foreign') return statements;
    this.sentRest = Buffer.concat([this.sentRest, bytes]);
    this.open();
    if (this.state !== 'open') return statements;
    this.sentRest = eachMessage(this.sentRest, (type, body) => {
      if (type === 'B') statements.push({ what: textAt(body, body.indexOf(0) + 1), endsAt: this.readyDue + 1 });
      if (type === 'Q') statements.push({ what: textAt(body, 0), endsAt: this.readyDue + 1 });
      // Simple query, sync, function call.
      if (type === 'Q' || type === 'S' || type === 'F') this.readyDue += 1;
    });
    return statements;
  }

  received(bytes: Buffer): void {
    if (this.state !== 'open') return;
    this.receivedRest = eachMessage(Buffer.concat([this.receivedRest, bytes]), (type) => {
      if (type === 'Z') this.ready += 1;
    });
  }

  private open(): void {
    while (this.state === 'opening' && this.sentRest.length >= 8) {
      const length = this.sentRest.readInt32BE(0);
      const code = this.sentRest.readInt32BE(4);
      const asksForEncryption = encryptionRequests.has(code);
      if (!asksForEncryption && code >>> 16 !== protocol) this.state = 'foreign';
      else if (this.sentRest.length < length) return;
      else {
        this.sentRest = this.sentRest.subarray(length);
        if (!asksForEncryption) this.state = 'open';
      }
    }
  }
}

/** A type byte, a length that counts itself, a body. @returns what is not whole yet */
function eachMessage(bytes: Buffer, take: (type: string, body: Buffer) => void): Buffer {
  let rest = bytes;
  while (rest.length >= 5) {
    const end = 1 + rest.readInt32BE(1);
    if (rest.length < end) break;
    take(String.fromCharCode(rest.readUInt8(0)), rest.subarray(5, end));
    rest = rest.subarray(end);
  }
  return rest;
}

function textAt(bytes: Buffer, from: number): string {
  return bytes.toString('utf8', from, bytes.indexOf(0, from));
}
