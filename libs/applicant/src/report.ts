import type { Finding, FindingCode } from './finding.js';

/** `advise`: failing check digits are warnings. `reject`: they are errors. */
export type ChecksumPolicy = 'advise' | 'reject';

/** A hostile body can hold thousands of faults; nobody corrects more than these in one go, and the answer stays small. */
const MAX_ERRORS = 200;

/** Collects what is found while one request is read. */
export class Report {
  readonly warnings: Finding[] = [];
  private readonly faults: Finding[] = [];
  private readonly unknownFields: Finding[] = [];

  constructor(private readonly checksumPolicy: ChecksumPolicy) {}

  /** Always undefined, the value of a field that cannot be used: `return report.error(…)`. */
  error(pointer: string, code: FindingCode, params?: Finding['params']): undefined {
    const list = code === 'unknown_field' ? this.unknownFields : this.faults;
    list.push(params ? { pointer, code, params } : { pointer, code });
    return undefined;
  }

  /** A failing check digit: its weight is the policy's choice, and the field keeps its value. */
  advise(pointer: string, code: 'bin.checksum' | 'iban.checksum'): void {
    if (this.checksumPolicy === 'reject') this.error(pointer, code);
    else this.warnings.push({ pointer, code });
  }

  /** Unknown fields last, so that a flood of them cuts off no fault of a known field. */
  errors(): Finding[] {
    return [...this.faults, ...this.unknownFields].slice(0, MAX_ERRORS);
  }
}
