import type { Ledgers, Told } from './ledgers.js';
import type { Fault } from './schedule.js';
import { spreadOf, type Spread } from './spread.js';

/** What a run went through, in numbers. Times are ms. */
export interface Figures {
  deals: number;
  posts: number;
  /** What the CRM was told instead of an acknowledgement; `cut`: nothing, although it waited. */
  refusals: { unavailable: number; cut: number; inUse: number; reused: number };
  struck: Partial<Record<Fault, number>>;
  /** Statements of which the answer was lost although they were carried out, and that never arrived. */
  answersLost: number;
  statementsLost: number;
  /** Connections that met something wrong with their wire, by what it was. */
  toxics: Record<string, number>;
  /** Kills that left something in hand; frozen workers that lived to be thawed, and of whose work another had taken some; clocks that were seen to jump. */
  leftInHand: number;
  thaws: number;
  overtaken: number;
  jumpsSeen: number;
  redisBytes: number | null;
  adds: number;
  repeatedAdds: number;
  statusQuestions: number;
  /** Adds that arrived when no lease of a send covered them. */
  lateSends: number;
  doubts: Doubts;
  events: number;
  webhooks: number;
  webhooksTakenTwice: number;
  /** From a deal's acknowledgement until the steady receiver had taken its last event; the partner's time is in it. */
  toldAll: Spread;
  recovery: Record<string, Spread>;
}

/** Sends of which nobody knows whether they arrived, and what the status question said in the end. */
interface Doubts { unanswered: number; there: number; sentAgain: number; open: number }

/** @param recovery how long what took, by what it was */
export function figuresOf(ledgers: Ledgers, recovery: Record<string, Spread>): Figures {
  const { deals, book, struck, evidence, deliveries, answersLost, statementsLost, toxics, leftInHand, thaws, overtaken, jumpsSeen, redisBytes } = ledgers;
  const adds = evidence.calls.filter(({ method }) => method === 'add');
  const posts = deliveries.receivers.flatMap((receiver) => receiver.posts.filter(({ taken }) => taken).map(({ id }) => `${receiver.name} ${id}`));
  return {
    deals: deals.length, posts: book.length, refusals: refusalsOf(book), struck: countBy(struck.map(({ fault }) => fault)),
    answersLost, statementsLost, toxics, leftInHand, thaws, overtaken, jumpsSeen, redisBytes,
    adds: adds.length, repeatedAdds: adds.length - new Set(adds.map(({ requestId }) => requestId)).size, statusQuestions: evidence.calls.length - adds.length,
    lateSends: lateSendsOf(ledgers), doubts: doubtsOf(ledgers),
    events: evidence.events.length, webhooks: posts.length, webhooksTakenTwice: posts.length - new Set(posts).size,
    toldAll: toldAll(ledgers), recovery,
  };
}

function refusalsOf(book: Told[]): Figures['refusals'] {
  const count = (isSo: (line: Told) => boolean): number => book.filter(isSo).length;
  return {
    unavailable: count(({ status }) => status === 503), cut: count(({ status, gaveUp }) => status === null && !gaveUp), inUse: count(({ code }) => code === 'idempotency_key_in_use'),
    reused: count(({ code }) => code === 'idempotency_key_reused'),
  };
}

/** The partner's clock counts whole milliseconds. */
function lateSendsOf({ sends, evidence }: Ledgers): number {
  const leases = new Map<string, Ledgers['sends']>();
  for (const send of sends) leases.set(send.requestId, [...(leases.get(send.requestId) ?? []), send]);
  return evidence.calls.filter(({ method, requestId, at }) =>
    method === 'add' && requestId !== null && !(leases.get(requestId) ?? []).some((lease) => at >= Math.floor(lease.at) && at <= lease.until)).length;
}

/** Answers to an add that leave no doubt, and among them those that say that the partner has it now. */
const plain = new Set(['accepted', 'rejected', 'duplicate', 'throttled', 'notSent', 'refusedSetup']);
const arrived = new Set(['accepted', 'rejected']);

/** Every unanswered send but the last one of an onboarding was followed by another; the last one too where that was answered. */
function doubtsOf({ evidence, answers }: Ledgers): Doubts {
  const known = new Map<string, { plain: number; arrived: boolean }>();
  for (const { onboarding, outcome } of answers) {
    const { plain: count, arrived: was } = known.get(onboarding) ?? { plain: 0, arrived: false };
    known.set(onboarding, { plain: count + (plain.has(outcome) ? 1 : 0), arrived: was || arrived.has(outcome) });
  }
  const doubts: Doubts = { unanswered: 0, there: 0, sentAgain: 0, open: 0 };
  for (const { id, sends, status } of evidence.onboardings) {
    const { plain: count, arrived: was } = known.get(id) ?? { plain: 0, arrived: false };
    const unanswered = sends - count;
    if (unanswered <= 0) continue;
    doubts.unanswered += unanswered;
    if (was) doubts.sentAgain += unanswered;
    else {
      doubts.sentAgain += unanswered - 1;
      doubts[status === 'succeeded' || status === 'rejected' ? 'there' : 'open'] += 1;
    }
  }
  return doubts;
}

function toldAll({ book, deliveries }: Ledgers): Spread {
  const acknowledged = new Map<string, number>();
  for (const { deal, at, status } of book) if (status !== null && status < 300) acknowledged.set(deal, Math.min(at, acknowledged.get(deal) ?? at));
  const last = new Map<string, number>();
  for (const { body, at, taken } of deliveries.receivers.find(({ name }) => name === 'steady')?.posts ?? []) {
    const { data } = JSON.parse(body) as { data: { external_id: string; final: boolean } };
    if (taken && data.final) last.set(data.external_id, Math.min(at, last.get(data.external_id) ?? at));
  }
  return spreadOf([...last].flatMap(([deal, at]) => { const since = acknowledged.get(deal); return since === undefined ? [] : [Math.max(0, at - since)]; }));
}

function countBy<T extends string>(words: T[]): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
