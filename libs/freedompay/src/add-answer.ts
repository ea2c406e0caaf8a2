import type { AddAnswer, Answered } from './answer.js';
import type { CodeMeaning } from './error-codes.js';
import { type Answer, type Asked, factsOf, weigh } from './evidence.js';
import type { HttpOutcome } from './exchange.js';
import { rejectionReasons } from './rejection.js';

/**
 * What an answer to `add` means. Order of evidence: a 2xx JSON body with a known `request_status`, else the error code
 * by the table, else the HTTP status. Whatever is left is uncertain: the partner may have the request.
 */
export function readAddAnswer(outcome: HttpOutcome, asked: Asked): Answered<AddAnswer> {
  const evidence = weigh(outcome, asked);
  const answer = evidence.kind === 'answer' ? decide(evidence) : silent(evidence.sent, evidence.drift);
  const unusable = answer.kind === 'uncertain' && (answer.drift || (evidence.kind === 'answer' && evidence.json === null));
  return { answer, facts: factsOf(evidence, asked.durationMs, unusable) };
}

const silent = (sent: boolean, drift: boolean): AddAnswer =>
  sent ? { kind: 'uncertain', drift, retryAfterMs: null } : { kind: 'notSent' };
const drifted: AddAnswer = { kind: 'uncertain', drift: true, retryAfterMs: null };
const rejected = ({ json, meaning }: Answer): AddAnswer => ({ kind: 'rejected', reasons: rejectionReasons(json, meaning) });

function decide(answer: Answer): AddAnswer {
  const { ok, json, meaning } = answer;
  if (ok && json?.requestStatus) return byRequestStatus(answer, json.requestStatus.word);
  // `status: ok` beside an error code contradicts itself: the code is no evidence then.
  if (meaning !== null && json?.status !== 'ok') return byMeaning(answer, meaning);
  if (ok) return json?.status === 'error' ? rejected(answer) : drifted;
  return byHttpStatus(answer);
}

function byRequestStatus(answer: Answer, word: string | null): AddAnswer {
  switch (word) {
    case 'process': return { kind: 'accepted', askNow: false };
    case 'success': return { kind: 'accepted', askNow: true };
    case 'error': return answer.meaning?.kind === 'duplicate' ? { kind: 'duplicate' } : rejected(answer);
    default: return drifted;
  }
}

function byMeaning(answer: Answer, meaning: CodeMeaning): AddAnswer {
  switch (meaning.kind) {
    case 'data': return rejected(answer);
    case 'duplicate': return { kind: 'duplicate' };
    case 'setup': return { kind: 'refusedSetup', fault: 'credentials' };
    case 'throttled': return { kind: 'throttled', retryAfterMs: answer.retryAfterMs };
    // A gateway may say "unavailable" after the partner took the request, so it is no proof that it was not processed.
    case 'unavailable':
    case 'retry': return { kind: 'uncertain', drift: false, retryAfterMs: answer.retryAfterMs };
    // "Not found" answers a question that `add` does not ask.
    case 'not_found': return drifted;
  }
}

function byHttpStatus(answer: Answer): AddAnswer {
  const { httpStatus, json, retryAfterMs } = answer;
  if (httpStatus >= 500) return { kind: 'uncertain', drift: false, retryAfterMs };
  switch (httpStatus) {
    case 401:
    case 403: return { kind: 'refusedSetup', fault: 'credentials' };
    case 404: return { kind: 'refusedSetup', fault: 'path' };
    case 409: return { kind: 'duplicate' };
    case 429: return { kind: 'throttled', retryAfterMs };
    case 400:
    case 422: return json === null ? drifted : rejected(answer);
    default: return json?.status === 'error' ? rejected(answer) : drifted;
  }
}
