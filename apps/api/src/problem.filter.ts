import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DatabaseAway, isRepeatable, plainError, Problem, type Logger, type ProblemCode } from '#app/platform';
import { MalformedJson } from './strict-json.js';

const codeOfStatus: Record<number, ProblemCode> = {
  // 403: the file server, about a path that would lead out of its folder.
  400: 'bad_request', 401: 'unauthorized', 403: 'not_found', 404: 'not_found', 408: 'request_timeout', 413: 'body_too_large',
  414: 'uri_too_long', 415: 'unsupported_media_type', 431: 'headers_too_large',
};
const detailOf: Partial<Record<ProblemCode, string>> = {
  bad_request: 'The request could not be read as HTTP. Check its path, its headers and its length.',
  not_found: 'Nothing answers at this path with this method. /openapi.json lists what does.',
  body_too_large: 'A body may have 32768 bytes at most.',
  uri_too_long: 'Shorten the path.',
  unsupported_media_type: 'Send Content-Type: application/json (charset utf-8 or none) without a Content-Encoding.',
  request_timeout: 'Send the whole request within the time limit.',
  headers_too_large: 'Send fewer or shorter header fields.',
};

/** Turns whatever was thrown into one of our problems. What we do not recognise is our own fault: 500, logged, not shown. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof MalformedJson) return new Problem('malformed_json', error.message);
  if (error instanceof DatabaseAway || isRepeatable(error)) {
    return new Problem('service_unavailable', 'It may or may not have been stored. Send it again with the same external_id or request_id; without one of them, look in the list first.', { headers: { 'retry-after': '2' } });
  }
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number } | null)?.statusCode;
  const code = status === undefined ? undefined : codeOfStatus[status] ?? (status < 500 ? 'bad_request' : undefined);
  if (code !== undefined) return new Problem(code, detailOf[code] ?? 'The request cannot be answered.');
  return new Problem('internal_error', 'Try again; if it stays, tell us the correlation id.');
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '/';

/** Writes a problem as RFC 9457 says. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
  if (reply.sent) return;
  void reply
    .code(problem.status)
    .headers({ 'content-type': 'application/problem+json; charset=utf-8', 'x-correlation-id': request.id, ...problem.extra.headers })
    .serializer((document: unknown) => JSON.stringify(document))
    .send(problem.document(pathOf(request.url), request.id));
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = toProblem(error);
    if (problem.code === 'internal_error') {
      this.logger.error({ correlation_id: request.id, route: request.routeOptions?.url, ...plainError(error) }, 'a request failed');
    }
    sendProblem(request, http.getResponse<FastifyReply>(), problem);
  }
}
