import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DatabaseAway, isRepeatable, plainError, Problem, type Logger } from '#app/platform';
import { drain } from './drain.js';
import { languageOf } from './in-language.js';
import { problemDocument } from './problem-document.js';

/** Largest body, bytes. */
export const bodyLimit = 32_768;

const notHttp = (): Problem => new Problem('bad_request', 'not_http');
const noRoute = (): Problem => new Problem('not_found', 'no_route');
/** What the framework refuses by a status alone. */
const problemOfStatus: Record<number, (limit: number) => Problem> = {
  400: notHttp,
  401: () => new Problem('unauthorized', 'key_needed'),
  // The file server, about a path that would lead out of its folder.
  403: noRoute,
  404: noRoute,
  408: () => new Problem('request_timeout', 'too_slow'),
  413: (max) => new Problem('body_too_large', 'limit', { params: { max } }),
  414: () => new Problem('uri_too_long', 'shorten'),
  415: () => new Problem('unsupported_media_type', 'json_only'),
  431: () => new Problem('headers_too_large', 'shorten'),
};

/** Methods that store nothing (RFC 9110, 9.2.1). */
const safeMethod = /^(?:GET|HEAD)$/;

/**
 * Turns whatever was thrown into one of our problems. What we do not recognise is our own fault: 500, logged, not shown.
 *
 * @param limit of the body at this route, bytes
 * @param method that was called; undefined: unknown, it may have stored something
 */
export function toProblem(error: unknown, limit = bodyLimit, method = ''): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DatabaseAway || isRepeatable(error)) {
    return new Problem('service_unavailable', safeMethod.test(method) ? 'not_read' : 'perhaps_stored', { headers: { 'retry-after': '2' } });
  }
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number } | null)?.statusCode;
  const problem = status === undefined ? undefined : problemOfStatus[status] ?? (status < 500 ? notHttp : undefined);
  return problem?.(limit) ?? new Problem('internal_error', 'try_again');
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '/';

/** What every answer says beside its own headers, whoever writes it. */
export const standingHeaders = (correlationId: string): Record<string, string> => ({
  'x-correlation-id': correlationId, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', vary: 'Accept-Language',
});

/** Writes a problem as RFC 9457 says, in the language of the caller. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
  if (reply.sent) return;
  // Fastify's wish to close the connection where a body is refused: what becomes of the connection, the draining decides.
  void reply.removeHeader('connection');
  drain(request.raw, reply.raw);
  const language = languageOf(request);
  void reply
    .code(problem.status)
    .headers({
      ...standingHeaders(request.id), 'content-type': 'application/problem+json; charset=utf-8', 'content-language': language, ...problem.extra.headers,
    })
    .serializer((document: unknown) => JSON.stringify(document))
    .send(problemDocument(problem, pathOf(request.url), request.id, language));
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = toProblem(error, request.routeOptions?.bodyLimit, request.method);
    if (problem.code === 'internal_error') {
      this.logger.error({ correlation_id: request.id, route: request.routeOptions?.url, ...plainError(error) }, 'a request failed');
    }
    sendProblem(request, http.getResponse<FastifyReply>(), problem);
  }
}
