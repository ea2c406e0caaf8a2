import type { SelectQueryBuilder } from 'typeorm';
import { changedSubjects } from '#app/events';
import type { Database } from '#app/platform';
import { isFinal, type Status } from './lifecycle.js';
import { ApplicationEntity, OnboardingEntity } from './onboarding.entity.js';
import { lowestIdAt } from './onboarding-id.js';

/** What a list asks for, all of it at once; what is not given is not asked. Instants are ms since the epoch. */
export interface ListQuery {
  /** Only those of this API client; null: of all. */
  apiClient: string | null;
  status?: Status;
  externalId?: string;
  /** Of any attempt, as `bin`. */
  requestId?: string;
  bin?: string;
  /** Inclusive. */
  createdFrom?: number;
  /** Exclusive. */
  createdTo?: number;
  /** Inclusive. */
  updatedFrom?: number;
  hasProblems?: boolean;
  held?: boolean;
  /** Where the page before ended. */
  before: string | null;
  limit: number;
}

/** `next`: where the next page begins; null: this was the last one. */
export interface ListPage { ids: string[]; next: string | null }

/** Looked at for one page at the most: where hardly anything fits, a page is short or empty, but never slow. */
const looksAtMost = 1_000;
const looksAtOnce = 250;

/** The next so many below an id, newest first, each with whether it is what is asked for. Fewer: there are no more. */
type Way = (below: string, count: number) => Promise<Seen[]>;
interface Seen { id: string; fits: boolean }
type Search = SelectQueryBuilder<OnboardingEntity> | SelectQueryBuilder<ApplicationEntity>;
/** A part of one index: its columns, and the values of all of them but the last, an id. */
interface Range { search: () => Search; columns: string[]; values: string[] }

const lowest = '00000000-0000-0000-0000-000000000000';
const highest = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const lesser = (a: string, b: string): string => (a < b ? a : b);
const newestFirst = (a: Seen, b: Seen): number => (a.id < b.id ? 1 : -1);

/** Finds the ids of a page. Whatever is asked for, it goes along one index and looks at a bounded number of rows. */
export class OnboardingList {
  constructor(private readonly database: Database) {}

  async page(query: ListQuery): Promise<ListPage> {
    const { limit, createdTo } = query;
    if (isImpossible(query)) return { ids: [], next: null };
    const way = await this.wayFor(query);
    const ids: string[] = [];
    let below = lesser(query.before ?? highest, createdTo === undefined ? highest : lowestIdAt(createdTo));
    for (let looked = 0; looked < looksAtMost;) {
      const count = looked === 0 ? limit + 1 : looksAtOnce;
      const seen = await way(below, count);
      // The attempts of one onboarding stand side by side in an index.
      for (const { id, fits } of seen) if (fits && ids.at(-1) !== id) ids.push(id);
      if (ids.length > limit) return { ids: ids.slice(0, limit), next: ids[limit - 1] ?? null };
      if (seen.length < count) return { ids, next: null };
      looked += count;
      below = seen.at(-1)?.id ?? below;
    }
    return { ids, next: below };
  }

  /** The index with the fewest to look at. */
  private async wayFor(query: ListQuery): Promise<Way> {
    const { apiClient, requestId, externalId, bin, held, updatedFrom, hasProblems } = query;
    const status = query.status ?? (hasProblems === true ? 'rejected' : undefined);
    if (requestId !== undefined || externalId !== undefined) return this.among(query, await this.known(query));
    if (bin !== undefined) {
      return this.along({ ...query, bin: undefined }, [{ search: this.applications, columns: ['a.bin', 'a.onboardingId'], values: [bin] }]);
    }
    if (held === true) {
      const search = (): SelectQueryBuilder<OnboardingEntity> => this.onboardings().where('o.holdReason is not null');
      return this.along(query, (await this.clients(query)).map((client) => ({ search, columns: ['o.apiClient', 'o.id'], values: [client] })));
    }
    if (updatedFrom !== undefined && (await this.changed(query, updatedFrom, highest, 1)).few) {
      return this.among(query, async (below, count) => (await this.changed(query, updatedFrom, below, count)).subjects);
    }
    if (status !== undefined) {
      const columns = ['o.apiClient', 'o.status', 'o.id'];
      return this.along(query, (await this.clients(query)).map((client) => ({ search: this.onboardings, columns, values: [client, status] })));
    }
    if (apiClient === null) return this.along(query, [{ search: this.onboardings, columns: ['o.id'], values: [] }]);
    const first = (): SelectQueryBuilder<ApplicationEntity> => this.applications().where('a.attempt = 1');
    return this.along(query, [{ search: first, columns: ['a.apiClient', 'a.onboardingId'], values: [apiClient] }]);
  }

  private readonly onboardings = () => this.database.repository(OnboardingEntity).createQueryBuilder('o');
  private readonly applications = () => this.database.repository(ApplicationEntity).createQueryBuilder('a').innerJoin('a.onboarding', 'o');

  private async clients({ apiClient }: ListQuery): Promise<string[]> {
    return apiClient === null ? apiClientsOf(this.database) : [apiClient];
  }

  /**
   * Along ranges of an index, merged. The ORDER BY names all its columns, and the first one is compared as a list of one:
   * so the planner takes it for no constant, nothing but that index has the order that is asked for, and no statistics
   * can talk it into a walk by id past a million others.
   */
  private along(query: ListQuery, ranges: Range[]): Way {
    return async (below, count) => {
      const seen: Seen[] = [];
      for (const { search, columns, values } of ranges) {
        const walk = search().limit(count);
        values.forEach((value, index) => walk.andWhere(index === 0 ? `${columns[index]} = any(:value0)` : `${columns[index]} = :value${index}`, { [`value${index}`]: index === 0 ? [value] : value }));
        walk.andWhere(`${columns.at(-1)} < :below and ${columns.at(-1)} >= :from`, { below, from: fromOf(query) });
        for (const column of columns) walk.addOrderBy(column, 'DESC');
        seen.push(...(await this.look(walk, query)));
      }
      return ranges.length === 1 ? seen : seen.sort(newestFirst).slice(0, count);
    };
  }

  /** Among ids that are known to be few. */
  private among(query: ListQuery, known: (below: string, count: number) => Promise<string[]> | string[]): Way {
    return async (below, count) => {
      const ids = await known(below, count);
      const seen = await this.look(this.onboardings().where('o.id = any(:ids)', { ids }), query);
      const fitting = new Set(seen.filter(({ fits }) => fits).map(({ id }) => id));
      return ids.map((id) => ({ id, fits: fitting.has(id) }));
    };
  }

  private look(search: Search, query: ListQuery): Promise<Seen[]> {
    return this.database.guard(() => search.select('o.id', 'id').addSelect(asked(query), 'fits').setParameters(query).getRawMany<Seen>());
  }

  /** Those with a unique id: one, or one of each API client; whose it is, is asked later. */
  private async known({ requestId, externalId, ...query }: ListQuery): Promise<(below: string, count: number) => string[]> {
    const search = this.database.repository(ApplicationEntity).createQueryBuilder('a').select('a.onboardingId', 'id');
    if (requestId !== undefined) search.where('a.requestId = :requestId', { requestId });
    // The first attempt's: that one is indexed, and the others repeat it.
    else search.where('a.externalId = :externalId and a.attempt = 1', { externalId });
    const rows = await this.database.guard(() => search.getRawMany<{ id: string }>());
    const ids = rows.map(({ id }) => id).sort().toReversed();
    const from = fromOf(query);
    return (below, count) => ids.filter((id) => id < below && id >= from).slice(0, count);
  }

  private changed(query: ListQuery, since: number, below: string, count: number): Promise<{ few: boolean; subjects: string[] }> {
    return changedSubjects(this.database, { since, below, from: fromOf(query), count });
  }
}

const fromOf = ({ createdFrom }: Pick<ListQuery, 'createdFrom'>): string => (createdFrom === undefined ? lowest : lowestIdAt(createdFrom));

/** Only what the partner refused shows problems, and nothing final is held. */
const isImpossible = ({ status, hasProblems, held }: ListQuery): boolean =>
  (status !== undefined && hasProblems !== undefined && (status === 'rejected') !== hasProblems) ||
  (held === true && (hasProblems === true || (status !== undefined && isFinal(status))));

/** All that is asked for, as a condition on the onboarding `o`. */
function asked({ apiClient, status, externalId, requestId, bin, updatedFrom, hasProblems, held }: ListQuery): string {
  // Not `exists`: the planner may turn that into a look at every application that is like this.
  const application = (condition: string): string => `(select true from applications b where b.onboarding_id = o.id and ${condition} limit 1) is true`;
  const conditions = [
    ...(apiClient === null ? [] : ['o.apiClient = :apiClient']),
    ...(status === undefined ? [] : ['o.status = :status']),
    ...(externalId === undefined ? [] : [application('b.attempt = 1 and b.external_id = :externalId')]),
    ...(requestId === undefined ? [] : [application('b.request_id = :requestId')]),
    ...(bin === undefined ? [] : [application('b.bin = :bin')]),
    ...(updatedFrom === undefined ? [] : ['o.updatedAt >= to_timestamp(:updatedFrom::float8 / 1000)']),
    ...(hasProblems === undefined ? [] : ["(o.status = 'rejected') = :hasProblems"]),
    ...(held === undefined ? [] : ['(o.holdReason is not null) = :held']),
  ];
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}

/** Every API client that has an onboarding: from one to the next, not through all their rows. */
export async function apiClientsOf(database: Database): Promise<string[]> {
  const rows = await database.query<{ api_client: string }>('api_clients', `
    with recursive clients as (
      (select api_client from applications where attempt = 1 order by api_client limit 1)
      union all
      select (select a.api_client from applications a where a.attempt = 1 and a.api_client > c.api_client order by a.api_client limit 1)
      from clients c where c.api_client is not null)
    select api_client from clients where api_client is not null`, []);
  return rows.map(({ api_client }) => api_client);
}
