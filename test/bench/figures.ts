/** One line of the report: a value for each round, or null where it cannot be measured here. */
export interface Figure {
  name: string;
  unit: string;
  values: (number | null)[];
  digits: number;
  /** What could not be better, in the same unit. */
  ideal?: number;
}

/** The value below which a share of them lies; NaN of none. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[(sorted.length >> 1) - 1] ?? Number.NaN)) / 2;
};

/** Figures by name, in the order in which they first came; each round adds a value. */
export class Figures {
  private readonly figures = new Map<string, Figure>();

  add(name: string, unit: string, value: number | null, { digits = 0, ideal }: { digits?: number; ideal?: number } = {}): void {
    const known = this.figures.get(name);
    if (known === undefined) this.figures.set(name, { name, unit, values: [value], digits, ...(ideal === undefined ? {} : { ideal }) });
    else known.values.push(value);
  }

  all(): Figure[] {
    return [...this.figures.values()];
  }
}
