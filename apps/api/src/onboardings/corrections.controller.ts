import { createHash } from 'node:crypto';
import { Body, Controller, Headers, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Correct, type Corrected, type Onboarding } from '#app/onboarding';
import { Problem, WorkQueue } from '#app/platform';
import { CalledBy, type Caller } from '../caller.js';
import { canonicalBody, IdempotencyKeyHeader, IdempotentAnswers } from '../idempotent-answers.js';
import type { Language } from '../catalogue/language.js';
import { InLanguage } from '../in-language.js';
import { IsReason } from '../reason.js';
import { fieldProblem, validated } from '../validated.js';
import { openBin } from './refusals.js';
import { changedMeanwhile, expectedSequence, OnboardingAccess } from './onboarding.access.js';
import { CreateQueryDto } from './onboarding.dto.js';

export class CancellationDto {
  @IsReason()
  reason: string;
}

/** Somebody else has to be faster each time. */
const turnsAtMost = 5;

@Controller('v1/onboardings/:id')
export class CorrectionsController {
  constructor(
    private readonly correct: Correct, private readonly access: OnboardingAccess, private readonly idempotency: IdempotentAnswers, private readonly queue: WorkQueue,
  ) {}

  @Post('resubmission')
  async resubmit(
    @Param('id') id: string, @Body() patch: unknown = {}, @Query() query: unknown, @CalledBy() caller: Caller, @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language, @Res() reply: FastifyReply,
  ): Promise<void> {
    const sharedBin = validated(CreateQueryDto, query, '?').allow_duplicate_bin === 'true';
    const fingerprint = createHash('sha256').update(JSON.stringify([sharedBin, canonicalBody(patch)])).digest('hex');
    const onboarding = await this.access.find(id, caller);
    const expected = expectedSequence(ifMatch);
    await this.idempotency.answer(reply, caller, `/v1/onboardings/${onboarding.id}/resubmission`, key, fingerprint, async (kept) => {
      if (expected !== null && expected !== onboarding.standing.sequence) throw changedMeanwhile();
      const answer = (next: Onboarding) => this.access.answer(202, next, language, { location: `/v1/onboardings/${next.id}` });
      const correct = (as: Onboarding): Promise<Corrected> =>
        this.correct.resubmit({ onboarding: as, patch, by: caller.apiClient, sharedBin, keep: kept === null ? null : { key: kept, answer } });
      let corrected = await correct(onboarding);
      // Who does not say what he saw is judged by what is there now.
      const turns = expected === null ? turnsAtMost : 1;
      for (let turn = 1; corrected.kind === 'changed_meanwhile' && turn < turns; turn += 1) corrected = await correct(await this.access.find(id, caller));
      if (corrected.kind !== 'resubmitted') throw refusal(corrected);
      this.queue.wake();
      return { answer: answer(corrected.onboarding), kept: kept !== null, onboardingId: onboarding.id };
    });
  }

  @Post('cancellation')
  async cancel(
    @Param('id') id: string, @Body() body: unknown, @CalledBy() caller: Caller, @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language, @Res() reply: FastifyReply,
  ): Promise<void> {
    if (body === undefined || body === null) throw new Problem('malformed_json', 'members_expected', { params: { members: '{"reason"}' } });
    const { reason } = validated(CancellationDto, body, '/');
    await this.access.act(reply, caller, { id, action: 'cancel', reason, ifMatch, key, language, path: `/v1/onboardings/${id.toLowerCase()}/cancellation` });
  }
}

function refusal(corrected: Exclude<Corrected, { kind: 'resubmitted' }>): Problem {
  switch (corrected.kind) {
    case 'not_resubmittable':
      return new Problem('not_resubmittable', 'not_rejected');
    case 'invalid':
      return fieldProblem(corrected.errors);
    case 'open':
      return openBin(null);
    case 'changed_meanwhile':
      return changedMeanwhile();
  }
}
