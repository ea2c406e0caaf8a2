import { appendEvents, eventRows, type DomainEvent } from '#app/events';
import type { Database } from '#app/platform';
import type { CircuitReason } from './strain.js';

type PartnerEventType = (typeof partnerEventTypes)[number];

export interface CircuitState {
  isOpen: boolean;
  reason: CircuitReason | null;
  /** Until the next call is let through to try, ms; 0 where it is time. */
  probeInMs: number;
}

export const partnerEventTypes = ['partner.unavailable', 'partner.recovered', 'partner.contract_drift'] as const;

/** What events about the partner are about: there is one partner. */
export const partnerSubject = '5b0f7a3e-6d0c-5f43-9a51-f4eed0a79a1d';
/** Only operators are told. */
const toldTo = 'admin';

/** Waits between two calls that try: 1 s doubling to 8 s. */
const firstProbeMs = 1_000;
const mostDoublings = 3;
/** Held onboardings that are set due by one statement. */
const releasedAtOnce = 500;
/** The same drift is told about so often, hours. */
const driftEveryHours = 1;

interface CircuitRow { is_open: boolean; reason: CircuitReason | null; probe_in: number | null; sequence: number }

/** The circuit as all workers know it. Every change is guarded by the one before it and writes its event with it. */
export class CircuitStore {
  constructor(private readonly database: Database) {}

  async read(): Promise<CircuitState> {
    const { is_open, reason, probe_in } = await this.row();
    return { isOpen: is_open, reason, probeInMs: Math.max(0, probe_in ?? 0) };
  }

  /** @returns false where it is open already */
  async open(reason: CircuitReason): Promise<boolean> {
    const row = await this.row();
    if (row.is_open) return false;
    return this.change(row, `is_open = true, reason = '${reason}', since = now(), probe_at = now() + interval '${firstProbeMs} ms', probes = 0`,
      'partner.unavailable', { circuit: 'open', reason });
  }

  /** @returns false where it is closed already */
  async close(): Promise<boolean> {
    const row = await this.row();
    if (!row.is_open) return false;
    return this.change(row, 'is_open = false, reason = null, since = now(), probe_at = null', 'partner.recovered', { circuit: 'closed', reason: row.reason });
  }

  /** An answer that the contract does not know. Told once an hour, however many there are. */
  async drift(method: 'add' | 'status'): Promise<boolean> {
    const row = await this.row();
    return this.change(row, 'drift_told_at = now()', 'partner.contract_drift', { method }, `(drift_told_at is null or drift_told_at < now() - interval '${driftEveryHours} h')`);
  }

  /** One caller a time gets it: the right to try whether Freedom Pay answers again. */
  async takeProbe(): Promise<boolean> {
    const rows = await this.database.query('circuit_probe', `
      update partner_circuit set probes = probes + 1, probe_at = now() + interval '${firstProbeMs} ms' * 2 ^ least(probes + 1, ${mostDoublings})
      where is_open and probe_at <= now() returning 1`, []);
    return rows.length > 0;
  }

  /** Sets one held onboarding due, so that there is something to try with: each time another one, whose own trouble it might be. */
  async offerProbe(): Promise<void> {
    await this.setDue(1, 'due_at, id');
  }

  /** Sets held onboardings due now that calls flow again. @returns how many; 0: none is left */
  releaseSome(): Promise<number> {
    return this.setDue(releasedAtOnce, 'api_client, id');
  }

  private async setDue(most: number, order: string): Promise<number> {
    const rows = await this.database.query(`circuit_release_${most}`, `
      update onboardings o set due_at = now() from (
        select id from onboardings where hold_reason is not null and hold_reason = 'partner_unavailable' and lease_token is null and due_at > now()
        order by ${order} limit $1 for update skip locked) as held
      where o.id = held.id returning 1`, [most]);
    return rows.length;
  }

  private async row(): Promise<CircuitRow> {
    const [row] = await this.database.query<CircuitRow>('circuit', `
      select is_open, reason, sequence, (extract(epoch from probe_at - now()) * 1000)::float8 as probe_in from partner_circuit`, []);
    return row ?? { is_open: false, reason: null, probe_in: null, sequence: 0 };
  }

  private async change({ sequence }: CircuitRow, assignments: string, type: PartnerEventType, data: DomainEvent['data'], also = 'true'): Promise<boolean> {
    const event: DomainEvent = { subject: partnerSubject, sequence: sequence + 1, type, apiClient: toldTo, data };
    const rows = await this.database.query(`circuit_${type}_${Object.values(data).join('_')}`, `
      with moved as (
        update partner_circuit set ${assignments}, sequence = sequence + 1 where sequence = $1 and ${also} returning 1),
      logged as (${appendEvents(2, `select '${partnerSubject}'::uuid from moved`)})
      select from moved`, [sequence, eventRows([event])]);
    return rows.length > 0;
  }
}

/** Whether calls to the partner flow. */
export async function readCircuit(database: Database): Promise<'open' | 'closed'> {
  return (await new CircuitStore(database).read()).isOpen ? 'open' : 'closed';
}
