import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Toxic, Toxics, Way } from './toxics.js';

type Item = Buffer | 'end' | 'reset';

const itemsKept = 64;
const piecesASecond = 20;

/** One direction of a connection: what comes out of one socket goes into the other, in order, as the toxics let it. */
export class Lane {
  private readonly queue: { item: Item; dueAt: number }[] = [];
  private passing = false;
  private deadBy: Toxic | null;
  private untilReset: { toxic: Toxic; bytes: number } | null = null;

  constructor(
    private readonly way: Way,
    private readonly from: Socket,
    private readonly to: Socket,
    private readonly toxics: Toxics,
    private readonly connection: { strike(toxic: Toxic): void; reset(): void },
  ) {
    this.deadBy = toxics.find('blackHole', way) ?? toxics.find('silent');
  }

  /** For good: nothing that enters comes out. */
  die(by: Toxic): void {
    this.deadBy ??= by;
  }

  /** The end and a reset travel behind the bytes that came before them. */
  enter(item: Item): void {
    this.queue.push({ item, dueAt: performance.now() + (item instanceof Buffer ? this.latency() : 0) });
    if (this.queue.length >= itemsKept) this.from.pause();
    if (!this.passing) void this.passAll();
  }

  private latency(): number {
    const toxic = this.toxics.find('latency', this.way);
    if (toxic === null) return 0;
    this.connection.strike(toxic);
    return toxic.ms + (2 * this.toxics.random() - 1) * toxic.jitterMs;
  }

  private async passAll(): Promise<void> {
    this.passing = true;
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) {
      this.from.resume();
      const wait = next.dueAt - performance.now();
      if (wait > 0) await sleep(wait);
      if (next.item instanceof Buffer) await this.pass(next.item);
      else if (this.deadBy !== null) this.connection.strike(this.deadBy);
      else if (next.item === 'end') this.to.end();
      else this.connection.reset();
    }
    this.passing = false;
  }

  private async pass(bytes: Buffer): Promise<void> {
    for (let rest = bytes; rest.length > 0 && !this.to.destroyed;) {
      const slicer = this.toxics.find('slicer', this.way);
      const bandwidth = this.toxics.find('bandwidth', this.way);
      const perPiece = bandwidth === null ? Infinity : Math.ceil(bandwidth.bytesPerSecond / piecesASecond);
      const piece = rest.subarray(0, Math.min(slicer?.bytes ?? Infinity, perPiece, this.bytesUntilReset()));
      rest = rest.subarray(piece.length);
      if (bandwidth !== null) {
        this.connection.strike(bandwidth);
        await sleep((piece.length / bandwidth.bytesPerSecond) * 1_000);
      }
      await this.write(piece);
      if (slicer !== null && rest.length > 0) {
        this.connection.strike(slicer);
        // The receiver gets a chance to read this piece before the next joins it.
        await nextTurn();
      }
    }
  }

  private bytesUntilReset(): number {
    const toxic = this.toxics.find('resetAfter', this.way);
    if (toxic === null) this.untilReset = null;
    else if (this.untilReset?.toxic !== toxic) this.untilReset = { toxic, bytes: 1 + Math.floor(this.toxics.random() * toxic.bytes) };
    return this.untilReset?.bytes ?? Infinity;
  }

  private async write(piece: Buffer): Promise<void> {
    if (this.deadBy !== null) return this.connection.strike(this.deadBy);
    this.toxics.counts.bytes[this.way] += piece.length;
    if (!this.to.write(piece)) await new Promise<void>((drained) => this.to.once('drain', drained));
    if (this.untilReset === null) return;
    this.untilReset.bytes -= piece.length;
    if (this.untilReset.bytes > 0) return;
    this.connection.strike(this.untilReset.toxic);
    this.connection.reset();
  }
}
