/**
 * What the partner's error codes mean, as far as anybody outside knows: the partner publishes no table, this one is
 * assumed until it says otherwise. `FREEDOMPAY_CODES` names a JSON file that overrides entries.
 */

/**
 * `data`: fix the data. `setup`: our credentials. `duplicate`: this request id is known there. `throttled`: not
 * processed, slow down. `unavailable`: busy, may have been processed. `retry`: trouble on their side. `not_found`: this
 * request id is not known there.
 */
export const codeKinds = ['data', 'setup', 'duplicate', 'throttled', 'unavailable', 'retry', 'not_found'] as const;
export type CodeKind = (typeof codeKinds)[number];

/** Every code a `PartnerReason` can have, so that whoever translates them can prove to have them all. */
export const partnerProblems = [
  'bin.unknown', 'iban.not_accepted', 'client.duplicate', 'product.not_permitted', 'field.rejected', 'partner.rejected',
] as const;
export type PartnerProblem = (typeof partnerProblems)[number];

export interface CodeMeaning {
  kind: CodeKind;
  problem: PartnerProblem;
  /** JSON Pointer into the onboarding request, or null. */
  pointer: string | null;
}

/** Partner code, or `5xx` for every code from 500 to 599 without an entry of its own, → meaning. */
export type ErrorCodes = ReadonlyMap<string, CodeMeaning>;

const general = (kind: CodeKind): CodeMeaning => ({ kind, problem: 'partner.rejected', pointer: null });
const verdict = (problem: PartnerProblem, pointer: string): CodeMeaning => ({ kind: 'data', problem, pointer });

export const builtInErrorCodes: ErrorCodes = new Map([
  ['400', general('data')],
  ['401', general('setup')],
  ['403', general('setup')],
  ['404', general('not_found')],
  ['409', general('duplicate')],
  ['422', general('data')],
  ['429', general('throttled')],
  ['503', general('unavailable')],
  ['5xx', general('retry')],
  ['1201', verdict('bin.unknown', '/bin')],
  ['1203', verdict('iban.not_accepted', '/iban')],
  ['1204', verdict('client.duplicate', '/bin')],
  ['1205', verdict('product.not_permitted', '/product')],
]);

/** What the table says about a code; null where there is no code or the table does not know it. */
export function meaningOf(codes: ErrorCodes, code: string | null): CodeMeaning | null {
  if (code === null) return null;
  return codes.get(code) ?? (/^5\d\d$/.test(code) ? codes.get('5xx') ?? null : null);
}
