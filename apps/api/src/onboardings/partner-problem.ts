import type { PartnerReason } from '#app/freedompay';

interface Explanation { category: 'correctable' | 'final' | 'unknown'; message: string; next: { code: string; text: string } }

const correct = { code: 'correct_and_resubmit', text: 'Correct the data and submit it again.' };
const ask = { code: 'ask_partner', text: 'Ask Freedom Pay what is missing, then submit again.' };

const explanations: Record<string, Explanation> = {
  'bin.unknown': { category: 'correctable', message: 'Freedom Pay does not know this BIN or IIN.', next: correct },
  'iban.not_accepted': { category: 'correctable', message: 'Freedom Pay does not accept this account.', next: correct },
  'client.duplicate': { category: 'final', message: 'Freedom Pay has this client already.', next: { code: 'use_existing_client', text: 'Find the existing client at Freedom Pay and go on with it.' } },
  'product.not_permitted': { category: 'correctable', message: 'Freedom Pay does not offer this product to this client.', next: correct },
  'field.rejected': { category: 'correctable', message: 'Freedom Pay refused this field.', next: correct },
};
const unknown: Explanation = { category: 'unknown', message: 'Freedom Pay refused the request; its own words say why.', next: ask };

/** One of the partner's reasons as the CRM reads it. */
export function partnerProblem({ code, pointer, partnerCode, partnerMessage }: PartnerReason): Record<string, unknown> {
  const { category, message, next } = explanations[code] ?? unknown;
  return { pointer, code, category, source: 'partner', message, partner_code: partnerCode, partner_message: partnerMessage, next_action: next };
}
