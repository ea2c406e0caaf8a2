import type { AcceptableRequest, Finding } from '#app/applicant';
import type { PartnerReason } from '#app/freedompay';
import type { Status } from '../lifecycle.js';

/**
 * `receiving`: its rows are being stored; nobody sees it yet. `opening`: its onboardings are being opened one after the
 * other. `processing`: all are open or refused, Freedom Pay decides. `completed`: nothing of it is open any more.
 */
export type BatchStatus = 'receiving' | 'opening' | 'processing' | 'completed';
export const batchStatuses = ['opening', 'processing', 'completed'] as const satisfies readonly BatchStatus[];

/**
 * `waiting`: judged good, not opened yet. `accepted`: its onboarding was opened (in a dry run: would be). `repeated`: the
 * same request was known already. `refused`: `errors` say why.
 */
export type ItemStatus = 'waiting' | 'accepted' | 'repeated' | 'refused';
export const itemStatuses = ['waiting', 'accepted', 'repeated', 'refused'] as const satisfies readonly ItemStatus[];

/** What stands in the way of a row that is well formed; `onboarding` is the id of what it met, null where it is not the caller's. */
export interface ItemConflict { pointer: string; code: 'external_id_conflict' | 'request_id_conflict' | 'open_onboarding_for_bin'; onboarding: string | null }
export type ItemError = Finding | ItemConflict;

export const isConflict = (error: ItemError): error is ItemConflict =>
  ['external_id_conflict', 'request_id_conflict', 'open_onboarding_for_bin'].includes(error.code);

export const idConflict = (by: 'external_id' | 'request_id', onboarding: string | null): ItemConflict =>
  ({ pointer: `/${by}`, code: `${by}_conflict`, onboarding });
export const openBinConflict = (onboarding: string | null): ItemConflict => ({ pointer: '/bin', code: 'open_onboarding_for_bin', onboarding });

/** What became of a row, to be written into it. */
export interface FiledItem { row: number; status: ItemStatus; onboarding_id: string | null; errors: ItemError[] }

/** How a batch was handed in. */
export interface BatchOrigin {
  format: 'json' | 'csv';
  /** What separates the cells of its file; null where it was none. */
  delimiter: string | null;
  /** The heading of each column, by the JSON Pointer of the member it fills. */
  columns: Record<string, string>;
}

export interface BatchOptions { apiClient: string; dryRun: boolean; sharedBins: boolean }

/** A row as it was judged. `row` counts from 1: in a file the heading is row 1, as in a spreadsheet. */
export type JudgedItem =
  | { row: number; request: AcceptableRequest; warnings: Finding[] }
  | { row: number; errors: Finding[]; externalId: string | null };

export interface Batch extends BatchOrigin, BatchOptions {
  id: string;
  status: BatchStatus;
  createdAt: Date;
  completedAt: Date | null;
  items: Record<ItemStatus, number>;
  /** How the onboardings of its rows ended. */
  outcomes: Partial<Record<Status, number>>;
}

export interface BatchItem {
  row: number;
  status: ItemStatus;
  externalId: string | null;
  errors: ItemError[];
  warnings: Finding[];
  onboarding: { id: string; status: Status; clientId: string | null; reasons: PartnerReason[] } | null;
}
