import { createOnboardingClient, type OnboardingRequest } from './index.js';

const client = createOnboardingClient({ baseUrl: process.env['ONBOARDING_URL'] ?? 'http://127.0.0.1:3000', key: process.env['ONBOARDING_KEY'] ?? '' });
const body: OnboardingRequest = {
  external_id: 'example-1', name: 'ИП Сапарова', bin: '971240001315', iban: 'KZ51998TST0000000001',
  ceo_info: { first_name: 'Айгүл', last_name: 'Сапарова', phone: '+77017777777', email: 'saparova@example.kz' },
  address_info: { country: 'KZ', postal_code: '050000', address_line1: 'Алматы, Желтоқсан 115' },
};
const { data: accepted, error } = await client.POST('/v1/onboardings', { body });
if (error !== undefined) throw new Error(`${error.code}: ${error.detail}`);
let onboarding = accepted;
while (!onboarding.final) {
  const header = { 'If-None-Match': `"${onboarding.sequence}"`, Prefer: 'wait=25' };
  const { data, response } = await client.GET('/v1/onboardings/{id}', { params: { path: { id: onboarding.id }, header } });
  if (data === undefined && response.status !== 304) throw new Error(`answered ${response.status}`);
  onboarding = data ?? onboarding;
}
const { data: events } = await client.GET('/v1/events', { params: { query: { onboarding_id: onboarding.id } } });
console.log(onboarding.status, events?.data.map(({ type }) => type).join(' '));
