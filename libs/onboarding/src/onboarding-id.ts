import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/**
 * Ids of onboardings: UUIDv7 made from `created_at`, so that the order of ids is that of creation and a span of time is
 * a range of ids, whichever process made them.
 */
export class OnboardingIds {
  private last = { at: -1, place: 0 };

  /** @param createdAt whole ms since the epoch; within one of them ids come in the order of the calls */
  next(createdAt: number): string {
    const place = createdAt === this.last.at ? this.last.place + 1 : randomBytes(4).readUInt32BE() >>> 1;
    this.last = { at: createdAt, place };
    return v7({ msecs: createdAt, seq: place });
  }
}

const latest = 2 ** 48 - 1;

/** What no id made at this instant (ms, fractions allowed) or later is below, and every earlier one is. */
export function lowestIdAt(at: number): string {
  const hex = Math.min(Math.max(Math.ceil(at), 0), latest).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
