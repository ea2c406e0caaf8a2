import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One post as it arrived, in the order of arrival. `at`: when all of it was there, ms since the epoch. `answered`: the status it got; null: none (yet, or ever). */
export interface Receipt { id: string; body: string; headers: IncomingHttpHeaders; at: number; answered: number | null }

/** What a receiver says; `hang`: nothing, until it is closed; `reset`: it cuts the connection. */
export type Reply = { status: number; headers?: Record<string, string>; body?: string } | 'hang' | 'reset';

/** Decides what a post gets: `nth` counts all posts from 1. */
export type Behaviour = (receipt: Receipt, nth: number) => Reply | Promise<Reply>;

export const takes: Behaviour = () => ({ status: 204 });
export const refuses: Behaviour = () => ({ status: 500, body: 'not now' });
export const hangs: Behaviour = () => 'hang';

/** A CRM's webhook endpoint as a real server, with its own log. */
export class Receiver {
  private static readonly open = new Set<Receiver>();
  readonly receipts: Receipt[] = [];

  private constructor(private readonly server: Server, public behaviour: Behaviour) {}

  static async start(behaviour: Behaviour = takes): Promise<Receiver> {
    const receiver: Receiver = new Receiver(createServer((request, response) => void receiver.take(request, response)), behaviour);
    await new Promise<void>((listening) => receiver.server.listen(0, '127.0.0.1', listening));
    Receiver.open.add(receiver);
    return receiver;
  }

  /** All that this test file started. */
  static async closeAll(): Promise<void> {
    await Promise.all([...Receiver.open].map((receiver) => receiver.close()));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/events`;
  }

  /** The ids in the order of arrival, repeats and all. */
  get ids(): string[] {
    return this.receipts.map(({ id }) => id);
  }

  /** What was taken with a 2xx. */
  get taken(): Receipt[] {
    return this.receipts.filter(({ answered }) => answered !== null && answered < 300);
  }

  close(): Promise<void> {
    Receiver.open.delete(this);
    return new Promise((closed) => {
      this.server.close(() => closed());
      this.server.closeAllConnections();
    });
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      // Whoever posted died on the way: nothing arrived.
      return;
    }
    const receipt: Receipt = { id: String(request.headers['webhook-id']), body: Buffer.concat(chunks).toString(), headers: request.headers, at: Date.now(), answered: null };
    this.receipts.push(receipt);
    const reply = await this.behaviour(receipt, this.receipts.length);
    if (reply === 'hang') return;
    if (reply === 'reset') {
      request.socket.destroy();
      return;
    }
    receipt.answered = reply.status;
    response.writeHead(reply.status, reply.headers).end(reply.body);
  }
}
