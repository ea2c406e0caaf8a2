/** One client that exists at the partner. Two rows with one `request_id` are the accident the service must prevent. */
export interface LedgerRow {
  client_id: number;
  request_id: string;
  /** Hex, over the raw body of the add. */
  body_sha256: string;
  created_at: string;
}

/** Append-only list of the clients created, the witness for "at most one client". */
export class Ledger {
  private readonly rows: LedgerRow[] = [];

  create(requestId: string, bodySha256: string, at: number): LedgerRow {
    const row = {
      client_id: this.rows.length + 1, request_id: requestId, body_sha256: bodySha256, created_at: new Date(at).toISOString(),
    };
    this.rows.push(row);
    return row;
  }

  all(): readonly LedgerRow[] {
    return this.rows;
  }

  clear(): void {
    this.rows.length = 0;
  }
}
