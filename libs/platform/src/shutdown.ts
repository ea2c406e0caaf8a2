import type { Logger } from './logging.js';

/**
 * Runs `stop` once on SIGTERM or SIGINT and exits: 0 when it ended in time, 1 when it did not. What a forced exit cuts
 * off is picked up by lease, so the deadline costs time, never an onboarding.
 */
export function onShutdown(logger: Logger, deadlineMs: number, stop: () => Promise<void>): void {
  let stopping = false;
  const end = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), deadlineMs).unref();
    stop().then(() => process.exit(0), () => process.exit(1));
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

/** Ends a part that cannot start: says why on standard error, in words for a person, and exits with 1. */
export function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
