/** One call of the partner API, kept as it came. Status and outcome are filled in while it is handled. */
export interface Call {
  at: number;
  path: string;
  requestId: string | null;
  headerText: string | null;
  body: Uint8Array;
  /** Null: reset before it was read, so nobody looked. */
  signatureValid: boolean | null;
  outcome: string;
  /** HTTP status sent; null while, or because, no answer went out. */
  status: number | null;
}

/** The list of calls, newest last. Keeps the last `limit` ones, so that a long load test does not fill the memory. */
export class CallLog {
  private calls: Call[] = [];
  /** Calls that are not kept any more. */
  private forgotten = 0;

  constructor(private readonly limit = 50_000) {}

  add(call: Call): void {
    this.calls.push(call);
    // Cut in large steps: shifting one by one would move the whole list at each call.
    if (this.calls.length >= this.limit + Math.max(1, this.limit >> 3)) this.keepLast();
  }

  /** @param requestId only calls with this id; undefined: all */
  find(requestId: string | undefined): Record<string, unknown>[] {
    const kept = this.calls.slice(-this.limit);
    return (requestId === undefined ? kept : kept.filter((call) => call.requestId === requestId)).map(present);
  }

  /**
   * For who reads along: all calls since a place, and the place to go on from. `missed`: calls in between that were forgotten
   * already. A call that is still being handled has no status yet.
   *
   * @param place 0: from the first call on
   */
  since(place: number): { calls: Record<string, unknown>[]; missed: number; next: number } {
    const from = Math.max(0, place - this.forgotten);
    return { calls: this.calls.slice(from).map(present), missed: Math.max(0, this.forgotten - place), next: this.forgotten + this.calls.length };
  }

  clear(): void {
    this.calls = [];
    this.forgotten = 0;
  }

  private keepLast(): void {
    this.forgotten += this.calls.length - this.limit;
    this.calls = this.calls.slice(-this.limit);
  }
}

function present(call: Call): Record<string, unknown> {
  return {
    at: new Date(call.at).toISOString(),
    path: call.path,
    request_id: call.requestId,
    header: parsed(call.headerText),
    header_text: call.headerText,
    body: Buffer.from(call.body).toString('utf8'),
    signature_valid: call.signatureValid,
    outcome: call.outcome,
    status: call.status,
  };
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
