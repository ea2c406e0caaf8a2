/**
 * Decides from the witnesses alone whether a run kept its promises: what callers were told, what the database holds,
 * what the partner saw. Shares no code with the service, so it shares no mistake with it.
 */
export interface Evidence {
  acknowledged: { externalId: string; id: string }[];
  onboardings: { id: string; status: string; sequence: number; attempt: number; sends: number; leased: boolean; due: boolean }[];
  applications: { onboarding: string; attempt: number; externalId: string | null; requestId: string; clientId: string | null }[];
  events: { onboarding: string; sequence: number; type: string; status: string; previousStatus: string | null }[];
  /** One for each client that exists at the partner. */
  clients: { clientId: string; requestId: string; bodySha256: string }[];
  /** `bodySha256`: of what arrived; `bin`: what an add said. `signatureValid`: null where nobody looked. `outcome`: what the partner made of it, or did to it. */
  calls: { method: 'add' | 'status'; requestId: string | null; bodySha256: string; signatureValid: boolean | null; bin: string | null; at: number; outcome: string }[];
}

// Where each status may go; '' is before the first event.
const edges: Record<string, string[]> = {
  '': ['pending'],
  pending: ['submitting', 'cancelled', 'failed'],
  submitting: ['processing', 'rejected', 'failed'],
  processing: ['succeeded', 'rejected', 'failed'],
  succeeded: [],
  rejected: ['pending'],
  failed: ['pending', 'submitting', 'processing'],
  cancelled: [],
};
// Changes that leave the status as it is.
const besides = ['onboarding.held', 'onboarding.released', 'onboarding.delayed'];
// Where every other event leads; what was reopened is where it failed.
const tellsOf: Record<string, string[]> = {
  'onboarding.accepted': ['pending'],
  'onboarding.submitting': ['submitting'],
  'onboarding.processing': ['processing'],
  'onboarding.succeeded': ['succeeded'],
  'onboarding.rejected': ['rejected'],
  'onboarding.failed': ['failed'],
  'onboarding.cancelled': ['cancelled'],
  'onboarding.resubmitted': ['pending'],
  'onboarding.reopened': ['pending', 'submitting', 'processing'],
};

/** How an onboarding has to end, by its id. */
type EndOf = (onboarding: string) => string;

/** @param expected how every onboarding has to end, or each */
export function violations(evidence: Evidence, expected: string | EndOf): string[] {
  const endOf = typeof expected === 'string' ? (): string => expected : expected;
  return [
    ...acknowledgedOnes(evidence), ...endings(evidence, endOf), ...clientsAtThePartner(evidence, endOf), ...bytes(evidence), ...sends(evidence), ...histories(evidence),
  ];
}

function acknowledgedOnes({ acknowledged, onboardings, applications }: Evidence): string[] {
  const stored = new Set(onboardings.map(({ id }) => id));
  const owners = grouped(applications.filter(({ attempt }) => attempt === 1), ({ externalId }) => externalId ?? '');
  return acknowledged.flatMap(({ externalId, id }) => {
    if (!stored.has(id)) return [`lost: ${externalId} was acknowledged as ${id}, which does not exist`];
    const owner = owners.get(externalId) ?? [];
    if (owner.length !== 1 || owner[0]?.onboarding !== id) return [`wrong id: ${externalId} was acknowledged as ${id}, stored are ${owner.map((row) => row.onboarding).join() || 'none'}`];
    return [];
  });
}

function endings({ onboardings }: Evidence, endOf: EndOf): string[] {
  return onboardings.flatMap(({ id, status, leased, due }) => [
    ...(status === endOf(id) ? [] : [`not ended: ${id} is ${status}`]),
    ...(leased ? [`lease left: ${id}`] : []),
    ...(due ? [`due and untaken: ${id}`] : []),
  ]);
}

function clientsAtThePartner({ onboardings, applications, clients }: Evidence, endOf: EndOf): string[] {
  const byRequest = grouped(clients, ({ requestId }) => requestId);
  const known = new Set(applications.map(({ requestId }) => requestId));
  const attempts = new Map(onboardings.map(({ id, attempt }) => [id, attempt]));
  const wrong = applications.flatMap(({ onboarding, attempt, requestId, clientId }) => {
    const [client, ...others] = byRequest.get(requestId) ?? [];
    if (others.length > 0) return [`double client: ${requestId} of ${onboarding} has ${others.length + 1}`];
    if (endOf(onboarding) !== 'succeeded' || attempts.get(onboarding) !== attempt) return [];
    if (client === undefined) return [`no client: ${requestId} of ${onboarding}`];
    return client.clientId === clientId ? [] : [`other client: ${onboarding} says ${clientId}, the partner ${client.clientId}`];
  });
  const strays = [...byRequest.keys()].filter((requestId) => !known.has(requestId));
  return [...wrong, ...strays.map((requestId) => `client without an onboarding: ${requestId}`)];
}

function bytes({ clients, calls }: Evidence): string[] {
  const hashes = new Map<string, Set<string>>();
  const note = (requestId: string, hash: string): void => void hashes.set(requestId, (hashes.get(requestId) ?? new Set()).add(hash));
  for (const { method, requestId, bodySha256 } of calls) if (method === 'add' && requestId !== null) note(requestId, bodySha256);
  for (const { requestId, bodySha256 } of clients) note(requestId, bodySha256);
  return [
    ...[...hashes].filter(([, of]) => of.size > 1).map(([requestId, of]) => `other bytes: ${requestId} was sent with ${of.size} bodies`),
    ...calls.filter(({ signatureValid }) => signatureValid === false).map(({ requestId }) => `bad signature: ${requestId}`),
  ];
}

/** Every send was written down before it went out. */
function sends({ onboardings, applications, calls }: Evidence): string[] {
  const seen = grouped(calls.filter(({ method }) => method === 'add'), ({ requestId }) => requestId ?? '');
  const requests = new Map(applications.map(({ onboarding, attempt, requestId }) => [`${onboarding} ${attempt}`, requestId]));
  return onboardings.flatMap(({ id, attempt, sends }) => {
    const arrived = seen.get(requests.get(`${id} ${attempt}`) ?? '')?.length ?? 0;
    return arrived > sends ? [`send not written down: ${id} says ${sends}, the partner saw ${arrived}`] : [];
  });
}

/** Every history has no gap, moves along the table, and ends where the onboarding stands. */
export function histories({ onboardings, events }: { onboardings: Pick<Evidence['onboardings'][number], 'id' | 'status' | 'sequence'>[]; events: Evidence['events'] }): string[] {
  const byOnboarding = grouped(events, ({ onboarding }) => onboarding);
  const known = new Set(onboardings.map(({ id }) => id));
  const strays = [...byOnboarding.keys()].filter((id) => !known.has(id)).map((id) => `events without an onboarding: ${id}`);
  return [...strays, ...onboardings.flatMap((onboarding) => history(onboarding, byOnboarding.get(onboarding.id) ?? []))];
}

function history({ id, status, sequence }: Pick<Evidence['onboardings'][number], 'id' | 'status' | 'sequence'>, events: Evidence['events']): string[] {
  const ordered = events.toSorted((a, b) => a.sequence - b.sequence);
  const faults: string[] = [];
  if (ordered.map((event) => event.sequence).join() !== Array.from({ length: sequence }, (_, index) => index + 1).join()) {
    faults.push(`sequence: ${id} is at ${sequence}, its events are ${ordered.map((event) => event.sequence).join()}`);
  }
  let before = '';
  for (const event of ordered) {
    const what = `${event.type} from ${before || 'nothing'} to ${event.status}`;
    if ((event.previousStatus ?? '') !== before) faults.push(`previous status: ${id} ${event.sequence} says ${event.previousStatus}, it was ${before}`);
    const stays = besides.includes(event.type);
    const fits = (tellsOf[event.type] ?? []).includes(event.status) && (event.type === 'onboarding.accepted') === (before === '');
    if (!stays && !fits) faults.push(`wrong type: ${id} ${event.sequence}, ${what}`);
    if (stays ? event.status !== before : !(edges[before] ?? []).includes(event.status)) faults.push(`forbidden change: ${id} ${event.sequence}, ${what}`);
    before = event.status;
  }
  if (before !== status) faults.push(`last event: ${id} is ${status}, its last event says ${before || 'nothing'}`);
  return faults;
}

function grouped<T>(rows: T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
