/** If-None-Match (RFC 9110, 13.1.2): does the caller have this already? Compared weakly; a star stands for anything. */
export const isKnown = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch?.split(',').some((candidate) => ['*', tag].includes(candidate.trim().replace(/^W\//, ''))) ?? false;
