import { type BodyInput, countryIn, type CountryFormat, outgoingProduct } from './body-input.js';

/**
 * The exact bytes of the flat body (the partner's Overview page): the documented members in the documented order, then
 * `legal_type` and `product` when given. `middle_name` and `metadata` never go out.
 */
export function buildFlatBody({ requestId, application }: BodyInput, format: CountryFormat = 'alpha-2'): Buffer {
  const { ceo_info: ceo, address_info: address } = application;
  return Buffer.from(JSON.stringify({
    request_id: requestId,
    name: application.name,
    bin: numberWhereExact(application.bin),
    ceo_info: {
      first_name: ceo.first_name,
      last_name: ceo.last_name,
      phone: numberWhereExact(ceo.phone.replace(/^\+/, '')),
      email: ceo.email,
    },
    address_info: {
      country: countryIn(format, address.country),
      postal_code: address.postal_code,
      address_line1: address.address_line1,
      address_line2: address.address_line2,
      address_line3: address.address_line3,
    },
    iban: application.iban,
    description: application.description,
    legal_type: application.legal_type,
    product: outgoingProduct(application),
  }), 'utf8');
}

/** A JSON number cannot carry a leading zero (BINs of 2000-2009) and is exact only up to 2^53: such digits stay text. */
function numberWhereExact(digits: string): number | string {
  const value = Number(digits);
  return /^[1-9]\d*$/.test(digits) && Number.isSafeInteger(value) ? value : digits;
}
