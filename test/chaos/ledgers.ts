import type { Evidence } from '../support/checker.js';
import type { DeliveryEvidence } from '../support/delivery-checker.js';
import type { Fault } from './schedule.js';
import type { Pair } from './site.js';
import type { Kind } from './wire/toxics.js';

/** What a CRM asked for: `end` is how it has to end. */
export interface Deal { id: string; bin: string; end: 'succeeded' | 'rejected' }

/** One post and what the CRM was told; `status` null: nothing it could read. Instants are ms since the epoch. */
export interface Told {
  deal: string; key: string; sentAt: number; at: number; status: number | null; id: string | null; code: string | null;
  /** The CRM hung up by itself. */
  gaveUp: boolean;
  /** It was going to, before anybody could answer in time. */
  hasty: boolean;
  /** SHA-256 of the answer's text. */
  answer: string | null;
  /** A refusal that repeats personal data. */
  echoes: boolean;
  /** The key of a deal that was acknowledged, with the body of another one. */
  other: boolean;
}

/** A fault that struck, until it was healed. */
export interface Struck { fault: Fault; at: number; healedAt: number }

/** One wire, each time something was put on it: whether any connection met that. */
export interface WireStruck { fault: Fault; pair: Pair; kind: Kind; met: boolean }

/** What four witnesses say after a run: the CRM, the database, the partner, the receivers; and what was done to the installation. */
export interface Ledgers {
  deals: Deal[];
  book: Told[];
  /** Its `acknowledged` is not looked at: the book is. */
  evidence: Evidence;
  deliveries: DeliveryEvidence;
  /** What the service wrote down of the partner's answers to its sends. For the figures; nothing is judged by it. */
  answers: { onboarding: string; outcome: string }[];
  /** Every send and the end of its lease as the database had it, ms since the epoch. For the figures too. */
  sends: { requestId: string; at: number; until: number }[];
  struck: Struck[];
  planned: Partial<Record<Fault, number>>;
  wires: WireStruck[];
  /** Places where personal data was found: Redis, logs, metrics. */
  leaks: string[];
  /** Of the service, when all was over: idle in one for a second, or in one for two. */
  openTransactions: number;
  redisKeys: number;
  /** Bytes to Redis that were searched for personal data; null: there is no Redis. */
  redisBytes: number | null;
  /** Lines and deliveries of webhooks that still wait. */
  waitingWebhooks: number;
  /** Of writes, through the wires to Postgres. */
  answersLost: number;
  statementsLost: number;
  /** Connections that met something wrong with their wire, by what it was. For the figures. */
  toxics: Record<string, number>;
  /** What the partner was told to do wrong. */
  partnerFaults: string[];
  /** Frozen processes that lived to be thawed, and those of whose work another had taken some; clocks that were seen to jump; kills that left something in hand. */
  thaws: number;
  overtaken: number;
  jumpsSeen: number;
  leftInHand: number;
  /** Calls that the partner had forgotten before they were read. */
  missedCalls: number;
  /** Parts that died although nobody killed them. */
  deaths: readonly string[];
}
