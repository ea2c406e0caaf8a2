import type { Operations } from '../operation.js';
import { presentBatch } from '../../batches/batch.presenter.js';
import { file, handedIn, handedInDone, items, report, shownItems, uploaded, uploadedDone } from '../batch-story.js';
import { always, problemExample, withBody, withId, withKey, withPostgres, withQuery } from '../refusals.js';
import { ref } from '../schema.js';

const path = '/v1/batches';
const nobody = '01a206c7-0000-7000-8000-000000000000';
const notHere = (rest = '') => ({ summary: 'Not here, or not yours', id: nobody, answer: { status: 404, body: problemExample('not_found', `${path}/${nobody}${rest}`, { detail: 'batch' }) } });

export const batches: Operations = {
  [path]: {
    post: {
      id: 'createBatch', tag: 'batches', summary: 'Hand in many clients at once',
      description: 'The rows are judged and stored while they arrive; after the 202 their onboardings are opened one after the other, behind single requests. Send an `Idempotency-Key`, or an `external_id` in each row: then the same batch can be handed in again after any failure.',
      parameters: ['DryRun', 'AllowDuplicateBin', 'IdempotencyKey'],
      body: {
        schema: ref('BatchRequest'), description: 'JSON of at most 4,194,304 bytes, or a CSV file of at most 20,000,000.',
        csv: 'A heading and a row for each client, in UTF-8 or Windows-1251, separated by semicolons, commas or tabs. Columns are called like the fields (`ceo_info.first_name`, `first_name`) or as people call them in Russian, Kazakh or English; `product.…` and `metadata.…` take the rest.',
      },
      answers: { 202: { description: 'Stored as a whole.', schema: ref('Batch'), headers: ['Language', 'BatchLocation', 'Replayed'] } },
      refusals: [...always, ...withBody, ...withKey, ...withPostgres, 'malformed_csv'],
      examples: {
        items: { summary: 'A new client and one that is known already', body: { items }, answer: { status: 202, body: presentBatch(handedIn) } },
        file: { summary: 'A file with Russian headings', headers: { 'Accept-Language': 'ru' }, body: file, answer: { status: 202, body: presentBatch(uploaded) } },
      },
    },
    get: {
      id: 'listBatches', tag: 'batches', summary: 'List batches, newest first', description: 'Only your own; an operator sees all.',
      parameters: ['PageSize', 'Cursor'],
      answers: { 200: { description: 'One page.', schema: ref('BatchPage') } },
      refusals: [...always, ...withQuery, ...withPostgres],
      examples: {
        all: { summary: 'Both', query: { limit: 10 }, answer: { status: 200, body: { data: [uploadedDone, handedInDone].map(presentBatch), has_more: false, next_cursor: null } } },
      },
    },
  },
  [`${path}/{id}`]: {
    get: {
      id: 'getBatch', tag: 'batches', summary: 'How far a batch is', description: 'What became of its rows, and of their onboardings. The event `batch.completed` tells when nothing of it is open any more.',
      parameters: ['BatchId'],
      answers: { 200: { description: 'The batch.', schema: ref('Batch') } },
      refusals: [...always, ...withId, ...withPostgres],
      examples: {
        completed: { summary: 'Freedom Pay has decided', id: uploaded.id, answer: { status: 200, body: presentBatch(uploadedDone) } },
        nobody: notHere(),
      },
    },
  },
  [`${path}/{id}/items`]: {
    get: {
      id: 'listBatchItems', tag: 'batches', summary: 'Each row with its onboarding or its errors', description: 'In the order of the rows.',
      parameters: ['BatchId', 'OfItemStatus', 'ItemPageSize', 'RowCursor'],
      answers: { 200: { description: 'One page.', schema: ref('BatchItemPage'), headers: ['Language'] } },
      refusals: [...always, ...withId, ...withQuery, ...withPostgres],
      examples: {
        all: { summary: 'In Russian', id: uploaded.id, headers: { 'Accept-Language': 'ru' }, answer: { status: 200, body: { data: shownItems, has_more: false, next_cursor: null } } },
        refused: { summary: 'What is to be mended', id: uploaded.id, query: { status: 'refused', limit: 1_000 }, headers: { 'Accept-Language': 'ru' }, answer: { status: 200, body: { data: shownItems.slice(1), has_more: false, next_cursor: null } } },
        nobody: notHere('/items'),
      },
    },
  },
  [`${path}/{id}/report.csv`]: {
    get: {
      id: 'getBatchReport', tag: 'batches', summary: 'The same as a file', description: 'For whoever repairs the table: texts instead of codes, with the separator of the file that was handed in, so that what opened that opens this.',
      parameters: ['BatchId'],
      answers: { 200: { description: 'UTF-8 with a byte order mark.', schema: { type: 'string' }, type: 'text/csv', headers: ['Language', 'Attachment'] } },
      refusals: [...always, ...withId, ...withPostgres],
      examples: {
        all: { summary: 'In Russian', id: uploaded.id, headers: { 'Accept-Language': 'ru' }, answer: { status: 200, body: report } },
        nobody: notHere('/report.csv'),
      },
    },
  },
};
