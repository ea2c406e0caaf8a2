import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Problem, type Metrics } from '#app/platform';
import { isCsv } from './batches/content-type.js';
import { csvLimit, jsonLimit, tooLarge } from './batches/uploads.js';
import type { ApiKeys } from './caller.js';
import { bodyLimit, sendProblem, standingHeaders, toProblem } from './problem.filter.js';
import { problemDocument } from './problem-document.js';
import { maxDepth, parseStrictJson } from './strict-json.js';

/** The one path that takes more than a single request, and files. */
const batches = '/v1/batches';
const open = /^\/(?:health\/(?:live|ready)|metrics|openapi\.json|docs(?:\/.*)?)$/;
const jsonType = /^application\/json[ \t]*(?:;[ \t]*charset=(?:utf-8|"utf-8")[ \t]*)?$/i;

const correlationId = ({ headers }: Pick<IncomingMessage, 'headers'>): string => {
  const given = headers['x-correlation-id'];
  return typeof given === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(given) ? given : randomUUID();
};

/** What is no HTTP at all has no request to hang an answer on: it is written to the socket. */
function refuseOnSocket(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const problem = toProblem({ statusCode: status });
  const id = randomUUID();
  const body = JSON.stringify(problemDocument(problem, '/', id, 'en'));
  socket.end([
    `HTTP/1.1 ${status} Refused`, ...Object.entries(standingHeaders(id)).map(([name, value]) => `${name}: ${value}`),
    'content-type: application/problem+json; charset=utf-8', 'content-language: en', `content-length: ${Buffer.byteLength(body)}`, 'connection: close', '', body,
  ].join('\r\n'));
}

/** Fastify with our limits. Behind a balancer idle connections must live longer here than there. */
export function createAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit, keepAliveTimeout: 65_000, requestTimeout: 120_000, connectionTimeout: 0, return503OnClosing: false,
    // Node's own answer to a missing Host has neither a body nor a correlation id: ours is given below.
    http: { requireHostHeader: false },
    forceCloseConnections: 'idle', genReqId: correlationId, routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => sendProblem(request, reply, toProblem(error)),
    clientErrorHandler: refuseOnSocket,
  });
}

/** Keys before bodies, bodies before controllers, a correlation id on everything. */
export function prepareHttp(app: NestFastifyApplication, keys: ApiKeys, metrics: Metrics): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'POST' && route.url === batches) route.bodyLimit = jsonLimit;
  });
  // A file is read row by row, by whoever asked for it.
  fastify.addContentTypeParser(/^text\/csv/i, (request, file, done) => {
    if (request.routeOptions.url !== batches || !isCsv(request.headers['content-type']) || !hasNoEncoding(request.headers)) done(unacceptable(request), undefined);
    // Whoever does not say how long it is, is counted while it is read.
    else if (Number(request.headers['content-length']) > csvLimit) done(tooLarge(), undefined);
    else done(null, file);
  });
  fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (request, bytes, done) => {
    try {
      done(null, readBody(request, bytes as Buffer));
    } catch (error) {
      done(error as Error, undefined);
    }
  });
  // An expectation we do not know may be passed over (RFC 9110, 10.1.1); Node would answer it without us.
  fastify.server.on('checkExpectation', (request: IncomingMessage, response) => fastify.server.emit('request', request, response));
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(standingHeaders(request.id));
    if (request.headers.host === undefined && request.raw.httpVersion === '1.1') return sendProblem(request, reply, toProblem({ statusCode: 400 }));
    if (open.test(request.url.split('?', 1)[0] ?? '/')) return done();
    try {
      request.caller = keys.identify(authorizationOf(request.raw));
      return done();
    } catch (error) {
      return sendProblem(request, reply, toProblem(error));
    }
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.http.observe(
      { method: request.method, route: request.routeOptions.url ?? 'unknown', status: String(reply.statusCode) }, reply.elapsedTime / 1_000,
    );
    done();
  });
}

/** Node keeps the first of several such headers, a proxy in front may have read another one: several are none. */
function authorizationOf({ headersDistinct }: IncomingMessage): string | undefined {
  const [only, ...more] = headersDistinct.authorization ?? [];
  return more.length === 0 ? only : undefined;
}

function readBody(request: FastifyRequest, bytes: Buffer): unknown {
  if (!hasNoEncoding(request.headers) || !jsonType.test(request.headers['content-type'] ?? '')) throw unacceptable(request);
  // The items of a batch begin two levels down.
  return parseStrictJson(bytes, request.routeOptions.url === batches ? { depth: maxDepth + 2, largestItem: bodyLimit } : {});
}

const hasNoEncoding = (headers: IncomingMessage['headers']): boolean => (headers['content-encoding'] ?? 'identity').toLowerCase() === 'identity';
const unacceptable = ({ routeOptions }: FastifyRequest): Problem => new Problem('unsupported_media_type', routeOptions.url === batches ? 'json_or_csv' : 'json_only');
