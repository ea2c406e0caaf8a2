import { coalesce } from './coalesce.js';

/**
 * Reads by id, for many callers at once: reads of different ids leave together (see `coalesce`), and whoever asks for an id
 * whose read has not left yet gets the answer of that one. A read never begins before it was asked for, so it shows
 * everything that was stored by then. The answer is the same object for all: nobody may change it.
 *
 * @param readMany finds what there is of these ids, each of them once
 * @returns reads one id; null: there is none
 */
export function sharedReads<Found>(
  readMany: (ids: string[]) => Promise<Map<string, Found>>,
  { size, inFlight, isShared }: { size: number; inFlight: number; isShared: (error: unknown) => boolean },
): (id: string) => Promise<Found | null> {
  /** Reads that have not left yet. */
  const ahead = new Map<string, Promise<Found | null>>();
  const read = coalesce(async (ids: string[]): Promise<(Found | null)[]> => {
    for (const id of ids) ahead.delete(id);
    const found = await readMany(ids);
    return ids.map((id) => found.get(id) ?? null);
  }, { size, inFlight, isShared });

  return (id) => {
    const joined = ahead.get(id);
    if (joined !== undefined) return joined;
    const reading = read(id).finally(() => {
      // Also where it failed before it left.
      if (ahead.get(id) === reading) ahead.delete(id);
    });
    ahead.set(id, reading);
    return reading;
  };
}
