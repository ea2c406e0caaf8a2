import { appendEvents, eventRows } from '#app/events';
import type { Database, Metrics } from '#app/platform';
import { course, domainEvents, holdFor, isFinal, release, type Course, type Standing } from './lifecycle.js';
import { isStopped } from './next-step.js';
import { fromStanding, standingAssignments, standingOf, standingRecord, toStanding, type StandingRow } from './standing-columns.js';

export const steeringActions = ['poll_now', 'hold', 'release'] as const;
export type SteeringAction = (typeof steeringActions)[number];

export type Steered =
  | { kind: 'done' }
  | { kind: 'not_found' }
  /** `why` is for the person who asked. */
  | { kind: 'refused'; why: string }
  | { kind: 'changed_meanwhile' };

interface Row extends StandingRow { api_client: string; external_id: string | null; now: number }

/** What an operator may do to one onboarding by hand. Each change is guarded by the `sequence` it was decided on. */
export class Steer {
  constructor(private readonly database: Database, private readonly metrics: Metrics) {}

  /**
   * @param expected the `sequence` the operator saw (If-Match); null: whatever it is now
   * @param by who acts, for the timeline
   */
  async act(id: string, action: SteeringAction, reason: string, by: string, expected: number | null = null): Promise<Steered> {
    let steered: Steered = { kind: 'changed_meanwhile' };
    // Who names no sequence does not mind that a worker moved it on: decide anew.
    for (let tries = 0; tries < 3 && steered.kind === 'changed_meanwhile'; tries += 1) {
      steered = await this.actOnce(id, action, reason, by, expected);
      if (expected !== null) break;
    }
    return steered;
  }

  private async actOnce(id: string, action: SteeringAction, reason: string, by: string, expected: number | null): Promise<Steered> {
    const [row] = await this.database.query<Row>('steered', `
      select ${standingOf('o')}, o.api_client, a.external_id, (extract(epoch from now()) * 1000)::float8 as now
      from onboardings o join applications a on a.onboarding_id = o.id and a.attempt = o.attempt where o.id = $1`, [id]);
    if (row === undefined) return { kind: 'not_found' };
    const standing = toStanding(row);
    if (expected !== null && expected !== standing.sequence) return { kind: 'changed_meanwhile' };
    const why = refusal(action, standing);
    if (why !== null) return { kind: 'refused', why };
    if (action === 'poll_now') return this.makeDue(id);
    const context = { by, reason };
    const next = action === 'hold' ? holdFor(course(standing), 'operator', row.now, context) : release(course(standing), row.now, context);
    return this.write(id, standing, next, action === 'hold' ? 'never' : 'now', { id, apiClient: row.api_client, externalId: row.external_id });
  }

  /** A call that is under way right now is the answer to "poll now". */
  private async makeDue(id: string): Promise<Steered> {
    await this.database.query('poll_now', `
      update onboardings set due_at = now() where id = $1 and (lease_token is null or due_at <= now())`, [id]);
    return { kind: 'done' };
  }

  /** A worker that holds the lease keeps it: it will find the new standing when it writes, and obey it. */
  private async write(
    id: string, before: Standing, { standing, changes }: Course, due: 'now' | 'never',
    subject: { id: string; apiClient: string; externalId: string | null },
  ): Promise<Steered> {
    const rows = await this.database.query('steer', `
      with input as (select * from json_to_recordset($1::json) as c (id uuid, expected integer, due text, ${standingRecord})),
      moved as (
        update onboardings o set ${standingAssignments('c')}, updated_at = now(),
          lease_token = case when o.due_at > now() then o.lease_token end,
          due_at = case when o.lease_token is not null and o.due_at > now() then o.due_at when c.due = 'now' then now() end
        from input c where o.id = c.id and o.sequence = c.expected returning o.id),
      logged as (${appendEvents(2, 'select id from moved')})
      select id from moved`,
    [JSON.stringify([{ id, expected: before.sequence, due, ...fromStanding(standing) }]), eventRows(domainEvents(changes, { ...subject, problemCodes: [] }))]);
    if (rows.length === 0) return { kind: 'changed_meanwhile' };
    for (const { type } of changes) this.metrics.events.inc({ type });
    return { kind: 'done' };
  }
}

function refusal(action: SteeringAction, standing: Standing): string | null {
  const { hold, status, sends } = standing;
  switch (action) {
    case 'hold':
      if (isFinal(status)) return 'It is final: there is nothing to hold.';
      return hold?.reason === 'operator' ? 'It is held by an operator already.' : null;
    case 'release':
      return hold === null ? 'It is not held.' : null;
    case 'poll_now':
      if (isFinal(status)) return sends === 0 ? 'It was never sent: the partner knows nothing about it.' : null;
      return isStopped(standing) ? 'It is held: release it first.' : null;
  }
}
