import { parseApplication, withNumberTokens } from '#app/applicant';
import { cloudEvent, eventId } from '#app/events';
import type { AddAnswer, StatusAnswer } from '#app/freedompay';
import {
  accepted, afterAdd, afterStatus, course, domainEvents, holdFor, intend, moveTo, release, resubmit,
  type Change, type Course, type Moment, type Onboarding, type TimelineEntry,
} from '#app/onboarding';
import type { Language } from '../catalogue/language.js';
import { presentOnboarding } from '../onboardings/onboarding.presenter.js';
import { presentTimelineEntry } from '../onboardings/timeline.presenter.js';

/*
 * What the examples tell: a few made-up clients, one of whom is refused and corrected. The service's own rules move
 * them and its own presenters show them, so that no example can say what the service would not; a test lives it through.
 */

/** The example of Freedom Pay's documentation, as it stands there. */
const documentation = {
  request_id: '828cf71d-a447-4a67-a149-c1df8bc197ca', name: 'Название юридического лица', bin: 123456789012,
  ceo_info: { first_name: 'Имя', last_name: 'Фамилия', phone: 77017777777, email: 'mail@example.kz' },
  address_info: { country: 'KZ', postal_code: '050000', address_line1: 'Almaty', address_line2: 'Zheltoksan', address_line3: '115' },
  iban: 'KZ12345B789012345KZT', description: 'Новый партнер',
};
const shop = {
  name: 'ИП Сапарова', bin: '971240001315', ceo_info: { first_name: 'Айгүл', last_name: 'Сапарова', phone: '8 (701) 777-77-77', email: 'saparova@example.kz' },
  address_info: { country: 'KZ', postal_code: 'A01P3K4', address_line1: 'Алматы, Желтоқсан 115' }, iban: 'KZ51998TST0000000001',
};
const deal = {
  external_id: 'deal-48213', request_id: '5d0f3c0e-6f0b-4c55-9a52-2f1f4a0c7be1', name: 'ТОО «Ақ Жол»', bin: '991240900152', legal_type: 'llp', company_id: 'c-17',
  ceo_info: { first_name: 'Әйгерім', last_name: 'Құнанбаева', middle_name: 'Ерланқызы', phone: '+77017777777', email: 'a.kunanbayeva@example.kz' },
  address_info: { country: 'KAZ', postal_code: '050000', address_line1: 'Алматы', address_line2: 'Желтоқсан', address_line3: '115' },
  iban: 'KZ24 998T ST00 0000 0002', description: 'Новый партнёр', product: { product_id: 20000, name: 'Ақ Жол', mcc: '5411', descriptor: 'AK ZHOL ALMATY' }, metadata: { manager: 'Иванов' },
};
const outlet = { ...shop, external_id: 'second-outlet', description: 'Вторая точка' };
export const requests = { documentation, shop, deal, outlet };
export const correction = { iban: 'KZ94998TST0000000003', ceo_info: { phone: '+77017777778' }, description: null };

const ids: Record<keyof typeof requests, string> = {
  documentation: '01a206c6-7880-7d53-8f4a-0d3c5b1e9a01', shop: '01a206c6-7ce0-7a41-9c07-4e9b6d2f8b02', deal: '01a206c6-8230-7be2-a5d8-7c1f3e4a6c03',
  outlet: '01a206c6-91f8-7c6d-8b1e-3f5a7d9c1e04',
};
const bornAt: Record<keyof typeof requests, string> = {
  documentation: '2026-11-23T05:00:00.000Z', shop: '2026-11-23T05:00:01.120Z', deal: '2026-11-23T05:00:02.480Z', outlet: '2026-11-23T05:00:06.520Z',
};
const hourMs = 3_600_000;
const policy = { pollFirstMs: 5_000, pollFactor: 2, pollMaxMs: 300_000, settleMs: 60_000, sendDeadlineMs: 24 * hourMs, decisionDeadlineMs: 168 * hourMs, expectedMs: hourMs };

/** One of them at one moment, with the changes that brought it there. */
export interface Scene { onboarding: Onboarding; changes: Change[] }

function begin(name: keyof typeof requests, requestId: string): Scene {
  const parsed = parseApplication(withNumberTokens(requests[name]), 'advise');
  if (!parsed.ok) throw new Error(`the example ${name} is faulty: ${JSON.stringify(parsed.errors)}`);
  const createdAt = new Date(bornAt[name]);
  const { standing, changes } = accepted(createdAt.getTime(), createdAt.getTime() + policy.sendDeadlineMs, createdAt.getTime() + policy.expectedMs);
  const { application, warnings, externalId } = parsed.request;
  return {
    changes,
    onboarding: {
      id: ids[name], apiClient: 'crm', externalId, requestId, application, warnings, standing, dueAt: createdAt, leased: false, createdAt, updatedAt: createdAt, reasons: [],
      ids: { clientId: null, productUuid: null, terminalId: null },
    },
  };
}

/** The next scene, so many ms after the beginning. */
function later({ onboarding, changes }: Scene, afterMs: number, step: (at: number, before: Course) => Course, more: Partial<Onboarding> = {}): Scene {
  const at = onboarding.createdAt.getTime() + afterMs;
  const next = step(at, course(onboarding.standing));
  return { onboarding: { ...onboarding, standing: next.standing, updatedAt: new Date(at), dueAt: null, ...more }, changes: [...changes, ...next.changes] };
}

const moment = (at: number): Moment => ({ askedAt: at, at, latest: at, random: 0.5, policy });
const iban = { code: 'iban.not_accepted', pointer: '/iban', partnerCode: '1203', partnerMessage: 'IBAN is not accepted' };
const sent = (scene: Scene, afterMs: number): Scene => later(scene, afterMs, (at, { standing }) => intend(standing, at, 20_750));
const answered = (scene: Scene, afterMs: number, answer: AddAnswer): Scene => later(scene, afterMs, (at, { standing }) => afterAdd(standing, answer, moment(at)).course);
const asked = (scene: Scene, afterMs: number, answer: StatusAnswer): Scene =>
  later(scene, afterMs, (at, { standing }) => afterStatus(standing, answer, moment(at)).course, { reasons: answer.kind === 'rejected' ? answer.reasons : [] });

export const documented = begin('documentation', documentation.request_id);
export const held = later(documented, 61_000, (at, before) => holdFor(before, 'operator', at));
export const released = later(held, 95_000, (at, before) => release(before, at));
export const opened = begin('shop', 'c2a1f9d4-6f83-4b62-8f0e-1f6a5a6e2d10');
export const shared = begin('outlet', '3b7e5a90-1d42-4f8c-a6b3-9c0d2e4f6a81');
export const withdrawn = later(opened, 30_000, (at, before) => moveTo(before, 'cancelled', at, { reason: 'withdrawn' }));
export const received = begin('deal', deal.request_id);
const processing = answered(sent(received, 24), 61, { kind: 'accepted', askNow: false });
export const refused = asked(asked(asked(processing, 5_061, { kind: 'pending' }), 15_080, { kind: 'pending' }), 35_102, { kind: 'rejected', reasons: [iban] });
const { ceo_info, description: _, ...others } = refused.onboarding.application;
export const corrected = later(refused, 900_000, (at, before) => resubmit(before, at, at + policy.sendDeadlineMs, at + policy.expectedMs, {}), {
  requestId: 'f4b9c1d7-3a52-4e0f-b1c6-8e2d7a9f5b34', application: { ...others, iban: correction.iban, ceo_info: { ...ceo_info, phone: correction.ceo_info.phone } }, reasons: [],
});

export const show = ({ onboarding }: Scene, language: Language = 'en'): Record<string, unknown> => presentOnboarding(onboarding, policy.expectedMs, language);
export const pathOf = ({ onboarding }: Scene): string => `/v1/onboardings/${onboarding.id}`;

export const eventsOf = ({ onboarding, changes }: Scene): Record<string, unknown>[] => {
  const { id, apiClient, externalId, reasons } = onboarding;
  return domainEvents(changes, { id, apiClient, externalId, problemCodes: reasons.map(({ code }) => code) })
    .map((event, index) => cloudEvent({ ...event, occurredAt: timeOf(onboarding, changes[index]) }));
};

/** The event that tells of the withdrawn one. */
export const cancelledEvent = {
  id: eventId(withdrawn.onboarding.id, withdrawn.onboarding.standing.sequence), subject: withdrawn.onboarding.id, sequence: withdrawn.onboarding.standing.sequence, type: 'onboarding.cancelled',
};

/** The instants of the one that is told in full: when it was accepted, sent, taken and refused. */
const timeOf = ({ createdAt }: Onboarding, change: Change | undefined): Date => new Date(createdAt.getTime() + ([0, 24, 61, 35_102][(change?.standing.sequence ?? 1) - 1] ?? 0));

export function timelineOf({ onboarding, changes }: Scene, language: Language = 'en'): Record<string, unknown>[] {
  const at = (afterMs: number): Date => new Date(onboarding.createdAt.getTime() + afterMs);
  const exchange = (method: 'add' | 'status', outcome: string, firstMs: number, lastMs: number, more: object = {}): TimelineEntry => ({
    at: at(firstMs), kind: 'exchange', method, outcome, applied: true, times: firstMs === lastMs ? 1 : 2, last_at: at(lastMs), http_status: 200,
    partner_code: null, partner_message: null, duration_ms: 37, ...more,
  });
  const entries: TimelineEntry[] = [
    exchange('add', 'accepted', 61, 61), exchange('status', 'pending', 5_061, 15_080),
    exchange('status', 'rejected', 35_102, 35_102, { partner_code: iban.partnerCode, partner_message: iban.partnerMessage }),
    ...changes.map((change): TimelineEntry => ({
      at: timeOf(onboarding, change), kind: 'change', sequence: change.standing.sequence, type: change.type, status: change.standing.status,
      previous_status: change.type === 'onboarding.accepted' ? null : change.previousStatus,
    })),
  ];
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime()).map((entry) => presentTimelineEntry(entry, language));
}
