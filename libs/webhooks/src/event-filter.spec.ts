import { isTypeFilter, matchesType } from './event-filter.js';

const known = ['onboarding.accepted', 'onboarding.held', 'batch.completed', 'webhook_endpoint.failing'];

it.each(['*', 'onboarding.*', 'batch.*', 'webhook_endpoint.*', ...known])('%s is a filter', (text) => {
  expect(isTypeFilter(text, known)).toBe(true);
});

it.each(['', '.', '.*', '*.*', '*.held', 'onboarding', 'onboarding.', 'onboarding.**', 'onboarding.h*', 'onboarding.held.*', 'Onboarding.*', 'onboard.*', 'partner.*', 'onboarding.unknown', ' *', 'onboarding.held '])(
  '%j is none', (text) => {
    expect(isTypeFilter(text, known)).toBe(false);
  });

it.each([
  [['*'], known], [['onboarding.*'], ['onboarding.accepted', 'onboarding.held']], [['onboarding.held'], ['onboarding.held']], [['batch.*', 'onboarding.held'], ['onboarding.held', 'batch.completed']],
  [['onboarding.held', 'onboarding.*'], ['onboarding.accepted', 'onboarding.held']], [[], []], [['onboarding'], []], [['onboarding.h*'], []],
])('%j lets %j through', (filters, types) => {
  expect(known.filter((type) => matchesType(filters, type))).toEqual(types);
});
