import type { Page } from './onboarding-resource.js';
import { keys, type RunningApi } from './running-api.js';

export interface FeedEvent {
  specversion: string; id: string; source: string; type: string; subject: string; time: string; timestamp: string;
  datacontenttype: string; sequence: string; partitionkey: string; data: Record<string, unknown>;
}

export async function readFeed(api: RunningApi, query: string, key = keys.crm): Promise<Page<FeedEvent>> {
  const answer = await api.call('GET', `/v1/events${query}`, { key });
  expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
  return answer.json<Page<FeedEvent>>();
}

/** A reader that remembers its place, as a CRM would. */
export class FeedReader {
  readonly events: FeedEvent[] = [];
  private after: string | null = null;

  constructor(private readonly api: RunningApi, private readonly limit: number, private readonly key = keys.crm) {}

  get ids(): string[] {
    return this.events.map(({ id }) => id);
  }

  /** One page; how many events it brought. */
  async step(): Promise<number> {
    const page = await readFeed(this.api, `?limit=${this.limit}${this.after === null ? '' : `&after=${this.after}`}`, this.key);
    expect(page.data.length).toBeLessThanOrEqual(this.limit);
    if (page.data.length === 0) expect(page).toEqual({ data: [], has_more: false, next_cursor: this.after });
    this.events.push(...page.data);
    this.after = page.next_cursor;
    return page.data.length;
  }

  /** Page by page as far as the feed goes right now. */
  async catchUp(): Promise<void> {
    while ((await this.step()) > 0);
  }
}
