import { type BodyInput, countryIn, type CountryFormat, outgoingProduct } from './body-input.js';

/**
 * The exact bytes of the company body (the method's own page, March 2025). Every leaf is a string; `ceo_info` has no
 * place in it. `company_id` is required there, so ours is the onboarding id where the CRM gave none.
 */
export function buildCompanyBody({ requestId, onboardingId, application }: BodyInput, format: CountryFormat = 'alpha-3'): Buffer {
  const { address_info: address } = application;
  return Buffer.from(JSON.stringify({
    request_id: requestId,
    company: {
      company_id: application.company_id ?? onboardingId,
      name: application.name,
      bin: application.bin,
      address: {
        country: countryIn(format, address.country),
        postal_code: address.postal_code,
        address_line1: address.address_line1,
        address_line2: address.address_line2,
        address_line3: address.address_line3,
      },
      iban: application.iban,
      description: application.description,
      legal_type: application.legal_type,
    },
    product: outgoingProduct(application),
  }), 'utf8');
}
