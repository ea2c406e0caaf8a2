import type { Finding } from '#app/applicant';
import { isConflict, isFinal, type Batch, type BatchItem, type ItemError } from '#app/onboarding';
import { faultTexts } from '../catalogue/fault-texts.js';
import type { Language } from '../catalogue/language.js';
import { presentFault } from '../field-problem.js';
import { presentReason } from '../onboardings/onboarding.presenter.js';

const linkTo = (id: string): string => `/v1/onboardings/${id}`;

/** The resource: what became of the rows, and how far their onboardings are. */
export function presentBatch({ id, status, dryRun, format, items, outcomes, createdAt, completedAt }: Batch): Record<string, unknown> {
  const { waiting, accepted, repeated, refused } = items;
  const { succeeded = 0, rejected = 0, failed = 0, cancelled = 0 } = outcomes;
  const self = `/v1/batches/${id}`;
  return {
    id, object: 'batch', status, final: status === 'completed', dry_run: dryRun, format,
    counts: { rows: waiting + accepted + repeated + refused, waiting, accepted, repeated, refused },
    progress: { open: dryRun ? 0 : accepted + repeated - (succeeded + rejected + failed + cancelled), succeeded, rejected, failed, cancelled },
    created_at: createdAt.toISOString(), completed_at: completedAt?.toISOString() ?? null,
    links: { self, items: `${self}/items`, report: `${self}/report.csv` },
  };
}

/** One row with its onboarding or its errors. `column` is the heading as it stands in the file. */
export function presentItem({ row, status, externalId, errors, warnings, onboarding }: BatchItem, { columns }: Pick<Batch, 'columns'>, language: Language): Record<string, unknown> {
  const said = (finding: ItemError | Finding) => ({ column: columnOf(finding.pointer, columns), ...presentItemError(finding, language) });
  return {
    row, status, external_id: externalId,
    onboarding: onboarding === null ? null : { id: onboarding.id, status: onboarding.status, final: isFinal(onboarding.status), links: { self: linkTo(onboarding.id) } },
    errors: errors.map(said), warnings: warnings.map(said),
    problems: onboarding?.reasons.map((reason) => presentReason(reason, language)) ?? [],
  };
}

/** The column a person has to look at: as it is called in the file, else by its technical name; null where it is none. */
function columnOf(pointer: string, columns: Record<string, string>): string | null {
  if (pointer === '') return null;
  return columns[pointer] ?? pointer.slice(1).replaceAll('/', '.');
}

function presentItemError(error: ItemError, language: Language): Record<string, unknown> {
  if (!isConflict(error)) return presentFault(error, language);
  const { pointer, code, onboarding } = error;
  const { message } = faultTexts[code === 'open_onboarding_for_bin' ? 'open_bin' : 'id_taken'];
  return { pointer, code, message: message[language], ...(onboarding === null ? {} : { onboarding: linkTo(onboarding) }) };
}

const reportColumns = ['row', 'external_id', 'status', 'onboarding_id', 'onboarding_status', 'client_id', 'errors', 'warnings', 'problems'] as const;

/** As the file came, so it goes back: what opened that opens this. Cells that a spreadsheet would calculate are made text. */
export const reportFormat = ({ delimiter }: Pick<Batch, 'delimiter'>) =>
  ({ header: true, bom: true, delimiter: delimiter ?? ';', record_delimiter: 'windows' } as const);

/**
 * A cell that no spreadsheet calculates: an apostrophe before whatever could begin a formula, also behind blanks that nobody
 * sees, and behind what a spreadsheet of another country takes for the end of a cell.
 */
const asText = (text: string): string => text.replaceAll(/(^|[;,\t\r\n])(?=[\s\p{Cf}"']*[=+\-@|\uff1d\uff0b\uff0d\uff20])/gu, "$1'");

/** A row of report.csv, for whoever repairs the table: texts instead of codes. */
export function reportRow(item: BatchItem, { columns }: Pick<Batch, 'columns'>, language: Language): Record<(typeof reportColumns)[number], string | number> {
  const told = (findings: ItemError[]): string => findings.map((finding) => {
    const { message } = presentItemError(finding, language) as { message: string };
    const column = columnOf(finding.pointer, columns);
    return column === null ? message : `${column}: ${message}`;
  }).join(' · ');
  const { onboarding } = item;
  // Of a refused row: the one that it met.
  const inTheWay = item.errors.find(isConflict)?.onboarding;
  return {
    row: item.row, external_id: asText(item.externalId ?? ''), status: item.status, onboarding_id: onboarding?.id ?? inTheWay ?? '', onboarding_status: onboarding?.status ?? '',
    client_id: asText(onboarding?.clientId ?? ''), errors: asText(told(item.errors)), warnings: asText(told(item.warnings)),
    problems: asText(onboarding?.reasons.map((reason) => (presentReason(reason, language) as { message: string }).message).join(' · ') ?? ''),
  };
}
