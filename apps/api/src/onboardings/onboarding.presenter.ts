import type { PartnerReason } from '#app/freedompay';
import { isFinal, promisedAt, type Onboarding } from '#app/onboarding';
import type { Language } from '../catalogue/language.js';
import { nextAction } from '../catalogue/next-action-texts.js';
import { partnerProblemOf } from '../catalogue/partner-problem-texts.js';
import { presentFault } from '../field-problem.js';

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** The resource, as its owner sees it in his language. */
export function presentOnboarding(onboarding: Onboarding, expectedMs: number, language: Language): Record<string, unknown> {
  const { id, standing, application, createdAt } = onboarding;
  const self = `/v1/onboardings/${id}`;
  return {
    id, object: 'onboarding', status: standing.status, status_reason: standing.statusReason, final: isFinal(standing.status),
    sequence: standing.sequence, attempt: standing.attempt, external_id: onboarding.externalId, request_id: onboarding.requestId,
    name: application.name, bin: application.bin, legal_type: application.legal_type ?? null, company_id: application.company_id ?? null,
    ceo_info: application.ceo_info, address_info: application.address_info, iban: application.iban,
    description: application.description ?? null, product: application.product ?? null, metadata: application.metadata ?? {},
    warnings: onboarding.warnings.map((warning) => presentFault(warning, language)),
    problems: standing.status === 'rejected' ? onboarding.reasons.map((reason) => presentReason(reason, language)) : [],
    hold: standing.hold === null
      ? null
      : { reason: standing.hold.reason, since: instant(standing.hold.since), ...(standing.hold.until === null ? {} : { until: instant(standing.hold.until) }) },
    partner: presentPartner(onboarding),
    expected_by: isFinal(standing.status) ? null : new Date(Math.round(promisedAt(standing, { expectedMs }))).toISOString(),
    delayed: standing.delayed, created_at: createdAt.toISOString(), updated_at: onboarding.updatedAt.toISOString(),
    completed_at: instant(standing.completedAt), links: { self, timeline: `${self}/timeline` },
  };
}

/** One of the partner's reasons, with what it means to the CRM. */
export function presentReason({ code, pointer, partnerCode, partnerMessage }: PartnerReason, language: Language): Record<string, unknown> {
  const { category, next, message } = partnerProblemOf(code);
  return {
    pointer, code, category, source: 'partner', message: message[language], partner_code: partnerCode, partner_message: partnerMessage,
    next_action: nextAction(next, language),
  };
}

function presentPartner({ standing, ids, dueAt, leased }: Onboarding): Record<string, unknown> {
  const asks = standing.status === 'processing' || (standing.status === 'submitting' && standing.unanswered);
  return {
    request_status: standing.requestStatus,
    // While the call is under way nothing is uncertain yet.
    uncertain: standing.unanswered && !isFinal(standing.status) && !leased,
    client_id: ids.clientId, product_uuid: ids.productUuid, terminal_id: ids.terminalId,
    sends: standing.sends, polls: standing.polls, submitted_at: instant(standing.submittedAt),
    last_polled_at: instant(standing.lastPolledAt), next_poll_at: asks && !leased ? dueAt?.toISOString() ?? null : null,
  };
}
