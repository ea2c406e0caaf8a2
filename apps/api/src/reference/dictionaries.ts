import { productFields, productIds, products, toAlpha3 } from '#app/applicant';
import { isFinal, lifecycle, statuses } from '#app/onboarding';
import { pingType } from '#app/webhooks';
import { countryNames } from '../catalogue/country-names.js';
import { eventTypeTexts } from '../catalogue/event-type-texts.js';
import type { Language, Texts } from '../catalogue/language.js';
import { mccNames } from '../catalogue/mcc-names.js';
import { nextAction } from '../catalogue/next-action-texts.js';
import { problemCodes } from '../catalogue/problem-codes.js';
import { productFieldTexts, productTexts } from '../catalogue/product-texts.js';
import { holdTexts, statusReasonTexts, statusTexts } from '../catalogue/status-texts.js';
import { deliveredTypes, eventExample, eventSchema } from '../contract/event-catalogue.js';

const named = (texts: Record<string, Texts>, language: Language) => Object.entries(texts).map(([code, name]) => ({ code, name: name[language] }));

/** What a CRM shows to people beside our codes, in their language. */
export const dictionaries = {
  products: (language: Language) => ({
    data: productIds.map((id) => ({
      product_id: id, name: products[id].name, description: productTexts[id][language], other_fields_allowed: products[id].letsOthersPass,
      fields: productFields(id).map(({ pointer, max }) => ({
        pointer: `/product${pointer}`, required: true, max_length: max, text: productFieldTexts[pointer][language],
      })),
    })),
  }),
  statuses: (language: Language) => ({
    data: statuses.map((status) => ({
      code: status, name: statusTexts[status].name[language], description: statusTexts[status].meaning[language], final: isFinal(status),
      leads_to: lifecycle[status].leadsTo,
    })),
    status_reasons: named(statusReasonTexts, language),
    hold_reasons: named(holdTexts, language),
  }),
  'problem-codes': (language: Language) => ({
    data: problemCodes().map(({ code, about, category, next, status, retryable, message }) => ({
      code, about, category, http_status: status, retryable, message: message[language], next_action: nextAction(next, language),
    })),
  }),
  mcc: (language: Language) => ({ data: mccNames(language) }),
  countries: (language: Language) => ({
    data: countryNames(language).map(({ alpha2, name }) => ({ alpha2, alpha3: toAlpha3(alpha2) ?? null, name })),
  }),
  'event-types': (language: Language) => ({
    data: deliveredTypes.map((type) => ({
      type, text: eventTypeTexts[type][language], can_be_subscribed: type !== pingType, example: eventExample(type), schema: eventSchema(type),
    })),
  }),
} satisfies Record<string, (language: Language) => unknown>;

export type DictionaryName = keyof typeof dictionaries;
