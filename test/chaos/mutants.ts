import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { appendEvents } from '#app/events';
import { FreedomPayClient, type AddAnswer, type Answered } from '#app/freedompay';
import { Database, keepAnswers } from '#app/platform';
import { WebhookPost, type PostOutcome } from '#app/webhooks';
import { layOver } from './lay-over.js';
import { sixtyKills } from './plans.js';
import type { Plan } from './schedule.js';

/*
 * Faults that somebody could build in, each with the thought behind it. They are laid over a part from outside
 * (`mutant.ts`), and a storm of kills has to bring every one of them to light.
 */

/** What cannot be built in any more is not found either. */
function cannotBeBuilt(why: string): void {
  console.error(why);
  process.exit(3);
}

/** In one statement of the service, other words. */
function reword(statement: string, words: Record<string, string>): void {
  layOver(Database.prototype, 'query', (query, args) => {
    const [name, text, values] = args as [string, string, unknown[]];
    if (name !== statement) return query(...args);
    const missing = Object.keys(words).find((from) => !text.includes(from));
    if (missing !== undefined) cannotBeBuilt(`"${statement}" does not say "${missing}" any more`);
    return query(name, Object.entries(words).reduce((now, [from, to]) => now.replace(from, to), text), values);
  });
}

/** In place of one statement, something else. */
function instead(statement: string, act: (run: (text: string, values: unknown[]) => Promise<unknown[]>, text: string, values: unknown[]) => Promise<unknown>): void {
  layOver(Database.prototype, 'query', (query, args) => {
    const [name, text, values] = args as [string, string, unknown[]];
    const run = (ownText: string, ownValues: unknown[]): Promise<unknown[]> => query(ownText === text ? name : '', ownText, ownValues) as Promise<unknown[]>;
    return name === statement ? act(run, text, values) : query(...args);
  });
}

/** Leases, in one statement of the service, by the clock of the process. */
function byOwnClock(statement: string): void {
  instead(statement, (run, text, values) => {
    const ours = text.replaceAll(/((?:due_at|sent_until) <?= )now\(\)/g, `$1to_timestamp($${values.length + 1}::float8 / 1000)`);
    if (ours === text) cannotBeBuilt(`"${statement}" does not tell leases by now() any more`);
    return run(ours, [...values, Date.now()]);
  });
}

const laterMs = 300;

/** `build` lays it over the part that this is; `gaveAway`: the broken promise that it is found by, and no other. */
export interface Mutant { build: () => void; gaveAway: RegExp; under?: Ground }

/** What a fault needs to show itself, where a usual storm does not have it. */
export interface Ground {
  plan?: Plan;
  /** How long the partner takes, ms: the longer, the more is in hand. */
  partnerMs?: number;
  environment?: Record<string, string>;
  /** Deals a second: the more, the more are written at the same moment. */
  rate?: number;
  /** In the end the CRM asks again for what was given up. */
  asksAgain?: boolean;
}

const neverTaken = /^lost: (steady|flaky) never took/;

export const mutants = {
  'what nobody finishes stays claimed': { gaveAway: /^not ended/, build: () => reword('claim', { 'o.due_at <= now()': 'o.due_at <= now() and o.lease_token is null' }) },
  'a lease lasts as long as it takes': { gaveAway: /^not ended/, build: () => reword('claim', { "due_at = now() + $2 * interval '1 ms'": "due_at = now() + $2 * interval '1 hour'" }) },
  'a lease ends by the clock of who looks': {
    gaveAway: /^not ended/, under: { plan: { ...sixtyKills, 'jump clock': 16 }, partnerMs: 400 }, build: () => ['claim', 'intend'].forEach(byOwnClock),
  },
  'a late answer is an answer': {
    gaveAway: /^(previous status|forbidden change)/, under: { plan: { ...sixtyKills, 'freeze worker': 10 }, partnerMs: 400 },
    // Whatever the row has come to meanwhile, what is said goes on from there.
    build: () => instead('record', async (run, text, [entries, events, ...rest]) => {
      const unguarded = text.replace(' and o.lease_token = c.token', '');
      if (unguarded === text) cannotBeBuilt('"record" does not guard what it writes any more');
      const rows = JSON.parse(String(entries)) as { id: string; expected: number; sequence: number }[];
      const stands = (await run('select id, sequence from onboardings where id = any($1::uuid[])', [rows.map(({ id }) => id)])) as { id: string; sequence: number }[];
      const missed = new Map(rows.map(({ id, expected }) => [id, (stands.find((row) => row.id === id)?.sequence ?? expected) - expected]));
      const later = <T extends { sequence: number }>(told: T, id: string): T => ({ ...told, sequence: told.sequence + (missed.get(id) ?? 0) });
      const told = JSON.parse(String(events)) as { subject: string; sequence: number; data: { sequence: number } }[];
      return run(unguarded, [
        JSON.stringify(rows.map((row) => ({ ...later(row, row.id), expected: row.expected + (missed.get(row.id) ?? 0) }))),
        JSON.stringify(told.map((event) => ({ ...later(event, event.subject), data: later(event.data, event.subject) }))), ...rest,
      ]);
    }),
  },
  'an event follows its change a moment later': {
    gaveAway: /^sequence/, build: () => instead('record', async (run, text, [entries, events, ...rest]) => {
      const moved = (await run(text, [entries, '[]', ...rest])) as { id: string }[];
      void sleep(laterMs).then(() => run(appendEvents(1, 'select unnest($2::uuid[])'), [events, moved.map(({ id }) => id)])).catch(() => undefined);
      return moved;
    }),
  },
  'a second send has another request_id': {
    gaveAway: /^client without an onboarding/, build: () => {
      const sent = new Set<string>();
      layOver(FreedomPayClient.prototype, 'add', (add, args) => {
        const [body, requestId] = args as [Buffer, string];
        const isRepeat = sent.has(requestId);
        sent.add(requestId);
        const other = randomUUID();
        return isRepeat ? add(Buffer.from(body.toString().replace(requestId, other)), other) : add(body, requestId);
      });
    },
  },
  'silence is a refusal: send again': {
    gaveAway: /^double client/, build: () => layOver(FreedomPayClient.prototype, 'add', async (add, args) => {
      const answered = (await add(...args)) as Answered<AddAnswer>;
      return answered.answer.kind === 'uncertain' ? { ...answered, answer: { kind: 'notSent' } } : answered;
    }),
  },
  'not found is not there: send again at once': {
    gaveAway: /^double client/, build: () => instead('record', (run, text, [entries, ...rest]) => {
      const rows = JSON.parse(String(entries)) as { method?: string; outcome?: string; unanswered?: boolean }[];
      for (const row of rows) if (row.method === 'status' && row.outcome === 'notFound') row.unanswered = false;
      return run(text, [JSON.stringify(rows), ...rest]);
    }),
  },
  'acknowledged is as good as stored': {
    gaveAway: /^lost: .* was acknowledged/, build: () => instead('accept_single', (run, text, values) => {
      void sleep(laterMs).then(() => run(text, values)).catch(() => undefined);
      return Promise.resolve((JSON.parse(String(values[0])) as { id: string }[]).map(({ id }) => ({ id })));
    }),
  },
  'an answer is kept a moment later': {
    gaveAway: /^other answer/, build: () => instead('accept_single', async (run, text, [rows, events, deadline, answers]) => {
      const stored = (await run(text, [rows, events, deadline, '[]'])) as { id: string }[];
      void sleep(laterMs).then(() => run(keepAnswers(1, 'select unnest($2::uuid[])'), [answers, stored.map(({ id }) => id)])).catch(() => undefined);
      return stored;
    }),
  },
  'the newest event is the one that matters': { gaveAway: /^order/, build: () => reword('webhook_load', { 'order by d.endpoint_id, d.subject, d.sequence': 'order by d.endpoint_id, d.subject, d.sequence desc' }) },
  'every attempt has a webhook-id': {
    gaveAway: /^wrong id: (steady|flaky)/, build: () => layOver(WebhookPost.prototype, 'post', (post, [url, headers, body]) => post(url, { ...(headers as object), 'webhook-id': `evt_${randomUUID()}_1` }, body)),
  },
  'every attempt says when it was made': {
    gaveAway: /^changed: evt_/, build: () => layOver(WebhookPost.prototype, 'post', (post, [url, headers, body]) => {
      const event = JSON.parse(String(body)) as object;
      return post(url, headers, Buffer.from(JSON.stringify({ ...event, attempted_at: Date.now() })));
    }),
  },
  'about to be posted is as good as taken': {
    gaveAway: neverTaken, build: () => layOver(WebhookPost.prototype, 'post', (post, args) => {
      void sleep(laterMs).then(() => post(...args));
      return Promise.resolve<PostOutcome>({ outcome: 'delivered', httpStatus: 200, retryAfterMs: null, answer: null, durationMs: 1 });
    }),
  },
  'an answer is an answer, whatever it says': {
    gaveAway: neverTaken, build: () => instead('webhook_settle', (run, text, [shift, settlements]) => run(text, [shift, String(settlements).replaceAll('"status":"pending"', '"status":"delivered"')])),
  },
  'what was given up is done with': {
    gaveAway: neverTaken, under: { environment: { WEBHOOK_RETRY_SCHEDULE_MS: '100,200' }, asksAgain: true },
    build: () => instead('webhook_settle', (run, text, [shift, settlements]) => run(text, [shift, String(settlements).replaceAll('"status":"exhausted"', '"status":"delivered"')])),
  },
  'a higher place was written later': {
    gaveAway: neverTaken, under: { rate: 24 },
    build: () => reword('webhook_fan_out', {
      'and (e.era, e.xid) < ((select era from edge), (select xid from edge))\n          order': 'order', 'and (e.era, e.xid) < ((select era from edge), (select xid from edge))\n        order': 'order',
    }),
  },
} satisfies Record<string, Mutant>;

export type MutantName = keyof typeof mutants;
