import type { HttpService } from '@nestjs/axios';
import type { Settings } from '#app/platform';
import { readAddAnswer } from './add-answer.js';
import type { AddAnswer, Answered, StatusAnswer } from './answer.js';
import type { BodyInput } from './body-input.js';
import { buildCompanyBody } from './company-body.js';
import type { ErrorCodes } from './error-codes.js';
import { loadErrorCodes } from './error-codes-file.js';
import type { Asked } from './evidence.js';
import type { HttpOutcome, HttpPost } from './exchange.js';
import { buildFlatBody } from './flat-body.js';
import { createHttpPost } from './http.js';
import { createJwsSigner, type JwsSigner, type KeySlot, shortKeyWarning } from './jws-signer.js';
import { readStatusAnswer } from './status-answer.js';
import { buildStatusBody } from './status-body.js';

/** Where one method of the partner lives. `path` is what is signed, so it must be the path on the wire. */
interface Target { url: string; path: string }

/** What can be replaced, by tests or by a faster HTTP client. */
export interface FreedomPayClientParts {
  http: HttpPost;
  signer: JwsSigner;
  codes: ErrorCodes;
  addTarget: Target;
  statusTarget: Target;
  buildBody: (input: BodyInput) => Buffer;
  /** Asked before each call. */
  keySlot?: () => KeySlot;
  /** Ms since the epoch. */
  nowMs?: () => number;
  /** A clock that never jumps, ms. */
  elapsedMs?: () => number;
}

/**
 * The partner, as the rest of the service sees it. Whatever the network or the partner does comes back as an answer;
 * these calls never reject for it. One call is one HTTP request: nothing is repeated here.
 */
export class FreedomPayClient {
  /** Shortcomings of the settings that an operator should read once, at start. */
  readonly warnings: readonly string[];

  constructor(private readonly parts: FreedomPayClientParts, warnings: readonly string[] = []) {
    this.warnings = warnings;
  }

  /** The exact bytes of an `add`. Keep them: a repeat under the same request id must send the very same. */
  buildBody(input: BodyInput): Buffer {
    return this.parts.buildBody(input);
  }

  /** The JSON text of the protected JWS header of an `add`, for a preview; holds no secret. */
  addHeaderText(): string {
    return this.parts.signer.headerText(this.parts.addTarget.path);
  }

  /**
   * Submits a client.
   *
   * @param body what `buildBody` gave for this request id, byte for byte
   */
  async add(body: Buffer, requestId: string): Promise<Answered<AddAnswer>> {
    const { outcome, asked } = await this.call(this.parts.addTarget, body, requestId);
    return readAddAnswer(outcome, asked);
  }

  /** Asks for the status of a request. */
  async status(requestId: string): Promise<Answered<StatusAnswer>> {
    const { outcome, asked } = await this.call(this.parts.statusTarget, buildStatusBody(requestId), requestId);
    return readStatusAnswer(outcome, asked);
  }

  /** Cuts running calls and closes idle connections. */
  close(): void {
    this.parts.http.close();
  }

  private async call(target: Target, body: Buffer, requestId: string): Promise<{ outcome: HttpOutcome; asked: Asked }> {
    const { http, signer, codes, keySlot, nowMs = Date.now, elapsedMs = () => performance.now() } = this.parts;
    const startedMs = elapsedMs();
    const outcome = await http.post(target.url, body, {
      'content-type': 'application/json',
      accept: 'application/json',
      'X-JWS-Signature': signer.sign(target.path, body, keySlot?.()),
    });
    return { outcome, asked: { requestId, codes, nowMs: nowMs(), durationMs: Math.round(elapsedMs() - startedMs) } };
  }
}

type PartnerSettings = Pick<Settings,
  | 'FREEDOMPAY_BASE_URL' | 'FREEDOMPAY_AUTH_ID' | 'FREEDOMPAY_SECRET_KEY' | 'FREEDOMPAY_SECRET_KEY_NEXT' | 'FREEDOMPAY_ALG'
  | 'FREEDOMPAY_BODY' | 'FREEDOMPAY_COUNTRY_FORMAT' | 'FREEDOMPAY_ADD_PATH' | 'FREEDOMPAY_STATUS_PATH' | 'FREEDOMPAY_TIMEOUT_MS'
  | 'FREEDOMPAY_CONCURRENCY' | 'FREEDOMPAY_CODES'>;

/**
 * The client as the settings want it.
 *
 * @param httpService Nest's, when the caller has one; its agents, redirects, proxies and time-outs are overridden
 * @param replaced parts for tests
 * @throws Error that lists every missing setting, or every faulty entry of the error-code file
 */
export function createFreedomPayClient(
  settings: PartnerSettings,
  httpService?: HttpService,
  replaced: Partial<FreedomPayClientParts> = {},
): FreedomPayClient {
  const { FREEDOMPAY_AUTH_ID: authId, FREEDOMPAY_SECRET_KEY: current, FREEDOMPAY_SECRET_KEY_NEXT: next } = settings;
  if (!authId || !current) throw missing({ FREEDOMPAY_AUTH_ID: authId, FREEDOMPAY_SECRET_KEY: current });
  const keys = { FREEDOMPAY_SECRET_KEY: current, ...(next ? { FREEDOMPAY_SECRET_KEY_NEXT: next } : {}) };
  const warnings = Object.entries(keys).map(([name, key]) => shortKeyWarning(name, key)).filter((warning) => warning !== null);
  const country = settings.FREEDOMPAY_COUNTRY_FORMAT;
  return new FreedomPayClient({
    http: createHttpPost({ concurrency: settings.FREEDOMPAY_CONCURRENCY, timeoutMs: settings.FREEDOMPAY_TIMEOUT_MS }, httpService),
    signer: createJwsSigner({ alg: settings.FREEDOMPAY_ALG, authId, current, next: next || undefined }),
    codes: loadErrorCodes(settings.FREEDOMPAY_CODES),
    addTarget: targetOf(settings.FREEDOMPAY_BASE_URL, settings.FREEDOMPAY_ADD_PATH),
    statusTarget: targetOf(settings.FREEDOMPAY_BASE_URL, settings.FREEDOMPAY_STATUS_PATH),
    buildBody: settings.FREEDOMPAY_BODY === 'company'
      ? (input) => buildCompanyBody(input, country)
      : (input) => buildFlatBody(input, country),
    ...replaced,
  }, warnings);
}

function missing(settings: Record<string, string | undefined>): Error {
  const names = Object.keys(settings).filter((name) => !settings[name]);
  return new Error(`Nothing can be sent to the partner without ${names.join(' and ')}. The partner hands out both with the contract.`);
}

/** Joined before parsing, so that a path like `//elsewhere` stays on the host; parsed, so that what is signed is what is sent. */
function targetOf(baseUrl: string, path: string): Target {
  const url = new URL(`${baseUrl}${path}`);
  return { url: url.href, path: url.pathname };
}
