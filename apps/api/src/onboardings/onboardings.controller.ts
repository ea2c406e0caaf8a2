import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { findingText, parseApplication } from '#app/applicant';
import { Accept, OnboardingReader, readTimeline, type Acceptance, type Onboarding } from '#app/onboarding';
import { Database, Problem, WorkQueue, type Settings } from '#app/platform';
import { CalledBy, scopeOf, type Caller } from '../caller.js';
import { validated } from '../validated.js';
import { isUuid, ListQueryDto, OnboardingRequestDto } from './onboarding.dto.js';
import { presentOnboarding } from './onboarding.presenter.js';
import { SETTINGS } from '../settings.token.js';

const noSuch = (): Problem => new Problem('not_found', 'There is no onboarding with this id, or it is not yours.');
const cursorOf = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
const idOf = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

@ApiTags('onboardings')
@ApiBearerAuth()
@Controller('v1/onboardings')
export class OnboardingsController {
  private readonly expectedMs: number;

  constructor(
    private readonly accept: Accept, private readonly reader: OnboardingReader, private readonly database: Database,
    private readonly queue: WorkQueue, @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.expectedMs = settings.EXPECTED_DECISION_MINUTES * 60_000;
  }

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Onboard a client' })
  @ApiBody({ type: OnboardingRequestDto })
  @ApiResponse({ status: 202, description: 'Stored; it will be submitted. Location names it.' })
  @ApiResponse({ status: 200, description: 'Known already, with the same content: the onboarding as it is now.' })
  async create(@Body() body: unknown, @CalledBy() caller: Caller, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    if (body === undefined || body === null) throw new Problem('malformed_json', 'Send the request as a JSON object.');
    const parsed = parseApplication(body, this.settings.CHECKSUM_POLICY);
    if (!parsed.ok) {
      const errors = parsed.errors.map((error) => ({ pointer: error.pointer, code: error.code, message: findingText(error) }));
      const unknown = errors.every(({ code }) => code === 'unknown_field');
      throw new Problem(unknown ? 'unknown_field' : 'validation_failed', 'See errors: each names a field and what is wrong with it.', { errors });
    }
    const acceptance = await this.accept.accept(caller.apiClient, parsed.request);
    if (acceptance.kind === 'conflict') throw conflict(acceptance);
    if (acceptance.kind === 'repeated') {
      void reply.code(200);
      return this.show(await this.find(acceptance.id, caller), reply);
    }
    this.queue.wake();
    void reply.header('location', `/v1/onboardings/${acceptance.onboarding.id}`);
    return this.show(acceptance.onboarding, reply);
  }

  @Get()
  @ApiOperation({ summary: 'List onboardings, newest first' })
  @ApiQuery({ type: ListQueryDto })
  @ApiResponse({ status: 200, description: '{data, has_more, next_cursor}' })
  async list(@Query() query: unknown, @CalledBy() caller: Caller): Promise<unknown> {
    const { limit, cursor, external_id, request_id, bin, status } = validated(ListQueryDto, query, '?');
    const { onboardings, hasMore } = await this.reader.list({
      apiClient: scopeOf(caller), limit: Number(limit ?? 50), before: cursor === undefined ? null : idOf(cursor),
      ...(status === undefined ? {} : { status }), ...(external_id === undefined ? {} : { externalId: external_id.normalize('NFC') }),
      ...(request_id === undefined ? {} : { requestId: request_id }), ...(bin === undefined ? {} : { bin }),
    });
    const last = onboardings.at(-1);
    return {
      data: onboardings.map((onboarding) => presentOnboarding(onboarding, this.expectedMs)),
      has_more: hasMore, next_cursor: hasMore && last !== undefined ? cursorOf(last.id) : null,
    };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One onboarding' })
  @ApiResponse({ status: 200, description: 'The onboarding; ETag is its sequence.' })
  @ApiResponse({ status: 304, description: 'Nothing changed since If-None-Match.' })
  @ApiResponse({ status: 404, description: 'Not here, or not yours.' })
  async get(
    @Param('id') id: string, @Headers('if-none-match') known: string | undefined, @CalledBy() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const onboarding = await this.find(id, caller);
    const tag = `"${onboarding.standing.sequence}"`;
    const matches = known?.split(',').some((candidate) => ['*', tag].includes(candidate.trim().replace(/^W\//, ''))) ?? false;
    if (matches) {
      void reply.code(304).header('etag', tag);
      return undefined;
    }
    return this.show(onboarding, reply);
  }

  @Get(':id/timeline')
  @ApiOperation({ summary: 'Every change and every exchange with Freedom Pay, in plain words' })
  @ApiResponse({ status: 200, description: '{data}: oldest first' })
  async timeline(@Param('id') id: string, @CalledBy() caller: Caller): Promise<unknown> {
    await this.find(id, caller);
    return { data: await readTimeline(this.database, id) };
  }

  private async find(id: string, caller: Caller): Promise<Onboarding> {
    const onboarding = isUuid(id) ? await this.reader.get(id.toLowerCase(), scopeOf(caller)) : null;
    if (onboarding === null) throw noSuch();
    return onboarding;
  }

  private show(onboarding: Onboarding, reply: FastifyReply): Record<string, unknown> {
    void reply.header('etag', `"${onboarding.standing.sequence}"`);
    return presentOnboarding(onboarding, this.expectedMs);
  }
}

function conflict({ by, onboarding }: Extract<Acceptance, { kind: 'conflict' }>): Problem {
  const link = onboarding === null ? {} : { onboarding: `/v1/onboardings/${onboarding}` };
  const detail = onboarding === null
    ? `This ${by} is in use. Choose another one.`
    : `This ${by} belongs to an onboarding with other content. Look at it; to correct rejected data, submit it again there; for another client choose another ${by}.`;
  return new Problem(`${by}_conflict`, detail, { errors: [{ pointer: `/${by}`, code: 'conflict', message: 'Used before with other content.' }], ...link });
}
