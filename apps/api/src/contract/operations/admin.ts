import type { Operations } from '../operation.js';
import { always, problemExample, withBody, withId, withKey, withPostgres } from '../refusals.js';
import { ref } from '../schema.js';
import { documented, held, released, show } from '../story.js';

const { id } = documented.onboarding;

export const admin: Operations = {
  '/v1/admin/overview': {
    get: {
      id: 'getOverview', tag: 'operators', summary: 'Everything at a glance', description: 'Counts over all rows: for a person who looks, not for a poller.',
      answers: { 200: { description: 'How it stands.', schema: ref('Overview') } },
      refusals: [...always, ...withPostgres, 'forbidden'],
      examples: {
        calm: {
          summary: 'All is well',
          answer: {
            status: 200, body: {
              onboardings: { by_status: { pending: 3, submitting: 0, processing: 118, succeeded: 5204, rejected: 61, failed: 2, cancelled: 7 }, held: 1, oldest_open_at: '2026-11-22T17:40:11.902Z' },
              work: { due: 2, overdue: 0, oldest_due_at: '2026-11-23T05:01:00.110Z' }, queue: { backend: 'redis', waiting: 0, active: 1 }, events: { lag: 0, oldest_undelivered_at: null },
              partner: {
                circuit: 'closed', last_success_at: '2026-11-23T05:01:00.071Z', last_failure: { at: '2026-11-23T03:12:45.300Z', method: 'status', trouble: 'timeout', http_status: null }, uncertain: 0, drift: 0,
              },
            },
          },
        },
      },
    },
  },
  '/v1/admin/onboardings/{id}/actions': {
    post: {
      id: 'actOnOnboarding', tag: 'operators', summary: 'Steer one onboarding by hand',
      description: "`poll_now` asks Freedom Pay at once; of a final one the answer is only recorded. `hold` stops new calls, `release` lets them go on. `cancel` withdraws what was not sent yet. Who did it and why stands in the timeline.",
      parameters: ['Id', 'IdempotencyKey', 'IfMatch'],
      body: { schema: ref('Action') },
      answers: { 200: { description: 'Done: the onboarding as it is now.', schema: ref('Onboarding'), headers: ['Language', 'SequenceTag', 'Replayed'] } },
      refusals: [...always, ...withBody, ...withKey, ...withId, ...withPostgres, 'forbidden', 'action_not_possible', 'already_submitted', 'already_final', 'sequence_mismatch'],
      examples: {
        impossible: {
          summary: 'It is not held', id, body: { action: 'release', reason: 'The papers are here' },
          answer: { status: 409, body: problemExample('action_not_possible', `/v1/admin/onboardings/${id}/actions`, { detail: 'not_held' }) },
        },
        hold: { summary: 'Let it wait', id, headers: { 'If-Match': '"1"' }, body: { action: 'hold', reason: 'The papers are missing' }, answer: { status: 200, body: show(held) } },
        release: { summary: 'Let it go on', id, body: { action: 'release', reason: 'The papers are here' }, answer: { status: 200, body: show(released) } },
        poll_now: { summary: 'Ask again although it is final', id, body: { action: 'poll_now', reason: 'The client says he was refused' }, answer: { status: 200 } },
      },
    },
  },
};
