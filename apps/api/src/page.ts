import { cursorOf } from './onboardings/onboarding.dto.js';

/** One page of what is listed by its id, newest first. */
export function pageOf<T extends { id: string }>(rows: readonly T[], hasMore: boolean, present: (row: T) => unknown): Record<string, unknown> {
  const last = rows.at(-1);
  return { data: rows.map(present), has_more: hasMore, next_cursor: hasMore && last !== undefined ? cursorOf(last.id) : null };
}
