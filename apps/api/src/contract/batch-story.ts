import { stringify } from 'csv-stringify/sync';
import type { Batch, BatchItem } from '#app/onboarding';
import { presentItem, reportFormat, reportRow } from '../batches/batch.presenter.js';
import { refused, requests } from './story.js';

/* Two batches of the story: one in JSON, and a file of which one row is refused here and one by Freedom Pay. */

export const items = [{ ...requests.shop, external_id: 'batch-1', name: 'ТОО «Бірлік»', bin: '991240900020' }, requests.deal];

const headings = ['Внешний код', 'Наименование', 'БИН/ИИН', 'Имя руководителя', 'Фамилия руководителя', 'Телефон руководителя', 'Электронная почта руководителя', 'Страна', 'Почтовый индекс', 'Город', 'ИИК'];
const rows = [
  ['file-1', 'ТОО «Ёлка»', '991240900103', 'Айгерим', 'Серикова', '+77015557391', 'elka@example.kz', 'KZ', '050000', 'Алматы', 'KZ51998TST0000000001'],
  ['file-2', 'ИП Ибраев', '971240001315', 'Ерлан', 'Ибраев', '12', 'ibraev@example.kz', 'KZ', '050000', 'Астана', 'KZ51998TST0000000001'],
];
export const file = [headings, ...rows].map((cells) => cells.join(';')).join('\r\n');

const options = { apiClient: 'crm', dryRun: false, sharedBins: false };
export const handedIn: Batch = {
  ...options, id: '01a206c7-2a18-7f0b-9c3d-5e7a1b2c4d05', format: 'json', delimiter: null, columns: {}, status: 'opening', createdAt: new Date('2026-11-23T05:00:45.464Z'), completedAt: null,
  items: { waiting: 2, accepted: 0, repeated: 0, refused: 0 }, outcomes: {},
};
export const uploaded: Batch = {
  ...options, id: '01a206c7-6498-7a5e-8d2f-6b8c0d1e3f06', format: 'csv', delimiter: ';', columns: { '/ceo_info/phone': 'Телефон руководителя' }, status: 'opening', createdAt: new Date('2026-11-23T05:01:00.440Z'),
  completedAt: null, items: { waiting: 1, accepted: 0, repeated: 0, refused: 1 }, outcomes: {},
};
const done: Pick<Batch, 'status' | 'completedAt'> = { status: 'completed', completedAt: new Date('2026-11-23T05:03:12.018Z') };
export const handedInDone: Batch = { ...handedIn, ...done, items: { waiting: 0, accepted: 1, repeated: 1, refused: 0 }, outcomes: { succeeded: 1, rejected: 1 } };
export const uploadedDone: Batch = { ...uploaded, ...done, items: { waiting: 0, accepted: 1, repeated: 0, refused: 1 }, outcomes: { rejected: 1 } };

const uploadedItems: BatchItem[] = [
  {
    row: 2, status: 'accepted', externalId: 'file-1', errors: [], warnings: [],
    onboarding: { id: '01a206c7-6a30-7c4d-9b1a-7d9e2f3a5b07', status: 'rejected', clientId: null, reasons: refused.onboarding.reasons },
  },
  { row: 3, status: 'refused', externalId: 'file-2', errors: [{ pointer: '/ceo_info/phone', code: 'phone.invalid' }], warnings: [], onboarding: null },
];
export const shownItems = uploadedItems.map((item) => presentItem(item, uploaded, 'ru'));
export const report = stringify(uploadedItems.map((item) => reportRow(item, uploaded, 'ru')), reportFormat(uploaded));
