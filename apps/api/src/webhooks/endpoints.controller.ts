import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Problem } from '#app/platform';
import { CalledBy, type Caller } from '../caller.js';
import type { Language } from '../catalogue/language.js';
import { FieldProblem } from '../field-problem.js';
import { IdempotencyKeyHeader, jsonAnswer } from '../idempotent-answers.js';
import { InLanguage } from '../in-language.js';
import { instantOf } from '../instant.js';
import { idOf } from '../onboardings/onboarding.dto.js';
import { pageOf } from '../page.js';
import { validated } from '../validated.js';
import { allowsReplay, replayToken } from './replay-token.js';
import { changedOrRefused, expectedVersion, WebhookAccess } from './webhook.access.js';
import { EndpointChangesDto, EndpointListQueryDto, longestOverlap, NewEndpointDto, noWord, ReplayDto, RotationDto, tokenMinutes } from './webhook.dto.js';
import { presentEndpoint, presentPing, presentPlan, presentReplay, tagOf } from './webhook.presenter.js';

const path = '/v1/webhook-endpoints';
const hourMs = 3_600_000;
const usualOverlap = 24;

const members = (names: string): Problem => new Problem('malformed_json', 'members_expected', { params: { members: names } });

/** Where an API client wants its events. Each sees its own only, operators too: all of them are under /v1/admin. */
@Controller('v1/webhook-endpoints')
export class EndpointsController {
  constructor(private readonly access: WebhookAccess) {}

  @Post()
  async create(
    @Body() body: unknown, @CalledBy() caller: Caller, @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language, @Res() reply: FastifyReply,
  ): Promise<void> {
    if (body === undefined || body === null) throw members('{"url", "event_types"}');
    const { url, event_types, description } = this.access.judged(NewEndpointDto, body);
    this.access.sealable();
    await this.access.create({ caller, path, key, body, language, reply }, { url, eventTypes: event_types, description: description ?? null });
  }

  @Get()
  async list(@Query() query: unknown, @CalledBy() { apiClient }: Caller): Promise<unknown> {
    const { limit, cursor } = validated(EndpointListQueryDto, query, '?');
    const { endpoints, hasMore } = await this.access.store.list(apiClient, cursor === undefined ? null : idOf(cursor), Number(limit ?? 50));
    return pageOf(endpoints, hasMore, presentEndpoint);
  }

  @Get(':id')
  async get(@Param('id') id: string, @CalledBy() { apiClient }: Caller, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    const endpoint = await this.access.find(id, apiClient);
    // No 304: what health says moves without the version.
    void reply.header('etag', tagOf(endpoint));
    return presentEndpoint(endpoint);
  }

  @Patch(':id')
  async change(
    @Param('id') id: string, @Body() body: unknown, @CalledBy() { apiClient }: Caller, @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    if (body === undefined || body === null) throw members('{"url", "event_types", "description"}');
    const { url, event_types, description } = this.access.judged(EndpointChangesDto, body);
    const endpoint = await this.access.find(id, apiClient);
    const fields = {
      ...(url === undefined ? {} : { url }), ...(event_types === undefined ? {} : { eventTypes: event_types }), ...(description === undefined ? {} : { description }),
    };
    const changed = changedOrRefused(await this.access.store.update({ id: endpoint.id, apiClient, expected: expectedVersion(ifMatch), keep: null }, fields));
    void reply.header('etag', tagOf(changed.endpoint));
    return presentEndpoint(changed.endpoint);
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id') id: string, @CalledBy() { apiClient }: Caller, @Headers('if-match') ifMatch: string | undefined): Promise<void> {
    const { id: found } = await this.access.find(id, apiClient);
    const removed = await this.access.store.remove({ id: found, apiClient, expected: expectedVersion(ifMatch) });
    if (removed !== 'removed') changedOrRefused({ kind: removed });
  }

  @Post(':id/secret-rotation')
  @HttpCode(200)
  async rotate(
    @Param('id') id: string, @Body() body: unknown, @CalledBy() caller: Caller, @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language, @Res() reply: FastifyReply,
  ): Promise<void> {
    const { overlap_hours } = validated(RotationDto, body, '/');
    this.access.sealable();
    const overlap = Math.min(Number(overlap_hours?.text ?? usualOverlap), longestOverlap) * hourMs;
    await this.access.change({ caller, path: `${path}/:id/secret-rotation`, key, body, language, reply }, id, ifMatch, (addressed) => this.access.store.rotate(addressed, overlap));
  }

  @Post(':id/activation')
  @HttpCode(200)
  async activate(
    @Param('id') id: string, @Body() body: unknown, @CalledBy() caller: Caller, @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language, @Res() reply: FastifyReply,
  ): Promise<void> {
    noWord(body);
    await this.access.change({ caller, path: `${path}/:id/activation`, key, body: null, language, reply }, id, ifMatch, async (addressed, endpoint) => {
      if (addressed.expected !== null && addressed.expected !== endpoint.version) return { kind: 'changed_meanwhile' };
      if (endpoint.status === 'enabled') return { kind: 'changed', endpoint, secret: null, kept: false };
      const { outcome } = await this.access.ping(endpoint);
      if (outcome !== 'delivered') throw new Problem('endpoint_not_answering', 'ping_failed');
      // It was this address that answered, and no other one that somebody gave it meanwhile.
      return this.access.store.enable({ ...addressed, expected: endpoint.version });
    });
  }

  @Post(':id/deactivation')
  @HttpCode(200)
  async deactivate(
    @Param('id') id: string, @Body() body: unknown, @CalledBy() caller: Caller, @Headers('if-match') ifMatch: string | undefined,
    @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language, @Res() reply: FastifyReply,
  ): Promise<void> {
    noWord(body);
    await this.access.change({ caller, path: `${path}/:id/deactivation`, key, body: null, language, reply }, id, ifMatch, (addressed) => this.access.store.disable(addressed));
  }

  @Post(':id/test')
  @HttpCode(200)
  async test(
    @Param('id') id: string, @Body() body: unknown, @CalledBy() caller: Caller, @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    noWord(body);
    const endpoint = await this.access.find(id, caller.apiClient);
    await this.access.once({ caller, path: `${path}/${endpoint.id}/test`, key, body: null, language, reply }, async () => {
      const outcome = await this.access.ping(endpoint);
      return { answer: jsonAnswer(200, { 'content-language': language }, presentPing(outcome, language)), kept: false, onboardingId: null };
    });
  }

  @Get(':id/replays')
  async replays(@Param('id') id: string, @Query() query: unknown, @CalledBy() { apiClient }: Caller): Promise<unknown> {
    const { limit, cursor } = validated(EndpointListQueryDto, query, '?');
    const endpoint = await this.access.find(id, apiClient);
    const { replays, hasMore } = await this.access.replays.list(endpoint.id, cursor === undefined ? null : idOf(cursor), Number(limit ?? 50));
    return pageOf(replays, hasMore, presentReplay);
  }

  @Post(':id/replay')
  async replay(
    @Param('id') id: string, @Body() body: unknown, @CalledBy() caller: Caller, @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (body === undefined || body === null) throw members('{"from", "to", "dry_run"}');
    const { from, to, event_types, dry_run, token } = validated(ReplayDto, body, '/');
    const endpoint = await this.access.find(id, caller.apiClient);
    const window = { endpointId: endpoint.id, from: instantOf(from) ?? 0, to: instantOf(to) ?? 0, eventTypes: event_types ?? [] };
    if (window.to <= window.from) throw new FieldProblem('validation_failed', 'see_errors', [{ pointer: '/to', says: 'window_end' }]);
    const { box, replays, database } = this.access;
    await this.access.once({ caller, path: `${path}/${endpoint.id}/replay`, key, body, language, reply }, async (kept) => {
      const headers = { 'content-language': language };
      const now = await database.now();
      if (dry_run) {
        this.access.sealable();
        const expiresAt = now + tokenMinutes * 60_000;
        const plan = presentPlan(await replays.plan(window), replayToken(box, window, expiresAt), expiresAt);
        return { answer: jsonAnswer(200, headers, plan), kept: false, onboardingId: null };
      }
      if (token === undefined || !allowsReplay(box, token, window, now)) {
        throw new FieldProblem('validation_failed', 'see_errors', [{ pointer: '/token', says: 'replay_token', params: { minutes: tokenMinutes } }]);
      }
      const answer = (replay: Parameters<typeof presentReplay>[0]) => jsonAnswer(202, headers, presentReplay(replay));
      const replay = await replays.begin(window, kept === null ? null : { ...kept, answer });
      if (replay === null) throw new Problem('replay_in_progress', 'running');
      return { answer: answer(replay), kept: true, onboardingId: null };
    });
  }
}
