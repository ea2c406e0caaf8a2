import type { Figures } from './figures.js';
import type { LoadDriver } from './load-driver.js';
import type { BenchPostgres } from './postgres.js';
import type { BenchRedis } from './redis.js';
import type { Requests } from './requests.js';
import type { Service } from './service.js';
import type { Witness } from './witness.js';

export interface Bench {
  service: Service;
  driver: LoadDriver;
  requests: Requests;
  postgres: BenchPostgres;
  redis: BenchRedis | null;
  witness: Witness;
  figures: Figures;
  rounds: number;
  count: number;
  /** For whoever watches. */
  say: (line: string) => void;
}

export interface Usage { nodeMs: number | null; postgresMs: number | null; redis: { cpuMs: number; commands: number } | null; walBytes: number }

export async function usageOf({ service, postgres, redis }: Bench): Promise<Usage> {
  return { nodeMs: service.cpuMs(), postgresMs: postgres.cpuMs(), redis: redis === null ? null : await redis.usage(), walBytes: await postgres.walBytes() };
}

export const difference = (before: number | null, after: number | null, count: number): number | null =>
  before === null || after === null ? null : (after - before) / count;

/** CPU, WAL and Redis commands of one case, for each of its onboardings or requests. */
export function addUsage({ figures }: Bench, label: string, each: string, before: Usage, after: Usage, count: number): void {
  const node = difference(before.nodeMs, after.nodeMs, count);
  const postgres = difference(before.postgresMs, after.postgresMs, count);
  const redis = difference(before.redis?.cpuMs ?? null, after.redis?.cpuMs ?? null, count);
  const sum = node === null || postgres === null ? null : node + postgres + (redis ?? 0);
  figures.add(`${label}: CPU, all together`, `ms/${each}`, sum, { digits: 2 });
  figures.add(`${label}: CPU, Node (API and workers)`, `ms/${each}`, node, { digits: 2 });
  figures.add(`${label}: CPU, Postgres`, `ms/${each}`, postgres, { digits: 2 });
  figures.add(`${label}: CPU, Redis`, `ms/${each}`, redis, { digits: 2 });
  // The INFO of the first look is counted in the second one.
  const commands = before.redis === null || after.redis === null ? null : (after.redis.commands - before.redis.commands - 1) / count;
  figures.add(`${label}: Redis commands`, `/${each}`, commands, { digits: 1 });
  figures.add(`${label}: WAL`, `KiB/${each}`, (after.walBytes - before.walBytes) / count / 1_024, { digits: 2 });
}
