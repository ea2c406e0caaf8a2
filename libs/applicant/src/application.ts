import { type Address, ADDRESS_FIELDS, readAddress } from './address.js';
import { readEmail } from './email.js';
import { Fields, isJsonObject, memberPointer, withoutAbsent } from './fields.js';
import type { Finding } from './finding.js';
import { readIban } from './iban.js';
import { readIdentityNumber } from './identity-number.js';
import { readMemberName } from './member-name.js';
import { readMetadata } from './metadata.js';
import { readPhone } from './phone.js';
import { type Product, readProduct } from './product.js';
import { type ChecksumPolicy, Report } from './report.js';
import { readString, text } from './text.js';

export type { ChecksumPolicy } from './report.js';

export interface CeoInfo {
  first_name: string;
  last_name: string;
  middle_name?: string;
  /** E.164 */
  phone: string;
  email: string;
}

/** Who is to be onboarded, normalised. This shape is stored and shown; optional members are absent when not given. */
export interface Application {
  name: string;
  /** BIN or IIN, 12 digits */
  bin: string;
  legal_type?: string;
  company_id?: string;
  ceo_info: CeoInfo;
  address_info: Address;
  /** Without spaces, upper case */
  iban: string;
  description?: string;
  product?: Product;
  metadata?: Record<string, string>;
}

export interface AcceptableRequest {
  externalId: string | null;
  /** Lower case UUID */
  requestId: string | null;
  application: Application;
  warnings: Finding[];
}

export type Parsed = { ok: true; request: AcceptableRequest } | { ok: false; errors: Finding[] };

const REQUEST_FIELDS: ReadonlySet<string> = new Set([
  'external_id', 'request_id', 'name', 'bin', 'legal_type', 'company_id', 'ceo_info', 'address_info', 'iban',
  'description', 'product', 'metadata',
]);
/** What can be corrected: not what an onboarding is found by. */
const APPLICATION_FIELDS: ReadonlySet<string> = new Set([...REQUEST_FIELDS].filter((name) => name !== 'external_id' && name !== 'request_id'));
const CEO_FIELDS: ReadonlySet<string> = new Set(['first_name', 'last_name', 'middle_name', 'phone', 'email']);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const readName = text(255);
const readCode = text(64);
const readExternalId = text(128);
const readDescription = text(1000, true);

/**
 * Judges and normalises the body of one onboarding request, as a strict JSON reader yields it (numbers as NumberToken).
 * All faults are reported at once; no input throws. Failing check digits are warnings or errors, as the policy says.
 */
export function parseApplication(body: unknown, checksumPolicy: ChecksumPolicy): Parsed {
  const report = new Report(checksumPolicy);
  const request = readRequest(body, report);
  const errors = report.errors();
  return request && errors.length === 0 ? { ok: true, request } : { ok: false, errors };
}

/**
 * Members of a correction that no application can have. A merge makes away with what is null, so what comes out of it
 * does not show them.
 *
 * @param correction a JSON Merge Patch (RFC 7396)
 */
export function unknownMembers(correction: unknown): Finding[] {
  const report = new Report('advise');
  const judge = (value: unknown, pointer: string, known: ReadonlySet<string>): void => { if (isJsonObject(value)) Fields.open(value, pointer, report, known); };
  judge(correction, '', APPLICATION_FIELDS);
  if (!isJsonObject(correction)) return [];
  judge(correction['ceo_info'], '/ceo_info', CEO_FIELDS);
  judge(correction['address_info'], '/address_info', ADDRESS_FIELDS);
  for (const name of ['product', 'metadata']) judgeNames(correction[name], `/${name}`, report);
  return report.errors();
}

function judgeNames(value: unknown, pointer: string, report: Report): void {
  if (!isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    const at = memberPointer(pointer, name);
    readMemberName(name, at, report, new Map());
    judgeNames(member, at, report);
  }
}

function readRequest(body: unknown, report: Report): AcceptableRequest | undefined {
  const fields = Fields.open(body, '', report, REQUEST_FIELDS);
  if (!fields) return undefined;
  const externalId = fields.optional('external_id', readExternalId) ?? null;
  const requestId = fields.optional('request_id', readRequestId) ?? null;
  const application = readApplication(fields);
  return application && { externalId, requestId, application, warnings: report.warnings };
}

function readApplication(fields: Fields): Application | undefined {
  const name = fields.required('name', readName);
  const bin = fields.required('bin', readIdentityNumber);
  const legal_type = fields.optional('legal_type', readCode);
  const company_id = fields.optional('company_id', readCode);
  const ceo_info = fields.required('ceo_info', readCeoInfo);
  const address_info = fields.required('address_info', readAddress);
  const iban = fields.required('iban', readIban);
  const description = fields.optional('description', readDescription);
  const product = fields.optional('product', readProduct);
  const metadata = fields.optional('metadata', readMetadata);
  if (name === undefined || bin === undefined || iban === undefined || !ceo_info || !address_info) return undefined;
  return withoutAbsent({
    name, bin, legal_type, company_id, ceo_info, address_info, iban, description, product, metadata,
  });
}

function readCeoInfo(value: unknown, pointer: string, report: Report): CeoInfo | undefined {
  const fields = Fields.open(value, pointer, report, CEO_FIELDS);
  if (!fields) return undefined;
  const first_name = fields.required('first_name', readName);
  const last_name = fields.required('last_name', readName);
  const middle_name = fields.optional('middle_name', readName);
  const phone = fields.required('phone', readPhone);
  const email = fields.required('email', readEmail);
  if (first_name === undefined || last_name === undefined || phone === undefined || email === undefined) return undefined;
  return withoutAbsent({ first_name, last_name, middle_name, phone, email });
}

function readRequestId(value: unknown, pointer: string, report: Report): string | undefined {
  const given = readString(value, pointer, report);
  if (given === undefined) return undefined;
  const lower = given.toLowerCase();
  return UUID.test(lower) ? lower : report.error(pointer, 'request_id.format');
}
