import { createHash } from 'node:crypto';
import type { ClassConstructor } from 'class-transformer';
import type { FastifyReply } from 'fastify';
import { inNfc } from '#app/applicant';
import { Database, Problem, type Answer, type Settings } from '#app/platform';
import {
  createSecretBox, deliveryKeyOf, DeliveryReader, EndpointStore, judgeEndpointUrl, mostEndpoints, ping, PutBackStore, Replays, secretKeysOf, UnknownSecretKey, WebhookPost, createAllowList,
  type AllowList, type Changed, type Delivery, type Endpoint, type Keep, type PostOutcome, type Sealed, type SecretBox, type UrlFault,
} from '#app/webhooks';
import type { Caller } from '../caller.js';
import type { FaultText } from '../catalogue/fault-texts.js';
import type { Language } from '../catalogue/language.js';
import { FieldProblem, type FieldFault } from '../field-problem.js';
import { canonicalBody, IdempotentAnswers, jsonAnswer, type Done } from '../idempotent-answers.js';
import { isUuid } from '../onboardings/onboarding.dto.js';
import { fieldProblem, validated } from '../validated.js';
import { presentEndpoint, presentWithSecret, tagOf } from './webhook.presenter.js';
import { withSecret } from './sealed-secret.js';

const path = '/v1/webhook-endpoints';

/** What a URL is refused for, in words that tell nothing of what stands at its address. */
const urlFaults: Record<UrlFault, FaultText> = {
  not_a_url: 'endpoint_url', too_long: 'endpoint_url', credentials: 'endpoint_url', fragment: 'endpoint_url',
  not_https: 'endpoint_not_https', port: 'endpoint_not_https', not_public: 'endpoint_not_public',
};

/** A POST as it came, for its idempotency key. */
export interface Posted { caller: Caller; path: string; key: string | null; body: unknown; language: Language; reply: FastifyReply }

const versionMismatch = (detail: 'tag_format' | 'changed'): Problem => new Problem('version_mismatch', detail);

/** If-Match: one strong tag, as GET gave it; null where it is not sent or a star. */
export function expectedVersion(tag: string | undefined): number | null {
  if (tag === undefined || tag.trim() === '*') return null;
  const digits = /^"(\d{1,9})"$/.exec(tag.trim())?.[1];
  if (digits === undefined) throw versionMismatch('tag_format');
  return Number(digits);
}

/** @throws Problem webhooks_not_set_up where a secret's key is not in the settings any more; else the error */
function keyRetired(error: unknown): never {
  throw error instanceof UnknownSecretKey ? new Problem('webhooks_not_set_up', 'key_retired') : error;
}

const endpointNotFound = (): Problem => new Problem('not_found', 'webhook_endpoint');

/** What the controllers share: finding an endpoint or a delivery, judging an address, keeping answers, sending a ping. */
export class WebhookAccess {
  readonly store: EndpointStore;
  readonly deliveries: DeliveryReader;
  readonly replays: Replays;
  readonly putBack: PutBackStore;
  readonly box: SecretBox;
  private readonly allow: AllowList;
  private readonly post: WebhookPost;

  constructor(readonly database: Database, private readonly idempotency: IdempotentAnswers, settings: Settings) {
    this.box = createSecretBox(secretKeysOf(settings));
    this.store = new EndpointStore(database, this.box);
    this.deliveries = new DeliveryReader(database);
    this.replays = new Replays(database);
    this.putBack = new PutBackStore(database, { shiftMs: 0 });
    this.allow = createAllowList(settings.WEBHOOK_ALLOW ?? '');
    this.post = new WebhookPost({ allow: this.allow, timeoutMs: settings.WEBHOOK_TIMEOUT_MS });
  }

  /** @throws Problem not_found, also where it belongs to another API client */
  async find(id: string, apiClient: string | null): Promise<Endpoint> {
    const endpoint = isUuid(id) ? await this.store.get(id.toLowerCase(), apiClient) : null;
    if (endpoint === null) throw endpointNotFound();
    return endpoint;
  }

  /** @throws Problem not_found, also where it belongs to another API client */
  async findDelivery(id: string, apiClient: string | null): Promise<Delivery> {
    const key = deliveryKeyOf(id);
    const delivery = key === null ? null : await this.deliveries.get(key, apiClient);
    if (delivery === null) throw new Problem('not_found', 'webhook_delivery');
    return delivery;
  }

  /**
   * The members of an endpoint, its URL as it will be called.
   *
   * @throws Problem with every fault, that of the address among them
   */
  judged<T extends { url?: string }>(dto: ClassConstructor<T>, body: unknown): T {
    const { url } = (body ?? {}) as { url?: unknown };
    const judged = typeof url === 'string' ? judgeEndpointUrl(inNfc(url), this.allow) : null;
    const faults: FieldFault[] = judged !== null && 'fault' in judged ? [{ pointer: '/url', says: urlFaults[judged.fault] }] : [];
    try {
      const fields = validated(dto, body, '/');
      if (judged !== null && 'url' in judged) return { ...fields, url: judged.url.href };
      if (faults.length === 0) return fields;
    } catch (error) {
      if (!(error instanceof FieldProblem) || faults.length === 0) throw error;
      faults.push(...error.faults);
    }
    throw fieldProblem(faults);
  }

  /** @throws Problem webhooks_not_set_up where nothing can be sealed */
  sealable(): void {
    if (!this.box.canSeal) throw new Problem('webhooks_not_set_up', 'keys_missing');
  }

  async ping(endpoint: Endpoint): Promise<PostOutcome> {
    const secrets = await this.store.secrets(endpoint.id).catch(keyRetired);
    return ping(this.post, endpoint, secrets, await this.database.now());
  }

  /** Does a POST once for its key. A secret in its answer is sealed until it goes out. */
  async once({ caller, path, key, body, reply }: Posted, run: (keep: { key: Keep['key'] } | null) => Promise<Done>): Promise<void> {
    const fingerprint = createHash('sha256').update(canonicalBody(body ?? null)).digest('hex');
    await this.idempotency.answer(reply, caller, path, key, fingerprint, (kept) => run(kept === null ? null : { key: kept }), (answer) => this.revealed(answer));
  }

  private revealed(answer: Answer): Answer {
    try {
      return withSecret(this.box, answer);
    } catch (error) {
      return keyRetired(error);
    }
  }

  /** Answers with the endpoint as it is after a change, and with its new secret where there is one. */
  answer(status: number, endpoint: Endpoint, secret: Sealed | null, language: Language, headers: Record<string, string> = {}): Answer {
    const document = secret === null ? presentEndpoint(endpoint) : presentWithSecret(endpoint, secret);
    return jsonAnswer(status, { etag: tagOf(endpoint), 'content-language': language, ...headers }, document);
  }

  /** A POST that changes one endpoint. */
  async change(posted: Posted, id: string, ifMatch: string | undefined, run: (addressed: { id: string; apiClient: string; expected: number | null; keep: Keep | null }, endpoint: Endpoint) => Promise<Changed>): Promise<void> {
    const { caller: { apiClient }, language } = posted;
    const expected = expectedVersion(ifMatch);
    const endpoint = await this.find(id, apiClient);
    const answer: Keep['answer'] = (changed, secret) => this.answer(200, changed, secret, language);
    await this.once({ ...posted, path: posted.path.replace(':id', endpoint.id) }, async (kept) => {
      const keep = kept === null ? null : { ...kept, answer };
      const changed = changedOrRefused(await run({ id: endpoint.id, apiClient, expected, keep }, endpoint));
      return { answer: answer(changed.endpoint, changed.secret), kept: changed.kept, onboardingId: null };
    });
  }

  async create(posted: Posted, fields: { url: string; description: string | null; eventTypes: string[] }): Promise<void> {
    const { caller: { apiClient }, language } = posted;
    const answer: Keep['answer'] = (endpoint, secret) => this.answer(201, endpoint, secret, language, { location: `${path}/${endpoint.id}` });
    await this.once(posted, async (kept) => {
      const made = await this.store.create({ apiClient, ...fields }, kept === null ? null : { ...kept, answer });
      if (made === null) throw new Problem('too_many_endpoints', 'limit', { params: { max: mostEndpoints } });
      return { answer: answer(made.endpoint, made.secret), kept: true, onboardingId: null };
    });
  }

  close(): void {
    this.post.close();
  }
}

/** @throws Problem not_found or version_mismatch */
export function changedOrRefused(changed: Changed): Extract<Changed, { kind: 'changed' }> {
  if (changed.kind === 'changed') return changed;
  throw changed.kind === 'not_found' ? endpointNotFound() : versionMismatch('changed');
}
