import { appendEvents, eventRows } from '#app/events';
import { answerRows, keepAnswers, Problem, type Answer, type Database, type IdempotencyKey, type Metrics, type ProblemDetail } from '#app/platform';
import { course, domainEvents, holdFor, isFinal, moveTo, release, type Course, type Standing } from './lifecycle.js';
import { isStopped } from './next-step.js';
import { fromStanding, standingAssignments, standingOf, standingRecord, toStanding, type StandingRow } from './standing-columns.js';

export const steeringActions = ['poll_now', 'hold', 'release', 'cancel'] as const;
export type SteeringAction = (typeof steeringActions)[number];

/** What somebody wants done with one onboarding. */
export interface Order {
  id: string;
  action: SteeringAction;
  reason: string;
  /** Who acts, for the timeline. */
  by: string;
  /** Only if it belongs to this API client; null: whoever's it is. */
  apiClient: string | null;
  /** The `sequence` the caller saw (If-Match); null: whatever it is now. */
  expected: number | null;
  /** Stores this answer together with the change, for repeats under the same Idempotency-Key. */
  keep: { key: IdempotencyKey; answer: (standing: Standing, changedAt: number) => Answer } | null;
}

export type Steered =
  /** `changedAt`: ms since the epoch; null where nothing that is shown changed. */
  | { kind: 'done'; standing: Standing; changedAt: number | null }
  | { kind: 'not_found' }
  /** `problem` tells the person who asked why. */
  | { kind: 'refused'; problem: Problem }
  | { kind: 'changed_meanwhile' };

interface Row extends StandingRow { api_client: string; external_id: string | null; now: number }

/** What may be done to one onboarding by hand. Each change is guarded by the `sequence` it was decided on. */
export class Steer {
  constructor(private readonly database: Database, private readonly metrics: Metrics) {}

  async act(order: Order): Promise<Steered> {
    let steered: Steered = { kind: 'changed_meanwhile' };
    // Who names no sequence does not mind that a worker moved it on: decide anew.
    for (let tries = 0; tries < 3 && steered.kind === 'changed_meanwhile'; tries += 1) {
      steered = await this.actOnce(order);
      if (order.expected !== null) break;
    }
    return steered;
  }

  private async actOnce(order: Order): Promise<Steered> {
    const [row] = await this.database.query<Row>('steered', `
      select ${standingOf('o', 'a')}, o.api_client, a.external_id, floor(extract(epoch from now()) * 1000)::float8 as now
      from onboardings o join applications a on a.onboarding_id = o.id and a.attempt = o.attempt
      where o.id = $1 and ($2::text is null or o.api_client = $2)`, [order.id, order.apiClient]);
    if (row === undefined) return { kind: 'not_found' };
    const standing = toStanding(row);
    if (order.expected !== null && order.expected !== standing.sequence) return { kind: 'changed_meanwhile' };
    const refused = refusal(order.action, standing);
    if (refused !== null) return refused;
    if (order.action === 'poll_now') return this.makeDue(order.id, standing);
    return this.write(order, row.now, standing, next(order, standing, row.now), { id: order.id, apiClient: row.api_client, externalId: row.external_id });
  }

  /** A call that is under way right now is the answer to "poll now". */
  private async makeDue(id: string, standing: Standing): Promise<Steered> {
    await this.database.query('poll_now', `
      update onboardings set due_at = now() where id = $1 and (lease_token is null or due_at <= now())`, [id]);
    return { kind: 'done', standing, changedAt: null };
  }

  /** A worker that holds the lease keeps it: it will find the new standing when it writes, and obey it. */
  private async write(
    { id, action, keep }: Order, at: number, before: Standing, { standing, changes }: Course, subject: { id: string; apiClient: string; externalId: string | null },
  ): Promise<Steered> {
    const kept = keep === null ? [] : [{ ...keep.key, onboardingId: id, answer: keep.answer(standing, at) }];
    const change = { id, at, expected: before.sequence, due: action === 'release', ended: isFinal(standing.status), ...fromStanding(standing) };
    const rows = await this.database.query('steer', `
      with input as (select * from json_to_recordset($1::json) as c (id uuid, at float8, expected integer, due boolean, ended boolean, ${standingRecord})),
      moved as (
        update onboardings o set ${standingAssignments('c')}, updated_at = to_timestamp(c.at / 1000),
          lease_token = case when not c.ended and o.due_at > now() then o.lease_token end,
          due_at = case when c.ended then null when o.lease_token is not null and o.due_at > now() then o.due_at when c.due then now() end
        from input c where o.id = c.id and o.sequence = c.expected returning o.id, c.ended),
      closed as (delete from open_bins b using moved m where b.onboarding_id = m.id and m.ended),
      answered as (${keepAnswers(3, 'select id from moved')}),
      logged as (${appendEvents(2, 'select id from moved')})
      select id from moved`,
    [JSON.stringify([change]), eventRows(domainEvents(changes, { ...subject, problemCodes: [] })), answerRows(kept)]);
    if (rows.length === 0) return { kind: 'changed_meanwhile' };
    for (const { type } of changes) this.metrics.events.inc({ type });
    return { kind: 'done', standing, changedAt: at };
  }
}

function next({ action, reason, by }: Order, standing: Standing, at: number): Course {
  const context = { by, reason };
  if (action === 'hold') return holdFor(course(standing), 'operator', at, context);
  if (action === 'release') return release(course(standing), at, context);
  return moveTo(course(standing), 'cancelled', at, { reason: 'withdrawn', context });
}

type Refused = Extract<Steered, { kind: 'refused' }>;
const refused = (problem: Problem): Refused => ({ kind: 'refused', problem });
const finalAlready = (detail: ProblemDetail<'already_final'>): Refused => refused(new Problem('already_final', detail));
const notPossible = (detail: ProblemDetail<'action_not_possible'>): Refused => refused(new Problem('action_not_possible', detail));

function refusal(action: SteeringAction, { hold, status, sends, ...standing }: Standing): Refused | null {
  switch (action) {
    case 'hold':
      if (isFinal(status)) return finalAlready('nothing_to_hold');
      return hold?.reason === 'operator' ? notPossible('held_by_operator') : null;
    case 'release':
      return hold === null ? notPossible('not_held') : null;
    case 'poll_now':
      if (isFinal(status)) return sends === 0 ? notPossible('never_sent') : null;
      return isStopped({ hold, status, sends, ...standing }) ? notPossible('held') : null;
    case 'cancel':
      if (isFinal(status)) return finalAlready('nothing_to_withdraw');
      // From the first intent on the partner may have it, and it has no method to take it back.
      return status === 'pending' ? null : refused(new Problem('already_submitted', 'no_way_back'));
  }
}
