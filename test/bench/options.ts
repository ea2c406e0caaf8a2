import { parseArgs } from 'node:util';

export interface Options {
  workers: number;
  /** How often each case is measured; the report gives medians. */
  rounds: number;
  /** Onboardings in one burst, requests in one round of pure accepting. */
  count: number;
  /** Only the JSON on standard output. */
  json: boolean;
}

export const usage = `npm run bench -- [--workers 1] [--rounds 3] [--count 2000] [--json]
DATABASE_URL and REDIS_URL, where set, are used (a throw-away database, a prefix of its own); otherwise own servers.`;

/** @throws Error where an option is unknown or no whole number in its range */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      workers: { type: 'string', default: '1' }, rounds: { type: 'string', default: '3' },
      count: { type: 'string', default: '2000' }, json: { type: 'boolean', default: false },
    },
  });
  return {
    workers: wholeNumber('workers', values.workers, 16), rounds: wholeNumber('rounds', values.rounds, 50),
    // One burst stays below the 50,000 calls that the simulator remembers.
    count: wholeNumber('count', values.count, 10_000), json: values.json,
  };
}

function wholeNumber(name: string, text: string, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > max) throw new Error(`--${name} must be a whole number from 1 to ${max}`);
  return value;
}
