import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A fast CRM: takes every event at once and counts. Its CPU is not the service's. */
export class BenchReceiver {
  private posts = 0;
  private readonly ids = new Set<string>();
  private waiting: { count: number; done: () => void } | null = null;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<BenchReceiver> {
    const receiver: BenchReceiver = new BenchReceiver(createServer((request, response) => {
      request.resume().once('end', () => {
        response.writeHead(204).end();
        receiver.count(String(request.headers['webhook-id']));
      });
    }));
    await new Promise<void>((listening) => receiver.server.listen(0, '127.0.0.1', listening));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** Posts beyond one for each event. */
  get repeats(): number {
    return this.posts - this.ids.size;
  }

  /** Resolves when so many more events have arrived. @throws Error after `withinMs` */
  async untilMore(count: number, withinMs: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${this.ids.size} events arrived, ${count} more were expected`)), withinMs);
      this.waiting = { count: this.ids.size + count, done: () => { clearTimeout(timer); resolve(); } };
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => { this.server.close(closed); });
  }

  private count(id: string): void {
    this.posts += 1;
    this.ids.add(id);
    if (this.waiting !== null && this.ids.size >= this.waiting.count) this.waiting.done();
  }
}
