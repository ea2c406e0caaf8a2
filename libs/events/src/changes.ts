import type { Database } from '#app/platform';

/** Events looked at to learn what changed: with more than these, it is no longer little. */
const eventsAtMost = 5_000;

export interface ChangesQuery {
  /** Ms since the epoch, inclusive. */
  since: number;
  /** Subjects below this one and not below that one. */
  below: string;
  from: string;
  count: number;
}

/** Subjects with an event at or since an instant, the highest first; `few` says whether these are all of them. */
export async function changedSubjects(database: Database, { since, below, from, count }: ChangesQuery): Promise<{ few: boolean; subjects: string[] }> {
  const [row] = await database.query<{ events: number; subjects: string[] }>('changed_subjects', `
    with changed as materialized (
      select subject from events where occurred_at >= to_timestamp($1::float8 / 1000) order by occurred_at limit ${eventsAtMost + 1})
    select (select count(*) from changed)::integer as events,
      array(select distinct subject from changed where subject < $2 and subject >= $3 order by subject desc limit $4)::text[] as subjects`,
  [since, below, from, count]);
  return { few: (row?.events ?? 0) <= eventsAtMost, subjects: row?.subjects ?? [] };
}
