import { Body, Controller, Get, Headers, Inject, Param, Post, Res } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { readFeedLag } from '#app/events';
import { readOverview, steeringActions, type SteeringAction } from '#app/onboarding';
import { Database, Problem, queueBackend, WorkQueue, type Settings } from '#app/platform';
import { readBacklog } from '#app/webhooks';
import { CalledBy, type Caller } from '../caller.js';
import type { Language } from '../catalogue/language.js';
import { IdempotencyKeyHeader } from '../idempotent-answers.js';
import { InLanguage } from '../in-language.js';
import { OnboardingAccess } from '../onboardings/onboarding.access.js';
import { IsReason } from '../reason.js';
import { SETTINGS } from '../settings.token.js';
import { says, validated } from '../validated.js';

export class ActionDto {
  @IsIn(steeringActions, says('one_of', { choices: steeringActions.join(', ') }))
  action: SteeringAction;

  @IsReason()
  reason: string;
}

/** @throws Problem forbidden */
export function operator({ role }: Caller): void {
  if (role !== 'admin') throw new Problem('forbidden', 'operators_only');
}

@Controller('v1/admin')
export class AdminController {
  constructor(
    private readonly database: Database, private readonly access: OnboardingAccess, private readonly queue: WorkQueue,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('overview')
  async overview(@CalledBy() caller: Caller): Promise<unknown> {
    operator(caller);
    const [{ onboardings, work, partner }, feed, { oldestPendingAt }, counts] = await Promise.all([
      readOverview(this.database), readFeedLag(this.database), readBacklog(this.database), this.queue.counts(),
    ]);
    const undelivered = [feed.oldest_undelivered_at, oldestPendingAt].flatMap((at) => at?.getTime() ?? []);
    return {
      onboardings, work, queue: { backend: queueBackend(this.settings), waiting: counts?.waiting ?? null, active: counts?.active ?? null },
      events: { lag: feed.lag, oldest_undelivered_at: undelivered.length === 0 ? null : new Date(Math.min(...undelivered)) }, partner,
    };
  }

  @Post('onboardings/:id/actions')
  async act(
    @Param('id') id: string, @Body() body: unknown, @CalledBy() caller: Caller, @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language, @Res() reply: FastifyReply,
  ): Promise<void> {
    operator(caller);
    if (body === undefined || body === null) throw new Problem('malformed_json', 'members_expected', { params: { members: '{"action", "reason"}' } });
    const { action, reason } = validated(ActionDto, body, '/');
    await this.access.act(reply, caller, { id, action, reason, ifMatch, key, language, path: `/v1/admin/onboardings/${id.toLowerCase()}/actions` });
  }
}
