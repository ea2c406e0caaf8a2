import { problemKinds, type Problem } from '#app/platform';
import { fill, type Language, type Texts } from './catalogue/language.js';
import { problemDetails } from './catalogue/problem-details.js';
import { problemTitles } from './catalogue/problem-titles.js';
import { FieldProblem, presentFault } from './field-problem.js';

/**
 * A problem as RFC 9457 says. `title` names the code and stays English; `detail` and the messages are in the caller's
 * language. `instance` is the path without its query, which may hold personal data.
 */
export function problemDocument(problem: Problem, instance: string, correlationId: string, language: Language): Record<string, unknown> {
  const { code, detail, extra: { params, onboarding } } = problem;
  const { status, retryable } = problemKinds[code];
  // The pair of code and detail was checked where it was made.
  const texts = (problemDetails[code] as Record<string, Texts>)[detail];
  return {
    type: `/problems/${code}`, title: problemTitles[code].title.en, status, detail: fill(texts?.[language] ?? '', params), instance, code,
    correlation_id: correlationId, retryable,
    ...(problem instanceof FieldProblem ? { errors: problem.faults.map((fault) => presentFault(fault, language)) } : {}),
    ...(onboarding === undefined ? {} : { onboarding }),
  };
}
