import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Language } from '../catalogue/language.js';
import { isKnown } from '../entity-tag.js';
import { InLanguage } from '../in-language.js';
import { dictionaries, type DictionaryName } from './dictionaries.js';

interface Page { body: string; tag: string }

/** The dictionaries. They change with a release only, so each is rendered once per language and kept by callers for an hour. */
@ApiTags('reference')
@ApiBearerAuth()
@ApiHeader({ name: 'Accept-Language', required: false, description: 'ru, kk or en' })
@ApiHeader({ name: 'If-None-Match', required: false })
@ApiResponse({ status: 200, description: '{data}, in the language of Content-Language' })
@ApiResponse({ status: 304, description: 'Nothing changed since If-None-Match.' })
@Controller('v1/reference')
export class ReferenceController {
  private readonly pages = new Map<string, Page>();

  @Get('products')
  @ApiOperation({ summary: 'The products of Freedom Pay' })
  products(@InLanguage() language: Language, @Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    this.send('products', language, known, reply);
  }

  @Get('statuses')
  @ApiOperation({ summary: 'The statuses of an onboarding, the reasons for an end and for a hold' })
  statuses(@InLanguage() language: Language, @Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    this.send('statuses', language, known, reply);
  }

  @Get('problem-codes')
  @ApiOperation({ summary: 'Every code of an error, a warning or a refusal, and what to do' })
  problemCodes(@InLanguage() language: Language, @Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    this.send('problem-codes', language, known, reply);
  }

  @Get('countries')
  @ApiOperation({ summary: 'ISO 3166-1 countries' })
  countries(@InLanguage() language: Language, @Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    this.send('countries', language, known, reply);
  }

  private send(name: DictionaryName, language: Language, known: string | undefined, reply: FastifyReply): void {
    const { body, tag } = this.page(name, language);
    // Private, because a key is needed to see it.
    void reply.header('etag', tag).header('cache-control', 'private, max-age=3600').header('vary', 'Accept-Language');
    if (isKnown(known, tag)) void reply.code(304).send();
    else void reply.code(200).header('content-type', 'application/json; charset=utf-8').send(body);
  }

  private page(name: DictionaryName, language: Language): Page {
    const key = `${name} ${language}`;
    const kept = this.pages.get(key);
    if (kept !== undefined) return kept;
    const body = JSON.stringify(dictionaries[name](language));
    const page = { body, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
    this.pages.set(key, page);
    return page;
  }
}
