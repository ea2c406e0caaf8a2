import type { MigrationInterface, QueryRunner } from 'typeorm';

/** partner_circuit: whether calls to the partner flow, for the whole fleet; one row. `sequence` is that of its own events. */
export class PartnerCircuit1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table partner_circuit (
        single boolean not null default true constraint pk_partner_circuit primary key constraint ck_partner_circuit_single check (single),
        is_open boolean not null default false,
        reason text constraint ck_partner_circuit_reason check (reason in ('unavailable', 'credentials')),
        since timestamptz,
        probe_at timestamptz,
        probes integer not null default 0,
        sequence integer not null default 0,
        drift_told_at timestamptz,
        constraint ck_partner_circuit_open check (is_open = (probe_at is not null))
      )`);
    await runner.query('insert into partner_circuit default values');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table partner_circuit');
  }
}
