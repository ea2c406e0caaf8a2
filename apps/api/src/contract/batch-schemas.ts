import type { SchemaObject } from 'openapi3-ts/oas31';
import { batchStatuses, itemStatuses } from '#app/onboarding';
import { advisory } from '../catalogue/problem-codes.js';
import { findingTexts } from '../catalogue/finding-texts.js';
import { anyText, closed, count, instant, listOf, oneOf, orNull, ref, text, truth, uuid, type Schema } from './schema.js';

/* What is shown of batches. */

const path = (rest: string): SchemaObject => ({ type: 'string', pattern: `^/v1/batches/[0-9a-f-]{36}${rest}$` });
const onboardingPath: SchemaObject = { type: 'string', pattern: '^/v1/onboardings/[0-9a-f-]{36}$' };
const column: SchemaObject = { type: ['string', 'null'], description: 'The heading as it stands in the file, else the technical name; null where it is none of them.' };
const conflicts = ['external_id_conflict', 'request_id_conflict', 'open_onboarding_for_bin'];

export const batchSchemas: Record<string, Schema> = {
  Batch: closed({
    id: uuid, object: { type: 'string', const: 'batch' },
    status: oneOf(batchStatuses, '`opening`: its onboardings are being opened. `processing`: Freedom Pay decides. `completed`: nothing of it is open any more.'),
    final: truth, dry_run: truth, format: oneOf(['json', 'csv']), counts: closed({ rows: count, waiting: count, accepted: count, repeated: count, refused: count }),
    progress: closed({ open: count, succeeded: count, rejected: count, failed: count, cancelled: count }, { description: 'How far the onboardings of its rows are.' }),
    created_at: instant, completed_at: orNull(instant), links: closed({ self: path(''), items: path('/items'), report: path('/report\\.csv') }),
  }, { description: 'Many requests handed in at once.' }),
  BatchPage: closed({ data: listOf(ref('Batch')), has_more: truth, next_cursor: { type: ['string', 'null'], description: '`cursor` of the next page; null where this is the last one.' } }),
  BatchItem: closed({
    row: { type: 'integer', minimum: 1, description: 'Counts from 1; in a file the heading is row 1, as in a spreadsheet.' },
    status: oneOf(itemStatuses, '`waiting`: judged good, not opened yet. `accepted`: its onboarding was opened; in a dry run: would be. `repeated`: known already. `refused`: `errors` say why.'),
    external_id: orNull(anyText(128)),
    onboarding: { oneOf: [closed({ id: uuid, status: ref('Status'), final: truth, links: closed({ self: onboardingPath }) }), { type: 'null' }] },
    errors: listOf(closed({ column, pointer: ref('Pointer'), code: oneOf([...Object.keys(findingTexts), ...conflicts]), message: text, onboarding: onboardingPath }, { optional: ['onboarding'] })),
    warnings: listOf(closed({ column, pointer: ref('Pointer'), code: oneOf([...advisory]), message: text })), problems: listOf(ref('PartnerProblem')),
  }, { description: 'What became of one row.' }),
  BatchItemPage: closed({ data: listOf(ref('BatchItem')), has_more: truth, next_cursor: { type: ['string', 'null'], description: '`cursor` of the next page; null where this is the last one.' } }),
};
