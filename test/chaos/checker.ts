import { violations } from '../support/checker.js';
import { deliveryFaults } from '../support/delivery-checker.js';
import type { Ledgers, Struck, Told } from './ledgers.js';
import type { Fault } from './schedule.js';

/** While these last, and for so long afterwards, the API may refuse or cut off, ms. */
const excuses: Partial<Record<Fault, number>> = {
  'kill api': 3_000, 'kill all parts': 4_000, 'kill postgres': 4_000, 'cut backends': 3_000, 'lose answers of postgres': 3_000, 'black hole to postgres': 10_000, 'slow wire': 3_000,
  'black hole to the CRM': 1_000, 'cut answers': 1_000,
};
/** Who hangs up sooner does so on purpose, ms. */
const hastyMs = 1_000;
/** Redis holds ids of work that is under way, and nothing else. */
const redisKeysAtMost = 200;

/** Whether a run kept every promise: nothing says so but the ledgers. */
export function brokenPromises(ledgers: Ledgers): string[] {
  const acknowledged = ledgers.book.flatMap(({ deal, id, status }) => (id !== null && status !== null && status < 300 ? [{ externalId: deal, id }] : []));
  return [
    ...violations({ ...ledgers.evidence, acknowledged }, 'succeeded'), ...deliveryFaults(ledgers.deliveries), ...answers(ledgers), ...refusals(ledgers), ...traces(ledgers),
  ];
}

/** The same key, the same answer; and in the end an answer for every deal. */
function answers({ deals, book }: Ledgers): string[] {
  const told = new Map<string, Told[]>();
  for (const line of book) if (line.status !== null && line.status < 300) told.set(line.deal, [...(told.get(line.deal) ?? []), line]);
  return [
    ...deals.filter((deal) => !told.has(deal)).map((deal) => `unanswered: nobody ever acknowledged ${deal}`),
    ...[...told].filter(([, lines]) => new Set(lines.map(({ answer }) => answer)).size > 1).map(([deal]) => `other answer: ${deal} was told different things under one key`),
  ];
}

/** Who asks properly is refused only while something is broken, and then with a 503. */
function refusals({ book, struck }: Ledgers): string[] {
  const windows = struck.filter(({ fault }) => fault in excuses);
  const isExcused = ({ sentAt, at }: Told): boolean => windows.some((window) => sentAt < window.healedAt + (excuses[window.fault] ?? 0) && at >= window.at);
  return book.flatMap((line) => {
    const { deal, status, code } = line;
    if (status !== null && status < 300) return [];
    if (code === 'idempotency_key_in_use') return [];
    if (status !== null && status !== 503) return [`refused: ${deal} was answered ${status} ${code ?? ''}`];
    if (line.gaveUp && line.at - line.sentAt < hastyMs) return [];
    if (isExcused(line)) return [];
    const last = windows.filter(({ at }) => at < line.at).toSorted((a, b) => b.healedAt - a.healedAt)[0];
    return [`refused: ${deal} was answered ${status ?? 'nothing'}, ${last === undefined ? 'before anything was' : `${line.sentAt - last.healedAt} ms after "${last.fault}" was`} broken`];
  });
}

function traces({ book, leaks, oldTransactions, redisKeys, waitingWebhooks, deaths }: Ledgers): string[] {
  return [
    ...leaks.map((place) => `leak: personal data in ${place}`),
    ...book.filter(({ echoes }) => echoes).map(({ deal }) => `leak: the refusal of ${deal} repeats personal data`),
    ...(oldTransactions > 0 ? [`left over: ${oldTransactions} open transactions`] : []),
    ...(waitingWebhooks > 0 ? [`left over: ${waitingWebhooks} lines or deliveries of webhooks`] : []),
    ...(redisKeys > redisKeysAtMost ? [`left over: ${redisKeys} keys in Redis`] : []),
    ...deaths.map((death) => `died: ${death}`),
  ];
}

/** Why a run says nothing, whatever the checker found: what it is about did not take place. */
export function whyInvalid({ struck, planned, evidence, deals, answersLost, statementsLost, missedCalls }: Ledgers): string[] {
  const ended = evidence.onboardings.filter(({ status }) => status === 'succeeded').length;
  return [
    ...(Object.entries(planned) as [Fault, number][]).flatMap(([fault, count]) => {
      const happened = struck.filter((one: Struck) => one.fault === fault).length;
      return happened < count ? [`${fault} struck ${happened} times, not ${count}`] : [];
    }),
    ...((planned['lose answers of postgres'] ?? 0) > 0 && Math.min(answersLost, statementsLost) === 0 ? ['no answer or no statement was lost'] : []),
    ...(deals.length < 50 ? [`only ${deals.length} deals`] : []),
    ...(ended < 0.95 * deals.length ? [`only ${ended} of ${deals.length} deals have ended`] : []),
    ...(missedCalls > 0 ? [`the partner forgot ${missedCalls} calls`] : []),
  ];
}
