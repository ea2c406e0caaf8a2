import { failedReply, okReply, type Reply } from './reply.js';

/** Nobody's: an answer that carries it belongs to another call. */
const otherRequestId = '00000000-0000-4000-8000-00000000beef';
const otherClientId = 999_999_999;
const padding = 'x'.repeat(320 * 1024);
const htmlPage = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

const nothing = (manner: Reply['manner']): Reply => ({ outcome: '', manner, status: 0, body: '' });

/** Done instead of the work: nothing is stored, no poll is counted. */
const instead = {
  drop_before_store: () => nothing('drop'),
  /** As above, but the request surfaces at the partner later. */
  late_accept: () => nothing('drop'),
  reset_before_read: () => nothing('reset'),
  error_500: (at) => failedReply('', 500, 'internal error', at),
  throttle_429: (at) => ({ ...failedReply('', 429, 'too many requests', at), headers: { 'retry-after': '2' } }),
  unauthorized_401: (at) => failedReply('', 401, 'unauthorized', at),
  not_found: (at) => failedReply('', 404, 'request not found', at),
  /** Whoever follows it shows up in the list of calls, at a path that does not exist. */
  redirect_307: (_at, path) => ({ ...nothing('whole'), status: 307, headers: { location: `${path}/moved` } }),
} satisfies Record<string, (at: number, path: string) => Reply>;

/** The work is done, then its answer is spoilt. */
const afterwards = {
  drop_after_store: (reply) => ({ ...reply, manner: 'drop' }),
  error_500_after_store: (_reply, at) => failedReply('', 500, 'internal error', at),
  html_502: (reply) => ({ ...reply, status: 502, headers: { 'content-type': 'text/html' }, body: htmlPage }),
  half_body: (reply) => ({ ...reply, manner: 'half' }),
  slow: (reply) => ({ ...reply, manner: { heldMs: 30_000 } }),
  /** Longer than any sensible time-out. */
  hold: (reply) => ({ ...reply, manner: { heldMs: 120_000 } }),
  drip: (reply) => ({ ...reply, manner: 'drip' }),
  giant: (reply) => ({ ...reply, body: { ...(reply.body as Record<string, unknown>), padding } }),
  wrong_request_id: (_reply, at) =>
    okReply('', { request_id: otherRequestId, request_status: 'success', client_id: otherClientId }, at),
  unknown_status: (_reply, at) => okReply('', { request_status: 'in_review' }, at),
} satisfies Record<string, (reply: Reply, at: number) => Reply>;

type Instead = keyof typeof instead;
type Afterwards = keyof typeof afterwards;

/** Everything that can go wrong with a call. */
export type Trouble = Instead | Afterwards;

/** What `faults` of the mode may name. `hold` is a scenario's own. */
export type FaultKind = Exclude<Trouble, 'hold'>;

export const faultKinds = [...Object.keys(instead), ...Object.keys(afterwards)].filter((kind) => kind !== 'hold') as FaultKind[];

/** Whether this trouble can befall a call of this method; a draw that cannot leaves the call alone. */
export function befalls(trouble: Trouble, method: 'add' | 'status'): boolean {
  if (trouble === 'late_accept') return method === 'add';
  if (trouble === 'not_found') return method === 'status';
  return true;
}

/**
 * The answer of a call that meets this trouble.
 *
 * @param work processes the call; left undone by the kinds that strike before it
 */
export function applyTrouble(trouble: Trouble, at: number, path: string, work: () => Reply): Reply {
  return trouble in instead ? instead[trouble as Instead](at, path) : afterwards[trouble as Afterwards](work(), at);
}
