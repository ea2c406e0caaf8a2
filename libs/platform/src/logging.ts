import { pino, type Logger } from 'pino';
import type { LoggerService } from '@nestjs/common';
import type { Settings } from './settings.js';

export type { Logger };

/**
 * One JSON object a line on standard output. Callers log words, ids, counts and codes; errors go through
 * `plainError`, because error objects of the database and of HTTP clients carry rows, bodies and signatures.
 */
export function createLogger(part: string, level: Settings['LOG_LEVEL']): Logger {
  return pino({ level, base: { part }, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } });
}

/** The one line that says a part is ready, whatever the level: launchers and people wait for it. */
export function announce(logger: Logger, part: string, facts: Record<string, unknown>): void {
  logger.child({}, { level: 'info' }).info(facts, `${part} ready`);
}

/** What may be logged of an error: its class, code, constraint and place in our code. Never its message, detail or parameters. */
export function plainError(error: unknown): { error: string; code?: string; constraint?: string; at?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const place = error.stack?.split('\n').find((line) => /^\s+at .*(?:apps|libs|migrations)\//.test(line))?.trim();
  return {
    error: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(place === undefined ? {} : { at: place }),
  };
}

/** Nest's own lines, in the same form. */
export function nestLogger(logger: Logger): LoggerService {
  const text = (message: unknown): string => (typeof message === 'string' ? message : 'see error');
  return {
    log: (message: unknown) => logger.debug(text(message)),
    warn: (message: unknown) => logger.warn(text(message)),
    error: (message: unknown) => logger.error(message instanceof Error ? plainError(message) : {}, text(message)),
  };
}
