import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.js';
import { Toxics, type Counts, type Toxic } from './toxics.js';

/** A wire to a server on the loopback that can be bad in many ways, while it runs. */
export class Wire {
  private readonly connections = new Set<Connection>();
  private readonly toxics: Toxics;
  private readonly server: Server;
  private ownPort = 0;

  private constructor(private readonly target: number, random: () => number, lookFor: RegExp | null) {
    this.toxics = new Toxics(random, lookFor);
    this.server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.join(socket));
  }

  /**
   * @param random from 0 to 1, decides whatever is left to chance
   * @param lookFor counted wherever it goes up to the server
   */
  static async to(target: number, random: () => number = Math.random, lookFor: RegExp | null = null): Promise<Wire> {
    const wire = new Wire(target, random, lookFor);
    await wire.listen();
    return wire;
  }

  get port(): number {
    return this.ownPort;
  }

  get counts(): Counts {
    return this.toxics.counts;
  }

  /**
   * For the connections there are and those to come.
   *
   * @returns lifts it again
   */
  put(toxic: Toxic): () => Promise<void> {
    // A copy: the same one may be put again, and counts anew.
    const own = { ...toxic };
    this.toxics.add(own);
    if (own.kind === 'blackHole') for (const connection of this.connections) connection.die(own, own.way);
    if (own.kind === 'refuse') {
      this.counts.struck.refuse += 1;
      this.server.close();
    }
    return async () => {
      this.toxics.remove(own);
      if (own.kind === 'refuse' && this.toxics.find('refuse') === null) await this.listen();
    };
  }

  /** Every connection there is ends, at both sides. */
  cutAll(): void {
    this.counts.cut += this.connections.size;
    for (const connection of this.connections) connection.destroy();
  }

  async close(): Promise<void> {
    for (const connection of this.connections) connection.destroy();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  /** While nobody listened, the port may have been somebody's for a moment. */
  private async listen(): Promise<void> {
    while (!this.server.listening) {
      this.server.listen(this.ownPort, '127.0.0.1');
      await once(this.server, 'listening').catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EADDRINUSE') throw error;
        return sleep(50);
      });
    }
    this.ownPort = (this.server.address() as AddressInfo).port;
  }

  private join(near: Socket): void {
    this.counts.connections += 1;
    if (this.toxics.find('acceptAndClose') !== null) {
      this.counts.struck.acceptAndClose += 1;
      near.destroy();
      return;
    }
    this.connections.add(new Connection(near, this.target, this.toxics, (connection) => this.connections.delete(connection)));
  }
}
