import type { Operations } from '../operation.js';
import { always, problemExample, withBody, withId, withKey, withPostgres, withQuery } from '../refusals.js';
import { ref } from '../schema.js';
import { documented, opened, pathOf, received, refused, requests, shared, show, timelineOf } from '../story.js';

const path = '/v1/onboardings';
const { documentation, shop, deal, outlet } = requests;

export const onboardings: Operations = {
  [path]: {
    post: {
      id: 'createOnboarding', tag: 'onboardings', summary: 'Onboard a client',
      description: 'Stores the request and answers at once; it is then submitted to Freedom Pay and followed until there is a decision. Send an `external_id` or an `Idempotency-Key`: then the same request can be sent again after any failure. A known `external_id` or `request_id` with the same content is answered 200 with the onboarding as it is now, with other content 409.',
      parameters: ['AllowDuplicateBin', 'IdempotencyKey'],
      body: { schema: ref('OnboardingRequest'), description: 'At most 32,768 bytes.' },
      answers: {
        202: { description: 'Stored; it will be submitted.', schema: ref('Onboarding'), headers: ['Language', 'Location', 'SequenceTag', 'Replayed'] },
        200: { description: 'Known already, with the same content: the onboarding as it is now.', schema: ref('Onboarding'), headers: ['Language', 'SequenceTag', 'Replayed'] },
      },
      refusals: [...always, ...withBody, ...withKey, ...withPostgres, 'external_id_conflict', 'request_id_conflict', 'open_onboarding_for_bin'],
      examples: {
        documentation: { summary: "The example of Freedom Pay's documentation, as it stands there", body: documentation, answer: { status: 202, body: show(documented) } },
        required: { summary: 'Only what is required', body: shop, answer: { status: 202, body: show(opened) } },
        everything: { summary: 'Everything that can be said', headers: { 'Idempotency-Key': 'deal-48213' }, body: deal, answer: { status: 202, body: show(received) } },
        repeated: { summary: 'A known external_id with the same content', body: deal, answer: { status: 200, body: show(received) } },
        several_faults: {
          summary: 'Every fault at once, here in Russian',
          answer: {
            status: 422, body: problemExample('validation_failed', path, {
              language: 'ru', faults: [{ pointer: '/bin', code: 'bin.format' }, { pointer: '/ceo_info/phone', code: 'phone.invalid' }, { pointer: '/iban', code: 'required' }],
            }),
          },
        },
        taken: {
          summary: 'A known external_id with other content', body: { ...deal, name: 'ТОО «Өзге»' },
          answer: { status: 409, body: problemExample('external_id_conflict', path, { onboarding: pathOf(received) }) },
        },
        request_id_taken: {
          summary: 'A known request_id with other content', body: { ...shop, request_id: documentation.request_id },
          answer: { status: 409, body: problemExample('request_id_conflict', path, { detail: 'other_content', onboarding: pathOf(documented) }) },
        },
        bin_open: {
          summary: 'A BIN that has an open onboarding', body: { ...outlet, external_id: undefined },
          answer: { status: 409, body: problemExample('open_onboarding_for_bin', path, { onboarding: pathOf(opened) }) },
        },
        bin_shared: {
          summary: 'The same, meant as another one',
          query: { allow_duplicate_bin: true }, body: outlet, answer: { status: 202, body: show(shared) },
        },
      },
    },
    get: {
      id: 'listOnboardings', tag: 'onboardings', summary: 'List onboardings, newest first',
      description: 'Only your own; an operator sees all. All filters that are given have to fit. Follow `next_cursor` with the same filters to see every one of them exactly once, also while others are written. One page looks at a limited number of onboardings: where hardly any fits, it can be shorter than `limit`, even empty, while `has_more` is true.',
      parameters: ['OfStatus', 'OfExternalId', 'OfRequestId', 'OfBin', 'CreatedFrom', 'CreatedTo', 'UpdatedFrom', 'HasProblems', 'OfHold', 'PageSize', 'Cursor'],
      answers: { 200: { description: 'One page.', schema: ref('OnboardingPage'), headers: ['Language'] } },
      refusals: [...always, ...withQuery, ...withPostgres],
      examples: {
        found: { summary: 'By your own id', query: { external_id: 'deal-48213' }, answer: { status: 200, body: { data: [show(received)], has_more: false, next_cursor: null } } },
        refused: {
          summary: 'In Russian: what Freedom Pay refused', query: { status: 'rejected', bin: deal.bin, limit: 10 }, headers: { 'Accept-Language': 'ru-RU, en;q=0.5' },
          answer: { status: 200, body: { data: [show(refused, 'ru')], has_more: false, next_cursor: null } },
        },
        to_be_mended: {
          summary: 'What Freedom Pay refused of one client since New Year, by local time', query: { bin: deal.bin, updated_from: '2026-01-01T00:00:00+05:00', has_problems: true, held: false },
          answer: { status: 200, body: { data: [show(refused)], has_more: false, next_cursor: null } },
        },
        wrong_instant: {
          summary: 'An instant without its offset',
          answer: { status: 422, body: problemExample('validation_failed', path, { faults: [{ pointer: '?created_from', says: 'instant' }] }) },
        },
        wrong_limit: {
          summary: 'More than a page holds',
          answer: { status: 422, body: problemExample('validation_failed', path, { faults: [{ pointer: '?limit', says: 'whole_number', params: { from: 1, to: 200 } }] }) },
        },
        wrong_name: {
          summary: 'A filter that nobody knows',
          answer: { status: 422, body: problemExample('unknown_field', path, { faults: [{ pointer: '?statuses', code: 'unknown_field' }] }) },
        },
      },
    },
  },
  [`${path}/{id}`]: {
    get: {
      id: 'getOnboarding', tag: 'onboardings', summary: 'One onboarding',
      description: 'With `If-None-Match` and `Prefer: wait=25` it answers as soon as the onboarding changes: ask again and again, and you hear of each change at once.',
      parameters: ['Id', 'IfNoneMatch', 'Prefer'],
      answers: {
        200: { description: 'The onboarding.', schema: ref('Onboarding'), headers: ['Language', 'SequenceTag', 'WaitApplied'] },
        304: { description: 'It is still as If-None-Match says.', headers: ['Language', 'SequenceTag', 'WaitApplied'] },
      },
      refusals: [...always, ...withId, ...withPostgres],
      examples: {
        accepted: { summary: 'Just accepted', id: received.onboarding.id, answer: { status: 200, body: show(received) } },
        unchanged: { summary: 'Nothing new in a second', id: received.onboarding.id, headers: { 'If-None-Match': '"1"', Prefer: 'wait=1' }, answer: { status: 304 } },
        refused: { summary: 'Refused by Freedom Pay', id: refused.onboarding.id, headers: { 'If-None-Match': '"1"', Prefer: 'wait=25' }, answer: { status: 200, body: show(refused) } },
        nobody: { summary: 'Not here, or not yours', id: '01a206c6-0000-7000-8000-000000000000', answer: { status: 404, body: problemExample('not_found', `${path}/01a206c6-0000-7000-8000-000000000000`) } },
      },
    },
  },
  [`${path}/{id}/timeline`]: {
    get: {
      id: 'getTimeline', tag: 'onboardings', summary: 'Everything that happened to it',
      description: 'Every change and every exchange with Freedom Pay in plain words, for people; nothing of the applicant is in it.',
      parameters: ['Id'],
      answers: { 200: { description: 'The history.', schema: ref('Timeline'), headers: ['Language'] } },
      refusals: [...always, ...withId, ...withPostgres],
      examples: {
        refused: { summary: 'Sent, asked twice, refused', id: refused.onboarding.id, answer: { status: 200, body: { data: timelineOf(refused) } } },
      },
    },
  },
};
