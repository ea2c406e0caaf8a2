import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { negotiate, type Language } from './catalogue/language.js';

export const languageOf = ({ headers }: Pick<FastifyRequest, 'headers'>): Language => negotiate(headers['accept-language']);

/** The language the caller reads. Whoever asks for it answers in it, so the answer says so. */
export const InLanguage = createParamDecorator((_: unknown, context: ExecutionContext): Language => {
  const http = context.switchToHttp();
  const language = languageOf(http.getRequest<FastifyRequest>());
  void http.getResponse<FastifyReply>().header('content-language', language);
  return language;
});
