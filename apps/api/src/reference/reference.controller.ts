import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Language } from '../catalogue/language.js';
import { isKnown } from '../entity-tag.js';
import { InLanguage } from '../in-language.js';
import { dictionaries, type DictionaryName } from './dictionaries.js';

interface Page { body: string; tag: string }

/** The dictionaries. They change with a release only, so each is rendered once per language and kept by callers for an hour. */
@Controller('v1/reference')
export class ReferenceController {
  private readonly pages = new Map<string, Page>();

  @Get('products')
  products(@InLanguage() language: Language, @Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    this.send('products', language, known, reply);
  }

  @Get('statuses')
  statuses(@InLanguage() language: Language, @Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    this.send('statuses', language, known, reply);
  }

  @Get('problem-codes')
  problemCodes(@InLanguage() language: Language, @Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    this.send('problem-codes', language, known, reply);
  }

  @Get('mcc')
  mcc(@InLanguage() language: Language, @Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    this.send('mcc', language, known, reply);
  }

  @Get('countries')
  countries(@InLanguage() language: Language, @Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    this.send('countries', language, known, reply);
  }

  @Get('event-types')
  eventTypes(@InLanguage() language: Language, @Headers('if-none-match') known: string | undefined, @Res() reply: FastifyReply): void {
    this.send('event-types', language, known, reply);
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
