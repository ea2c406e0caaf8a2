/** As much of the API as the demo calls, exactly as a CRM would. */
export interface OnboardingResource {
  id: string;
  status: string;
  final: boolean;
  hold: { reason: string } | null;
  warnings: { code: string }[];
  problems: { code: string; message: string; partner_message: string | null }[];
  partner: { sends: number; polls: number };
}
export interface FeedEvent { type: string; subject: string }

export class OnboardingApi {
  private readonly headers: Record<string, string>;

  constructor(private readonly url: string, key: string) {
    this.headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  }

  async post(body: string): Promise<{ status: number; onboarding: OnboardingResource }> {
    const answer = await fetch(`${this.url}/v1/onboardings`, { method: 'POST', headers: this.headers, body });
    if (!answer.ok) throw new Error(`POST /v1/onboardings answered ${answer.status}: ${await answer.text()}`);
    return { status: answer.status, onboarding: (await answer.json()) as OnboardingResource };
  }

  onboarding(id: string): Promise<OnboardingResource> {
    return this.get(`/v1/onboardings/${id}`);
  }

  async timeline(id: string): Promise<{ at: string; text: string; times?: number }[]> {
    return (await this.get<{ data: { at: string; text: string; times?: number }[] }>(`/v1/onboardings/${id}/timeline`)).data;
  }

  async events(after: string | null): Promise<{ data: FeedEvent[]; next_cursor: string | null }> {
    return this.get(`/v1/events?limit=1000${after === null ? '' : `&after=${after}`}`);
  }

  private async get<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.url}${path}`, { headers: this.headers });
    if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}`);
    return (await answer.json()) as T;
  }
}
