import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { appendEvents } from '#app/events';
import { FreedomPayClient, type AddAnswer, type Answered } from '#app/freedompay';
import { Database } from '#app/platform';
import { WebhookPost, type PostOutcome } from '#app/webhooks';
import { layOver } from './lay-over.js';

/*
 * Faults that somebody could build in, each with the thought behind it. They are laid over a part from outside
 * (`mutant.ts`), and a storm of kills has to bring every one of them to light.
 */

/** In one statement of the service, other words. */
function reword(statement: string, from: string, to: string): void {
  layOver(Database.prototype, 'query', (query, args) => {
    const [name, text, values] = args as [string, string, unknown[]];
    if (name === statement && !text.includes(from)) {
      console.error(`"${statement}" does not say "${from}" any more`);
      process.exit(3);
    }
    return query(name, name === statement ? text.replace(from, to) : text, values);
  });
}

/** In place of one statement, something else. */
function instead(statement: string, act: (run: (text: string, values: unknown[]) => Promise<unknown[]>, text: string, values: unknown[]) => Promise<unknown>): void {
  layOver(Database.prototype, 'query', (query, args) => {
    const [name, text, values] = args as [string, string, unknown[]];
    const run = (ownText: string, ownValues: unknown[]): Promise<unknown[]> => query(ownText === text ? name : `${name} in part`, ownText, ownValues) as Promise<unknown[]>;
    return name === statement ? act(run, text, values) : query(...args);
  });
}

const laterMs = 300;

export const mutants = {
  'what nobody finishes stays claimed': () => reword('claim', 'o.due_at <= now()', 'o.due_at <= now() and o.lease_token is null'),
  'a lease lasts as long as it takes': () => reword('claim', "due_at = now() + $2 * interval '1 ms'", "due_at = now() + $2 * interval '1 hour'"),
  'an event follows its change a moment later': () => instead('record', async (run, text, [entries, events, ...rest]) => {
    const moved = (await run(text, [entries, '[]', ...rest])) as { id: string }[];
    void sleep(laterMs).then(() => run(appendEvents(1, 'select unnest($2::uuid[])'), [events, moved.map(({ id }) => id)])).catch(() => undefined);
    return moved;
  }),
  'a second send has another request_id': () => {
    const sent = new Set<string>();
    layOver(FreedomPayClient.prototype, 'add', (add, args) => {
      const [body, requestId] = args as [Buffer, string];
      const isRepeat = sent.has(requestId);
      sent.add(requestId);
      const other = randomUUID();
      return isRepeat ? add(Buffer.from(body.toString().replace(requestId, other)), other) : add(body, requestId);
    });
  },
  'silence is a refusal: send again': () => layOver(FreedomPayClient.prototype, 'add', async (add, args) => {
    const answered = (await add(...args)) as Answered<AddAnswer>;
    return answered.answer.kind === 'uncertain' ? { ...answered, answer: { kind: 'notSent' } } : answered;
  }),
  'not found is not there: send again at once': () => instead('record', (run, text, [entries, ...rest]) => {
    const rows = JSON.parse(String(entries)) as { method?: string; outcome?: string; unanswered?: boolean }[];
    for (const row of rows) if (row.method === 'status' && row.outcome === 'notFound') row.unanswered = false;
    return run(text, [JSON.stringify(rows), ...rest]);
  }),
  'acknowledged is as good as stored': () => instead('accept_single', (run, text, values) => {
    void sleep(laterMs).then(() => run(text, values)).catch(() => undefined);
    return Promise.resolve((JSON.parse(String(values[0])) as { id: string }[]).map(({ id }) => ({ id })));
  }),
  'every post of a request is another one': () => instead('accept_single', (run, text, [rows, ...rest]) => {
    const own = (JSON.parse(String(rows)) as { external_id: string; request_id: string }[]).map((row) => ({ ...row, external_id: `${row.external_id} ${randomUUID()}`, request_id: randomUUID() }));
    return run(text, [JSON.stringify(own), ...rest]);
  }),
  'the newest event is the one that matters': () => reword('webhook_load', 'order by d.endpoint_id, d.subject, d.sequence', 'order by d.endpoint_id, d.subject, d.sequence desc'),
  'every attempt has a webhook-id': () => layOver(WebhookPost.prototype, 'post', (post, [url, headers, body]) => post(url, { ...(headers as object), 'webhook-id': `evt_${randomUUID()}_1` }, body)),
  'every attempt says when it was made': () => layOver(WebhookPost.prototype, 'post', (post, [url, headers, body]) => {
    const event = JSON.parse(String(body)) as object;
    return post(url, headers, Buffer.from(JSON.stringify({ ...event, attempted_at: Date.now() })));
  }),
  'about to be posted is as good as taken': () => layOver(WebhookPost.prototype, 'post', (post, args) => {
    void sleep(laterMs).then(() => post(...args));
    return Promise.resolve<PostOutcome>({ outcome: 'delivered', httpStatus: 200, retryAfterMs: null, answer: null, durationMs: 1 });
  }),
  'an answer is an answer, whatever it says': () => instead('webhook_settle', (run, text, [shift, settlements]) =>
    run(text, [shift, String(settlements).replaceAll('"status":"pending"', '"status":"delivered"')])),
  'a higher place was written later': () => reword('webhook_fan_out', 'and (e.era, e.xid) < ((select era from edge), (select xid from edge))\n        order', 'order'),
} satisfies Record<string, () => void>;

export type MutantName = keyof typeof mutants;
