import type { ObservedPlan, PlanNode } from './watched-database.js';

/** The tables that grow with the business; the others have one row or a few. */
export const growing: ReadonlySet<string> = new Set([
  'onboardings', 'applications', 'attempts', 'exchanges', 'events', 'open_bins', 'idempotency_keys', 'webhook_deliveries', 'webhook_attempts', 'webhook_lines',
]);

/** Blocks that finding one row may take: the way down the index, and the row. */
const blocksForARow = 8;
/** Blocks for versions that are dead but not cleaned up yet; the whole due index of the parked rows is larger. */
const blocksForTheDead = 150;

/**
 * What is wrong with a plan: it reads a growing table as a whole, or far more of one than it is about.
 *
 * @param rows how many rows of one table the statement may touch
 */
export function faultsOf({ statement, mode, root }: ObservedPlan, rows: number): string[] {
  return nodesOf(root).flatMap((node) => {
    const { 'Node Type': type, 'Relation Name': table = '' } = node;
    if (!growing.has(table) || !type.endsWith('Scan')) return [];
    const where = `${statement} (${mode} plan): ${type} on ${table} ${node['Index Name'] ?? ''}`.trimEnd();
    if (type === 'Seq Scan') return [where];
    const touched = touchedBy(node);
    const blocks = node['Shared Hit Blocks'] + node['Shared Read Blocks'];
    return [
      ...(touched > rows ? [`${where} touches ${touched} rows`] : []),
      // An index that is read from end to end removes no rows by a filter; its blocks give it away.
      ...(blocks > blocksForTheDead + (touched + node['Actual Loops']) * blocksForARow ? [`${where} reads ${blocks} blocks`] : []),
    ];
  });
}

/** What is wrong with the plans of one answer: a growing table read as a whole, or more rows or blocks than one answer may touch. */
export function excessesOf(plans: ObservedPlan[], { rows, blocks }: { rows: number; blocks: number }): string[] {
  const modes = ['custom', 'generic'] as const;
  return modes.flatMap((mode) => {
    const observed = plans.filter((plan) => plan.mode === mode || plan.statement === 'list');
    const whole = observed.flatMap(({ statement, root }) => nodesOf(root)
      .filter((node) => node['Node Type'] === 'Seq Scan' && growing.has(node['Relation Name'] ?? ''))
      .map((node) => `${statement} (${mode} plan) reads ${node['Relation Name']} as a whole`));
    const touched = observed.flatMap(({ root }) => nodesOf(root)).filter((node) => growing.has(node['Relation Name'] ?? '')).reduce((sum, node) => sum + touchedBy(node), 0);
    const read = observed.reduce((sum, { root }) => sum + root['Shared Hit Blocks'] + root['Shared Read Blocks'], 0);
    return [
      ...whole, ...(touched > rows ? [`${touched} rows touched (${mode} plans)`] : []), ...(read > blocks ? [`${read} blocks read (${mode} plans)`] : []),
    ];
  });
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

function touchedBy(node: PlanNode): number {
  const eachLoop = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return Math.ceil(eachLoop * node['Actual Loops']);
}
