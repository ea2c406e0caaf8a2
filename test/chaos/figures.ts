import type { Ledgers } from './ledgers.js';
import type { Fault } from './schedule.js';

export interface Spread { count: number; p50: number; p99: number; max: number }

/** What a run went through, in numbers. Times are ms. */
export interface Figures {
  deals: number;
  posts: number;
  struck: Partial<Record<Fault, number>>;
  /** Statements of which the answer was lost although they were carried out, and that never arrived. */
  answersLost: number;
  statementsLost: number;
  adds: number;
  repeatedAdds: number;
  statusQuestions: number;
  events: number;
  webhooks: number;
  webhooksTakenTwice: number;
  recovery: Record<string, Spread>;
}

export function figuresOf({ deals, book, struck, evidence, deliveries, answersLost, statementsLost }: Ledgers, recovery: ReadonlyMap<string, number[]>): Figures {
  const adds = evidence.calls.filter(({ method }) => method === 'add');
  const posts = deliveries.receivers.flatMap((receiver) => receiver.posts.filter(({ taken }) => taken).map(({ id }) => `${receiver.name} ${id}`));
  return {
    deals: deals.length, posts: book.length, struck: countBy(struck.map(({ fault }) => fault)),
    answersLost, statementsLost,
    adds: adds.length, repeatedAdds: adds.length - new Set(adds.map(({ requestId }) => requestId)).size, statusQuestions: evidence.calls.length - adds.length,
    events: evidence.events.length, webhooks: posts.length, webhooksTakenTwice: posts.length - new Set(posts).size,
    recovery: Object.fromEntries([...recovery].map(([what, times]) => [what, spreadOf(times)])),
  };
}

export function spreadOf(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? 0 };
}

function countBy<T extends string>(words: T[]): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
