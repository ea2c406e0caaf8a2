import { connect, type Socket } from 'node:net';

/** A client that notes what it hears, and how it ended. */
export class Caller {
  readonly chunks: Buffer[] = [];
  /** `closed`, or the code of the error. */
  end: string | null = null;
  readonly ended: Promise<void>;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => this.chunks.push(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => { this.end = error.code ?? error.message; });
    this.ended = new Promise((ended) => {
      socket.on('close', () => {
        this.end ??= 'closed';
        ended();
      });
    });
  }

  /** It is connected, or was refused. */
  static async to(port: number): Promise<Caller> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const caller = new Caller(socket);
    await Promise.race([caller.ended, new Promise<void>((connected) => { socket.once('connect', () => connected()); })]);
    return caller;
  }

  get heard(): string {
    return Buffer.concat(this.chunks).toString('latin1');
  }

  say(text: string): void {
    this.socket.write(text);
  }

  finish(): void {
    this.socket.end();
  }

  hangUp(): void {
    this.socket.destroy();
  }
}
