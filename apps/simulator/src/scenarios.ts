import type { Trouble } from './trouble.js';

export interface Rejection {
  code: number;
  description: string;
}

/** What one magic BIN makes the partner do. */
export interface Scenario {
  about: string;
  /** Befalls the first so many adds, until one of them is stored. */
  addTrouble?: { kind: Trouble; times: number };
  /** Status answers before the verdict comes: `process`, or what `pollTrouble` makes of it. */
  polls: number;
  pollTrouble?: Trouble;
  /** Refuses the add itself, naming these fields. */
  faultyFields?: { field: string; description: string }[];
  /** The first add is answered 503, and so are so many calls in all, whoever makes them. */
  outageCalls?: number;
  /** Said after the verdict was told once: a partner that contradicts itself. */
  afterwards?: Rejection;
  /** What the second, fourth … request of this BIN meets instead: a corrected attempt. */
  next?: Scenario;
  verdict: 'success' | Rejection;
}

const success = { polls: 2, verdict: 'success' } as const;

const rejected = (code: number, description: string): Scenario => ({
  ...success, about: `final error ${code}`, verdict: { code, description },
});

const troubled = (about: string, kind: Trouble, times = 1): Scenario => ({ ...success, about, addTrouble: { kind, times } });

/** Any BIN that is not in the table. */
export const usualScenario: Scenario = { ...success, about: 'success after 2 polls' };

const scenarios: Record<string, Scenario> = {
  '991240900020': { ...success, about: 'success at the first poll', polls: 0 },
  '991240900030': { ...success, about: 'success after 10 polls', polls: 10 },
  '991240900103': rejected(1203, 'IBAN is not accepted'),
  '991240900115': rejected(1201, 'BIN is unknown'),
  '991240900127': rejected(1204, 'client exists already'),
  '991240900139': rejected(1205, 'product is not permitted'),
  // A code in nobody's table, in words that only the partner can explain.
  '991240900140': rejected(7777, 'Отказ службы комплаенса, решение № 7777'),
  '991240900152': { ...rejected(1203, 'IBAN is not accepted'), about: 'error on attempt 1, success on attempt 2', next: { ...success, about: 'success on attempt 2' } },
  '991240900209': { ...success, about: 'stays in process', polls: Infinity },
  '991240900219': { ...success, about: 'unknown request_status three times, then success', polls: 3, pollTrouble: 'unknown_status' },
  '991240900229': { ...success, about: 'not found three times although stored, then success', polls: 3, pollTrouble: 'not_found' },
  '991240900308': troubled('accepts, then drops the connection', 'drop_after_store'),
  '991240900318': troubled('drops the connection once, stores nothing', 'drop_before_store'),
  '991240900328': troubled('three times 500, nothing stored, then accepts', 'error_500', 3),
  '991240900338': troubled('429 with Retry-After: 2 once', 'throttle_429'),
  '991240900348': { ...success, about: '503 for everybody, five times', outageCalls: 5 },
  '991240900358': troubled('401 for this one, always', 'unauthorized_401', Infinity),
  '991240900368': troubled('200 with half a body, stored', 'half_body'),
  '991240900378': troubled('connection reset once, nothing stored', 'reset_before_read'),
  '991240900388': troubled('stores at once, answers after the time-out', 'hold'),
  '991240900417': { ...success, about: 'success, later error', afterwards: { code: 1203, description: 'IBAN is not accepted' } },
  '991240900437': {
    ...success, about: 'refused at once, two fields',
    faultyFields: [{ field: 'iban', description: 'Счёт не найден в банке' }, { field: 'ceo_info.phone', description: 'Номер не обслуживается' }],
  },
};

/**
 * @param bin 12 digits
 * @param earlier requests of this BIN that came before
 */
export function scenarioOf(bin: string, earlier = 0): Scenario {
  const scenario = scenarios[bin] ?? usualScenario;
  return earlier % 2 === 1 && scenario.next !== undefined ? scenario.next : scenario;
}
