import { createHash } from 'node:crypto';
import { Body, Controller, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { v4 as randomId } from 'uuid';
import { parseApplication, type Finding, type Parsed } from '#app/applicant';
import { previewAdd } from '#app/freedompay';
import { OnboardingReader } from '#app/onboarding';
import { Problem, type Settings } from '#app/platform';
import { CalledBy, scopeOf, type Caller } from '../caller.js';
import type { Language } from '../catalogue/language.js';
import { presentFault } from '../field-problem.js';
import { canonicalRequest, IdempotencyKeyHeader, IdempotentAnswers, jsonAnswer } from '../idempotent-answers.js';
import { InLanguage } from '../in-language.js';
import { SETTINGS } from '../settings.token.js';
import { fieldProblem } from '../validated.js';

const told = (findings: Finding[], language: Language) => findings.map((finding) => presentFault(finding, language));

/** What would happen, without its happening: nothing is sent, and nothing stored but the answer to a request with a key. */
@Controller('v1/onboardings')
export class RehearsalsController {
  constructor(
    private readonly reader: OnboardingReader, private readonly idempotency: IdempotentAnswers, @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post('validation')
  async validate(
    @Body() body: unknown, @CalledBy() caller: Caller, @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language, @Res() reply: FastifyReply,
  ): Promise<void> {
    const parsed = this.parse(body);
    await this.answer(reply, caller, 'validation', key, canonicalRequest(parsed, body), language, () => this.judge(parsed, caller, language));
  }

  private async judge(parsed: Parsed, caller: Caller, language: Language): Promise<unknown> {
    if (!parsed.ok) return { valid: false, errors: told(parsed.errors, language), warnings: [], possible_duplicates: [] };
    const { application, warnings } = parsed.request;
    const known = await this.reader.withBin(application.bin, scopeOf(caller));
    return {
      valid: true, errors: [], warnings: told(warnings, language),
      possible_duplicates: known.map(({ id, status, created_at }) => ({ id, status, created_at, links: { self: `/v1/onboardings/${id}` } })),
    };
  }

  @Post('preview')
  async preview(
    @Body() body: unknown, @CalledBy() caller: Caller, @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language, @Res() reply: FastifyReply,
  ): Promise<void> {
    const parsed = this.parse(body);
    if (!parsed.ok) throw fieldProblem(parsed.errors);
    const { application, requestId, warnings } = parsed.request;
    await this.answer(reply, caller, 'preview', key, canonicalRequest(parsed, body), language, () => {
      const request_id = requestId ?? randomId();
      const { path, header, headerText, format, bodies } = previewAdd(this.settings, { requestId: request_id, onboardingId: randomId(), application });
      return { method: 'POST', path, request_id, header, header_text: headerText, body_format: format, body: bodies[format], bodies, warnings: told(warnings, language) };
    });
  }

  /** As with every post: refusals are not kept, and a repeat is answered in the language of the first request. */
  private answer(
    reply: FastifyReply, caller: Caller, call: 'validation' | 'preview', key: string | null, content: string, language: Language, rehearse: () => unknown,
  ): Promise<void> {
    const fingerprint = createHash('sha256').update(content).digest('hex');
    return this.idempotency.answer(reply, caller, `/v1/onboardings/${call}`, key, fingerprint, async () => ({
      answer: jsonAnswer(200, { 'content-language': language }, await rehearse()), kept: false, onboardingId: null,
    }));
  }

  private parse(body: unknown): Parsed {
    if (body === undefined || body === null) throw new Problem('malformed_json', 'object_expected');
    return parseApplication(body, this.settings.CHECKSUM_POLICY);
  }
}
