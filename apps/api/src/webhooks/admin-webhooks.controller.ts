import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { operator } from '../admin/admin.controller.js';
import { CalledBy, type Caller } from '../caller.js';
import type { Language } from '../catalogue/language.js';
import { InLanguage } from '../in-language.js';
import { idOf } from '../onboardings/onboarding.dto.js';
import { pageOf } from '../page.js';
import { validated } from '../validated.js';
import { deliveryQuery } from './deliveries.controller.js';
import { deliveryCursor } from './delivery-cursor.js';
import { WebhookAccess } from './webhook.access.js';
import { EndpointListQueryDto } from './webhook.dto.js';
import { presentAttempt, presentDeliveryOf, presentEndpointOf, tagOf } from './webhook.presenter.js';

/** The endpoints and deliveries of every API client. To look at: what is changed is changed by whoever owns it. */
@Controller('v1/admin')
export class AdminWebhooksController {
  constructor(private readonly access: WebhookAccess) {}

  @Get('webhook-endpoints')
  async endpoints(@Query() query: unknown, @CalledBy() caller: Caller): Promise<unknown> {
    operator(caller);
    const { limit, cursor } = validated(EndpointListQueryDto, query, '?');
    const { endpoints, hasMore } = await this.access.store.list(null, cursor === undefined ? null : idOf(cursor), Number(limit ?? 50));
    return pageOf(endpoints, hasMore, presentEndpointOf);
  }

  @Get('webhook-endpoints/:id')
  async endpoint(@Param('id') id: string, @CalledBy() caller: Caller, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    operator(caller);
    const endpoint = await this.access.find(id, null);
    void reply.header('etag', tagOf(endpoint));
    return presentEndpointOf(endpoint);
  }

  @Get('webhook-deliveries')
  async deliveries(@Query() query: unknown, @CalledBy() caller: Caller): Promise<unknown> {
    operator(caller);
    const { deliveries, next } = await this.access.deliveries.list(deliveryQuery(query, null));
    return { data: deliveries.map(presentDeliveryOf), has_more: next !== null, next_cursor: next === null ? null : deliveryCursor(next) };
  }

  @Get('webhook-deliveries/:id')
  async delivery(@Param('id') id: string, @CalledBy() caller: Caller, @InLanguage() language: Language): Promise<unknown> {
    operator(caller);
    const delivery = await this.access.findDelivery(id, null);
    const attempts = await this.access.deliveries.attempts(delivery);
    return { ...presentDeliveryOf(delivery), attempts: attempts.map((attempt) => presentAttempt(attempt, language)) };
  }
}
