import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

/** Largest header of an answer, bytes, interim answers (1xx) each for itself. */
const mostHeaderBytes = 16 * 1024;

type OnResponse = (response: IncomingMessage) => void;

/**
 * Follows the connection of one call, to prove where it can be proven that no byte of the request left: Node hands
 * the request to the kernel only after the connection is made, and under TLS only after the certificate was checked.
 *
 * `unseen` (no request was made through this transport) and everything after `connected` prove nothing. A socket that
 * is not connecting any more when it is given out is one that was kept alive.
 */
export class ConnectionWatch {
  private stage: 'unseen' | 'waiting' | 'connecting' | 'handshaking' | 'connected' = 'unseen';

  /** For axios's `transport`: Node's own clients, so that no redirect can be followed. */
  readonly transport = {
    request: (options: RequestOptions, onResponse: OnResponse): ClientRequest => {
      const secure = options.protocol === 'https:';
      this.stage = 'waiting';
      const request = (secure ? https : http).request(Object.assign(options, { maxHeaderSize: mostHeaderBytes }), onResponse);
      request.once('socket', (socket: Socket) => this.follow(socket, secure));
      return request;
    },
  };

  get surelyUnsent(): boolean {
    return this.stage === 'waiting' || this.stage === 'connecting' || this.stage === 'handshaking';
  }

  get handshaking(): boolean {
    return this.stage === 'handshaking';
  }

  private follow(socket: Socket, secure: boolean): void {
    if (!socket.connecting) {
      this.stage = 'connected';
      return;
    }
    this.stage = 'connecting';
    socket.once('connect', () => { this.stage = secure ? 'handshaking' : 'connected'; });
    if (secure) socket.once('secureConnect', () => { this.stage = 'connected'; });
  }
}
