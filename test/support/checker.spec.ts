import { violations, type Evidence } from './checker.js';

const hash = 'a'.repeat(64);

const call = (more: Partial<Evidence['calls'][number]>): Evidence['calls'][number] =>
  ({ method: 'add', requestId: 'request-a', bodySha256: hash, signatureValid: true, bin: '500000000000', at: 0, outcome: 'stored', ...more });

/** Two onboardings that went well, with one poll and one lost answer between them. */
function goodRun(): Evidence {
  const one = (id: string, clientId: string): Evidence => ({
    acknowledged: [{ externalId: `deal-${id}`, id }],
    onboardings: [{ id, status: 'succeeded', sequence: 4, attempt: 1, sends: 1, leased: false, due: false }],
    applications: [{ onboarding: id, attempt: 1, externalId: `deal-${id}`, requestId: `request-${id}`, clientId }],
    events: [
      { onboarding: id, sequence: 1, type: 'onboarding.accepted', status: 'pending', previousStatus: null },
      { onboarding: id, sequence: 2, type: 'onboarding.submitting', status: 'submitting', previousStatus: 'pending' },
      { onboarding: id, sequence: 3, type: 'onboarding.processing', status: 'processing', previousStatus: 'submitting' },
      { onboarding: id, sequence: 4, type: 'onboarding.succeeded', status: 'succeeded', previousStatus: 'processing' },
    ],
    clients: [{ clientId, requestId: `request-${id}`, bodySha256: hash }],
    calls: [
      call({ requestId: null, bodySha256: 'of nothing', signatureValid: null }),
      call({ requestId: `request-${id}` }),
      call({ method: 'status', requestId: `request-${id}`, bodySha256: 'b'.repeat(64) }),
    ],
  });
  const [first, second] = [one('a', '1'), one('b', '2')];
  return {
    acknowledged: [...first.acknowledged, ...second.acknowledged, ...second.acknowledged],
    onboardings: [...first.onboardings, ...second.onboardings],
    applications: [...first.applications, ...second.applications],
    events: [...first.events, ...second.events],
    clients: [...first.clients, ...second.clients],
    calls: [...first.calls, ...second.calls],
  };
}

/** The good run with one row of a ledger changed. */
function broken<K extends keyof Evidence>(ledger: K, index: number, change: Partial<Evidence[K][number]>): Evidence {
  const run = goodRun();
  Object.assign(run[ledger][index] ?? {}, change);
  return run;
}

function without(ledger: keyof Evidence, index: number): Evidence {
  const run = goodRun();
  run[ledger].splice(index, 1);
  return run;
}

function plus<K extends keyof Evidence>(ledger: K, ...rows: Evidence[K][number][]): Evidence {
  const run = goodRun();
  (run[ledger] as Evidence[K][number][]).push(...rows);
  return run;
}

describe('the checker', () => {
  it('finds nothing in a good run', () => {
    expect(violations(goodRun(), 'succeeded')).toEqual([]);
  });

  it.each<[string, Evidence, string]>([
    ['an acknowledged one is gone', plus('acknowledged', { externalId: 'deal-c', id: 'c' }), 'lost: deal-c'],
    ['it was acknowledged under another id', broken('acknowledged', 0, { id: 'b' }), 'wrong id: deal-a'],
    ['one external_id has two onboardings', broken('applications', 1, { externalId: 'deal-a' }), 'wrong id: deal-a'],
    ['one did not end', broken('onboardings', 0, { status: 'processing' }), 'not ended: a'],
    ['a lease is left', broken('onboardings', 0, { leased: true }), 'lease left: a'],
    ['due work lies about', broken('onboardings', 0, { due: true }), 'due and untaken: a'],
    ['two clients', plus('clients', { clientId: '3', requestId: 'request-a', bodySha256: hash }), 'double client: request-a'],
    ['no client', without('clients', 0), 'no client: request-a'],
    ['a client under another id', broken('clients', 0, { clientId: '9' }), 'other client: a'],
    ['a client nobody asked for', plus('clients', { clientId: '3', requestId: 'request-x', bodySha256: hash }), 'client without an onboarding: request-x'],
    ['a resend with other bytes', plus('calls', call({ bodySha256: 'c'.repeat(64) })), 'other bytes: request-a'],
    ['what the partner stored is not what it was sent', broken('clients', 0, { bodySha256: 'c'.repeat(64) }), 'other bytes: request-a'],
    ['a resend was not written down', plus('calls', call({})), 'send not written down: a'],
    ['a wrong signature', broken('calls', 1, { signatureValid: false }), 'bad signature: request-a'],
    ['an event is missing', without('events', 1), 'sequence: a'],
    ['the last event is missing', without('events', 3), 'last event: a'],
    ['an event came twice', plus('events', { ...goodRun().events[3]! }), 'sequence: a'],
    ['a status was skipped', broken('events', 2, { status: 'succeeded', type: 'onboarding.succeeded' }), 'forbidden change: a 3'],
    ['an event is called otherwise than what it tells', broken('events', 3, { type: 'onboarding.rejected' }), 'wrong type: a 4'],
    ['the first event is no acceptance', broken('events', 0, { type: 'onboarding.resubmitted' }), 'wrong type: a 1'],
    ['one was accepted in the middle', broken('events', 1, { type: 'onboarding.accepted' }), 'wrong type: a 2'],
    ['an event is of no known type', broken('events', 1, { type: 'onboarding.other' }), 'wrong type: a 2'],
    ['a hold changed the status', broken('events', 2, { type: 'onboarding.held' }), 'forbidden change: a 3'],
    ['it says a wrong previous status', broken('events', 2, { previousStatus: 'pending' }), 'previous status: a 3'],
    ['the row is not where its events lead', broken('events', 3, { status: 'rejected', type: 'onboarding.rejected' }), 'last event: a'],
    ['events of nobody', plus('events', { onboarding: 'x', sequence: 1, type: 'onboarding.accepted', status: 'pending', previousStatus: null }), 'events without an onboarding: x'],
  ])('finds out that %s', (_, run, fault) => {
    expect(violations(run, 'succeeded')).toEqual(expect.arrayContaining([expect.stringContaining(fault)]));
  });

  it('knows that one may have to end otherwise than another', () => {
    const run = goodRun();
    Object.assign(run.onboardings[0]!, { status: 'rejected' });
    Object.assign(run.events[3]!, { type: 'onboarding.rejected', status: 'rejected' });
    Object.assign(run.applications[0]!, { clientId: null });
    expect(violations(run, (id) => (id === 'a' ? 'rejected' : 'succeeded'))).toEqual([]);
    expect(violations(run, (id) => (id === 'a' ? 'succeeded' : 'rejected'))).toEqual(expect.arrayContaining(['not ended: a is rejected', 'not ended: b is succeeded']));
  });

  it('takes holds, delays and a second attempt for what they are', () => {
    const run = goodRun();
    run.onboardings = [{ id: 'a', status: 'succeeded', sequence: 10, attempt: 2, sends: 1, leased: false, due: false }];
    run.acknowledged = [{ externalId: 'deal-a', id: 'a' }];
    run.applications = [
      { onboarding: 'a', attempt: 1, externalId: 'deal-a', requestId: 'request-a', clientId: null },
      { onboarding: 'a', attempt: 2, externalId: 'deal-a', requestId: 'request-b', clientId: '2' },
    ];
    const steps = [
      ['accepted', 'pending'], ['submitting', 'submitting'], ['held', 'submitting'], ['released', 'submitting'], ['delayed', 'submitting'],
      ['rejected', 'rejected'], ['resubmitted', 'pending'], ['submitting', 'submitting'], ['processing', 'processing'], ['succeeded', 'succeeded'],
    ] as const;
    run.events = steps.map(([type, status], index) => ({
      onboarding: 'a', sequence: index + 1, type: `onboarding.${type}`, status, previousStatus: steps[index - 1]?.[1] ?? null,
    }));
    expect(violations(run, 'succeeded')).toEqual([]);
  });
});
