import { canary } from './driver.js';
import { parts, type Site } from './site.js';

export const redisPairs = ['api redis', 'worker redis'] as const;
const pattern = new RegExp(canary, 'i');

/** Where personal data is that must not be: what went to Redis and what that keeps, what the parts print, what they count. */
export async function leaksIn({ stand, fleet, wires }: Site): Promise<string[]> {
  const inRedis = (await stand.redis?.ask(async (redis) => {
    const keys = await redis.keys('*');
    const dumps = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
    return keys.filter((key, index) => pattern.test(key) || pattern.test(String(dumps[index])));
  })) ?? [];
  const metrics = await Promise.all(parts.map(async ([name, index]) => (await fetch(`${await fleet.url(name, index)}/metrics`)).text()));
  return [
    ...redisPairs.filter((pair) => wires[pair].counts.found > 0).map((pair) => `what went to Redis: ${pair}`),
    ...inRedis.map((key) => `Redis: ${key}`), ...fleet.printed.filter((line) => pattern.test(line)).slice(0, 3).map(() => 'a log line'),
    ...metrics.filter((text) => pattern.test(text)).map(() => 'the metrics'),
  ];
}
