import type { Lane } from '#app/platform';

/**
 * So many at a time in this process; the others wait in order, single requests before batches. A quarter of the places is
 * never given to batches, so that a single request finds one also while every call of a batch takes long.
 */
export class Slots {
  private readonly taken = { single: 0, batch: 0 };
  private readonly waiting: Record<Lane, (() => void)[]> = { single: [], batch: [] };
  readonly sizes: Record<Lane, number>;

  constructor(size: number) {
    this.sizes = { single: size, batch: Math.max(1, Math.floor(size * 0.75)) };
  }

  /** Who of this lane is inside or waits to get in. */
  wanted(lane: Lane): number {
    return this.taken[lane] + this.waiting[lane].length;
  }

  /**
   * @param withinMs whoever has waited for so long goes away again
   * @returns null where its turn did not come in time
   */
  async use<T>(lane: Lane, withinMs: number, run: () => Promise<T>): Promise<T | null> {
    if (this.hasPlace(lane)) this.taken[lane] += 1;
    else if (!(await turnIn(this.waiting[lane], withinMs))) return null;
    try {
      return await run();
    } finally {
      this.taken[lane] -= 1;
      this.letIn('single');
      this.letIn('batch');
    }
  }

  /** The last place is a waiting batch's where it has none: single requests without end would starve it. */
  private hasPlace(lane: Lane): boolean {
    const kept = lane === 'single' && this.waiting.batch.length > 0 && this.taken.batch === 0 && this.sizes.single > 1 ? 1 : 0;
    return this.taken.single + this.taken.batch < this.sizes.single - kept && this.taken[lane] < this.sizes[lane];
  }

  private letIn(lane: Lane): void {
    while (this.waiting[lane].length > 0 && this.hasPlace(lane)) {
      this.taken[lane] += 1;
      this.waiting[lane].shift()?.();
    }
  }
}

/** A place in line. @returns false where nobody let it in for so long: it has left the line */
function turnIn(line: (() => void)[], withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      line.splice(line.indexOf(enter), 1);
      resolve(false);
    }, Math.max(0, withinMs));
    const enter = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    line.push(enter);
  });
}

/**
 * Lets many run together, or one alone, by turns: after each solitary one those who wait run together, and after them the next
 * solitary one. Were all solitary ones first, the claims of the others would end while they wait, count as lost, and make them
 * solitary too, until nothing ran beside anything any more.
 */
export class Solitude {
  private inside = 0;
  private isAlone = false;
  private readonly waiting = { alone: [] as (() => void)[], together: [] as (() => void)[] };

  /**
   * @param withinMs whoever has waited for so long goes away again
   * @returns false where its turn did not come in time
   */
  async together(withinMs: number, run: () => Promise<void>): Promise<boolean> {
    if (!this.isAlone && this.waiting.alone.length === 0) this.inside += 1;
    else if (!(await turnIn(this.waiting.together, withinMs))) return false;
    try {
      await run();
    } finally {
      this.inside -= 1;
      if (this.inside === 0) this.letOneIn();
    }
    return true;
  }

  /** @param run tells whether there was anything to run: what has come to nothing while it waited uses up no turn */
  async alone(run: () => Promise<boolean>): Promise<void> {
    if (!this.isAlone && this.inside === 0 && this.waiting.alone.length === 0) this.isAlone = true;
    else await new Promise<void>((enter) => { this.waiting.alone.push(enter); });
    let ran = true;
    try {
      ran = await run();
    } finally {
      this.isAlone = false;
      if (this.waiting.together.length > 0 && (ran || this.waiting.alone.length === 0)) this.letAllIn();
      else this.letOneIn();
    }
  }

  private letAllIn(): void {
    const all = this.waiting.together.splice(0);
    this.inside = all.length;
    for (const enter of all) enter();
  }

  private letOneIn(): void {
    const enter = this.waiting.alone.shift();
    if (enter === undefined) return;
    this.isAlone = true;
    enter();
  }
}
