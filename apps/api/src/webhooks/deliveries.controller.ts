import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { DeliveryQuery } from '#app/webhooks';
import { CalledBy, type Caller } from '../caller.js';
import type { Language } from '../catalogue/language.js';
import { FieldProblem } from '../field-problem.js';
import { IdempotencyKeyHeader, jsonAnswer } from '../idempotent-answers.js';
import { InLanguage } from '../in-language.js';
import { instantOf } from '../instant.js';
import { validated } from '../validated.js';
import { deliveryCursor, placeOf } from './delivery-cursor.js';
import { WebhookAccess } from './webhook.access.js';
import { DeliveryListQueryDto, noWord } from './webhook.dto.js';
import { presentAttempt, presentDelivery } from './webhook.presenter.js';

/** What became of every event that an endpoint was to get. */
@Controller('v1/webhook-deliveries')
export class DeliveriesController {
  constructor(private readonly access: WebhookAccess) {}

  @Get()
  async list(@Query() query: unknown, @CalledBy() { apiClient }: Caller): Promise<unknown> {
    const { deliveries, next } = await this.access.deliveries.list(deliveryQuery(query, apiClient));
    return { data: deliveries.map(presentDelivery), has_more: next !== null, next_cursor: next === null ? null : deliveryCursor(next) };
  }

  @Get(':id')
  async get(@Param('id') id: string, @CalledBy() { apiClient }: Caller, @InLanguage() language: Language): Promise<unknown> {
    const delivery = await this.access.findDelivery(id, apiClient);
    const attempts = await this.access.deliveries.attempts(delivery);
    return { ...presentDelivery(delivery), attempts: attempts.map((attempt) => presentAttempt(attempt, language)) };
  }

  @Post(':id/redelivery')
  async redeliver(
    @Param('id') id: string, @Body() body: unknown, @CalledBy() caller: Caller, @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    noWord(body);
    const delivery = await this.access.findDelivery(id, caller.apiClient);
    await this.access.once({ caller, path: `/v1/webhook-deliveries/${id}/redelivery`, key, body: null, language, reply }, async () => {
      await this.access.putBack.one(delivery);
      const again = await this.access.findDelivery(id, caller.apiClient);
      return { answer: jsonAnswer(202, { 'content-language': language }, presentDelivery(again)), kept: false, onboardingId: null };
    });
  }
}

/** @param apiClient null: of all @throws Problem validation_failed */
export function deliveryQuery(query: unknown, apiClient: string | null): DeliveryQuery {
  const { endpoint_id, status, onboarding_id, created_from, created_to, cursor, limit } = validated(DeliveryListQueryDto, query, '?');
  const before = cursor === undefined ? null : placeOf(cursor);
  if (cursor !== undefined && before === null) throw new FieldProblem('validation_failed', 'see_errors', [{ pointer: '?cursor', says: 'delivery_cursor' }]);
  const instant = (text: string | undefined): number | undefined => (text === undefined ? undefined : instantOf(text) ?? undefined);
  return {
    apiClient, endpointId: endpoint_id?.toLowerCase(), status, subject: onboarding_id?.toLowerCase(), createdFrom: instant(created_from), createdTo: instant(created_to),
    before, limit: Number(limit ?? 50),
  };
}
