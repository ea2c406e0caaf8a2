import { v4 as randomId } from 'uuid';
import { parseApplication, unknownMembers, withNumberTokens, type Application, type ChecksumPolicy, type Finding } from '#app/applicant';
import { appendEvents, eventRows } from '#app/events';
import { answerRows, keepAnswers, violatedConstraint, type Answer, type Database, type IdempotencyKey, type Metrics } from '#app/platform';
import { fingerprintOf } from './accept.js';
import { ExpectedDecision } from './expected-decision.js';
import { course, domainEvents, resubmit, type Standing } from './lifecycle.js';
import { mergePatch } from './merge-patch.js';
import type { Onboarding } from './onboarding.reader.js';
import type { Policy } from './schedule.js';
import { fromStanding, standingAssignments, standingRecord } from './standing-columns.js';

export interface Correction {
  /** As read before; its `sequence` guards the change. */
  onboarding: Onboarding;
  /** RFC 7396, over the fields of the application. Numbers are tokens. */
  patch: unknown;
  by: string;
  sharedBin: boolean;
  keep: { key: IdempotencyKey; answer: (onboarding: Onboarding) => Answer } | null;
}

export type Corrected =
  | { kind: 'resubmitted'; onboarding: Onboarding }
  | { kind: 'not_resubmittable' }
  | { kind: 'invalid'; errors: Finding[] }
  | { kind: 'open' }
  | { kind: 'changed_meanwhile' };

/** Opens the next attempt of a rejected onboarding with corrected data, under a new partner `request_id`. */
export class Correct {
  private readonly expectedDecision: ExpectedDecision;

  constructor(
    private readonly database: Database, private readonly policy: Policy, private readonly checksumPolicy: ChecksumPolicy,
    private readonly metrics: Metrics,
  ) {
    this.expectedDecision = new ExpectedDecision(database, policy);
  }

  async resubmit(correction: Correction): Promise<Corrected> {
    const { onboarding, patch, by } = correction;
    if (onboarding.standing.status !== 'rejected') return { kind: 'not_resubmittable' };
    const parsed = parseApplication(mergePatch(withNumberTokens(onboarding.application), patch), this.checksumPolicy);
    const unknown = unknownMembers(patch);
    const errors = [...parsed.ok ? [] : parsed.errors.filter(({ pointer }) => unknown.every((member) => member.pointer !== pointer)), ...unknown];
    if (!parsed.ok || errors.length > 0) return { kind: 'invalid', errors };
    const { application, warnings } = parsed.request;
    const expectedMs = await this.expectedDecision.ms();
    const at = await this.database.now();
    const corrected = changedPointers(onboarding.application, application);
    const { standing, changes } = resubmit(course(onboarding.standing), at, at + this.policy.sendDeadlineMs, at + expectedMs, { by, corrected });
    const next: Onboarding = {
      ...onboarding, application, warnings, standing, requestId: randomId(), dueAt: new Date(at), leased: false, updatedAt: new Date(at), reasons: [],
      ids: { clientId: null, productUuid: null, terminalId: null },
    };
    const events = domainEvents(changes, { id: onboarding.id, apiClient: onboarding.apiClient, externalId: onboarding.externalId, problemCodes: [] });
    return this.write(correction, onboarding.standing, next, eventRows(events));
  }

  private async write({ sharedBin, keep }: Correction, before: Standing, next: Onboarding, events: string): Promise<Corrected> {
    const row = {
      id: next.id, at: next.updatedAt.getTime(), expected: before.sequence, api_client: next.apiClient, external_id: next.externalId, request_id: next.requestId,
      bin: next.application.bin, content: next.application, warnings: next.warnings, shared_bin: sharedBin,
      fingerprint: fingerprintOf(next), expected_at: next.standing.expectedAt, ...fromStanding(next.standing),
    };
    const kept = keep === null ? [] : [{ ...keep.key, onboardingId: next.id, answer: keep.answer(next) }];
    try {
      const [done] = await this.database.query<{ moved: boolean; taken: boolean; current: boolean }>('resubmit', `
        with c as (select * from json_to_record($1::json) as c (
          id uuid, at float8, expected integer, api_client text, external_id text, request_id uuid, bin text, content json, warnings json,
          shared_bin boolean, fingerprint text, expected_at float8, ${standingRecord})),
        taken as (select from open_bins b, c where b.bin = c.bin and not c.shared_bin limit 1),
        moved as (
          update onboardings o set ${standingAssignments('c')}, due_at = now(), lease_token = null, updated_at = to_timestamp(c.at / 1000)
          from c where o.id = c.id and o.sequence = c.expected and not exists (select from taken) returning o.id),
        asked as (
          insert into applications (onboarding_id, attempt, api_client, external_id, request_id, bin, content, fingerprint, warnings, created_at, expected_at)
          select id, attempt, api_client, external_id, request_id, bin, content, decode(fingerprint, 'hex'), warnings, now(), to_timestamp(expected_at / 1000) from c
          where id in (select id from moved)),
        opened as (insert into open_bins (bin, onboarding_id, shared) select bin, id, shared_bin from c where id in (select id from moved)),
        answered as (${keepAnswers(3, 'select id from moved')}),
        logged as (${appendEvents(2, 'select id from moved')})
        select exists (select from moved) as moved, exists (select from taken) as taken,
          exists (select from onboardings o, c where o.id = c.id and o.sequence = c.expected) as current`, [JSON.stringify(row), events, answerRows(kept)]);
      if (done?.moved === true) {
        this.metrics.events.inc({ type: 'onboarding.resubmitted' });
        return { kind: 'resubmitted', onboarding: next };
      }
      // Where it has changed, the BIN is taken by its own next attempt.
      return { kind: done?.taken === true && done.current ? 'open' : 'changed_meanwhile' };
    } catch (error) {
      if (violatedConstraint(error) !== 'uq_open_bins_bin') throw error;
      const [now] = await this.database.query<{ sequence: number }>('sequence_of', 'select sequence from onboardings where id = $1', [next.id]);
      return { kind: now?.sequence === before.sequence ? 'open' : 'changed_meanwhile' };
    }
  }
}

/** Pointers of the leaves that differ; names only, so that the timeline shows no personal data. */
export function changedPointers(before: Application, after: Application): string[] {
  const leaves = (value: unknown, pointer: string): [string, string][] => (typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`))
    : [[pointer, JSON.stringify(value)]]);
  const old = new Map(leaves(before, ''));
  const fresh = new Map(leaves(after, ''));
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((pointer) => old.get(pointer) !== fresh.get(pointer)).sort();
}
