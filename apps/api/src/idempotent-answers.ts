import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inNfc, NumberToken, type Parsed } from '#app/applicant';
import { fingerprintOf } from '#app/onboarding';
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

/** One text for equal bodies, whatever their spacing, the order of their keys and the form of their texts; numbers count as they are written. */
export function canonicalBody(value: unknown): string {
  if (value instanceof NumberToken) return value.text;
  if (typeof value === 'string') return JSON.stringify(inNfc(value));
  if (Array.isArray(value)) return `[${value.map(canonicalBody).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, inner]) => [JSON.stringify(inNfc(name)), canonicalBody(inner)] as const);
  return `{${members.sort(([a], [b]) => (a < b ? -1 : 1)).map((member) => member.join(':')).join(',')}}`;
}

/** One text for equal requests, however they are written; of one that is refused the writing counts. */
export function canonicalRequest(parsed: Parsed, body: unknown): string {
  return parsed.ok ? JSON.stringify([parsed.request.externalId, parsed.request.requestId, fingerprintOf(parsed.request)]) : canonicalBody(body);
}

/** What a request did: its answer, and whether that was stored together with the change. */
export interface Done { answer: Answer; kept: boolean; onboardingId: string | null }

/** Answers POSTs, the same request under the same key with the same bytes. */
export class IdempotentAnswers {
  constructor(private readonly idempotency: Idempotency) {}

  /** @param reveal what an answer goes through when it leaves, the first time as well as later: opens what is kept sealed */
  async answer(
    reply: FastifyReply, { apiClient }: Caller, path: string, key: string | null, fingerprint: string,
    run: (key: IdempotencyKey | null) => Promise<Done>, reveal: (answer: Answer) => Answer = (answer) => answer,
  ): Promise<void> {
    if (key === null) return send(reply, reveal((await run(null)).answer));
    const scoped = { apiClient, path, key, fingerprint };
    const { answer, replayed } = await this.idempotency.once(scoped, () => run(scoped));
    const revealed = reveal(answer);
    if (replayed) void reply.header('idempotent-replayed', 'true');
    return send(reply, revealed);
  }
}

function send(reply: FastifyReply, { status, headers, body }: Answer): void {
  void reply.code(status).headers(headers).header('content-type', 'application/json; charset=utf-8').send(body);
}
