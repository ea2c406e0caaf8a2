import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Partner } from './partner.js';
import type { SignedRequest } from './signature.js';
import type { FaultKind } from './trouble.js';
import { Wire } from './wire.js';

/** A request with the fault that was drawn when it arrived. */
export type PartnerHttpRequest = FastifyRequest & { fault?: FaultKind | null };

const noBody = Buffer.alloc(0);

/** Everything that is not the simulator's own: the paths come from the settings, so they are told apart in the partner. */
@Controller()
export class PartnerController {
  constructor(@Inject(Partner) private readonly partner: Partner, @Inject(Wire) private readonly wire: Wire) {}

  @All('*')
  handle(@Req() request: PartnerHttpRequest, @Res() reply: FastifyReply): void {
    const { reply: decided, call } = this.partner.receive(signedRequest(request), request.fault ?? null);
    this.wire.deliver(decided, this.partner.mode.latency_ms, reply, call);
  }

  /**
   * Draws the fault of a call that has just arrived; resets the connection at once where that is the fault.
   *
   * @returns false when the connection is gone
   */
  arrive(request: PartnerHttpRequest, reply: FastifyReply): boolean {
    const path = splitUrl(request.url)[0];
    request.fault = this.partner.drawFault(path);
    if (request.fault !== 'reset_before_read') return true;
    this.partner.resetUnread(path, signatureOf(request));
    this.wire.reset(reply);
    return false;
  }
}

function signedRequest(request: FastifyRequest): SignedRequest {
  const [path, query] = splitUrl(request.url);
  const body = Buffer.isBuffer(request.body) ? request.body : noBody;
  return { signature: signatureOf(request), method: request.method, path, query, body };
}

function signatureOf(request: FastifyRequest): string | undefined {
  const value = request.headers['x-jws-signature'];
  return Array.isArray(value) ? value.join(', ') : value;
}

function splitUrl(url: string): [path: string, query: string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}
