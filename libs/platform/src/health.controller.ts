import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from './database.js';
import { Metrics } from './metrics.js';
import { hasNeededSchema } from './schema.js';

/** Set when the process stops: no balancer should send it anything new. */
export class Draining {
  now = false;
}

/** The same three answers from every part. */
@Controller()
export class HealthController {
  constructor(private readonly database: Database, private readonly metrics: Metrics, private readonly draining: Draining) {}

  /** Asks only the process. */
  @Get('health/live')
  live(): { status: string } {
    return { status: 'live' };
  }

  /** Asks Postgres and its schema; never the partner, never Redis. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string; reason?: string }> {
    const reason = await this.whyNotReady();
    if (reason === null) return { status: 'ready' };
    void reply.code(503).header('retry-after', '2');
    return { status: 'not_ready', reason };
  }

  private async whyNotReady(): Promise<string | null> {
    if (this.draining.now) return 'stopping';
    try {
      return (await hasNeededSchema(this.database)) ? null : 'schema_too_old';
    } catch {
      return 'postgres_away';
    }
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async text(): Promise<string> {
    return this.metrics.text();
  }
}
