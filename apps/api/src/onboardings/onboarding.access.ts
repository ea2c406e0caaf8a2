import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { OnboardingReader, Steer, type Onboarding, type Standing, type SteeringAction } from '#app/onboarding';
import { Problem, WorkQueue, type Answer, type Settings } from '#app/platform';
import { scopeOf, type Caller } from '../caller.js';
import type { Language } from '../catalogue/language.js';
import { IdempotentAnswers, jsonAnswer } from '../idempotent-answers.js';
import { isUuid } from './onboarding.dto.js';
import { presentOnboarding } from './onboarding.presenter.js';

export const tagOf = ({ sequence }: Standing): string => `"${sequence}"`;

/** If-Match: one strong tag, as GET gave it; null where it is not sent or a star. */
export function expectedSequence(tag: string | undefined): number | null {
  if (tag === undefined || tag.trim() === '*') return null;
  const digits = /^"(\d{1,9})"$/.exec(tag.trim())?.[1];
  if (digits === undefined) throw new Problem('sequence_mismatch', 'tag_format');
  return Number(digits);
}

export const changedMeanwhile = (): Problem => new Problem('sequence_mismatch', 'changed');

export interface SteeringCall { id: string; action: SteeringAction; reason: string; ifMatch: string | undefined; path: string; key: string | null; language: Language }

/** What CRM and operators share: finding an onboarding, showing it, steering it. */
export class OnboardingAccess {
  private readonly expectedMs: number;

  constructor(
    private readonly reader: OnboardingReader, private readonly steer: Steer, private readonly idempotency: IdempotentAnswers,
    private readonly queue: WorkQueue, settings: Settings,
  ) {
    this.expectedMs = settings.EXPECTED_DECISION_MINUTES * 60_000;
  }

  /** @throws Problem not_found, also where it belongs to another API client */
  async find(id: string, caller: Caller): Promise<Onboarding> {
    const onboarding = isUuid(id) ? await this.reader.get(id.toLowerCase(), scopeOf(caller)) : null;
    if (onboarding === null) throw new Problem('not_found', 'onboarding');
    return onboarding;
  }

  show(onboarding: Onboarding, language: Language): Record<string, unknown> {
    return presentOnboarding(onboarding, this.expectedMs, language);
  }

  /** Names its language itself: a repeat gets this answer as it is, whatever language it asks for. */
  answer(status: number, onboarding: Onboarding, language: Language, headers: Record<string, string> = {}): Answer {
    return jsonAnswer(status, { etag: tagOf(onboarding.standing), 'content-language': language, ...headers }, this.show(onboarding, language));
  }

  /** One action on one onboarding, answered with the onboarding as it is then. */
  async act(reply: FastifyReply, caller: Caller, { id, action, reason, ifMatch, path, key, language }: SteeringCall): Promise<void> {
    const onboarding = await this.find(id, caller);
    const expected = expectedSequence(ifMatch);
    const after = (standing: Standing, changedAt: number | null): Answer =>
      this.answer(200, { ...onboarding, standing, updatedAt: changedAt === null ? onboarding.updatedAt : new Date(changedAt) }, language);
    const fingerprint = createHash('sha256').update(JSON.stringify([action, reason])).digest('hex');
    await this.idempotency.answer(reply, caller, path, key, fingerprint, async (kept) => {
      const steered = await this.steer.act({
        id: onboarding.id, action, reason, by: caller.apiClient, apiClient: scopeOf(caller), expected, keep: kept === null ? null : { key: kept, answer: after },
      });
      if (steered.kind === 'changed_meanwhile') throw changedMeanwhile();
      if (steered.kind === 'not_found') throw new Problem('not_found', 'onboarding');
      if (steered.kind === 'refused') throw steered.problem;
      this.queue.wake();
      // "Poll now" changes nothing that could carry its answer along.
      return { answer: after(steered.standing, steered.changedAt), kept: kept !== null && action !== 'poll_now', onboardingId: onboarding.id };
    });
  }
}
