import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NumberToken } from '#app/applicant';
import { Idempotency, Problem, type Answer, type IdempotencyKey } from '#app/platform';
import type { Caller } from './caller.js';

/** The key of a POST, or null where none was sent. 1 to 255 visible ASCII characters (draft-ietf-httpapi-idempotency-key-header). */
export const IdempotencyKeyHeader = createParamDecorator((_: unknown, context: ExecutionContext): string | null => {
  const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new Problem('idempotency_key_invalid', 'characters');
  }
  return key;
});

export const jsonAnswer = (status: number, headers: Record<string, string>, document: unknown): Answer => ({ status, headers, body: JSON.stringify(document) });

/** One text for equal bodies, whatever their spacing and the order of their keys; numbers count as they are written. */
export function canonicalBody(value: unknown): string {
  if (value instanceof NumberToken) return value.text;
  if (Array.isArray(value)) return `[${value.map(canonicalBody).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => `${JSON.stringify(name)}:${canonicalBody(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** What a request did: its answer, and whether that was stored together with the change. */
export interface Done { answer: Answer; kept: boolean; onboardingId: string | null }

/** Answers POSTs, the same request under the same key with the same bytes. */
export class IdempotentAnswers {
  constructor(private readonly idempotency: Idempotency) {}

  async answer(
    reply: FastifyReply, { apiClient }: Caller, path: string, key: string | null, fingerprint: string,
    run: (key: IdempotencyKey | null) => Promise<Done>,
  ): Promise<void> {
    if (key === null) return send(reply, (await run(null)).answer);
    const scoped = { apiClient, path, key, fingerprint };
    const { answer, replayed } = await this.idempotency.once(scoped, () => run(scoped));
    if (replayed) void reply.header('idempotent-replayed', 'true');
    return send(reply, answer);
  }
}

function send(reply: FastifyReply, { status, headers, body }: Answer): void {
  void reply.code(status).headers(headers).header('content-type', 'application/json; charset=utf-8').send(body);
}
