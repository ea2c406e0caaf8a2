import type { Pool } from 'pg';
import type { Reply } from './hit.js';

interface Resource { id: string; object: string; sequence: number; attempt: number; counts?: { rows: number } }

/** Everything that answers said to be stored, to be compared with the database. */
export class Book {
  private readonly onboardings = new Map<string, Pick<Resource, 'sequence' | 'attempt'>>();
  private readonly batches = new Map<string, number>();

  /** Also pages of a list. What was read before is not read twice. */
  note({ status, text }: Pick<Reply, 'status' | 'text'>): void {
    if (status > 299 || !/"object":"(?:onboarding|batch)"/.test(text)) return;
    const told = JSON.parse(text) as Resource & { data?: Resource[] };
    for (const { object, id, sequence, attempt, counts } of told.data ?? [told]) {
      if (object === 'batch') this.batches.set(id, counts?.rows ?? 0);
      else if (sequence > this.sequenceOf(id)) this.onboardings.set(id, { sequence, attempt });
    }
  }

  sequenceOf(id: string): number {
    return this.onboardings.get(id)?.sequence ?? 0;
  }

  /** What was refused left nothing, what was accepted is there once: the database holds what was answered, and no more. */
  async compare(sql: Pool): Promise<void> {
    const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
    const known = [...this.onboardings.values()];
    const sequences = sum(known.map(({ sequence }) => sequence));
    const attempts = sum(known.map(({ attempt }) => attempt));
    const { rows: [stored] } = await sql.query(`
      select count(*)::integer as onboardings, coalesce(sum(sequence), 0)::integer as sequences, coalesce(sum(attempt), 0)::integer as attempts,
        (select count(*)::integer from events) as events, (select count(*)::integer from applications) as applications,
        (select count(*)::integer from batches where status <> 'receiving') as batches,
        (select count(*)::integer from batch_items i join batches b on b.id = i.batch_id where b.status <> 'receiving') as rows from onboardings`);
    expect(stored).toEqual({
      onboardings: known.length, sequences, attempts, events: sequences, applications: attempts, batches: this.batches.size, rows: sum([...this.batches.values()]),
    });
  }
}
