/**
 * An endpoint's filter: an exact type (`onboarding.held`), every type of a kind (`onboarding.*`), or everything (`*`).
 * The kind is what stands before the first dot.
 */
const kindFilter = (type: string): string => `${type.split('.', 1)[0]}.*`;

/** @param known every type there is */
export const isTypeFilter = (text: string, known: readonly string[]): boolean =>
  text === '*' || known.some((type) => type === text || kindFilter(type) === text);

export const matchesType = (filters: readonly string[], type: string): boolean =>
  filters.includes('*') || filters.includes(type) || filters.includes(kindFilter(type));

/**
 * The SQL that says the same as `matchesType`.
 *
 * @param filters an expression of type text[]
 * @param type an expression of type text
 */
export const typeFits = (filters: string, type: string): string =>
  `${filters} && array['*', ${type}, split_part(${type}, '.', 1) || '.*']`;
