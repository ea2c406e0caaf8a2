import { type Application, type JsonValue, toAlpha2, toAlpha3 } from '#app/applicant';

/** What a body to the partner is made of. */
export interface BodyInput {
  requestId: string;
  onboardingId: string;
  application: Application;
}

/** alpha-2 is `KZ`, alpha-3 is `KAZ` (ISO 3166-1). */
export type CountryFormat = 'alpha-2' | 'alpha-3';

/** A code that neither list knows goes out as it was given; the applicant's rules let none through. */
export function countryIn(format: CountryFormat, country: string): string {
  return (format === 'alpha-2' ? toAlpha2(country) : toAlpha3(country)) ?? country;
}

const pos = 10001;

/**
 * The product as its dictionary asks for it, whichever body it goes out in: the address of a POS has its country in three
 * letters, the phone of its cashier is digits alone, as the partner writes phones. Older rows may hold less of a POS.
 */
export function outgoingProduct({ product }: Application): object | undefined {
  if (product?.product_id !== pos) return product;
  return {
    ...product,
    address: withText(product['address'], 'country', (country) => countryIn('alpha-3', country)),
    user: withText(product['user'], 'phone', (phone) => phone.replace(/^\+/, '')),
  };
}

/** The same members with one text among them changed, where there is such a text. */
function withText(value: JsonValue | undefined, name: string, change: (text: string) => string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const text = value[name];
  return typeof text === 'string' ? { ...value, [name]: change(text) } : value;
}
