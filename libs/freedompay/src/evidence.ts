import { readRetryAfter } from '#app/platform';
import type { CallFacts } from './answer.js';
import { type CodeMeaning, type ErrorCodes, meaningOf } from './error-codes.js';
import type { AnswerTrouble, CallTrouble, HttpOutcome } from './exchange.js';
import { type PartnerJson, readPartnerJson } from './partner-json.js';

/** What a reader knows besides the outcome of the call. */
export interface Asked {
  requestId: string;
  codes: ErrorCodes;
  /** Our clock, ms since the epoch, for a `Retry-After` that is a date. */
  nowMs: number;
  durationMs: number;
}

/** A whole answer that may be about the request that was asked. */
export interface Answer {
  kind: 'answer';
  httpStatus: number;
  /** HTTP 2xx: only then is `request_status` a verdict. */
  ok: boolean;
  json: PartnerJson | null;
  /** What the table says about its `error_code`; null where it says nothing. */
  meaning: CodeMeaning | null;
  retryAfterMs: number | null;
}

/** Nothing that could be read as an answer. */
export interface Silence {
  kind: 'silence';
  httpStatus: number | null;
  trouble: CallTrouble | AnswerTrouble;
  /** False is a proof that no byte of the request left. */
  sent: boolean;
  /** An answer came, but not one the contract describes. */
  drift: boolean;
}

const driftTroubles: ReadonlySet<string> = new Set<CallTrouble>(['too_large', 'half_body', 'protocol']);

/** What is asked for is heeded within these bounds, ms. */
const shortestWaitMs = 1_000;
const longestWaitMs = 3_600_000;
const heeded = (waitMs: number | null): number | null => (waitMs === null ? null : Math.min(longestWaitMs, Math.max(shortestWaitMs, waitMs)));

/** First look at an outcome, the same for both methods. */
export function weigh(outcome: HttpOutcome, { requestId, codes, nowMs }: Asked): Answer | Silence {
  if (outcome.kind === 'trouble') {
    const { trouble, sent, httpStatus } = outcome;
    // An error page that was cut or too long is trouble on their side, not another contract.
    return { kind: 'silence', httpStatus, trouble, sent, drift: driftTroubles.has(trouble) && (httpStatus ?? 200) < 400 };
  }
  const { httpStatus, retryAfter } = outcome.reply;
  const unusable = (trouble: AnswerTrouble): Silence => ({ kind: 'silence', httpStatus, trouble, sent: true, drift: true });
  if (httpStatus < 200) return unusable('unexpected');
  if (httpStatus >= 300 && httpStatus < 400) return unusable('redirect');
  const json = readPartnerJson(outcome.reply);
  if (json !== null && json.requestId !== null && json.requestId !== requestId.toLowerCase()) return unusable('other_request');
  return {
    kind: 'answer',
    httpStatus,
    ok: httpStatus < 300,
    json,
    meaning: meaningOf(codes, json?.errorCode ?? null),
    retryAfterMs: heeded(readRetryAfter(retryAfter, nowMs)),
  };
}

/** @param unusable whether the reader could make nothing of the answer, so that the facts should say why */
export function factsOf(evidence: Answer | Silence, durationMs: number, unusable: boolean): CallFacts {
  const json = evidence.kind === 'answer' ? evidence.json : null;
  return {
    httpStatus: evidence.httpStatus,
    requestStatus: json?.requestStatus?.text ?? null,
    partnerCode: json?.errorCode ?? null,
    partnerMessage: json?.errorDescription ?? null,
    trouble: troubleOf(evidence, unusable),
    durationMs,
  };
}

function troubleOf(evidence: Answer | Silence, unusable: boolean): Silence['trouble'] | null {
  if (evidence.kind === 'silence') return evidence.trouble;
  if (!unusable) return null;
  return evidence.json === null ? 'unreadable' : 'unexpected';
}
