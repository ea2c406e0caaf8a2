import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A wire to a server on the loopback that can go dead: nothing arrives any more, and nobody is told. */
export class Proxy {
  private readonly sockets = new Set<Socket>();
  private dead = false;

  private constructor(private readonly server: Server, private readonly target: number) {}

  static async to(target: number): Promise<Proxy> {
    const server = createServer();
    const proxy = new Proxy(server, target);
    server.on('connection', (socket) => proxy.join(socket));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Connections stay open and new ones are taken, but not a byte goes through, either way. */
  blackHole(): void {
    this.dead = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** For new connections. Those from before stay as they are, as behind a router that has forgotten them. */
  heal(): void {
    this.dead = false;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  private join(near: Socket): void {
    const far = connect(this.target, '127.0.0.1');
    this.lead(near, far);
    this.lead(far, near);
  }

  private lead(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('error', () => undefined);
    from.on('data', (bytes) => to.write(bytes));
    from.on('end', () => to.end());
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    if (this.dead) from.pause();
  }
}
