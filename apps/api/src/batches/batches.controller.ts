import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import type { FastifyReply } from 'fastify';
import { BatchReader, BatchStore, type Batch, type BatchOptions, type JudgedItem } from '#app/onboarding';
import { Problem, type Settings } from '#app/platform';
import { CalledBy, scopeOf, type Caller } from '../caller.js';
import type { Language } from '../catalogue/language.js';
import { IdempotencyKeyHeader, IdempotentAnswers, jsonAnswer } from '../idempotent-answers.js';
import { InLanguage } from '../in-language.js';
import { idOf, isUuid } from '../onboardings/onboarding.dto.js';
import { pageOf } from '../page.js';
import { SETTINGS } from '../settings.token.js';
import { validated } from '../validated.js';
import { BatchListQueryDto, BatchQueryDto, ItemListQueryDto } from './batch.dto.js';
import { presentBatch, presentItem, reportFormat, reportRow } from './batch.presenter.js';
import { csvCharset } from './content-type.js';
import { readCsvBatch, readJsonBatch } from './uploads.js';

/** Rows judged and stored at a time: a few ms of work between which other requests get their turn. */
const chunk = 100;
/** Rows of a report read at a time. */
const reportPage = 500;

/** Many requests at once. The rows are stored while they arrive; a worker opens their onboardings. */
@Controller('v1/batches')
export class BatchesController {
  constructor(
    private readonly store: BatchStore, private readonly reader: BatchReader, private readonly idempotency: IdempotentAnswers,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  async create(
    @Body() body: unknown, @Query() query: unknown, @Headers('content-type') contentType: string | undefined, @CalledBy() caller: Caller,
    @IdempotencyKeyHeader() key: string | null, @InLanguage() language: Language, @Res() reply: FastifyReply,
  ): Promise<void> {
    const { dry_run, allow_duplicate_bin } = validated(BatchQueryDto, query, '?');
    const options: BatchOptions = { apiClient: caller.apiClient, dryRun: dry_run === 'true', sharedBins: allow_duplicate_bin === 'true' };
    const upload = body instanceof Readable
      ? await readCsvBatch(body, csvCharset(contentType), this.settings.CHECKSUM_POLICY)
      : readJsonBatch(body, this.settings.CHECKSUM_POLICY);
    const begun = await this.store.begin(options, upload.origin);
    let finished = false;
    try {
      const batch: Batch = {
        id: begun.id, ...upload.origin, ...options, status: 'opening', createdAt: new Date(begun.createdAt), completedAt: null, outcomes: {},
        items: await this.receive(begun.id, upload.items),
      };
      const answer = jsonAnswer(202, { location: `/v1/batches/${batch.id}`, 'content-language': language }, presentBatch(batch));
      const fingerprint = key === null ? '' : createHash('sha256').update(JSON.stringify([options.dryRun, options.sharedBins, upload.origin.format, upload.contentHash()])).digest('hex');
      await this.idempotency.answer(reply, caller, '/v1/batches', key, fingerprint, async (kept) => {
        finished = await this.store.finish(batch.id, kept === null ? null : { key: kept, answer });
        if (!finished) throw new Problem('service_unavailable', 'perhaps_stored', { headers: { 'retry-after': '2' } });
        return { answer, kept: true, onboardingId: null };
      });
    } finally {
      // Refused, broken off, or a repeat: nobody will ask for these rows.
      if (!finished) await this.store.discard(begun.id).catch(() => undefined);
    }
  }

  /** Stores the rows while they come in. Nothing of them happens yet. */
  private async receive(id: string, items: AsyncIterable<JudgedItem>): Promise<Batch['items']> {
    const counts = { waiting: 0, accepted: 0, repeated: 0, refused: 0 };
    let judged: JudgedItem[] = [];
    const store = async (): Promise<void> => {
      if (judged.length > 0) await this.store.add(id, judged);
      judged = [];
    };
    for await (const item of items) {
      counts['request' in item ? 'waiting' : 'refused'] += 1;
      judged.push(item);
      if (judged.length === chunk) await store();
    }
    await store();
    if (counts.waiting + counts.refused === 0) throw new Problem('malformed_csv', 'no_rows');
    return counts;
  }

  @Get()
  async list(@Query() query: unknown, @CalledBy() caller: Caller): Promise<unknown> {
    const { limit, cursor } = validated(BatchListQueryDto, query, '?');
    const { batches, hasMore } = await this.reader.list(scopeOf(caller), cursor === undefined ? null : idOf(cursor), Number(limit ?? 50));
    return pageOf(batches, hasMore, presentBatch);
  }

  @Get(':id')
  async get(@Param('id') id: string, @CalledBy() caller: Caller): Promise<unknown> {
    return presentBatch(await this.find(id, caller));
  }

  @Get(':id/items')
  async items(@Param('id') id: string, @Query() query: unknown, @CalledBy() caller: Caller, @InLanguage() language: Language): Promise<unknown> {
    const { status, limit, cursor } = validated(ItemListQueryDto, query, '?');
    const batch = await this.find(id, caller);
    const { items, hasMore } = await this.reader.items(batch.id, status ?? null, Number(cursor ?? 0), Number(limit ?? 100));
    return { data: items.map((item) => presentItem(item, batch, language)), has_more: hasMore, next_cursor: hasMore ? String(items.at(-1)?.row) : null };
  }

  @Get(':id/report.csv')
  async report(@Param('id') id: string, @CalledBy() caller: Caller, @InLanguage() language: Language, @Res() reply: FastifyReply): Promise<void> {
    const batch = await this.find(id, caller);
    const report = pipeline(Readable.from(this.reportRows(batch, language)), stringify(reportFormat(batch)), () => undefined);
    void reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', `attachment; filename="batch-${batch.id}.csv"`).send(report);
  }

  private async* reportRows(batch: Batch, language: Language): AsyncGenerator<ReturnType<typeof reportRow>> {
    for (let after = 0, more = true; more;) {
      const { items, hasMore } = await this.reader.items(batch.id, null, after, reportPage);
      for (const item of items) yield reportRow(item, batch, language);
      more = hasMore;
      after = items.at(-1)?.row ?? after;
    }
  }

  private async find(id: string, caller: Caller): Promise<Batch> {
    const batch = isUuid(id) ? await this.reader.get(id.toLowerCase(), scopeOf(caller)) : null;
    if (batch === null) throw new Problem('not_found', 'batch');
    return batch;
  }
}
