import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { median, type Figure } from './figures.js';

export interface Report {
  at: string;
  /** How it was measured. */
  conditions: Record<string, string>;
  figures: (Figure & { median: number | null })[];
}

interface Measured { workers: number; rounds: number; postgres: Record<string, string>; redis: Record<string, string> | null; figures: Figure[] }

const told = (facts: Record<string, string>): string => Object.entries(facts).map(([name, value]) => `${name} ${value}`).join(', ');

export function makeReport({ workers, rounds, postgres, redis, figures }: Measured): Report {
  return {
    at: new Date().toISOString(),
    conditions: {
      Node: process.versions.node,
      cores: `${availableParallelism()}, shared by service, servers, simulator and load driver`,
      processes: `1 API, ${workers} worker${workers === 1 ? '' : 's'}`,
      rounds: String(rounds),
      Postgres: told(postgres),
      queue: redis === null ? 'BullMQ on the same PostgreSQL: REDIS_URL is not set and there is no redis-server program' : `BullMQ on Redis: ${told(redis)}`,
    },
    figures: figures.map((figure) => ({ ...figure, median: medianOf(figure) })),
  };
}

function medianOf({ values }: Figure): number | null {
  const numbers = values.filter((value) => value !== null);
  return numbers.length === 0 ? null : median(numbers);
}

/** A table for a person: median, and in brackets the least and the most of all rounds. */
export function asTable({ conditions, figures }: Report): string {
  const rows = figures.map(({ name, unit, values, digits, ideal, median: middle }) => {
    const numbers = values.filter((value) => value !== null);
    const shown = middle === null ? 'not measured' : `${middle.toFixed(digits)} ${unit}`;
    const range = numbers.length > 1 ? `${Math.min(...numbers).toFixed(digits)} to ${Math.max(...numbers).toFixed(digits)}` : '';
    return [name, shown, range, ideal === undefined ? '' : ideal.toFixed(digits)];
  });
  const lines = [['', 'median', 'rounds', 'ideal'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const facts = Object.entries(conditions).map(([name, value]) => `${name}: ${value}`);
  return [...facts, '', ...lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())].join('\n');
}

/** @returns the file it was written to */
export function saveReport(report: Report): string {
  const dir = join('.data', 'bench');
  mkdirSync(dir, { recursive: true });
  const file = join(dir, `${report.at.replaceAll(':', '-')}.json`);
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}
