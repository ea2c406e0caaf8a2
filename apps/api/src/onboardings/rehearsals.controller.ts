import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { v4 as randomId } from 'uuid';
import { parseApplication, type AcceptableRequest, type Finding } from '#app/applicant';
import { previewAdd } from '#app/freedompay';
import { OnboardingReader } from '#app/onboarding';
import { Problem, type Settings } from '#app/platform';
import { CalledBy, scopeOf, type Caller } from '../caller.js';
import type { Language } from '../catalogue/language.js';
import { presentFault } from '../field-problem.js';
import { InLanguage } from '../in-language.js';
import { SETTINGS } from '../settings.token.js';
import { fieldProblem } from '../validated.js';
import { OnboardingRequestDto } from './onboarding.dto.js';

const told = (findings: Finding[], language: Language) => findings.map((finding) => presentFault(finding, language));

/** What would happen, without its happening: nothing here is stored or sent. */
@ApiTags('onboardings')
@ApiBearerAuth()
@Controller('v1/onboardings')
export class RehearsalsController {
  constructor(private readonly reader: OnboardingReader, @Inject(SETTINGS) private readonly settings: Settings) {}

  @Post('validation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Judge a request without storing it' })
  @ApiBody({ type: OnboardingRequestDto })
  @ApiResponse({ status: 200, description: '{valid, errors, warnings, possible_duplicates}' })
  async validate(@Body() body: unknown, @CalledBy() caller: Caller, @InLanguage() language: Language): Promise<unknown> {
    if (body === undefined || body === null) throw new Problem('malformed_json', 'object_expected');
    const parsed = parseApplication(body, this.settings.CHECKSUM_POLICY);
    if (!parsed.ok) return { valid: false, errors: told(parsed.errors, language), warnings: [], possible_duplicates: [] };
    const { application, warnings } = parsed.request;
    const known = await this.reader.withBin(application.bin, scopeOf(caller));
    return {
      valid: true, errors: [], warnings: told(warnings, language),
      possible_duplicates: known.map(({ id, status, created_at }) => ({ id, status, created_at, links: { self: `/v1/onboardings/${id}` } })),
    };
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'See exactly what would be sent to Freedom Pay' })
  @ApiBody({ type: OnboardingRequestDto })
  @ApiResponse({ status: 200, description: 'Both bodies and the decoded JWS header; no key, no signature.' })
  preview(@Body() body: unknown, @InLanguage() language: Language): unknown {
    const { application, requestId, warnings } = this.acceptable(body);
    const request_id = requestId ?? randomId();
    const { path, header, headerText, format, bodies } = previewAdd(this.settings, { requestId: request_id, onboardingId: randomId(), application });
    return { method: 'POST', path, request_id, header, header_text: headerText, body_format: format, body: bodies[format], bodies, warnings: told(warnings, language) };
  }

  private acceptable(body: unknown): AcceptableRequest {
    if (body === undefined || body === null) throw new Problem('malformed_json', 'object_expected');
    const parsed = parseApplication(body, this.settings.CHECKSUM_POLICY);
    if (!parsed.ok) throw fieldProblem(parsed.errors);
    return parsed.request;
  }
}
