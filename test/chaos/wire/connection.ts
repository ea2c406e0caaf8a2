import { connect, type Socket } from 'node:net';
import { Lane } from './lane.js';
import { PostgresDialogue, type Statement } from './postgres-dialogue.js';
import { longestFound, type Toxic, type Toxics, type Way } from './toxics.js';

/** A client's socket, the one made to the server for it, and the two lanes between them. */
export class Connection {
  private readonly far: Socket;
  private readonly lanes: Record<Way, Lane>;
  private readonly struckBy = new Set<Toxic>();
  private readonly dialogue = new PostgresDialogue();
  private losing: { toxic: Toxic; endsAt: number } | null = null;
  private answerDue = false;
  private cutting: Toxic | null = null;
  /** The last that went up: what is looked for may come in two pieces. */
  private lookedAt = '';

  constructor(private readonly near: Socket, target: number, private readonly toxics: Toxics, closed: (connection: Connection) => void) {
    this.far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    this.lanes = { up: new Lane('up', near, this.far, toxics, this), down: new Lane('down', this.far, near, toxics, this) };
    let open = 2;
    for (const [socket, lane] of [[near, this.lanes.up], [this.far, this.lanes.down]] as const) {
      socket.on('error', () => lane.enter('reset'));
      socket.on('end', () => lane.enter('end'));
      socket.on('close', () => {
        open -= 1;
        if (open === 0) closed(this);
      });
    }
    this.far.once('connect', () => {
      near.on('data', (bytes: Buffer) => this.request(bytes));
      this.far.on('data', (bytes: Buffer) => this.answer(bytes));
    });
  }

  /** Counted once for each toxic, however long it goes on. */
  strike(toxic: Toxic): void {
    if (this.struckBy.has(toxic)) return;
    this.struckBy.add(toxic);
    this.toxics.counts.struck[toxic.kind] += 1;
  }

  die(by: Toxic, way?: Way): void {
    if (way !== 'down') this.lanes.up.die(by);
    if (way !== 'up') this.lanes.down.die(by);
  }

  reset(): void {
    for (const socket of [this.near, this.far]) {
      // One that is being ended cannot be reset any more; Node would leave it open.
      if (socket.writableEnded) socket.destroy();
      else socket.resetAndDestroy();
    }
  }

  destroy(): void {
    this.near.destroy();
    this.far.destroy();
  }

  private request(bytes: Buffer): void {
    this.answerDue = true;
    this.look(bytes);
    for (const statement of this.dialogue.sent(bytes)) {
      if (this.losing === null && this.loses(statement)) return this.reset();
    }
    this.lanes.up.enter(bytes);
  }

  private look(bytes: Buffer): void {
    const { lookFor, counts } = this.toxics;
    if (lookFor === null) return;
    const text = this.lookedAt + bytes.toString('latin1');
    if (lookFor.test(text)) counts.found += 1;
    this.lookedAt = text.slice(-longestFound);
  }

  /** Whether it is lost before the server has it; if only its answer shall be lost, that is kept in mind. */
  private loses({ what, endsAt }: Statement): boolean {
    const { counts, random } = this.toxics;
    const toxic = this.toxics.find('loseAnswer');
    if (toxic === null || !toxic.match(what) || random() >= toxic.probability) return false;
    if (random() < 0.5) {
      this.losing = { toxic, endsAt };
      return false;
    }
    counts.statementsLost += 1;
    this.strike(toxic);
    return true;
  }

  private answer(bytes: Buffer): void {
    this.dialogue.received(bytes);
    if (this.losing === null) return this.answerInHttp(bytes);
    if (this.dialogue.ready < this.losing.endsAt) return;
    this.toxics.counts.answersLost += 1;
    this.strike(this.losing.toxic);
    this.reset();
  }

  /** An answer begins with the first bytes after some of a request: the rest of one that is under way is not touched. */
  private answerInHttp(bytes: Buffer): void {
    if (this.answerDue) this.cutting = this.toxics.find('cutAnswerAfterStatusLine');
    this.answerDue = false;
    if (this.cutting === null) return this.lanes.down.enter(bytes);
    const lineEnd = bytes.indexOf('\n') + 1;
    this.lanes.down.enter(lineEnd === 0 ? bytes : bytes.subarray(0, lineEnd));
    if (lineEnd === 0) return;
    this.strike(this.cutting);
    this.lanes.down.enter('reset');
  }
}
