import { BadRequestException, Body, Controller, Delete, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import type { LedgerRow } from './ledger.js';
import { BadMode, type Mode } from './mode.js';
import { Partner } from './partner.js';

/** The simulator's own routes: what it saw, and what it is told to do. They need no key. */
@Controller('__simulator')
export class ControlController {
  constructor(@Inject(Partner) private readonly partner: Partner) {}

  @Get('ledger')
  ledger(): { clients: readonly LedgerRow[] } {
    return { clients: this.partner.ledger.all() };
  }

  /** With `after`, a place that an earlier answer gave as `next` or 0: the calls since then, so that a long run can be read along. */
  @Get('calls')
  calls(@Query('request_id') requestId?: string, @Query('after') after?: string): { calls: Record<string, unknown>[]; missed?: number; next?: number } {
    if (after === undefined) return { calls: this.partner.calls.find(requestId || undefined) };
    if (!/^\d{1,15}$/.test(after)) throw new BadRequestException('after must be a place that an earlier answer gave as next, or 0');
    return this.partner.calls.since(Number(after));
  }

  @Get('mode')
  mode(): Mode {
    return this.partner.mode;
  }

  /** Changes the members given, answers the mode in force; 400 with a text when any of them is nonsense. */
  @Post('mode')
  @HttpCode(200)
  changeMode(@Body() body: unknown): Mode {
    try {
      return this.partner.changeMode(readJson(body));
    } catch (fault) {
      if (fault instanceof BadMode) throw new BadRequestException(fault.message);
      throw fault;
    }
  }

  /** Clears ledger, calls and counters and puts the mode back to its defaults, which it answers. */
  @Delete('state')
  clear(): Mode {
    this.partner.clear();
    return this.partner.mode;
  }
}

function readJson(body: unknown): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
  } catch {
    throw new BadMode('the mode must be a JSON object');
  }
}
