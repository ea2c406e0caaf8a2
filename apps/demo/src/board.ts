/** One line of the demo's board. */
export interface BoardRow { title: string; status: string; hold: string; sends: number; polls: number; trail: string[] }

const width = 44;
const paint = (code: number, text: string): string => `\u001b[${code}m${text}\u001b[0m`;
const colours: Record<string, number> = { succeeded: 32, rejected: 33, failed: 31, processing: 36, submitting: 36 };

/**
 * Shows the demo's progress: on a terminal a table that redraws itself, elsewhere a plain line for each change.
 */
export class Board {
  private drawn = 0;

  constructor(private readonly out: NodeJS.WriteStream) {}

  /** A change of one row, with the word for what happened. */
  changed(row: BoardRow, what: string): void {
    if (!this.out.isTTY) this.out.write(`${row.title.padEnd(width)} ${what}\n`);
  }

  draw(rows: BoardRow[]): void {
    if (!this.out.isTTY) return;
    const up = this.drawn > 0 ? `\u001b[${this.drawn}A` : '';
    const lines = [paint(1, `${'client'.padEnd(width)} ${'status'.padEnd(11)} sends asks  hold`), ...rows.map(lineOf)];
    this.out.write(up + lines.map((line) => `\u001b[2K${line}\n`).join(''));
    this.drawn = lines.length;
  }
}

const lineOf = ({ title, status, hold, sends, polls }: BoardRow): string =>
  `${title.padEnd(width)} ${paint(colours[status] ?? 0, status.padEnd(11))} ${String(sends).padStart(5)} ${String(polls).padStart(4)}  ${hold}`;
