import { type Application, toAlpha2, toAlpha3 } from '#app/applicant';

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
