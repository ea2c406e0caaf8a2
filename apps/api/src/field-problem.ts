import type { Finding } from '#app/applicant';
import { Problem, type ProblemCode, type ProblemDetail, type ProblemExtra } from '#app/platform';
import { faultTexts, type FaultText } from './catalogue/fault-texts.js';
import { findingText } from './catalogue/finding-texts.js';
import { fill, type Language, type TextParams } from './catalogue/language.js';

/** One faulty field: what `applicant` found in an onboarding, or what is wrong with a query, a small body or an id. */
export type FieldFault = Finding | { pointer: string; says: FaultText; params?: TextParams };

/** A problem that names fields. */
export class FieldProblem<C extends ProblemCode = ProblemCode> extends Problem<C> {
  constructor(code: C, detail: ProblemDetail<C>, readonly faults: FieldFault[], extra: ProblemExtra = {}) {
    super(code, detail, extra);
  }
}

/** A fault or a warning as the API shows it: where, what is wrong, what to do. Never the submitted value. */
export function presentFault(fault: FieldFault, language: Language): { pointer: string; code: string; message: string } {
  if (!('says' in fault)) return { pointer: fault.pointer, code: fault.code, message: findingText(fault, language) };
  const { code, message } = faultTexts[fault.says];
  return { pointer: fault.pointer, code, message: fill(message[language], fault.params) };
}
