import type { Client } from 'pg';

/**
 * So many onboardings whose next question is hours away, each with application, attempt, exchange, event and its open BIN: what a
 * busy installation looks like most of the time.
 */
export async function insertParkedRows(session: Client, count: number): Promise<void> {
  await session.query(`
    create temporary table parked as
      select gen_random_uuid() as id, gen_random_uuid() as request_id, place from generate_series(1, ${count}) as place;
    insert into onboardings (id, api_client, status, sequence, attempt, due_at, sends, polls, asked, exchange, exchange_digest, request_status,
        created_at, updated_at)
      select id, 'crm', 'processing', 3, 1, now() + interval '1 hour' + place * interval '1 ms', 1, 1, 1, 1, 'add accepted', 'process', now(), now()
      from parked;
    insert into applications (onboarding_id, attempt, api_client, external_id, request_id, bin, content, fingerprint, warnings, created_at)
      select id, 1, 'crm', 'parked-' || place, request_id, lpad(place::text, 12, '0'), '{}', decode('00', 'hex'), '[]', now() from parked;
    insert into attempts (onboarding_id, attempt, body, body_sha256, first_sent_at)
      select id, 1, decode('00', 'hex'), decode('00', 'hex'), now() from parked;
    insert into exchanges (onboarding_id, number, attempt, method, outcome, applied, duration_ms)
      select id, 1, 1, 'add', 'accepted', true, 20 from parked;
    insert into events (era, api_client, subject, sequence, type, data)
      select 1, 'crm', id, 3, 'onboarding.processing', '{}' from parked;
    insert into open_bins (bin, onboarding_id, shared) select lpad(place::text, 12, '0'), id, false from parked;
    drop table parked;
    analyze`);
}
