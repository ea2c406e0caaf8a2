import createClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { paths } from './contract.js';

export type * from './contract.js';
export type OnboardingClient = Client<paths>;
export interface OnboardingClientOptions extends ClientOptions {
  /** Where the service is, e.g. `https://onboarding.example.kz`. */
  baseUrl: string;
  key: string;
}

/** Every call of the service, by its path; requests and answers have the types of the contract. */
export function createOnboardingClient({ key, headers, ...options }: OnboardingClientOptions): OnboardingClient {
  // Lists in a query are comma separated.
  return createClient<paths>({ querySerializer: { array: { style: 'form', explode: false } }, ...options, headers: { Authorization: `Bearer ${key}`, ...headers } });
}
