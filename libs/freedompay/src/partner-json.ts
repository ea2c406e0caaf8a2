import { isLosslessNumber, parse } from 'lossless-json';
import type { PartnerIds } from './answer.js';
import { cleanText } from './clean-text.js';
import type { HttpReply } from './exchange.js';

export type RequestWord = 'success' | 'process' | 'error';

/** The members of an answer that this service knows; all others are ignored. Absent, null and wrongly typed: null. */
export interface PartnerJson {
  status: 'ok' | 'error' | null;
  /** Null only where the member is absent or null. `word` is null for a word or a type the contract does not know. */
  requestStatus: { text: string | null; word: RequestWord | null } | null;
  errorCode: string | null;
  errorDescription: string | null;
  requestId: string | null;
  fieldErrors: { field: string | null; description: string | null }[];
  ids: PartnerIds;
}

type Members = Record<string, unknown>;

const mostFieldErrors = 50;
const longestId = 100;

/**
 * The answer's JSON object, or null where there is none that can be read without guessing: other content type, encoded,
 * empty, broken UTF-8, not JSON, contradicting doubles, not an object. A missing content type is let pass.
 */
export function readPartnerJson(reply: HttpReply): PartnerJson | null {
  if (!isJsonType(reply.contentType) || !isPlain(reply.contentEncoding)) return null;
  let value: unknown;
  try {
    // Numbers keep their digits: a client id may be longer than a JavaScript number is exact.
    value = parse(new TextDecoder('utf-8', { fatal: true }).decode(reply.body));
  } catch {
    return null;
  }
  return isMembers(value) ? pickMembers(value) : null;
}

function pickMembers(json: Members): PartnerJson {
  const status = typeof json.status === 'string' ? json.status.trim().toLowerCase() : null;
  const product = isMembers(json.product) ? json.product : {};
  return {
    status: status === 'ok' || status === 'error' ? status : null,
    requestStatus: readRequestStatus(json.request_status),
    errorCode: readCode(json.error_code),
    errorDescription: readText(json.error_description),
    requestId: json.request_id === undefined || json.request_id === null ? null : readIdentity(json.request_id),
    fieldErrors: Array.isArray(json.errors) ? json.errors.filter(isMembers).slice(0, mostFieldErrors).map(readFieldError) : [],
    ids: {
      clientId: readId(json.client_id),
      productUuid: typeof product.product_uuid === 'string' ? readId(product.product_uuid) : null,
      terminalId: readId(product.terminal_id),
    },
  };
}

function readRequestStatus(value: unknown): PartnerJson['requestStatus'] {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') return { text: null, word: null };
  const word = value.trim().toLowerCase();
  return { text: cleanText(value, 40), word: word === 'success' || word === 'process' || word === 'error' ? word : null };
}

function readCode(value: unknown): string | null {
  if (isLosslessNumber(value)) {
    const number = Number(value.value);
    return Number.isSafeInteger(number) ? String(number) : cleanText(value.value, 40);
  }
  return typeof value === 'string' ? cleanText(value, 40) || null : null;
}

function readText(value: unknown): string | null {
  return typeof value === 'string' ? cleanText(value, 500) || null : null;
}

/** Of any type, because a request id of a wrong type is not the one that was asked either. */
function readIdentity(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
}

function readId(value: unknown): string | null {
  if (isLosslessNumber(value)) return /^\d{1,40}$/.test(value.value) ? value.value : null;
  if (typeof value !== 'string') return null;
  const id = value.trim();
  // A changed id would be a wrong id: what does not fit is left out, not cut.
  return id.length > 0 && id.length <= longestId && cleanText(id, longestId) === id ? id : null;
}

function readFieldError(error: Members): PartnerJson['fieldErrors'][number] {
  const { field } = error;
  const path = Array.isArray(field) && field.every((part) => typeof part === 'string') ? field.join('.') : field;
  return { field: typeof path === 'string' ? path : null, description: readText(error.description) };
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
const isJsonType = (type: string | null): boolean =>
  type === null || /^(application|text)\/([\w.-]+\+)?json$/.test((type.split(';', 1)[0] ?? '').trim().toLowerCase());
const isPlain = (encoding: string | null): boolean => encoding === null || /^(identity)?$/i.test(encoding.trim());
