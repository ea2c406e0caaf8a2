import type { Answered, StatusAnswer } from './answer.js';
import type { CodeMeaning } from './error-codes.js';
import { type Answer, type Asked, factsOf, weigh } from './evidence.js';
import type { HttpOutcome } from './exchange.js';
import { rejectionReasons } from './rejection.js';

/**
 * What an answer to a status question means. Only `request_status` is a verdict on the client; every other answer says
 * something about the question.
 */
export function readStatusAnswer(outcome: HttpOutcome, asked: Asked): Answered<StatusAnswer> {
  const evidence = weigh(outcome, asked);
  const answer: StatusAnswer = evidence.kind === 'answer' ? decide(evidence) : { kind: 'noAnswer', drift: evidence.drift };
  const unusable = answer.kind === 'drift'
    || (answer.kind === 'noAnswer' && (answer.drift || (evidence.kind === 'answer' && evidence.json === null)));
  return { answer, facts: factsOf(evidence, asked.durationMs, unusable) };
}

const noAnswer = (drift: boolean): StatusAnswer => ({ kind: 'noAnswer', drift });

function decide(answer: Answer): StatusAnswer {
  const { ok, json, meaning } = answer;
  if (ok && json?.requestStatus) return byRequestStatus(answer, json.requestStatus);
  // `status: ok` beside an error code contradicts itself: the code is no evidence then.
  const trusted = json?.status === 'ok' ? null : meaning;
  const told = trusted === null ? null : byMeaning(answer, trusted);
  if (told !== null) return told;
  if (ok) return noAnswer(json?.status !== 'error' && trusted === null);
  return byHttpStatus(answer);
}

function byRequestStatus(answer: Answer, { text, word }: { text: string | null; word: string | null }): StatusAnswer {
  switch (word) {
    case 'process': return { kind: 'pending' };
    case 'success': return { kind: 'succeeded', ids: answer.json?.ids ?? { clientId: null, productUuid: null, terminalId: null } };
    case 'error': return { kind: 'rejected', reasons: rejectionReasons(answer.json, answer.meaning) };
    // A number or an object where a word should be is not an unknown word, it is not readable at all.
    default: return text === null ? noAnswer(true) : { kind: 'drift' };
  }
}

/** Null: the code says nothing about the question, the HTTP status may. */
function byMeaning({ httpStatus, retryAfterMs }: Answer, { kind }: CodeMeaning): StatusAnswer | null {
  switch (kind) {
    case 'not_found': return httpStatus === 200 || httpStatus === 404 ? { kind: 'notFound' } : null;
    case 'setup': return { kind: 'refusedSetup', fault: 'credentials' };
    case 'throttled':
    case 'unavailable': return { kind: 'throttled', retryAfterMs };
    case 'data':
    case 'duplicate':
    case 'retry': return null;
  }
}

function byHttpStatus({ httpStatus, retryAfterMs }: Answer): StatusAnswer {
  switch (httpStatus) {
    case 401:
    case 403: return { kind: 'refusedSetup', fault: 'credentials' };
    case 404: return { kind: 'refusedSetup', fault: 'path' };
    case 429:
    case 503: return { kind: 'throttled', retryAfterMs };
    default: return noAnswer(false);
  }
}
