import { createHash, randomUUID } from 'node:crypto';
import { CallLog, type Call } from './calls.js';
import { onRepeat } from './duplicates.js';
import { createFaultDraw } from './faults.js';
import { Ledger } from './ledger.js';
import { changeMode, standardMode, type Mode } from './mode.js';
import { readPartnerBody, type PartnerBody } from './partner-body.js';
import { failedReply, faultyFieldsReply, okReply, rejectedReply, type Reply } from './reply.js';
import { scenarioOf, type Scenario } from './scenarios.js';
import { decodeHeaderText, signatureFault, type SignedRequest, type Trust } from './signature.js';
import { applyTrouble, befalls, type FaultKind, type Trouble } from './trouble.js';

/** What is known of one request_id. Small, because a load test makes hundreds of thousands. */
interface Known {
  scenario: Scenario;
  /** Adds that met the scenario's trouble. */
  troubled: number;
  outageBegun: boolean;
  /** Status questions answered. */
  polls: number;
  product: { product_id: number; product_uuid: string; terminal_id: number; status: boolean } | null;
  /** The newest client; null until one is stored. */
  stored: { clientId: number; at: number } | null;
}

interface Paths {
  add: string;
  status: string;
}

const defaultLateAcceptMs = 2_000;
const unread = Buffer.alloc(0);

/**
 * The partner itself: decides what each call does and remembers it. Knows no socket; what goes over the wire, and how,
 * is in the reply.
 */
export class Partner {
  readonly ledger = new Ledger();
  readonly calls = new CallLog();
  private readonly known = new Map<string, Known>();
  /** Requests of each BIN whose scenario knows a next attempt. */
  private readonly attempts = new Map<string, number>();
  private readonly late = new Set<NodeJS.Timeout>();
  /** Calls that a scenario's outage will still refuse. */
  private outageLeft = 0;
  private current: Mode = standardMode;
  private draw = createFaultDraw(standardMode.seed, standardMode.faults);

  constructor(private readonly paths: Paths, private readonly trust: Trust, private readonly now: () => number = Date.now) {}

  get mode(): Mode {
    return this.current;
  }

  /**
   * Puts the given members over the mode in force. Naming `faults` or `seed` starts the draw anew.
   *
   * @throws BadMode
   */
  changeMode(change: unknown): Mode {
    this.current = changeMode(this.current, change);
    if (typeof change === 'object' && change !== null && ('faults' in change || 'seed' in change)) this.restartDraw();
    return this.current;
  }

  /** Forgets clients, calls and counters, calls off late acceptances, and puts the mode back to its defaults. */
  clear(): void {
    this.stop();
    this.ledger.clear();
    this.calls.clear();
    this.known.clear();
    this.attempts.clear();
    this.outageLeft = 0;
    this.current = standardMode;
    this.restartDraw();
  }

  /** Calls off late acceptances, so that no timer outlives the process's other parts. */
  stop(): void {
    for (const timer of this.late) clearTimeout(timer);
    this.late.clear();
  }

  /** The fault of the call that just arrived. One draw a partner call, before a byte of its body is read. */
  drawFault(path: string): FaultKind | null {
    return this.methodOf(path) === null || this.current.outage ? null : this.draw();
  }

  /** Records a call that was reset before its body was read. */
  resetUnread(path: string, signature: string | undefined): void {
    this.calls.add({
      at: this.now(), path, requestId: null, headerText: decodeHeaderText(signature), body: unread, signatureValid: null,
      outcome: 'fault:reset_before_read', status: null,
    });
  }

  /** Handles one call and records it. The wire fills in the call's `status` once an answer goes out. */
  receive(request: SignedRequest, fault: FaultKind | null): { reply: Reply; call: Call } {
    const at = this.now();
    const refusal = signatureFault(request, this.trust);
    const body = readPartnerBody(request.body);
    const reply = this.decide(request, body, refusal, fault, at);
    const call: Call = {
      at, path: request.path, requestId: body?.requestId ?? null, headerText: decodeHeaderText(request.signature),
      body: request.body, signatureValid: refusal === null, outcome: reply.outcome, status: null,
    };
    this.calls.add(call);
    return { reply, call };
  }

  private decide(request: SignedRequest, body: PartnerBody | null, refusal: string | null, fault: FaultKind | null, at: number): Reply {
    const method = this.methodOf(request.path);
    // Bare on purpose: a path that does not exist is answered by the server in front, which knows no error codes.
    if (method === null || request.method !== 'POST') return { outcome: 'unknown_path', manner: 'whole', status: 404, body: 'Not Found' };
    if (this.current.outage || this.outageLeft > 0) {
      this.outageLeft = Math.max(0, this.outageLeft - 1);
      return failedReply('outage', 503, 'service unavailable', at);
    }
    if (refusal !== null) return failedReply('bad_signature', 401, refusal, at);
    if (body === null) return failedReply('malformed', 400, 'request_id is missing or the body is not JSON', at);
    const drawn = fault !== null && befalls(fault, method) ? fault : null;
    return method === 'add' ? this.add(request, body, drawn, at) : this.status(request, body, drawn, at);
  }

  private add(request: SignedRequest, body: PartnerBody, fault: FaultKind | null, at: number): Reply {
    if (body.bin === null) return failedReply('malformed', 400, 'bin must have 12 digits', at);
    const known = this.knownFor(body, body.bin);
    if (known.scenario.faultyFields !== undefined) return faultyFieldsReply(known.scenario.faultyFields, at);
    if (known.scenario.outageCalls !== undefined && !known.outageBegun) {
      known.outageBegun = true;
      this.outageLeft = known.scenario.outageCalls - 1;
      return failedReply('outage', 503, 'service unavailable', at);
    }
    const trouble: Trouble | null = fault ?? scenarioTrouble(known);
    const work = (): Reply => this.store(known, body, sha256(request.body), at);
    if (trouble === null) return work();
    this.storeLater(trouble, known, body, request.body);
    return { ...applyTrouble(trouble, at, request.path, work), outcome: `${fault === null ? 'scenario' : 'fault'}:${trouble}` };
  }

  private status(request: SignedRequest, body: PartnerBody, fault: FaultKind | null, at: number): Reply {
    const work = (): Reply => this.statusReply(this.known.get(body.requestId), at);
    return fault === null ? work() : { ...applyTrouble(fault, at, request.path, work), outcome: `fault:${fault}` };
  }

  /** Creates a client unless the id is recognised, by the duplicate mode in force at this moment. */
  private store(known: Known, body: PartnerBody, bodySha256: string, at: number): Reply {
    const { stored } = known;
    const repeat = stored === null ? 'create' : onRepeat(this.current.duplicates, at - stored.at, this.current.duplicate_window_ms);
    if (repeat === 'refuse') return failedReply('duplicate', 409, 'duplicate request_id', at);
    if (stored !== null && repeat === 'replay') return okReply('replayed', { request_status: 'process' }, stored.at);
    known.stored = { clientId: this.ledger.create(body.requestId, bodySha256, at).client_id, at };
    return okReply(stored === null ? 'stored' : 'second_client', { request_status: 'process' }, at);
  }

  private storeLater(trouble: Trouble, known: Known, body: PartnerBody, raw: Uint8Array): void {
    const delay = trouble === 'late_accept' ? this.current.late_accept_ms || defaultLateAcceptMs
      : trouble === 'drop_before_store' ? this.current.late_accept_ms : 0;
    if (delay === 0) return;
    const bodySha256 = sha256(raw);
    const timer = setTimeout(() => {
      this.late.delete(timer);
      this.store(known, body, bodySha256, this.now());
    }, delay);
    this.late.add(timer);
  }

  private statusReply(known: Known | undefined, at: number): Reply {
    if (!known?.stored) return failedReply('not_found', 404, 'request not found', at);
    const { scenario, stored, product } = known;
    known.polls += 1;
    if (known.polls <= scenario.polls) {
      const process = (): Reply => okReply('process', { request_status: 'process' }, at);
      const { pollTrouble } = scenario;
      return pollTrouble === undefined ? process() : { ...applyTrouble(pollTrouble, at, this.paths.status, process), outcome: pollTrouble };
    }
    if (scenario.afterwards !== undefined && known.polls > scenario.polls + 1) return rejectedReply(scenario.afterwards.code, scenario.afterwards.description, at);
    if (scenario.verdict !== 'success') return rejectedReply(scenario.verdict.code, scenario.verdict.description, at);
    return okReply('success', { request_status: 'success', client_id: stored.clientId, ...(product && { product }) }, at);
  }

  private knownFor(body: PartnerBody, bin: string): Known {
    let known = this.known.get(body.requestId);
    if (known === undefined) {
      const product = body.productId === null ? null : {
        product_id: body.productId, product_uuid: randomUUID(), terminal_id: 70_000_001 + this.known.size, status: true,
      };
      known = { scenario: this.nextScenario(bin), troubled: 0, outageBegun: false, polls: 0, product, stored: null };
      this.known.set(body.requestId, known);
    }
    return known;
  }

  private nextScenario(bin: string): Scenario {
    const earlier = this.attempts.get(bin) ?? 0;
    const scenario = scenarioOf(bin, earlier);
    // Only these: a load test has a BIN for each of its many clients.
    if (scenarioOf(bin).next !== undefined) this.attempts.set(bin, earlier + 1);
    return scenario;
  }

  private methodOf(path: string): 'add' | 'status' | null {
    return path === this.paths.add ? 'add' : path === this.paths.status ? 'status' : null;
  }

  private restartDraw(): void {
    this.draw = createFaultDraw(this.current.seed, this.current.faults);
  }
}

function scenarioTrouble(known: Known): Trouble | null {
  const { addTrouble } = known.scenario;
  if (addTrouble === undefined || known.stored !== null || known.troubled >= addTrouble.times) return null;
  known.troubled += 1;
  return addTrouble.kind;
}

function sha256(raw: Uint8Array): string {
  return createHash('sha256').update(raw).digest('hex');
}
