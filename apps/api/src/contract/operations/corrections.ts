import type { Operations } from '../operation.js';
import { always, problemExample, withBody, withId, withKey, withPostgres } from '../refusals.js';
import { ref } from '../schema.js';
import { corrected, correction, opened, pathOf, refused, show, withdrawn } from '../story.js';

export const corrections: Operations = {
  '/v1/onboardings/{id}/resubmission': {
    post: {
      id: 'resubmitOnboarding', tag: 'onboardings', summary: 'Correct a refused one and submit it again',
      description: 'Opens the next attempt of a rejected onboarding under a new `request_id`. Only what the application holds can be corrected, not `external_id` or `request_id`.',
      parameters: ['Id', 'AllowDuplicateBin', 'IdempotencyKey', 'IfMatch'],
      body: { schema: ref('OnboardingCorrections'), optional: true },
      answers: { 202: { description: 'The next attempt is open.', schema: ref('Onboarding'), headers: ['Language', 'Location', 'SequenceTag', 'Replayed'] } },
      refusals: [...always, ...withBody, ...withKey, ...withId, ...withPostgres, 'not_resubmittable', 'open_onboarding_for_bin', 'sequence_mismatch'],
      examples: {
        corrected: { summary: 'Another account, another phone, no description', id: refused.onboarding.id, headers: { 'If-Match': '"4"' }, body: correction, answer: { status: 202, body: show(corrected) } },
        changed: {
          summary: 'Somebody was faster', id: refused.onboarding.id, headers: { 'If-Match': '"4"' }, body: {},
          answer: { status: 412, body: problemExample('sequence_mismatch', `${pathOf(refused)}/resubmission`) },
        },
        not_refused: {
          summary: 'It is not rejected', id: refused.onboarding.id, body: {},
          answer: { status: 409, body: problemExample('not_resubmittable', `${pathOf(refused)}/resubmission`) },
        },
      },
    },
  },
  '/v1/onboardings/{id}/cancellation': {
    post: {
      id: 'cancelOnboarding', tag: 'onboardings', summary: 'Withdraw one that was not sent yet',
      description: 'Possible while it is `pending`. From the first byte on Freedom Pay may have it, and has no way to give it back.',
      parameters: ['Id', 'IdempotencyKey', 'IfMatch'],
      body: { schema: ref('Cancellation') },
      answers: { 200: { description: 'Withdrawn.', schema: ref('Onboarding'), headers: ['Language', 'SequenceTag', 'Replayed'] } },
      refusals: [...always, ...withBody, ...withKey, ...withId, ...withPostgres, 'already_submitted', 'already_final', 'sequence_mismatch'],
      examples: {
        withdrawn: { summary: 'In time', id: opened.onboarding.id, body: { reason: 'The client changed his mind' }, answer: { status: 200, body: show(withdrawn) } },
        final: {
          summary: 'It has ended', id: opened.onboarding.id, body: { reason: 'The client changed his mind' },
          answer: { status: 409, body: problemExample('already_final', `${pathOf(opened)}/cancellation`, { detail: 'nothing_to_withdraw' }) },
        },
      },
    },
  },
};
