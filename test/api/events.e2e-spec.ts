import { randomUUID } from 'node:crypto';
import { FeedReader, readFeed, type FeedEvent } from '../support/feed.js';
import type { OnboardingResource } from '../support/onboarding-resource.js';
import { newBody, secrets } from '../support/request-body.js';
import { eventually, expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

// Longer than the patience of what is waited for.
jest.setTimeout(90_000);

let api: RunningApi;
let mine: OnboardingResource[];
let theirs: OnboardingResource;
/** Of both API clients, in the order in which they happened. */
let all: string[];

async function accept(values: Record<string, unknown> = {}, key = keys.crm): Promise<OnboardingResource> {
  const answer = await api.call('POST', '/v1/onboardings?allow_duplicate_bin=true', { body: newBody(values), key });
  expect(answer.status).toBe(202);
  return answer.json<OnboardingResource>();
}
async function act(id: string, action: string): Promise<void> {
  const answer = await api.call('POST', `/v1/admin/onboardings/${id}/actions`, { key: keys.admin, body: JSON.stringify({ action, reason: 'because' }) });
  expect(answer.status).toBe(200);
}
const idsOf = ({ data }: { data: FeedEvent[] }): string[] => data.map(({ id }) => id);
const event = (onboarding: OnboardingResource | undefined, sequence: number): string => `evt_${onboarding?.id}_${sequence}`;

beforeAll(async () => {
  api = await startApi();
  await untilReady(api);
  mine = [await accept({ external_id: 'feed-1' }), await accept(), await accept()];
  theirs = await accept({}, keys.admin);
  await act(mine[0]?.id ?? '', 'hold');
  await act(mine[1]?.id ?? '', 'hold');
  await act(mine[0]?.id ?? '', 'release');
  all = [event(mine[0], 1), event(mine[1], 1), event(mine[2], 1), event(theirs, 1), event(mine[0], 2), event(mine[1], 2), event(mine[0], 3)];
  // Transactions elsewhere on the server hold the feed back for a while.
  await eventually(async () => (await readFeed(api, '', keys.admin)).data.length === all.length, 'the feed shows all events');
}, 120_000);
afterAll(() => api.close(), 60_000);

describe('an event', () => {
  it('is a CloudEvent and a Standard Webhooks payload at once, and thin', async () => {
    const { data } = await readFeed(api, '?limit=1');
    const [first] = mine;
    expect(data).toEqual([{
      specversion: '1.0', id: event(first, 1), source: '/v1/onboardings', type: 'onboarding.accepted', subject: first?.id,
      time: first?.created_at, timestamp: first?.created_at, datacontenttype: 'application/json', sequence: '1', partitionkey: first?.id,
      data: {
        id: first?.id, external_id: 'feed-1', status: 'pending', previous_status: null, sequence: 1, attempt: 1, final: false, problem_codes: [],
      },
    }]);
  });

  it('holds nothing personal, nor who did it and why', async () => {
    const { text } = await api.call('GET', '/v1/events', { key: keys.admin });
    expect([...secrets, 'because', '"by"', '"context"'].filter((word) => text.includes(word))).toEqual([]);
  });
});

describe('the feed', () => {
  it("shows a CRM its own events only, an operator everybody's, in the order in which they happened", async () => {
    expect(idsOf(await readFeed(api, ''))).toEqual(all.filter((id) => id !== event(theirs, 1)));
    expect(idsOf(await readFeed(api, '', keys.admin))).toEqual(all);
  });

  it.each([1, 2, 3, 7, 1_000])('in pages of %d each event comes once', async (limit) => {
    const reader = new FeedReader(api, limit, keys.admin);
    await reader.catchUp();
    expect(reader.ids).toEqual(all);
  });

  it('goes on after the last event, however often it is asked meanwhile', async () => {
    const reader = new FeedReader(api, 100);
    await reader.catchUp();
    await reader.catchUp();
    const before = reader.events.length;
    const another = await accept();
    await eventually(async () => (await reader.step()) > 0, 'the new event is served');
    expect(reader.ids.slice(before)).toEqual([event(another, 1)]);
    all.push(event(another, 1));
  });

  it('says has_more exactly where there is more', async () => {
    const whole = all.length;
    for (const [limit, more] of [[whole - 1, true], [whole, false], [whole + 1, false]] as const) {
      expect(await readFeed(api, `?limit=${limit}`, keys.admin)).toMatchObject({ has_more: more });
    }
  });

  it('is 100 events long without a limit', async () => {
    const more = await Promise.all(Array.from({ length: 110 }, () => accept({}, keys.admin)));
    await eventually(async () => (await readFeed(api, '?limit=1000', keys.admin)).data.length === all.length + more.length, 'the feed shows all events');
    const { data, has_more } = await readFeed(api, '', keys.admin);
    expect([data.length, has_more]).toEqual([100, true]);
  });
});

describe('types', () => {
  it.each([
    ['onboarding.held', [4, 5]], ['onboarding.released', [6]], ['onboarding.released,onboarding.held', [4, 5, 6]], ['onboarding.succeeded', []], ['webhook_endpoint.failing', []],
  ])('%s', async (types, found) => {
    expect(idsOf(await readFeed(api, `?types=${types}`))).toEqual(found.map((index) => all[index]));
  });

  it('a place in the feed is one for all types', async () => {
    const held = await readFeed(api, '?types=onboarding.held&limit=1');
    expect(held).toMatchObject({ has_more: true });
    expect(idsOf(await readFeed(api, `?limit=2&after=${held.next_cursor}`))).toEqual([all[5], all[6]]);
    expect(idsOf(await readFeed(api, `?types=onboarding.held&after=${held.next_cursor}`))).toEqual([all[5]]);
  });
});

describe("one onboarding's events", () => {
  const of = (onboarding: OnboardingResource | undefined, rest = '', key = keys.crm) => readFeed(api, `?onboarding_id=${onboarding?.id}${rest}`, key);

  it('come by sequence, page by page', async () => {
    const expected = [1, 2, 3].map((sequence) => event(mine[0], sequence));
    expect(idsOf(await of(mine[0]))).toEqual(expected);
    const first = await of(mine[0], '&limit=2');
    expect([idsOf(first), first.has_more]).toEqual([expected.slice(0, 2), true]);
    const rest = await of(mine[0], `&limit=2&after=${first.next_cursor}`);
    expect([idsOf(rest), rest.has_more]).toEqual([expected.slice(2), false]);
    expect(await of(mine[0], `&after=${rest.next_cursor}`)).toEqual({ data: [], has_more: false, next_cursor: rest.next_cursor });
    expect(idsOf(await of(mine[0], '&types=onboarding.released'))).toEqual([expected[2]]);
    expect(idsOf(await readFeed(api, `?onboarding_id=${mine[0]?.id.toUpperCase()}`))).toEqual(expected);
  });

  it("are not there where they are another API client's", async () => {
    expect(await of(theirs)).toEqual({ data: [], has_more: false, next_cursor: null });
    expect(idsOf(await of(theirs, '', keys.admin))).toEqual([event(theirs, 1)]);
    expect(await readFeed(api, `?onboarding_id=${randomUUID()}`)).toEqual({ data: [], has_more: false, next_cursor: null });
  });

  it('tell what each change was', async () => {
    const changes = (await of(mine[0])).data.map(({ type, data }) => [type, data['previous_status'], data['status'], data['sequence']]);
    expect(changes).toEqual([
      ['onboarding.accepted', null, 'pending', 1], ['onboarding.held', 'pending', 'pending', 2], ['onboarding.released', 'pending', 'pending', 3],
    ]);
  });
});

it('had nothing to complain about', () => expectUnharmed(api));
