import type { Application } from './application.js';

/**
 * One text for equal content, whatever order the keys came in: what a fingerprint is taken over. Members sorted by
 * UTF-16 units, no white space, numbers as ECMAScript writes them (RFC 8785, JSON Canonicalization Scheme).
 */
export function canonicalJson(application: Application): string {
  return serialise(application);
}

function serialise(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(serialise).join(',')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${serialise(member)}`).join(',')}}`;
}
