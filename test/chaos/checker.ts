import { violations } from '../support/checker.js';
import { deliveryFaults } from '../support/delivery-checker.js';
import type { Ledgers, Struck, Told } from './ledgers.js';
import type { Fault } from './schedule.js';

/** While these last, and for so long afterwards, the API may refuse or cut off, ms. */
const excuses: Partial<Record<Fault, number>> = {
  'kill api': 3_000, 'kill all parts': 4_000, 'kill postgres': 4_000, 'cut backends': 3_000, 'lose answers of postgres': 3_000, 'black hole to postgres': 10_000, 'slow wire': 3_000,
  'black hole to the CRM': 1_000, 'cut answers': 1_000,
};
/** Redis holds ids of work that is under way, and nothing else. */
export const redisKeysAtMost = 200;
/** Of fifty deals it gets more. */
const redisBytesAtLeast = 10_000;
/** The flaky receiver is told to refuse twice as many. */
const refusedAtLeast = 0.15;

/** What says that a call met this kind of fault. */
const troubleOf = (kind: string): string => `fault:${kind}`;
const unread = troubleOf('reset_before_read');

/** Whether a run kept every promise: nothing says so but the ledgers. */
export function brokenPromises(ledgers: Ledgers): string[] {
  const { deals, book, evidence, deliveries } = ledgers;
  const acknowledged = book.filter(isTaken).flatMap(({ deal, id, other }) => (id === null || other ? [] : [{ externalId: deal, id }]));
  const ends = new Map(deals.map(({ id, end }) => [id, end]));
  const dealOf = new Map(evidence.applications.map(({ onboarding, externalId }) => [onboarding, externalId ?? '']));
  const rejected = new Set(deals.filter(({ end }) => end === 'rejected').map(({ id }) => id));
  return [
    ...violations({ ...evidence, acknowledged }, (onboarding) => ends.get(dealOf.get(onboarding) ?? '') ?? 'succeeded'), ...deliveryFaults({ ...deliveries, rejected }),
    ...answers(ledgers), ...data(ledgers), ...refusals(ledgers), ...traces(ledgers),
  ];
}

const isTaken = ({ status }: Told): boolean => status !== null && status < 300;

/** The same key, the same answer, for one body only; and in the end an answer for every deal. */
function answers({ deals, book }: Ledgers): string[] {
  const told = new Map<string, Told[]>();
  for (const line of book) if (isTaken(line) && !line.other) told.set(line.deal, [...(told.get(line.deal) ?? []), line]);
  return [
    ...deals.filter(({ id }) => !told.has(id)).map(({ id }) => `unanswered: nobody ever acknowledged ${id}`),
    ...book.filter((line) => isTaken(line) && line.id === null).map(({ deal, status }) => `no id: ${deal} was answered ${status} without one`),
    ...book.filter((line) => isTaken(line) && line.other).map(({ deal }) => `other body: the key of ${deal} was good for another one`),
    ...[...told].filter(([, lines]) => new Set(lines.map(({ answer }) => answer)).size > 1).map(([deal]) => `other answer: ${deal} was told different things under one key`),
  ];
}

/** No onboarding but those that were asked for, and each with what was asked for. */
function data({ deals, evidence: { applications, calls } }: Ledgers): string[] {
  const bins = new Map(deals.map(({ id, bin }) => [id, bin]));
  const owners = new Map(applications.map(({ requestId, externalId }) => [requestId, externalId ?? '']));
  return [
    ...applications.filter(({ externalId }) => !bins.has(externalId ?? '')).map(({ onboarding, externalId }) => `invented: ${onboarding} is of ${externalId}, which nobody asked for`),
    ...calls.flatMap(({ method, requestId, bin }) => {
      const asked = bins.get(owners.get(requestId ?? '') ?? '');
      return method === 'status' || asked === undefined || asked === bin ? [] : [`other data: ${requestId} went out with the BIN ${bin}, not ${asked}`];
    }),
    ...calls.filter(({ outcome }) => outcome === 'unknown_path').map(({ requestId }) => `led astray: ${requestId} was sent to where a redirect pointed`),
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
    if (line.other && status === 422 && code === 'idempotency_key_reused') return [];
    if (status !== null && status !== 503) return [`refused: ${deal} was answered ${status} ${code ?? ''}`];
    if (line.gaveUp && line.hasty) return [];
    if (isExcused(line)) return [];
    const last = windows.filter(({ at }) => at < line.at).toSorted((a, b) => b.healedAt - a.healedAt)[0];
    return [`refused: ${deal} was answered ${status ?? 'nothing'}, ${last === undefined ? 'before anything was' : `${line.sentAt - last.healedAt} ms after "${last.fault}" was`} broken`];
  });
}

function traces({ book, leaks, openTransactions, redisKeys, waitingWebhooks, deaths }: Ledgers): string[] {
  return [
    ...leaks.map((place) => `leak: personal data in ${place}`),
    ...book.filter(({ echoes }) => echoes).map(({ deal }) => `leak: the refusal of ${deal} repeats personal data`),
    ...(openTransactions > 0 ? [`left over: ${openTransactions} open transactions`] : []),
    ...(waitingWebhooks > 0 ? [`left over: ${waitingWebhooks} lines or deliveries of webhooks`] : []),
    ...(redisKeys > redisKeysAtMost ? [`left over: ${redisKeys} keys in Redis`] : []),
    ...deaths.map((death) => `died: ${death}`),
  ];
}

/** Why a run says nothing, whatever the checker found: what it is about did not take place. */
export function whyInvalid(ledgers: Ledgers): string[] {
  const { struck, planned, evidence, deals, book, missedCalls } = ledgers;
  const ended = evidence.onboardings.filter(({ status }) => status === 'succeeded' || status === 'rejected').length;
  return [
    ...(Object.entries(planned) as [Fault, number][]).flatMap(([fault, count]) => {
      const happened = struck.filter((one: Struck) => one.fault === fault).length;
      return happened < count ? [`${fault} struck ${happened} times, not ${count}`] : [];
    }),
    ...toothless(ledgers),
    ...unmet(ledgers),
    ...(deals.length < 50 ? [`only ${deals.length} deals`] : []),
    ...(ended < 0.95 * deals.length ? [`only ${ended} of ${deals.length} deals have ended`] : []),
    ...(book.some(({ other }) => other) ? [] : ['no key was used for another body']),
    ...(missedCalls > 0 ? [`the partner forgot ${missedCalls} calls`] : []),
    ...silentWitnesses(ledgers),
  ];
}

/** Faults of a wire that no connection ever met; once may be because who speaks on it was dead itself. */
function unmet({ wires }: Ledgers): string[] {
  const metBy = new Map<string, boolean>();
  for (const { fault, pair, kind, met } of wires) {
    const what = `${fault} (${kind}, ${pair})`;
    metBy.set(what, met || metBy.get(what) === true);
  }
  return [...metBy].filter(([, met]) => !met).map(([what]) => `no connection met: ${what}`);
}

/** Faults that struck and hit nothing. */
function toothless({ planned, answersLost, statementsLost, evidence, partnerFaults, thaws, overtaken, jumpsSeen, leftInHand }: Ledgers): string[] {
  const wanted = (fault: Fault): number => planned[fault] ?? 0;
  const outcomes = new Set(evidence.calls.map(({ outcome }) => outcome));
  return [
    ...(wanted('lose answers of postgres') > 0 && Math.min(answersLost, statementsLost) === 0 ? ['no answer or no statement was lost'] : []),
    ...partnerFaults.filter((kind) => !outcomes.has(troubleOf(kind))).map((kind) => `the partner never did: ${kind}`),
    ...(thaws < wanted('freeze worker') ? [`${thaws} of ${wanted('freeze worker')} frozen workers lived to be thawed`] : []),
    ...(wanted('freeze worker') > 0 && overtaken === 0 ? ['nobody took what a frozen worker had in hand'] : []),
    ...(jumpsSeen < wanted('jump clock') ? [`${jumpsSeen} of ${wanted('jump clock')} jumps of a clock were seen`] : []),
    ...(wanted('kill worker') > 0 && leftInHand === 0 ? ['no kill left anything in hand'] : []),
  ];
}

/** Ledgers in which nothing stands, so that nothing in them can be wrong. */
function silentWitnesses({ evidence: { onboardings, applications, calls }, deliveries: { receivers }, redisBytes }: Ledgers): string[] {
  const called = new Set(calls.filter(({ method }) => method === 'add').map(({ requestId }) => requestId));
  const succeeded = new Set(onboardings.filter(({ status }) => status === 'succeeded').map(({ id }) => id));
  const uncalled = applications.filter(({ onboarding, requestId }) => succeeded.has(onboarding) && !called.has(requestId)).length;
  const unlooked = calls.filter(({ signatureValid, outcome }) => signatureValid === null && outcome !== unread).length;
  const flaky = receivers.find(({ name }) => name === 'flaky')?.posts ?? [];
  const refused = flaky.filter(({ taken }) => !taken).length / Math.max(1, flaky.length);
  return [
    ...(uncalled > 0 ? [`${uncalled} succeeded without a call that the partner remembers`] : []),
    ...(unlooked > 0 ? [`nobody looked at ${unlooked} signatures`] : []),
    ...(receivers.filter(({ posts }) => posts.length > 0).length < 2 ? ['fewer than two receivers got anything'] : []),
    ...(refused < refusedAtLeast ? [`the flaky receiver refused ${Math.round(100 * refused)} % only`] : []),
    ...(redisBytes !== null && redisBytes < redisBytesAtLeast ? [`only ${redisBytes} bytes to Redis were looked at`] : []),
  ];
}
