/** So many at a time in this process; the others wait in order. */
export class Slots {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(readonly size: number) {}

  /** Who is inside or waits to get in. */
  get wanted(): number {
    return this.taken + this.waiting.length;
  }

  async use<T>(run: () => Promise<T>): Promise<T> {
    if (this.taken >= this.size) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.taken += 1;
    try {
      return await run();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.taken -= 1;
      else next();
    }
  }
}

/**
 * Lets many run together, or one alone. Whoever wants to be alone waits for those inside; newcomers wait behind him, so
 * that he is not starved.
 */
export class Solitude {
  private inside = 0;
  private solitary: Promise<void> = Promise.resolve();
  private leave: (() => void) | null = null;

  async together<T>(run: () => Promise<T>): Promise<T> {
    // Again after each wait: the next solitary one may have queued up meanwhile.
    for (let awaited; awaited !== this.solitary;) {
      awaited = this.solitary;
      await awaited;
    }
    this.inside += 1;
    try {
      return await run();
    } finally {
      this.inside -= 1;
      if (this.inside === 0) this.leave?.();
    }
  }

  async alone<T>(run: () => Promise<T>): Promise<T> {
    const before = this.solitary;
    let done = (): void => undefined;
    this.solitary = new Promise<void>((resolve) => {
      done = resolve;
    });
    await before;
    try {
      if (this.inside > 0) {
        await new Promise<void>((resolve) => {
          this.leave = resolve;
        });
        this.leave = null;
      }
      return await run();
    } finally {
      done();
    }
  }
}
