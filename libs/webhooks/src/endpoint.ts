import type { Sealed } from './secret-box.js';
import type { DisabledReason } from './endpoint-event.js';

/** At most so many for each API client. */
export const mostEndpoints = 20;
/** Beside the newest secret at most so many older ones go on signing, however often somebody rotates. */
export const mostOlderSecrets = 4;
/** What waits is counted up to here. */
export const pendingCounted = 1_000;

/** What is known of a secret without the secret. Whatever does not expire is the newest. */
export interface SecretFacts { number: number; createdAt: Date; expiresAt: Date | null }

/** Where an API client wants its events. */
export interface Endpoint {
  id: string;
  apiClient: string;
  url: string;
  description: string | null;
  eventTypes: string[];
  status: 'enabled' | 'disabled';
  disabledReason: DisabledReason | null;
  disabledAt: Date | null;
  /** Grows with every change of what a client sets, and with being disabled: the ETag. What health says moves without it. */
  version: number;
  /** Of its own events. */
  sequence: number;
  failingSince: Date | null;
  /** It asked for no further post before; null also where that is over. */
  pausedUntil: Date | null;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  /** Deliveries that wait; `pendingCounted + 1` stands for more than can be counted quickly. */
  pending: number;
  /** Those that sign now, the newest first. */
  secrets: SecretFacts[];
  createdAt: Date;
  updatedAt: Date;
}

/** A secret that is to be stored: as the client sees it once, and sealed. */
export interface FreshSecret { number: number; sealed: Sealed }
