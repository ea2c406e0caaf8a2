import type { PartnerReason } from './answer.js';
import type { CodeMeaning } from './error-codes.js';
import { fieldPointer } from './field-pointer.js';
import type { PartnerJson } from './partner-json.js';

/**
 * Why the partner refused: the verdict its code stands for, and one reason for each field it names. Never empty; a code
 * the table does not know is a rejection that shows the partner's own words.
 */
export function rejectionReasons(json: PartnerJson | null, meaning: CodeMeaning | null): PartnerReason[] {
  const partnerCode = json?.errorCode ?? null;
  const fields = (json?.fieldErrors ?? []).map(({ field, description }): PartnerReason => ({
    code: 'field.rejected', pointer: field === null ? null : fieldPointer(field), partnerCode, partnerMessage: description,
  }));
  const { problem, pointer } = meaning ?? { problem: 'partner.rejected', pointer: null };
  const saysMore = problem !== 'partner.rejected' || pointer !== null;
  if (fields.length > 0 && !saysMore) return fields;
  return [{ code: problem, pointer, partnerCode, partnerMessage: json?.errorDescription ?? null }, ...fields];
}
