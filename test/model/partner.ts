import type { AddAnswer, StatusAnswer } from '#app/freedompay';
import { duplicateWindowMs, onRepeat, type DuplicateMode } from '../../apps/simulator/src/duplicates.js';

/** What the partner has under the one `request_id`. */
export interface Partner {
  /** How many it made; 2 stands for too many. */
  clients: number;
  /** Since the newest was made, where it matters. */
  ageMs: number;
  /** `refused`: by the answer to the send, so that there is nothing to ask about. */
  verdict: 'open' | 'succeeded' | 'rejected' | 'refused';
}

const reason = (code: string) => ({ code, pointer: null, partnerCode: null, partnerMessage: null });

export const addAnswers = {
  accepted: { kind: 'accepted', askNow: false },
  duplicate: { kind: 'duplicate' },
  clientExists: { kind: 'rejected', reasons: [reason('client.duplicate')] },
  refused: { kind: 'rejected', reasons: [reason('iban.not_accepted')] },
  notSent: { kind: 'notSent' },
  badKey: { kind: 'refusedSetup', fault: 'credentials' },
  uncertain: { kind: 'uncertain', drift: false, retryAfterMs: null },
} as const satisfies Record<string, AddAnswer>;

export const statusAnswers = {
  pending: { kind: 'pending' },
  succeeded: { kind: 'succeeded', ids: { clientId: '1', productUuid: null, terminalId: null } },
  rejected: { kind: 'rejected', reasons: [reason('iban.not_accepted')] },
  notFound: { kind: 'notFound' },
  noAnswer: { kind: 'noAnswer', drift: false },
  drift: { kind: 'drift' },
} as const satisfies Record<string, StatusAnswer>;

export type AddWord = keyof typeof addAnswers;
export type StatusWord = keyof typeof statusAnswers;

/** A tick is half the time for which `window` recognises a repeat. */
export const older = (partner: Partner, mode: DuplicateMode): Partner =>
  (mode === 'window' && partner.clients > 0 ? { ...partner, ageMs: Math.min(partner.ageMs + duplicateWindowMs / 2, duplicateWindowMs) } : partner);

/** One more request would be a repeat. */
export const isKnown = ({ clients }: Partner): boolean => clients > 0;

/** All it may make of a request that reaches it. */
export function receive(partner: Partner, mode: DuplicateMode): { partner: Partner; says: AddWord }[] {
  const refusal = { partner: { ...partner, verdict: 'refused' as const }, says: 'refused' as const };
  if (partner.verdict === 'refused') return [refusal];
  if (partner.clients === 0) return [{ partner: { ...partner, clients: 1, ageMs: 0 }, says: 'accepted' }, refusal];
  switch (onRepeat(mode, partner.ageMs)) {
    case 'replay':
      return [{ partner, says: 'accepted' }];
    case 'refuse':
      return [{ partner, says: 'duplicate' }, { partner, says: 'clientExists' }];
    case 'create':
      return [{ partner: { ...partner, clients: 2, ageMs: 0 }, says: 'accepted' }];
  }
}

/** All it may say to a question. Its verdict, once told, stays. */
export function answerStatus(partner: Partner): { partner: Partner; says: StatusWord }[] {
  if (partner.clients === 0) return [{ partner, says: 'notFound' }];
  const verdicts = (['succeeded', 'rejected'] as const).filter((verdict) => partner.verdict === 'open' || partner.verdict === verdict);
  return [{ partner, says: 'pending' }, ...verdicts.map((verdict) => ({ partner: { ...partner, verdict }, says: verdict }))];
}
