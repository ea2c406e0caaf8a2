import type { FastifyReply } from 'fastify';
import type { Socket } from 'node:net';
import type { Call } from './calls.js';
import type { Reply } from './reply.js';

const dripEveryMs = 250;

/** Puts replies on the wire, in every manner a real connection can fail. No timer of it outlives its connection. */
export class Wire {
  /**
   * @param latencyMs before anything leaves
   * @param call its `status` is set at the moment the status line goes out
   */
  deliver(reply: Reply, latencyMs: number, to: FastifyReply, call: Call): void {
    const held = typeof reply.manner === 'object' ? reply.manner.heldMs : 0;
    const wait = latencyMs + held;
    if (wait === 0) this.send(reply, to, call);
    else this.whileConnected(to.raw.socket, wait, () => this.send(reply, to, call));
  }

  /** Resets the connection without an answer. */
  reset(to: FastifyReply): void {
    to.hijack();
    to.raw.socket?.resetAndDestroy();
  }

  private send(reply: Reply, to: FastifyReply, call: Call): void {
    switch (reply.manner) {
      case 'reset':
        return this.reset(to);
      case 'drop':
        to.hijack();
        to.raw.socket?.destroy();
        return;
      case 'half':
        return this.sendHalf(reply, to, call);
      case 'drip':
        return this.drip(reply, to, call);
      default:
        call.status = reply.status;
        void to.code(reply.status).headers({ ...contentType(reply), ...reply.headers }).send(text(reply));
    }
  }

  /** Without a length the end of the connection is the end of the body: nothing in HTTP tells that half is missing. */
  private sendHalf(reply: Reply, to: FastifyReply, call: Call): void {
    to.hijack();
    const body = text(reply);
    const head = `HTTP/1.1 ${reply.status} OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n`;
    call.status = reply.status;
    to.raw.socket?.end(head + body.slice(0, body.length >> 1));
  }

  private drip(reply: Reply, to: FastifyReply, call: Call): void {
    to.hijack();
    const body = Buffer.from(text(reply));
    call.status = reply.status;
    to.raw.writeHead(reply.status, { ...contentType(reply), 'content-length': body.length, ...reply.headers });
    to.raw.flushHeaders();
    const next = (position: number): void => {
      if (position === body.length) to.raw.end();
      else this.whileConnected(to.raw.socket, dripEveryMs, () => {
        to.raw.write(body.subarray(position, position + 1));
        next(position + 1);
      });
    };
    next(0);
  }

  private whileConnected(socket: Socket | null, ms: number, then: () => void): void {
    if (socket === null || socket.destroyed) return;
    const hungUp = (): void => clearTimeout(timer);
    const timer = setTimeout(() => {
      socket.off('close', hungUp);
      then();
    }, ms);
    socket.once('close', hungUp);
  }
}

function contentType(reply: Reply): Record<string, string> {
  return { 'content-type': typeof reply.body === 'string' ? 'text/plain' : 'application/json' };
}

function text(reply: Reply): string {
  return typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
}
