import type { OwnRedis } from './servers.js';

export const queueName = 'onboarding-work';
export const queuePrefix = 'onboarding';

/** Chunks of work that came out of the queue at its other end, by BullMQ's own stream of events. @param since only those that were handed in since then, ms since the epoch */
export async function chunksConsumed(redis: OwnRedis, since = 0): Promise<number> {
  const entries = await redis.ask((connection) => connection.xrange(`${queuePrefix}:${queueName}:events`, since, '+'));
  const events = entries.map(([, fields]) => Object.fromEntries(fields.flatMap((field, index) => (index % 2 === 0 ? [[field, fields[index + 1]]] : []))));
  const chunks = new Set(events.filter((event) => event['event'] === 'added' && event['name'] === 'work').map((event) => event['jobId']));
  return events.filter((event) => event['event'] === 'completed' && chunks.has(event['jobId'])).length;
}
