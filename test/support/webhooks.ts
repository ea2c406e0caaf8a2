import type { Answer } from './http.js';
import type { Page } from './onboarding-resource.js';
import { keys, type RunningApi } from './running-api.js';

export interface EndpointResource {
  id: string; object: string; url: string; description: string | null; event_types: string[]; status: string; disabled_reason: string | null; disabled_at: string | null; version: number;
  health: { failing_since: string | null; last_success_at: string | null; last_failure_at: string | null; pending: number; more_pending: boolean };
  secrets: { created_at: string; expires_at: string | null }[]; created_at: string; updated_at: string; links: Record<string, string>;
  /** Only where it is shown. */
  secret?: string;
}

export interface DeliveryResource {
  id: string; endpoint_id: string; event_id: string; type: string; subject: string; sequence: number; status: string; attempt_count: number; created_at: string;
  last_attempt_at: string | null; delivered_at: string | null; next_attempt_at: string | null;
  attempts?: { number: number; started_at: string; duration_ms: number; outcome: string; text: string; http_status: number | null; answer: string | null }[];
}

export const endpointsPath = '/v1/webhook-endpoints';
export const deliveriesPath = '/v1/webhook-deliveries';

interface Options { key?: string; headers?: Record<string, string> }

/** A CRM's way of calling: JSON out, JSON in. */
export class WebhookCaller {
  constructor(private readonly api: RunningApi, private readonly key: string = keys.crm) {}

  send(method: string, path: string, body?: unknown, { key = this.key, headers = {} }: Options = {}): Promise<Answer> {
    return this.api.call(method, path, { key, headers, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
  }

  /** @throws where it is not registered */
  async register(url = 'https://crm.example/hook', eventTypes: string[] = ['*'], more: object = {}): Promise<EndpointResource & { secret: string }> {
    const answer = await this.send('POST', endpointsPath, { url, event_types: eventTypes, ...more });
    expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
    return answer.json<EndpointResource & { secret: string }>();
  }

  async get(id: string): Promise<EndpointResource> {
    const answer = await this.send('GET', `${endpointsPath}/${id}`);
    expect(answer.status).toBe(200);
    return answer.json<EndpointResource>();
  }

  /** A POST below an endpoint. */
  act(id: string, what: string, body?: unknown, options: Options = {}): Promise<Answer> {
    return this.send('POST', `${endpointsPath}/${id}/${what}`, body, options);
  }

  async deliveries(query = '', path = deliveriesPath): Promise<Page<DeliveryResource>> {
    const answer = await this.send('GET', `${path}${query}`);
    expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
    return answer.json<Page<DeliveryResource>>();
  }
}
