import type { Client } from 'pg';

/** Everyone's BIN: what thousands of onboardings share where duplicates are allowed. */
export const sharedBin = '111111111111';

/** 200 among a million. */
const few = (count: number): number => Math.ceil(Math.sqrt(count) / 5);
const held = (count: number): string => `(n <= ${few(count)} or n between ${5 * few(count)} and ${15 * few(count)})`;
/** What is rare lies at the far end of every list, where a walk from the newest on comes last. */
const status = (count: number): string => `case
  when n <= ${few(count)} then 'submitting' when n <= ${3 * few(count)} then 'failed' when n <= ${4 * few(count)} then 'pending'
  when ${held(count)} or n > ${count * 0.98} then 'processing' when n % 20 = 0 then 'rejected' when n % 500 = 1 then 'cancelled' else 'succeeded' end`;
/** Most are one CRM's, ten smaller ones follow, and some of the oldest are a tiny one's. */
const apiClient = (count: number): string =>
  `case when n <= ${few(count) / 5} then 'tiny' when n % 100 = 7 then 'admin' when n % 20 = 3 then 'small-' || n / 20 % 10 else 'crm' end`;
const final = "status in ('succeeded', 'rejected', 'failed', 'cancelled')";

/**
 * So many onboardings, one every 20 seconds until an hour ago, each with application, attempt, exchange and the events of its
 * way: what a busy installation has after months. A hundred old ones changed half an hour ago.
 *
 * In steps, because a long transaction would hold back the feeds of all databases on the server; without WAL, and most
 * indexes made at the end, because that is several times as fast. Leaves no statistics.
 */
export async function insertCrowd(session: Client, count: number, step = 100_000): Promise<void> {
  await session.query("set maintenance_work_mem = '512MB'");
  const tables = ['onboardings', 'applications', 'attempts', 'exchanges', 'events', 'open_bins'];
  for (const table of tables) await session.query(`alter table ${table} set unlogged`);
  const { rows: indexes } = await session.query<{ name: string; definition: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = any($1::regclass[]) and not indisprimary`, [tables]);
  for (const { name } of indexes) await session.query(`drop index ${name}`);
  for (let from = 1; from <= count; from += step) await insertPart(session, from, Math.min(from + step - 1, count), count);
  for (const { definition } of indexes) await session.query(definition);
  await session.query(`
    create temporary table late as select o.id, o.api_client, o.sequence, o.status from onboardings o order by o.id offset ${Math.floor(count / 200)} limit 100;
    update onboardings o set updated_at = now() - interval '30 min', sequence = o.sequence + 1 from late where o.id = late.id;
    insert into events (era, xid, api_client, subject, sequence, type, data, occurred_at)
      select 1, '504', api_client, id, sequence + 1, 'onboarding.delayed', json_build_object('status', status, 'previous_status', status, 'attempt', 1), now() - interval '30 min' from late;
    drop table late`);
}

async function insertPart(session: Client, from: number, to: number, count: number): Promise<void> {
  await session.query(`
    create temporary table part as
      select n, created_at, ${apiClient(count)} as api_client, ${status(count)} as status,
        (lpad(to_hex((extract(epoch from created_at) * 1000)::bigint), 12, '0') || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid as id
      from (
        select n, date_trunc('milliseconds', now()) - interval '1 hour' - (${count} - n) * interval '20 s' as created_at, md5(n::text) as hash
        from generate_series(${from}, ${to}) as n) as made;
    analyze part`);
  await session.query(`
    insert into onboardings (id, api_client, status, status_reason, sequence, attempt, hold_reason, hold_since, due_at, unanswered, sent_until, sends, polls, asked,
        exchange, exchange_digest, request_status, created_at, updated_at, completed_at)
      select id, api_client, status, case status when 'rejected' then 'partner_rejected' end, case status when 'pending' then 1 when 'submitting' then 2 when 'processing' then 3 else 4 end,
        1, case when ${held(count)} then case when n % 2 = 0 then 'operator' else 'contract_drift' end end, case when ${held(count)} then created_at end,
        case when not ${final} and not ${held(count)} then now() + interval '1 hour' + n * interval '1 ms' end, status = 'submitting', created_at,
        1, 1, 1, 1, 'add accepted', 'process', created_at, created_at + interval '2 min', case when ${final} then created_at + interval '2 min' end from part`);
  await session.query(`
    insert into applications (onboarding_id, attempt, api_client, external_id, request_id, bin, content, fingerprint, warnings, created_at)
      select id, attempt, api_client, case when n % 3 > 0 then 'deal-' || n end, md5(n || '-' || attempt)::uuid, case when n % 10 = 4 then '${sharedBin}' else lpad(n::text, 12, '0') end,
        '{}', '', '[]', created_at
      from part, generate_series(1, case when n % 50 = 4 then 2 else 1 end) as attempt;
    insert into attempts (onboarding_id, attempt, body, body_sha256, first_sent_at) select id, 1, '', '', created_at from part;
    insert into exchanges (onboarding_id, number, attempt, method, outcome, applied, duration_ms) select id, 1, 1, 'add', 'accepted', true, 20 from part;
    insert into open_bins (bin, onboarding_id, shared) select lpad(n::text, 12, '0'), id, true from part where not ${final}`);
  // The cluster is young: these transaction numbers have long been over.
  await session.query(`
    insert into events (era, xid, api_client, subject, sequence, type, data, occurred_at)
      select 1, xid, api_client, id, sequence, case sequence when 1 then 'onboarding.accepted' when 2 then 'onboarding.submitting' when 3 then 'onboarding.processing' else ended end,
        (case sequence when 1 then accepted when 2 then submitting when 3 then processing else decided end)::json, created_at + (sequence - 1) * interval '40 s'
      from (
        select *, generate_series(1, case status when 'pending' then 1 when 'submitting' then 2 when 'processing' then 3 else 4 end) as sequence
        from (
          select id, api_client, status, created_at, (3 + n * 500 / ${count})::text::xid8 as xid, 'onboarding.' || status as ended,
            '{"status":"pending","previous_status":null,"attempt":1}' as accepted, '{"status":"submitting","previous_status":"pending","attempt":1}' as submitting,
            '{"status":"processing","previous_status":"submitting","attempt":1}' as processing, '{"status":"' || status || '","previous_status":"processing","attempt":1}' as decided
          from part order by n) as one) as way`);
  await session.query('drop table part');
}
