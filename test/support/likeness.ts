const uuids = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|dlv_[A-Za-z0-9_-]{48}/g;
const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);
/** Members whose values belong to one run only, or to what it runs on. */
const ofTheRun = new Set(['duration_ms', 'correlation_id', 'backend']);

/** `shape`: figures may be others. `excerpt`: lists hold more than is shown. */
export type Closeness = 'all' | 'shape' | 'excerpt';

/**
 * Compares what a page shows with what is really answered. Times differ; ids and cursors differ too, but each stands for
 * one and the same throughout.
 */
export class Likeness {
  private readonly actual = new Map<string, string>();
  private readonly shown = new Map<string, string>();

  /** A text of the page with this run's ids and cursors in it. */
  toActual(text: string): string {
    return [...this.actual].reduce((result, [shown, actual]) => result.replaceAll(shown, actual), text);
  }

  /** Where the two differ, in words; none: they are alike. */
  differences(shown: unknown, actual: unknown, closeness: Closeness = 'all', at = ''): string[] {
    const tell = (): string[] => [`${at || '/'}: ${JSON.stringify(shown)} is shown, ${JSON.stringify(actual)} is answered`];
    if (Array.isArray(shown) && Array.isArray(actual)) {
      if (closeness === 'excerpt') return shown.flatMap((item, index) => (actual.some((other) => this.differences(item, other, 'all').length === 0) ? [] : [`${at}/${index} is not there`]));
      return shown.length === actual.length ? shown.flatMap((item, index) => this.differences(item, actual[index], closeness, `${at}/${index}`)) : tell();
    }
    if (isObject(shown) && isObject(actual)) {
      const names = Object.keys(shown);
      if (names.join() !== Object.keys(actual).join()) return [`${at}: ${names.join()} are shown, ${Object.keys(actual).join()} are there`];
      return names.filter((name) => !ofTheRun.has(name)).flatMap((name) => this.differences(shown[name], actual[name], closeness, `${at}/${name}`));
    }
    if (typeof shown === 'string' && typeof actual === 'string') return this.areAlike(shown, actual, /(?:cursor|\/token|\/secret)$/.test(at)) ? [] : tell();
    if (closeness === 'shape' && (typeof shown === typeof actual || shown === null || actual === null)) return [];
    return Object.is(shown, actual) ? [] : tell();
  }

  private areAlike(shown: string, actual: string, isCursor: boolean): boolean {
    if (isInstant(shown)) return isInstant(actual);
    if (isCursor) return this.match(shown, actual);
    const [ours, theirs] = [shown.match(uuids) ?? [], actual.match(uuids) ?? []];
    return shown.replaceAll(uuids, '') === actual.replaceAll(uuids, '') && ours.every((uuid, index) => this.match(uuid, theirs[index] ?? ''));
  }

  /** One stands for the other, now and later. */
  private match(shown: string, actual: string): boolean {
    if (!this.actual.has(shown) && !this.shown.has(actual)) {
      this.actual.set(shown, actual);
      this.shown.set(actual, shown);
    }
    return this.actual.get(shown) === actual;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
