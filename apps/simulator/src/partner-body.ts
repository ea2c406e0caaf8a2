/** What the simulator reads of a request: enough to find it again and to choose its scenario. */
export interface PartnerBody {
  requestId: string;
  /** 12 digits; null in a status question. */
  bin: string | null;
  productId: number | null;
}

/**
 * Reads either documented body, flat (`bin` beside the other members, a number or a string) or company
 * (`company.bin`, a string), and a status question. Null: not JSON, or no `request_id` in it.
 */
export function readPartnerBody(raw: Uint8Array): PartnerBody | null {
  const body = parseJson(raw);
  const requestId = member(body, 'request_id');
  if (typeof requestId !== 'string' || requestId === '') return null;
  return {
    requestId,
    bin: readBin(member(body, 'bin') ?? member(member(body, 'company'), 'bin')),
    productId: readInteger(member(member(body, 'product'), 'product_id')),
  };
}

function parseJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(raw).toString('utf8'));
  } catch {
    return null;
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function readBin(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value);
  return /^\d{12}$/.test(text) ? text : null;
}

function readInteger(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return Number.isInteger(number) ? (number as number) : null;
}
