import { Controller, Get, Query } from '@nestjs/common';
import { IsOptional, Matches } from 'class-validator';
import { Feed, UnknownCursor, type FeedPage } from '#app/events';
import { CalledBy, scopeOf, type Caller } from '../caller.js';
import { FieldProblem } from '../field-problem.js';
import { says, validated } from '../validated.js';

export class FeedQueryDto {
  @IsOptional() @Matches(/^[A-Za-z0-9_-]{1,80}$/, says('cursor'))
  after?: string;

  @IsOptional() @Matches(/^[a-z_]+\.[a-z_]+(?:,[a-z_]+\.[a-z_]+){0,29}$/, says('event_types', { max: 30 }))
  types?: string;

  @IsOptional() @Matches(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i, says('uuid'))
  onboarding_id?: string;

  @IsOptional() @Matches(/^(?:[1-9]\d{0,2}|1000)$/, says('whole_number', { from: 1, to: 1000 }))
  limit?: string;
}

@Controller('v1/events')
export class EventsController {
  constructor(private readonly feed: Feed) {}

  @Get()
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
