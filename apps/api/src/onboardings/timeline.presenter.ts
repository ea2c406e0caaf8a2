import type { TimelineEntry } from '#app/onboarding';
import type { Language } from '../catalogue/language.js';
import { timelineText } from '../catalogue/timeline-texts.js';

/** A line of the history with its text. */
export function presentTimelineEntry(entry: TimelineEntry, language: Language): Record<string, unknown> {
  const { at, kind, ...facts } = entry;
  return { at, kind, text: timelineText(entry, language), ...facts };
}
