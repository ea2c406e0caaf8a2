import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiProperty, ApiResponse, ApiTags } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { readFeedLag } from '#app/events';
import { OnboardingReader, readOverview, Steer, steeringActions, type SteeringAction } from '#app/onboarding';
import { Database, Problem, queueBackend, WorkQueue, type Settings } from '#app/platform';
import { CalledBy, type Caller } from '../caller.js';
import { isUuid } from '../onboardings/onboarding.dto.js';
import { presentOnboarding } from '../onboardings/onboarding.presenter.js';
import { SETTINGS } from '../settings.token.js';
import { validated } from '../validated.js';

export class ActionDto {
  @ApiProperty({ enum: steeringActions })
  @IsIn(steeringActions, { message: `must be one of ${steeringActions.join(', ')}` })
  action: SteeringAction;

  @ApiProperty({ minLength: 1, maxLength: 500, description: 'Why; shown in the timeline.' })
  @Matches(/^(?=.*\S)[^\p{Cc}\p{Cs}]{1,500}$/u, { message: 'must be 1 to 500 characters that say why' })
  reason: string;
}

function operator({ role }: Caller): void {
  if (role !== 'admin') throw new Problem('forbidden', "This needs an operator's key.");
}

@ApiTags('operators')
@ApiBearerAuth()
@Controller('v1/admin')
export class AdminController {
  constructor(
    private readonly database: Database, private readonly steer: Steer, private readonly reader: OnboardingReader,
    private readonly queue: WorkQueue, @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('overview')
  @ApiOperation({ summary: 'Everything at a glance' })
  async overview(@CalledBy() caller: Caller): Promise<unknown> {
    operator(caller);
    const [{ onboardings, work, partner }, events, counts] = await Promise.all([
      readOverview(this.database), readFeedLag(this.database), this.queue.counts(),
    ]);
    return {
      onboardings, work, queue: { backend: queueBackend(this.settings), waiting: counts?.waiting ?? null, active: counts?.active ?? null },
      // No breaker stands between us and the partner yet: calls always flow.
      events, partner: { circuit: 'closed', ...partner },
    };
  }

  @Post('onboardings/:id/actions')
  @HttpCode(200)
  @ApiOperation({ summary: 'Steer one onboarding by hand' })
  @ApiBody({ type: ActionDto })
  @ApiResponse({ status: 200, description: 'Done: the onboarding as it is now.' })
  @ApiResponse({ status: 409, description: 'Not possible in its present state.' })
  @ApiResponse({ status: 412, description: 'It changed since If-Match.' })
  async act(
    @Param('id') id: string, @Body() body: unknown, @CalledBy() caller: Caller, @Headers('if-match') seen: string | undefined,
  ): Promise<unknown> {
    operator(caller);
    if (body === undefined || body === null) throw new Problem('malformed_json', 'Send {"action", "reason"} as a JSON object.');
    const { action, reason } = validated(ActionDto, body, '/');
    const steered = isUuid(id) ? await this.steer.act(id.toLowerCase(), action, reason, caller.apiClient, expectedSequence(seen)) : { kind: 'not_found' as const };
    if (steered.kind === 'not_found') throw new Problem('not_found', 'There is no onboarding with this id.');
    if (steered.kind === 'refused') throw new Problem('action_not_possible', steered.why);
    if (steered.kind === 'changed_meanwhile') throw new Problem('sequence_mismatch', 'Read the onboarding again and decide anew.');
    this.queue.wake();
    const onboarding = await this.reader.get(id, null);
    if (onboarding === null) throw new Problem('not_found', 'There is no onboarding with this id.');
    return presentOnboarding(onboarding, this.settings.EXPECTED_DECISION_MINUTES * 60_000);
  }
}

/** If-Match: one strong tag, as GET gave it. */
function expectedSequence(tag: string | undefined): number | null {
  if (tag === undefined || tag.trim() === '*') return null;
  const digits = /^"(\d{1,9})"$/.exec(tag.trim())?.[1];
  if (digits === undefined) throw new Problem('sequence_mismatch', 'If-Match takes the ETag of the onboarding, e.g. "3".');
  return Number(digits);
}
