/**
 * Decides from what arrived whether a run kept the promise of webhooks: every endpoint has every event once or more, first
 * receipts in order and without a gap, one id and one text for each event, nothing invented. Shares no code with the
 * service, so it shares no mistake with it.
 */
export interface DeliveryEvidence {
  /** What each receiver wrote down, in the order of arrival. `id`: the webhook-id; `at`: ms since the epoch; `taken`: answered with a 2xx. */
  receivers: { name: string; posts: { id: string; body: string; at: number; taken: boolean }[] }[];
  /** The request ids of the clients that exist at the partner. Each onboarding went out with its `external_id` as that. */
  ledger: string[];
  /** The event feed as a CRM pulls it, each event as the text it would be as a webhook. */
  feed: { id: string; text: string }[];
  /** By its `external_id`: which have to end as rejected. The others: as succeeded. */
  rejected?: ReadonlySet<string>;
}

interface Arrived { id: string; subject: string; sequence: number; externalId: string; status: string; previousStatus: string | null; final: boolean }
type Receiver = DeliveryEvidence['receivers'][number];

/** Nothing: the run was good. */
export function deliveryFaults({ receivers, ledger, feed, rejected = new Set() }: DeliveryEvidence): string[] {
  return [
    ...changedTexts(receivers),
    ...receivers.flatMap((receiver) => [...envelopes(receiver), ...order(receiver), ...stories(receiver, ledger, rejected), ...againstTheFeed(receiver, feed)]),
  ];
}

function read(body: string): Arrived | null {
  try {
    const { id, subject, sequence, data } = JSON.parse(body) as {
      id: string; subject: string; sequence: string; data: { external_id: string; status: string; previous_status: string | null; final: boolean };
    };
    return {
      id, subject, sequence: Number(sequence), externalId: data.external_id, status: data.status, previousStatus: data.previous_status, final: data.final,
    };
  } catch {
    return null;
  }
}

/** Over all receivers and all attempts, the refused ones too. */
function changedTexts(receivers: Receiver[]): string[] {
  const texts = new Map<string, Set<string>>();
  for (const { id, body } of receivers.flatMap(({ posts }) => posts)) texts.set(id, (texts.get(id) ?? new Set()).add(body));
  return [...texts].filter(([, bodies]) => bodies.size > 1).map(([id, bodies]) => `changed: ${id} came with ${bodies.size} texts`);
}

function envelopes({ name, posts }: Receiver): string[] {
  return posts.flatMap(({ id, body }) => {
    const event = read(body);
    if (event === null) return [`unreadable: ${name} got ${id}`];
    return event.id === id && id === `evt_${event.subject}_${event.sequence}` ? [] : [`wrong id: ${name} got ${event.id} as ${id}`];
  });
}

/** No event arrives, not even to be refused, before the one that precedes it was taken. */
function order({ name, posts }: Receiver): string[] {
  const taken = new Map<string, number>();
  return posts.flatMap((post) => {
    const event = read(post.body);
    if (event === null) return [];
    const reached = taken.get(event.subject) ?? 0;
    if (post.taken && event.sequence === reached + 1) taken.set(event.subject, event.sequence);
    return event.sequence > reached + 1 ? [`order: ${name} got ${event.id} when it had taken ${reached}`] : [];
  });
}

/** Each client at the partner has one story, told from its beginning to the end it should have, and there are no other stories. */
function stories({ name, posts }: Receiver, ledger: string[], rejected: ReadonlySet<string>): string[] {
  const bySubject = new Map<string, Map<number, Arrived>>();
  for (const post of posts) {
    const event = post.taken ? read(post.body) : null;
    if (event !== null) bySubject.set(event.subject, (bySubject.get(event.subject) ?? new Map<number, Arrived>()).set(event.sequence, event));
  }
  const told = [...bySubject.values()].map((events) => [...events.values()].toSorted((a, b) => a.sequence - b.sequence));
  const owners = told.map(([first]) => first?.externalId ?? '');
  const heard = new Set(owners);
  const existing = new Set(ledger);
  const once = new Set<string>();
  return [
    ...ledger.filter((requestId) => !heard.has(requestId)).map((requestId) => `lost: ${name} heard nothing of ${requestId}`),
    ...owners.filter((owner) => !existing.has(owner)).map((owner) => `invented: ${name} heard of ${owner}, which the partner does not have`),
    ...owners.filter((owner) => once.size === once.add(owner).size).map((owner) => `invented: ${name} heard of ${owner} under two ids`),
    ...told.flatMap((events) => story(name, events, rejected)),
  ];
}

function story(name: string, events: Arrived[], rejected: ReadonlySet<string>): string[] {
  const about = events[0]?.externalId ?? '';
  const faults: string[] = [];
  let before: string | null = null;
  for (const [index, { sequence, status, previousStatus, externalId }] of events.entries()) {
    if (sequence !== index + 1) return [...faults, `lost: ${name} never took ${index + 1} of ${about}`];
    if (externalId !== about) faults.push(`changed: ${name}, ${sequence} of ${about} tells of ${externalId}`);
    if (previousStatus !== before) faults.push(`changed: ${name}, ${sequence} of ${about} follows ${previousStatus}, not ${before}`);
    before = status;
  }
  const last = events.at(-1);
  return last?.final === true && last.status === (rejected.has(about) ? 'rejected' : 'succeeded') ? faults : [...faults, `lost: ${name} never heard how ${about} ended`];
}

function againstTheFeed({ name, posts }: Receiver, feed: DeliveryEvidence['feed']): string[] {
  const taken = new Map(posts.filter((post) => post.taken).map(({ id, body }) => [id, body]));
  const texts = new Map(feed.map(({ id, text }) => [id, text]));
  return [
    ...feed.filter(({ id }) => !taken.has(id)).map(({ id }) => `lost: ${name} never took ${id}`),
    ...[...new Set(posts.map(({ id }) => id))].filter((id) => !texts.has(id)).map((id) => `invented: ${name} got ${id}, which the feed does not have`),
    ...[...taken].filter(([id, body]) => texts.has(id) && texts.get(id) !== body).map(([id]) => `changed: ${name} got ${id} with another text than the feed`),
  ];
}
