import { createHash } from 'node:crypto';
import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseApplication, type AcceptableRequest } from '#app/applicant';
import { Accept, fingerprintOf, OnboardingReader, readTimeline, Watch, type ListQuery, type Onboarding } from '#app/onboarding';
import { Database, Problem, WorkQueue, type Answer, type Settings } from '#app/platform';
import { CalledBy, scopeOf, type Caller } from '../caller.js';
import { IdempotencyKeyHeader, IdempotentAnswers } from '../idempotent-answers.js';
import type { Language } from '../catalogue/language.js';
import { isKnown } from '../entity-tag.js';
import { InLanguage } from '../in-language.js';
import { instantOf } from '../instant.js';
import { fieldProblem, validated } from '../validated.js';
import { CreateQueryDto, cursorOf, idOf, ListQueryDto } from './onboarding.dto.js';
import { OnboardingAccess, tagOf } from './onboarding.access.js';
import { idConflict, openBin } from './refusals.js';
import { presentTimelineEntry } from './timeline.presenter.js';
import { SETTINGS } from '../settings.token.js';

@Controller('v1/onboardings')
export class OnboardingsController {
  constructor(
    private readonly accept: Accept, private readonly reader: OnboardingReader, private readonly database: Database, private readonly queue: WorkQueue,
    private readonly idempotency: IdempotentAnswers, private readonly access: OnboardingAccess, private readonly watch: Watch, @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  async create(
    @Body() body: unknown, @Query() query: unknown, @CalledBy() caller: Caller, @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sharedBin = validated(CreateQueryDto, query, '?').allow_duplicate_bin === 'true';
    const request = acceptable(body, this.settings.CHECKSUM_POLICY);
    const fingerprint = createHash('sha256').update(JSON.stringify([request.externalId, request.requestId, sharedBin, fingerprintOf(request)])).digest('hex');
    await this.idempotency.answer(reply, caller, '/v1/onboardings', key, fingerprint, async (kept) => {
      const keep = kept === null ? null : { key: kept, answer: (onboarding: Onboarding) => this.accepted(onboarding, language) };
      const acceptance = await this.accept.accept(caller.apiClient, request, { sharedBin, keep });
      if (acceptance.kind === 'repeated') {
        const onboarding = await this.access.find(acceptance.id, caller);
        return { answer: this.access.answer(200, onboarding, language), kept: false, onboardingId: onboarding.id };
      }
      if (acceptance.kind === 'open') throw openBin(acceptance.onboarding);
      if (acceptance.kind === 'conflict') throw idConflict(acceptance.by, acceptance.onboarding);
      this.queue.wake();
      return { answer: this.accepted(acceptance.onboarding, language), kept: true, onboardingId: acceptance.onboarding.id };
    });
  }

  private accepted(onboarding: Onboarding, language: Language): Answer {
    return this.access.answer(202, onboarding, language, { location: `/v1/onboardings/${onboarding.id}` });
  }

  @Get()
  async list(@Query() query: unknown, @CalledBy() caller: Caller, @InLanguage() language: Language): Promise<unknown> {
    const { onboardings, next } = await this.reader.list(listQuery(validated(ListQueryDto, query, '?'), caller));
    return {
      data: onboardings.map((onboarding) => this.access.show(onboarding, language)),
      has_more: next !== null, next_cursor: next === null ? null : cursorOf(next),
    };
  }

  @Get(':id')
  async get(
    @Param('id') id: string, @Headers('if-none-match') known: string | undefined, @CalledBy() caller: Caller, @InLanguage() language: Language,
    @Headers('prefer') prefer: string | undefined, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    let onboarding = await this.access.find(id, caller);
    const waitMs = preferredWait(prefer);
    if (waitMs !== null && isKnown(known, tagOf(onboarding.standing))) {
      await this.watch.change(onboarding.id, onboarding.standing.sequence, waitMs, hangUpOf(request));
      onboarding = await this.access.find(id, caller);
      void reply.header('preference-applied', `wait=${waitMs / 1_000}`);
    }
    const tag = tagOf(onboarding.standing);
    if (isKnown(known, tag)) {
      void reply.code(304).header('etag', tag);
      return undefined;
    }
    void reply.header('etag', tag);
    return this.access.show(onboarding, language);
  }

  @Get(':id/timeline')
  async timeline(@Param('id') id: string, @CalledBy() caller: Caller, @InLanguage() language: Language): Promise<unknown> {
    await this.access.find(id, caller);
    const entries = await readTimeline(this.database, id);
    return { data: entries.map((entry) => presentTimelineEntry(entry, language)) };
  }
}

function listQuery({ limit, cursor, external_id, request_id, bin, status, created_from, created_to, updated_from, has_problems, held }: ListQueryDto, caller: Caller): ListQuery {
  const given = {
    status, bin, requestId: request_id?.toLowerCase(), externalId: external_id,
    createdFrom: instant(created_from), createdTo: instant(created_to), updatedFrom: instant(updated_from), hasProblems: flag(has_problems), held: flag(held),
  };
  return { apiClient: scopeOf(caller), limit: Number(limit ?? 50), before: cursor === undefined ? null : idOf(cursor), ...given };
}
const instant = (text: string | undefined): number | undefined => (text === undefined ? undefined : instantOf(text) ?? undefined);
const flag = (text: string | undefined): boolean | undefined => (text === undefined ? undefined : text === 'true');

/** @throws Problem with every fault of the body */
function acceptable(body: unknown, policy: Settings['CHECKSUM_POLICY']): AcceptableRequest {
  if (body === undefined || body === null) throw new Problem('malformed_json', 'object_expected');
  const parsed = parseApplication(body, policy);
  if (parsed.ok) return parsed.request;
  throw fieldProblem(parsed.errors);
}

/** Prefer: wait=seconds (RFC 7240, 4.3), ms; null where it is not asked for or not understood: preferences are not errors. */
function preferredWait(prefer: string | undefined): number | null {
  const seconds = /(?:^|[,;])\s*wait\s*=\s*"?(\d{1,5})"?\s*(?:[,;]|$)/i.exec(prefer ?? '')?.[1];
  return seconds === undefined ? null : Math.min(Number(seconds), 60) * 1_000;
}

function hangUpOf({ raw }: FastifyRequest): AbortSignal {
  const hangUp = new AbortController();
  raw.socket.once('close', () => hangUp.abort());
  return hangUp.signal;
}
