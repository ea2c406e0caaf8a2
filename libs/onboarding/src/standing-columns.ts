import type { Hold, Standing } from './lifecycle.js';

/**
 * How a standing lies in the row: one list from which the reading, the writing and the types of the hand-written
 * statements are made. Instants travel as ms since the epoch.
 */
type Kind = 'text' | 'integer' | 'boolean' | 'instant';
/** But for what is set once and never written again. */
type Plain = Exclude<keyof Standing, 'hold' | 'createdAt' | 'expectedAt'>;

const columns: Record<Plain, readonly [column: string, kind: Kind]> = {
  status: ['status', 'text'],
  statusReason: ['status_reason', 'text'],
  sequence: ['sequence', 'integer'],
  attempt: ['attempt', 'integer'],
  delayed: ['delayed', 'boolean'],
  completedAt: ['completed_at', 'instant'],
  deadlineAt: ['deadline_at', 'instant'],
  unanswered: ['unanswered', 'boolean'],
  doubtful: ['doubtful', 'boolean'],
  sends: ['sends', 'integer'],
  sentUntil: ['sent_until', 'instant'],
  polls: ['polls', 'integer'],
  asked: ['asked', 'integer'],
  notFounds: ['not_founds', 'integer'],
  refusals: ['refusals', 'integer'],
  requestStatus: ['request_status', 'text'],
  submittedAt: ['submitted_at', 'instant'],
  lastPolledAt: ['last_polled_at', 'instant'],
};
const holdColumns = [['hold_reason', 'text'], ['hold_since', 'instant'], ['hold_until', 'instant']] as const;
const stored = [...Object.values(columns), ...holdColumns];
// Read and written several times for each onboarding: a plain loop, not a new object from entries.
const fields = (Object.entries(columns) as [Plain, readonly [string, Kind]][]).map(([field, [column]]) => [field, column] as const);

const millis = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** The select list that `toStanding` reads, from the onboarding called `row` and the application of its attempt. */
export const standingOf = (row: string, application: string): string => [
  ...stored.map(([column, kind]) => (kind === 'instant' ? `${millis(`${row}.${column}`)} as ${column}` : `${row}.${column}`)),
  `${millis(`${row}.created_at`)} as created_at`, `${millis(`${application}.expected_at`)} as expected_at`,
].join(', ');

/** The column list of a `json_to_recordset` over `fromStanding` objects. */
export const standingRecord = stored
  .map(([column, kind]) => `${column} ${kind === 'instant' ? 'float8' : kind}`)
  .join(', ');

/** The assignments of an update from such a record called `record`, but for the columns that the statement sets itself. */
export const standingAssignments = (record: string, ...except: string[]): string => stored
  .filter(([column]) => !except.includes(column))
  .map(([column, kind]) => `${column} = ${kind === 'instant' ? `to_timestamp(${record}.${column} / 1000)` : `${record}.${column}`}`)
  .join(', ');

export type StandingRow = Record<string, unknown>;

export function toStanding(row: StandingRow): Standing {
  const hold: Hold | null = row.hold_reason === null
    ? null
    : { reason: row.hold_reason as Hold['reason'], since: row.hold_since as number, until: row.hold_until as number | null };
  const standing: Record<string, unknown> = { hold, createdAt: row.created_at, expectedAt: row.expected_at };
  for (const [field, column] of fields) standing[field] = row[column];
  return standing as unknown as Standing;
}

export function fromStanding(standing: Standing): StandingRow {
  const { hold } = standing;
  const row: StandingRow = { hold_reason: hold?.reason ?? null, hold_since: hold?.since ?? null, hold_until: hold?.until ?? null };
  for (const [field, column] of fields) row[column] = standing[field];
  return row;
}
