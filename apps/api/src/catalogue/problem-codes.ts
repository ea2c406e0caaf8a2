import { productIds, type FindingCode } from '#app/applicant';
import type { PartnerProblem } from '#app/freedompay';
import { problemKinds, type ProblemCode } from '#app/platform';
import { faultTexts, type FaultText } from './fault-texts.js';
import { findingText, findingTexts } from './finding-texts.js';
import { languages, type Texts } from './language.js';
import type { Category, NextAction } from './next-action-texts.js';
import { partnerProblemTexts } from './partner-problem-texts.js';
import { problemDetails } from './problem-details.js';
import { problemTitles } from './problem-titles.js';

/** `request`: the answer to a call. `field`: a fault or a warning about one field. `partner`: a verdict of Freedom Pay. */
export interface CodeEntry {
  code: string;
  about: 'request' | 'field' | 'partner';
  category: Category;
  next: NextAction;
  /** HTTP status and whether the same request may succeed later; null where it is no answer of its own. */
  status: number | null;
  retryable: boolean;
  message: Texts;
  /** The situations a `request` code is used in. */
  details: Record<string, Texts>;
}

/** Well formed, but probably mistyped: only the document tells. */
export const advisory: ReadonlySet<FindingCode> = new Set(['bin.checksum', 'bin.zeros_restored', 'iban.checksum']);

const inEveryLanguage = (text: (language: keyof Texts) => string): Texts => Object.fromEntries(languages.map((language) => [language, text(language)])) as Texts;
const keysOf = <K extends string>(record: Record<K, unknown>): K[] => Object.keys(record) as K[];

const requestEntry = (code: ProblemCode): CodeEntry => {
  const { category, next, title } = problemTitles[code];
  const { status, retryable } = problemKinds[code];
  return { code, about: 'request', category, next, status, retryable, message: title, details: problemDetails[code] };
};

/** Limits differ from field to field, so that N stands for them here. */
const findingEntry = (code: FindingCode): CodeEntry => ({
  code, about: 'field', category: 'correctable', next: advisory.has(code) ? 'check_document' : 'correct_request', status: null, retryable: false, details: {},
  message: inEveryLanguage((language) => findingText({ code, params: { choices: productIds.join(', ') } }, language).replace('{max}', 'N')),
});

const faultEntry = (category: Category, next: NextAction, { code, message }: (typeof faultTexts)[FaultText]): CodeEntry =>
  ({ code, about: 'field', category, next, status: null, retryable: false, message, details: {} });
// `required` is a finding as well.
const faultEntries: Record<Exclude<(typeof faultTexts)[FaultText]['code'], 'required'>, CodeEntry> = {
  invalid: faultEntry('correctable', 'correct_request', faultTexts.unacceptable),
  conflict: faultEntry('correctable', 'check_existing', faultTexts.id_taken),
  open: faultEntry('temporary', 'wait_for_open', faultTexts.open_bin),
};

const partnerEntry = (code: PartnerProblem): CodeEntry => ({
  code, about: 'partner', ...partnerProblemTexts[code], status: null, retryable: false, details: {},
});

/** Every code there is, with its category, texts and next step. */
export const problemCodes = (): CodeEntry[] => [
  ...keysOf(problemKinds).map(requestEntry), ...keysOf(findingTexts).map(findingEntry), ...Object.values(faultEntries), ...keysOf(partnerProblemTexts).map(partnerEntry),
];
