import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { appendEvents, eventId, eventRows, type DomainEvent } from '#app/events';
import { FeedReader, readFeed } from '../support/feed.js';
import type { OnboardingResource } from '../support/onboarding-resource.js';
import { newBody } from '../support/request-body.js';
import { eventually, expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

// Longer than the patience of what is waited for.
jest.setTimeout(90_000);

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await untilReady(api);
}, 120_000);
afterAll(() => api.close(), 60_000);

const dataOf = (id: string, sequence: number) => ({ id, external_id: null, status: 'pending', previous_status: null, sequence, attempt: 1, final: false, problem_codes: [] });
const change = (subject: string, sequence: number): DomainEvent => ({ subject, sequence, type: 'onboarding.accepted', apiClient: 'crm', data: dataOf(subject, sequence) });
const append = appendEvents(1, 'select unnest($2::uuid[])');
const valuesFor = (events: DomainEvent[]): unknown[] => [eventRows(events), events.map(({ subject }) => subject)];
const idOf = ({ subject, sequence }: Pick<DomainEvent, 'subject' | 'sequence'>): string => eventId(subject, sequence);

async function accept(): Promise<string> {
  const answer = await api.call('POST', '/v1/onboardings?allow_duplicate_bin=true', { body: newBody() });
  expect(answer.status).toBe(202);
  return eventId(answer.json<OnboardingResource>().id, 1);
}
const acceptMany = (count: number): Promise<string[]> => Promise.all(Array.from({ length: count }, accept));

/** As another transaction would have written it. */
const insertAt = (xid: string, subject: string): Promise<unknown> => api.query(`
  insert into events (era, xid, api_client, subject, sequence, type, data) values (1, $1, 'crm', $2, 1, 'onboarding.accepted', $3)`, [xid, subject, dataOf(subject, 1)]);

/** Every committed event by its place, compared as numbers. */
async function idsInOrder(): Promise<string[]> {
  const rows = await api.query<{ subject: string; sequence: number; place: string[] }>(
    'select subject, sequence, array[era::text, xid::text, position::text] as place from events');
  const compare = (a: string[], b: string[]): number => {
    const index = a.findIndex((part, at) => part !== b[at]);
    return index === -1 ? 0 : BigInt(a[index] ?? 0) < BigInt(b[index] ?? 0) ? -1 : 1;
  };
  return rows.toSorted((a, b) => compare(a.place, b.place)).map(idOf);
}

/** A transaction of somebody else's that writes events and takes its time. */
class LateWriter {
  readonly written: DomainEvent[] = [];
  private readonly client: Client;

  constructor(url: string) {
    this.client = new Client({ connectionString: url, application_name: 'onboarding-tests' });
    this.client.on('error', () => undefined);
  }

  async begin(events: DomainEvent[]): Promise<this> {
    await this.client.connect();
    await this.client.query('begin');
    return this.write(events);
  }

  async write(events: DomainEvent[]): Promise<this> {
    await this.client.query(append, valuesFor(events));
    this.written.push(...events);
    return this;
  }

  async end(how: 'commit' | 'rollback'): Promise<string[]> {
    await this.client.query(how);
    await this.client.end();
    return how === 'commit' ? this.written.map(idOf) : [];
  }
}
const newEvents = (count: number): DomainEvent[] => {
  const subject = randomUUID();
  return Array.from({ length: count }, (_, index) => change(subject, index + 1));
};

async function untilRead(reader: FeedReader, count: number): Promise<void> {
  await eventually(async () => {
    await reader.catchUp();
    return reader.events.length >= count;
  }, `a reader meets all ${count} events`);
}

describe('places are numbers', () => {
  it('120 events of one transaction: positions 9 and 10, 99 and 100 are neighbours, on every page length', async () => {
    const events = Array.from({ length: 120 }, (_, index) => change(`00000000-0000-4000-8000-${String(Math.floor(index / 12)).padStart(12, '0')}`, (index % 12) + 1));
    await api.query(append, valuesFor(events));
    expect(await api.query('select min(position)::integer as first, max(position)::integer as last from events')).toEqual([{ first: 1, last: 120 }]);
    expect(await idsInOrder()).toEqual(events.map(idOf));
    for (const limit of [1, 7, 9, 10, 1_000]) {
      const reader = new FeedReader(api, limit);
      await untilRead(reader, 120);
      expect(reader.ids).toEqual(events.map(idOf));
    }
  });

  it('transactions 9 and 10, 99 and 100 too', async () => {
    for (const xid of ['100', '9', '99', '10', '101']) {
      await insertAt(xid, randomUUID());
    }
    for (const limit of [1, 2, 1_000]) {
      const reader = new FeedReader(api, limit);
      await untilRead(reader, 125);
      expect(reader.ids).toEqual(await idsInOrder());
    }
  });

  it("one onboarding's sequences 9 and 10 too", async () => {
    const subject = '00000000-0000-4000-8000-000000000003';
    const sequences: number[] = [];
    for (let after = ''; ;) {
      const page = await readFeed(api, `?onboarding_id=${subject}&limit=5${after}`);
      sequences.push(...page.data.map(({ sequence }) => Number(sequence)));
      if (!page.has_more) break;
      after = `&after=${page.next_cursor}`;
    }
    expect(sequences).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});

describe('no event is skipped', () => {
  it('what comes while an older transaction is open waits for it; its own onboarding shows it at once', async () => {
    const reader = new FeedReader(api, 1_000);
    await untilRead(reader, 125);
    const late = await new LateWriter(api.database.url).begin(newEvents(1));
    const accepted = await acceptMany(40);
    await reader.catchUp();
    expect(reader.events).toHaveLength(125);
    for (const id of accepted.slice(0, 5)) {
      expect((await readFeed(api, `?onboarding_id=${id.slice(4, 40)}`)).data.map((event) => event.id)).toEqual([id]);
    }
    const overview = (await api.call('GET', '/v1/admin/overview', { key: keys.admin })).json<{ events: { lag: number; oldest_undelivered_at: string | null } }>();
    expect(overview.events.lag).toBeGreaterThanOrEqual(40);
    expect(overview.events.oldest_undelivered_at).toMatch(/^\d{4}-/);

    const [lateId] = await late.end('commit');
    await untilRead(reader, 166);
    expect(reader.ids[125]).toBe(lateId);
    expect(reader.ids.slice(126).sort()).toEqual(accepted.toSorted());
    expect(reader.ids).toEqual(await idsInOrder());
  });

  it.each([11, 12, 13])('random comings and goings of five late transactions (seed %d)', async (seed) => {
    const random = randomFrom(seed);
    const expected = new Set(await idsInOrder());
    const readers = [new FeedReader(api, 3), new FeedReader(api, 11), new FeedReader(api, 1_000)];
    const run = { over: false };
    const reading = Promise.all(readers.map(async (reader) => {
      while (!run.over) {
        await reader.step();
        await sleep(random() * 20);
      }
    }));
    const accepting: Promise<string[]>[] = [];
    const open: LateWriter[] = [];
    const endOne = async (index: number): Promise<void> => {
      const [writer] = open.splice(index, 1);
      for (const id of (await writer?.end(random() < 0.7 ? 'commit' : 'rollback')) ?? []) expected.add(id);
    };
    for (let round = 0; round < 40; round += 1) {
      accepting.push(acceptMany(Math.ceil(random() * 4)));
      const at = Math.floor(random() * open.length);
      if (open.length < 5 && random() < 0.5) open.push(await new LateWriter(api.database.url).begin(newEvents(Math.ceil(random() * 3))));
      else if (open.length > 0 && random() < 0.4) await open[at]?.write(newEvents(1));
      else if (open.length > 0) await endOne(at);
      await sleep(random() * 15);
    }
    while (open.length > 0) await endOne(0);
    for (const id of (await Promise.all(accepting)).flat()) expected.add(id);
    run.over = true;
    await reading;

    const inOrder = await idsInOrder();
    expect(inOrder.toSorted()).toEqual([...expected].sort());
    for (const reader of readers) {
      await untilRead(reader, inOrder.length);
      expect(reader.ids).toEqual(inOrder);
    }
  });
});

it('after a restore to another cluster, all of the old era is served before the new one', async () => {
  const reader = new FeedReader(api, 50);
  const before = await idsInOrder();
  await untilRead(reader, before.length);
  const ahead = { subject: randomUUID(), sequence: 1 };
  await insertAt('99999999999', ahead.subject);
  await reader.catchUp();
  expect(reader.events).toHaveLength(before.length);
  await api.query('insert into event_era select 2, system_identifier from event_era');
  const after = await accept();
  await untilRead(reader, before.length + 2);
  expect(reader.ids.slice(before.length)).toEqual([idOf(ahead), after]);
});

describe('what hardly any event fits', () => {
  const rare = (): DomainEvent => ({ ...change(randomUUID(), 1), type: 'onboarding.failed' });
  const noise = (count: number) => api.query(`
    insert into events (era, api_client, subject, sequence, type, data) select (select max(era) from event_era), 'crm', gen_random_uuid(), 1, 'onboarding.held', '{}' from generate_series(1, $1::integer)`, [count]);
  const write = async (event: DomainEvent): Promise<string> => {
    await api.query(append, valuesFor([event]));
    return idOf(event);
  };
  /** Page by page until the log ends; how many events each brought. */
  async function readOn(from: string | null, limit = 100): Promise<{ ids: string[]; pages: number[]; cursor: string | null }> {
    const [ids, pages]: [string[], number[]] = [[], []];
    for (let cursor = from; ;) {
      const page = await readFeed(api, `?types=onboarding.failed&limit=${limit}${cursor === null ? '' : `&after=${cursor}`}`);
      ids.push(...page.data.map(({ id }) => id));
      pages.push(page.data.length);
      if (!page.has_more) return { ids, pages, cursor: page.next_cursor };
      expect(page.next_cursor).not.toBe(cursor);
      cursor = page.next_cursor;
    }
  }

  it('is found over several pages, of which some are empty', async () => {
    const { cursor: start } = await readOn(null);
    const first = await write(rare());
    await noise(25_000);
    const second = await write(rare());
    await eventually(async () => (await readOn(start)).ids.length === 2, 'all is served');
    const { ids, pages, cursor } = await readOn(start);
    expect([ids, pages]).toEqual([[first, second], [1, 0, 1]]);
    expect(await readOn(cursor)).toEqual({ ids: [], pages: [0], cursor });
    expect((await readOn(start, 1)).ids).toEqual([first, second]);
  });

  it('is not skipped either where an older transaction is open beyond what a page looks at', async () => {
    const { cursor: start } = await readOn(null);
    const early = await write(rare());
    await noise(9_998);
    const late = await new LateWriter(api.database.url).begin([rare()]);
    await noise(15_000);
    const after = await write(rare());
    await eventually(async () => (await readOn(start)).ids.length === 1, 'what is older than the open transaction is served');
    const { cursor } = await readOn(start);
    for (let polls = 0; polls < 3; polls += 1) expect((await readOn(cursor)).ids).toEqual([]);
    const [lateId] = await late.end('commit');
    await eventually(async () => (await readOn(start)).ids.length === 3, 'all is served');
    expect((await readOn(cursor)).ids).toEqual([lateId, after]);
    expect((await readOn(start)).ids).toEqual([early, lateId, after]);
  });
});

it('had nothing to complain about', () => expectUnharmed(api));

/** Park and Miller: the same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
