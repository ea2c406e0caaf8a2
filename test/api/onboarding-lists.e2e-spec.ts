import type { Answer } from '../support/http.js';
import type { OnboardingResource, Page } from '../support/onboarding-resource.js';
import { expectProblem } from '../support/problem-oracle.js';
import { newBody } from '../support/request-body.js';
import { expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';

const path = '/v1/onboardings';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
  await untilReady(api);
}, 120_000);
afterAll(() => api.close(), 60_000);

async function accept(values: Record<string, unknown> = {}, key = keys.crm): Promise<OnboardingResource> {
  const answer = await api.call('POST', `${path}?allow_duplicate_bin=true`, { body: newBody(values), key });
  expect(answer.status).toBe(202);
  return answer.json<OnboardingResource>();
}
async function list(query: string, key = keys.crm): Promise<Page<OnboardingResource>> {
  const answer = await api.call('GET', `${path}${query}`, { key });
  expect(answer.status).toBe(200);
  return answer.json<Page<OnboardingResource>>();
}
const ids = (onboardings: { id: string }[]): string[] => onboardings.map(({ id }) => id);

/** All pages, one after the other; `between` runs before each further page. */
async function walk(query: string, key = keys.crm, between: () => Promise<unknown> = () => Promise.resolve()): Promise<{ found: string[]; sizes: number[] }> {
  const found: string[] = [];
  const sizes: number[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<OnboardingResource> = await list(`?${query}${cursor === '' ? '' : `&cursor=${cursor}`}`, key);
    found.push(...ids(page.data));
    sizes.push(page.data.length);
    expect(page.has_more).toBe(page.next_cursor !== null);
    cursor = page.next_cursor;
    if (cursor !== null) await between();
  }
  return { found, sizes };
}

describe('one onboarding', () => {
  let mine: OnboardingResource;
  let theirs: OnboardingResource;
  const read = (id: string, headers: Record<string, string> = {}, key = keys.crm): Promise<Answer> => api.call('GET', `${path}/${id}`, { headers, key });
  beforeAll(async () => {
    mine = await accept({ external_id: 'one-1' });
    theirs = await accept({ external_id: 'one-2' }, keys.admin);
  });

  it('reads as it was answered', async () => {
    const answer = await read(mine.id);
    expect([answer.status, answer.headers.etag]).toEqual([200, '"1"']);
    expect(answer.json()).toEqual(mine);
    expect((await read(mine.id.toUpperCase())).json()).toEqual(mine);
  });

  it.each(['"1"', 'W/"1"', '*', '"7", "1"', ' "1" '])('If-None-Match: %s answers 304 without a body', async (known) => {
    const answer = await read(mine.id, { 'if-none-match': known });
    expect([answer.status, answer.headers.etag, answer.text]).toEqual([304, '"1"', '']);
    expect(answer.headers['x-correlation-id']).toMatch(/\S/);
  });

  it.each(['"2"', '"11"', '1', '""', 'zebra'])('If-None-Match: %s answers 200', async (known) => {
    expect((await read(mine.id, { 'if-none-match': known })).status).toBe(200);
  });

  it("another API client's is not there; an operator sees all", async () => {
    for (const id of [theirs.id, theirs.id.toUpperCase(), `${theirs.id}/timeline`]) {
      expectProblem(await read(id), { status: 404, code: 'not_found', instance: `${path}/${id}` });
    }
    expectProblem(await read(theirs.id, { 'if-none-match': '*' }), { status: 404, code: 'not_found' });
    expect((await read(mine.id, {}, keys.admin)).json()).toEqual(mine);
    expect((await read(theirs.id, {}, keys.admin)).json()).toEqual(theirs);
  });

  it('has a timeline from its first change on', async () => {
    const { data } = (await read(`${mine.id}/timeline`)).json<Page<Record<string, unknown>>>();
    expect(data).toEqual([{ at: mine.created_at, kind: 'change', text: 'Accepted and stored.', sequence: 1, type: 'onboarding.accepted', status: 'pending', previous_status: null }]);
  });
});

describe('filters', () => {
  let rows: OnboardingResource[];
  beforeAll(async () => {
    rows = [
      await accept({ external_id: 'filter-é', request_id: 'b0b1c2d3-0000-4000-8000-00000000000a', bin: '600340012341' }),
      await accept({ external_id: 'filter-%', bin: '600340012341' }),
      await accept({ external_id: "filter-'_", bin: '991240900020' }),
      await accept({ bin: '600340012341' }, keys.admin),
    ];
    await api.query(`update onboardings set status = 'succeeded', completed_at = now() where id = $1`, [rows[1]?.id]);
  });
  const some = (...indices: number[]): string[] => indices.map((index) => rows[index]?.id ?? '');

  it.each([
    ['bin=600340012341', [1, 0]], ['bin=600340012341&status=pending', [0]], ['bin=600340012341&status=succeeded', [1]], ['status=succeeded', [1]], ['status=failed', []],
    ['bin=991240900020', [2]], ['bin=991240900038', []], ['request_id=b0b1c2d3-0000-4000-8000-00000000000a', [0]], ['request_id=B0B1C2D3-0000-4000-8000-00000000000A', [0]],
    [`external_id=${encodeURIComponent('filter-é')}`, [0]], [`external_id=${encodeURIComponent('filter-é'.normalize('NFD'))}`, [0]], ['external_id=filter-%25', [1]],
    ["external_id=filter-'_", [2]], ['external_id=filter-', []], ['external_id=%25', []], ['external_id=FILTER-%25', []],
    ['external_id=filter-%25&bin=600340012341&status=succeeded&limit=1', [1]], ['external_id=filter-%25&bin=991240900020', []],
  ])('%s', async (query, found) => {
    expect(await list(`?${query}`)).toMatchObject({ data: some(...found).map((id) => ({ id })), has_more: false, next_cursor: null });
  });

  it('an operator sees those of all API clients', async () => {
    expect(ids((await list('?bin=600340012341', keys.admin)).data)).toEqual(some(3, 1, 0));
  });

  it('a filter holds over all pages', async () => {
    expect((await walk('bin=600340012341&limit=1', keys.admin)).found).toEqual(some(3, 1, 0));
  });
});

describe('filters by time, hold and problems', () => {
  let rows: OnboardingResource[];
  const of = (...indices: number[]): string[] => indices.map((index) => rows[index]?.id ?? '');
  const act = async (id: string | undefined, action: string): Promise<void> => {
    const answer = await api.call('POST', `/v1/admin/onboardings/${id}/actions`, { key: keys.admin, body: JSON.stringify({ action, reason: 'because' }) });
    expect(answer.status).toBe(200);
  };
  /** The same instant, as somebody writes it who lives there. */
  const elsewhere = (instant: string, hours: number): string => {
    const sign = hours < 0 ? '-' : '+';
    const local = new Date(Date.parse(instant) + hours * 3_600_000).toISOString().slice(0, -1);
    return encodeURIComponent(`${local}${sign}${String(Math.abs(hours)).padStart(2, '0')}:00`);
  };

  beforeAll(async () => {
    const bin = '230440012340';
    rows = [await accept({ bin }), await accept({ bin }), await accept({ bin }, keys.admin), await accept({ bin })];
    await api.query(`update onboardings set status = 'rejected', status_reason = 'partner_rejected', completed_at = now(), due_at = null where id = $1`, [rows[1]?.id]);
    await act(rows[0]?.id, 'hold');
    await act(rows[2]?.id, 'hold');
  });
  const found = async (query: string, key = keys.crm): Promise<string[]> => ids((await list(`?bin=230440012340&${query}`, key)).data);
  const created = (index: number): string => rows[index]?.created_at ?? '';

  it('held and has_problems, both ways and together', async () => {
    expect(await found('held=true')).toEqual(of(0));
    expect(await found('held=false')).toEqual(of(3, 1));
    expect(await found('has_problems=true')).toEqual(of(1));
    expect(await found('has_problems=false')).toEqual(of(3, 0));
    expect(await found('has_problems=false&held=false')).toEqual(of(3));
    expect(await found('has_problems=true&held=true')).toEqual([]);
    expect(await found('has_problems=true&status=pending')).toEqual([]);
    expect(await found('held=true', keys.admin)).toEqual(of(2, 0));
    expect(await found('held=true&status=pending&has_problems=false', keys.admin)).toEqual(of(2, 0));
  });

  it('created_from has its own instant in it, created_to has not, in whatever time zone they are written', async () => {
    for (const hours of [0, 5, -3, 14]) {
      const [from, to] = [elsewhere(created(1), hours), elsewhere(created(3), hours)];
      expect(await found(`created_from=${from}&created_to=${to}`)).toEqual(of(1));
      expect(await found(`created_from=${from}`)).toEqual(of(3, 1));
      expect(await found(`created_to=${to}`, keys.admin)).toEqual(of(2, 1, 0));
    }
    expect(await found(`created_from=${created(1)}&created_to=${created(1)}`)).toEqual([]);
    expect(await found(`created_from=${created(3)}&created_to=${created(1)}`)).toEqual([]);
    expect(await found('created_to=0000-01-01T00:00:00Z')).toEqual([]);
    expect(await found('created_from=0000-01-01T00:00:00Z&created_to=9999-12-31T23:59:59Z')).toEqual(of(3, 1, 0));
    expect(await found(`created_from=${created(0)}&created_to=9999-12-31T23:59:59.999999999Z&updated_from=0000-01-01T00:00:00Z`)).toEqual(of(3, 1, 0));
  });

  it('an id carries the instant of its creation', () => {
    for (const { id, created_at } of rows) expect(new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toISOString()).toBe(created_at);
  });

  it('updated_from finds every change that moves sequence', async () => {
    const updatedAt = async (index: number): Promise<string> => (await read(rows[index]?.id)).updated_at;
    const read = async (id: string | undefined): Promise<OnboardingResource> => (await api.call('GET', `${path}/${id}`, { key: keys.admin })).json<OnboardingResource>();
    expect(await found(`updated_from=${await updatedAt(0)}`)).toEqual(of(0));
    expect(await found(`updated_from=${await updatedAt(0)}`, keys.admin)).toEqual(of(2, 0));
    const before = await read(rows[3]?.id);
    await act(rows[3]?.id, 'hold');
    const held = await read(rows[3]?.id);
    expect(held.updated_at > before.updated_at).toBe(true);
    expect(await found(`updated_from=${elsewhere(held.updated_at, 5)}&held=true`)).toEqual(of(3));
    await act(rows[3]?.id, 'release');
    const released = await read(rows[3]?.id);
    expect(released.updated_at > held.updated_at).toBe(true);
    expect(await found(`updated_from=${released.updated_at}&held=false`)).toEqual(of(3));
    expect(await found('updated_from=9999-12-31T23:59:59Z', keys.admin)).toEqual([]);
  });

  it('hold over all pages, for whoever asks', async () => {
    const all = `created_from=${created(0)}&held=true&limit=1`;
    expect((await walk(all)).found).toEqual(of(0));
    expect((await walk(all, keys.admin)).found).toEqual(of(2, 0));
  });
});

describe('pages', () => {
  it('newest first', async () => {
    const posted: string[] = [];
    for (let i = 0; i < 12; i += 1) posted.push((await accept({ bin: '210440012340' })).id);
    expect(ids((await list('?bin=210440012340')).data)).toEqual(posted.toReversed());
    expect(ids((await list('?bin=210440012340&limit=12')).data)).toHaveLength(12);
  });

  it('a walk in steps of 7 over 120 rows meets each once, while others come in', async () => {
    const bin = '220440012340';
    const initial = ids(await Promise.all(Array.from({ length: 120 }, () => accept({ bin }))));
    const later: Promise<OnboardingResource[]>[] = [];
    const { found, sizes } = await walk('limit=7', keys.admin, async () => {
      later.push(Promise.all(Array.from({ length: 5 }, () => accept({ bin }))));
      await later.at(-2);
    });
    const added = new Set(ids((await Promise.all(later)).flat()));
    expect(new Set(found).size).toBe(found.length);
    expect(initial.filter((id) => !found.includes(id))).toEqual([]);
    expect(found.filter((id) => added.has(id))).toEqual([]);
    expect(found).toEqual(found.toSorted().toReversed());
    expect(sizes.slice(0, -1).every((size) => size === 7)).toBe(true);
    expect(added.size).toBeGreaterThan(80);
  });

  it('50 without a limit, 200 at most', async () => {
    expect((await list('', keys.admin)).data).toHaveLength(50);
    expect((await list('?limit=200', keys.admin)).data).toHaveLength(200);
  });

  it('has_more is false where the last page is just full', async () => {
    expect(await walk('bin=600340012341&limit=2')).toMatchObject({ sizes: [2] });
  });
});

it('had nothing to complain about', () => expectUnharmed(api));
