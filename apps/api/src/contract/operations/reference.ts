import { dictionaries, type DictionaryName } from '../../reference/dictionaries.js';
import type { Language } from '../../catalogue/language.js';
import type { Operation, Operations } from '../operation.js';
import { always } from '../refusals.js';
import { ref } from '../schema.js';

/** The dictionary with the first few entries of each of its lists. */
function excerpt(name: DictionaryName, language: Language): Record<string, unknown> {
  return Object.fromEntries(Object.entries(dictionaries[name](language)).map(([list, entries]) => [list, entries.slice(0, 3)]));
}

const dictionary = (id: string, name: DictionaryName, schema: string, summary: string): Operation => ({
  id, tag: 'reference', summary, description: 'Changes with a release only: keep it for an hour, or ask with `If-None-Match`.',
  parameters: ['IfNoneMatch'],
  answers: {
    200: { description: 'All of them.', schema: ref(schema), headers: ['Language', 'ContentTag', 'KeptAnHour'] },
    304: { description: 'Nothing changed since If-None-Match.', headers: ['Language', 'ContentTag', 'KeptAnHour'] },
  },
  refusals: always,
  examples: {
    first: { summary: 'The first of them', answer: { status: 200, body: excerpt(name, 'en') } },
    kazakh: { summary: 'In Kazakh', headers: { 'Accept-Language': 'kk' }, answer: { status: 200, body: excerpt(name, 'kk') } },
    unchanged: { summary: 'Whatever you have is still right', headers: { 'If-None-Match': '*' }, answer: { status: 304 } },
  },
});

export const reference: Operations = {
  '/v1/reference/products': { get: dictionary('getProducts', 'products', 'Products', 'The products of Freedom Pay') },
  '/v1/reference/statuses': { get: dictionary('getStatuses', 'statuses', 'Statuses', 'The statuses of an onboarding, the reasons for an end and for a hold') },
  '/v1/reference/problem-codes': { get: dictionary('getProblemCodes', 'problem-codes', 'ProblemCodes', 'Every code of an error, a warning or a refusal, and what to do') },
  '/v1/reference/mcc': { get: dictionary('getMerchantCategories', 'mcc', 'MerchantCategories', 'Merchant category codes') },
  '/v1/reference/countries': { get: dictionary('getCountries', 'countries', 'Countries', 'ISO 3166-1 countries') },
  '/v1/reference/event-types': { get: dictionary('getEventTypes', 'event-types', 'EventTypes', 'Every type of event, what it means, and the JSON Schema of its body') },
};
