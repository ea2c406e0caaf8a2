import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProperty, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { Feed, UnknownCursor, type FeedPage } from '#app/events';
import { CalledBy, scopeOf, type Caller } from '../caller.js';
import { FieldProblem } from '../field-problem.js';
import { says, validated } from '../validated.js';

export class FeedQueryDto {
  @ApiProperty({ required: false, description: 'next_cursor of an earlier answer; not given: from the beginning.' })
  @IsOptional() @Matches(/^[A-Za-z0-9_-]{1,80}$/, says('cursor'))
  after?: string;

  @ApiProperty({ required: false, description: 'Event types, comma separated, e.g. onboarding.succeeded,onboarding.rejected.' })
  @IsOptional() @Matches(/^[a-z_]+\.[a-z_]+(?:,[a-z_]+\.[a-z_]+){0,29}$/, says('event_types', { max: 30 }))
  types?: string;

  @ApiProperty({ required: false, format: 'uuid', description: "Only this onboarding's events, complete at once." })
  @IsOptional() @Matches(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i, says('uuid'))
  onboarding_id?: string;

  @ApiProperty({ required: false, default: 100, minimum: 1, maximum: 1000, type: 'integer' })
  @IsOptional() @Matches(/^(?:[1-9]\d{0,2}|1000)$/, says('whole_number', { from: 1, to: 1000 }))
  limit?: string;
}

@ApiTags('events')
@ApiBearerAuth()
@Controller('v1/events')
export class EventsController {
  constructor(private readonly feed: Feed) {}

  @Get()
  @ApiOperation({ summary: 'The pull feed: every event once, in an order that never changes' })
  @ApiQuery({ type: FeedQueryDto })
  @ApiResponse({ status: 200, description: '{data, has_more, next_cursor}' })
  async read(@Query() query: unknown, @CalledBy() caller: Caller): Promise<FeedPage> {
    const { after, types, onboarding_id, limit } = validated(FeedQueryDto, query, '?');
    try {
      return await this.feed.read({
        apiClient: scopeOf(caller), after: after ?? null, types: types?.split(',') ?? [], subject: onboarding_id ?? null, limit: Number(limit ?? 100),
      });
    } catch (error) {
      if (!(error instanceof UnknownCursor)) throw error;
      throw new FieldProblem('validation_failed', 'feed_cursor', [{ pointer: '?after', says: 'feed_cursor' }]);
    }
  }
}
