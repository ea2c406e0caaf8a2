import type { HttpService } from '@nestjs/axios';
import { randomUUID } from 'node:crypto';
import { createFreedomPayClient, type FreedomPayClient, type FreedomPayClientParts } from '#app/freedompay';

export type ClientSettings = Parameters<typeof createFreedomPayClient>[0];

export const clientSettings: ClientSettings = {
  FREEDOMPAY_BASE_URL: 'http://127.0.0.1:1',
  FREEDOMPAY_AUTH_ID: '123456',
  FREEDOMPAY_SECRET_KEY: 'secret_key',
  FREEDOMPAY_SECRET_KEY_NEXT: undefined,
  FREEDOMPAY_ALG: 'HS256',
  FREEDOMPAY_BODY: 'flat',
  FREEDOMPAY_COUNTRY_FORMAT: undefined,
  FREEDOMPAY_ADD_PATH: '/v5/partner/client/add',
  FREEDOMPAY_STATUS_PATH: '/v5/partner/client/request/status',
  FREEDOMPAY_TIMEOUT_MS: 10_000,
  FREEDOMPAY_CONCURRENCY: 4,
  FREEDOMPAY_CODES: undefined,
};

const open: FreedomPayClient[] = [];

/** For `afterEach`. */
export function closeAllClients(): void {
  for (const client of open.splice(0)) client.close();
}

export function clientFor(
  baseUrl: string, settings: Partial<ClientSettings> = {}, http?: HttpService, replaced?: Partial<FreedomPayClientParts>,
): FreedomPayClient {
  const client = createFreedomPayClient({ ...clientSettings, FREEDOMPAY_BASE_URL: baseUrl, ...settings }, http, replaced);
  open.push(client);
  return client;
}

/** An `add` with a body and an id of its own. */
export function addOne(client: FreedomPayClient, requestId: string = randomUUID()) {
  return client.add(Buffer.from(JSON.stringify({ request_id: requestId, name: 'Ёлка 🎄' }), 'utf8'), requestId);
}
