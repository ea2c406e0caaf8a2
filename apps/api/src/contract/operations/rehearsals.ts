import { previewAdd } from '#app/freedompay';
import type { Operations } from '../operation.js';
import { always, withBody, withKey, withPostgres } from '../refusals.js';
import { presentFault } from '../../field-problem.js';
import { ref } from '../schema.js';
import { opened, pathOf, received, requests } from '../story.js';

const { shop, deal } = requests;
const { id, requestId, application } = received.onboarding;
const preview = previewAdd({
  FREEDOMPAY_ALG: 'HS256', FREEDOMPAY_AUTH_ID: '123456', FREEDOMPAY_ADD_PATH: '/v5/partner/client/add', FREEDOMPAY_BODY: 'flat', FREEDOMPAY_COUNTRY_FORMAT: undefined,
}, { requestId, onboardingId: id, application });

export const rehearsals: Operations = {
  '/v1/onboardings/validation': {
    post: {
      id: 'validateOnboarding', tag: 'onboardings', summary: 'Judge a request without storing it',
      description: 'Every fault of the fields is in the answer; only what is no JSON is refused.',
      parameters: ['IdempotencyKey'],
      body: { schema: ref('OnboardingRequest') },
      answers: { 200: { description: 'The judgement.', schema: ref('Validation'), headers: ['Language', 'Replayed'] } },
      refusals: [...always, ...withBody.filter((code) => code !== 'validation_failed' && code !== 'unknown_field'), ...withKey, ...withPostgres],
      examples: {
        valid: {
          summary: 'Nothing wrong, but the BIN was seen before', body: shop,
          answer: {
            status: 200, body: {
              valid: true, errors: [], warnings: [],
              possible_duplicates: [{ id: opened.onboarding.id, status: 'pending', created_at: opened.onboarding.createdAt, links: { self: pathOf(opened) } }],
            },
          },
        },
        faulty: {
          summary: 'A field is missing',
          answer: { status: 200, body: { valid: false, errors: [presentFault({ pointer: '/iban', code: 'required' }, 'en')], warnings: [], possible_duplicates: [] } },
        },
      },
    },
  },
  '/v1/onboardings/preview': {
    post: {
      id: 'previewOnboarding', tag: 'onboardings', summary: 'See exactly what would be sent to Freedom Pay',
      description: 'Both published bodies and the protected header, without a key and without a signature. Nothing is sent.',
      parameters: ['IdempotencyKey'],
      body: { schema: ref('OnboardingRequest') },
      answers: { 200: { description: 'The exact texts.', schema: ref('Preview'), headers: ['Language', 'Replayed'] } },
      refusals: [...always, ...withBody, ...withKey, ...withPostgres],
      examples: {
        everything: {
          summary: 'Everything that can be said', body: deal,
          answer: {
            status: 200, body: {
              method: 'POST', path: preview.path, request_id: requestId, header: preview.header, header_text: preview.headerText,
              body_format: preview.format, body: preview.bodies.flat, bodies: preview.bodies, warnings: [],
            },
          },
        },
      },
    },
  },
};
