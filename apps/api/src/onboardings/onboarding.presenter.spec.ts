import { parseApplication } from '#app/applicant';
import type { PartnerReason } from '#app/freedompay';
import { accepted, course, moveTo, type Onboarding, type TimelineEntry } from '#app/onboarding';
import { languages, type Language } from '../catalogue/language.js';
import { presentOnboarding } from './onboarding.presenter.js';
import { presentTimelineEntry } from './timeline.presenter.js';

const body = {
  name: 'ТОО', bin: '123456789012', ceo_info: { first_name: 'А', last_name: 'Б', phone: '+77017777777', email: 'mail@example.kz' },
  address_info: { country: 'KZ', postal_code: '050000', address_line1: 'Almaty' }, iban: 'KZ12345B789012345KZT',
};
const at = new Date('2025-03-01T10:00:00Z');
const iban: PartnerReason = { code: 'iban.not_accepted', pointer: '/iban', partnerCode: '1203', partnerMessage: 'IBAN not accepted' };
const ownWords: PartnerReason = { code: 'partner.rejected', pointer: null, partnerCode: '7777', partnerMessage: 'Обратитесь в банк' };

function rejected(reasons: PartnerReason[]): Onboarding {
  const parsed = parseApplication(body, 'advise');
  if (!parsed.ok) throw new Error('the body of this test is refused');
  const { application, warnings } = parsed.request;
  const { standing } = moveTo(moveTo(course(accepted(0, 1, 1).standing), 'submitting', 1), 'rejected', 2, { reason: 'partner_rejected' });
  return {
    id: '0193aaaa-0000-7000-8000-000000000001', apiClient: 'crm', externalId: null, requestId: 'a0b1c2d3-0000-4000-8000-000000000001', application, warnings,
    standing, dueAt: null, leased: false, createdAt: at, updatedAt: at, reasons, ids: { clientId: null, productUuid: null, terminalId: null },
  };
}

interface Shown { warnings: Record<string, unknown>[]; problems: Record<string, unknown>[] }
const shown = (language: Language): Shown => presentOnboarding(rejected([iban, ownWords]), 60_000, language) as unknown as Shown;
const withoutTexts = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (name, inner: unknown) => (['message', 'text'].includes(name) ? undefined : inner)));

describe('the resource in three languages', () => {
  it.each([
    ['en', 'The check digits or the layout of this IBAN are not right: compare it with the bank document.', 'Freedom Pay does not accept this account.', 'Correct the data and submit it again.'],
    ['ru', 'Контрольные цифры или структура этого IBAN неверны: сверьте его с банковским документом.', 'Freedom Pay не принимает этот счёт (IBAN).', 'Исправьте данные и отправьте заявку повторно.'],
    ['kk', 'Бұл IBAN нөмірінің бақылау цифрлары немесе құрылымы дұрыс емес: оны банк құжатымен салыстырып тексеріңіз.', 'Freedom Pay бұл шотты (IBAN) қабылдамайды.', 'Деректерді түзетіп, өтінімді қайта жіберіңіз.'],
  ] as const)('%s', (language, warning, message, text) => {
    const { warnings, problems } = shown(language);
    expect(warnings).toMatchObject([{ pointer: '/bin', code: 'bin.checksum' }, { pointer: '/iban', code: 'iban.checksum', message: warning }]);
    expect(problems).toEqual([
      {
        pointer: '/iban', code: 'iban.not_accepted', category: 'correctable', source: 'partner', message, partner_code: '1203', partner_message: 'IBAN not accepted',
        next_action: { code: 'correct_and_resubmit', text },
      },
      expect.objectContaining({ code: 'partner.rejected', category: 'unknown', partner_code: '7777', partner_message: 'Обратитесь в банк' }),
    ]);
  });

  it('differs in its texts alone', () => {
    const [en, ...others] = languages.map((language) => withoutTexts(shown(language)));
    for (const other of others) expect(other).toEqual(en);
  });
});

describe('the timeline in three languages', () => {
  const change = { at, kind: 'change', sequence: 2, status: 'pending', previous_status: 'pending' } as const;
  const exchange = {
    at, kind: 'exchange', method: 'status', outcome: 'succeeded', applied: true, times: 1, last_at: at, http_status: 200, partner_code: null,
    partner_message: null, duration_ms: 5,
  } as const;
  it.each<[string, TimelineEntry, string, string, string]>([
    ['held', { ...change, type: 'onboarding.held', hold: 'operator' }, 'Held: by an operator.', 'Приостановлена: по решению оператора.', 'Уақытша тоқтатылды: оператордың шешімімен.'],
    ['released by an answer', { ...change, type: 'onboarding.released', hold: 'contract_drift', by: 'answer' },
      'Released: Freedom Pay answered readably again.', 'Возобновлена: Freedom Pay снова ответил понятно.', 'Қайта жалғастырылды: Freedom Pay қайтадан түсінікті жауап берді.'],
    ['released by the circuit', { ...change, type: 'onboarding.released', hold: 'partner_unavailable', by: 'circuit' },
      'Released: Freedom Pay answers again.', 'Возобновлена: Freedom Pay снова отвечает.', 'Қайта жалғастырылды: Freedom Pay қайтадан жауап береді.'],
    ['released by hand', { ...change, type: 'onboarding.released', hold: 'operator', by: 'admin' }, 'Released.', 'Возобновлена.', 'Қайта жалғастырылды.'],
    ['resubmitted as it was', { ...change, type: 'onboarding.resubmitted', by: 'crm', corrected: [] },
      'Submitted again, as the next attempt.', 'Отправлена повторно, начата следующая попытка.', 'Қайта жіберілді, келесі әрекет басталды.'],
    ['resubmitted with corrections', { ...change, type: 'onboarding.resubmitted', by: 'crm', corrected: ['/bin', '/iban'] },
      'Submitted again with corrections: /bin, /iban.', 'Отправлена повторно с исправлениями: /bin, /iban.', 'Түзетулермен қайта жіберілді: /bin, /iban.'],
    ['an answer', exchange, 'Asked; success.', 'Спросили; клиент подключён.', 'Сұрадық; клиент қосылды.'],
    ['an answer too late', { ...exchange, applied: false }, 'Asked; success. Recorded, not applied: it was final already.',
      'Спросили; клиент подключён. Записано, но не применено: заявка уже была завершена.', 'Сұрадық; клиент қосылды. Жазылды, бірақ қолданылған жоқ: өтінім аяқталып қойған болатын.'],
    ['what only another release knows', { ...change, type: 'onboarding.blessed' }, 'onboarding.blessed', 'onboarding.blessed', 'onboarding.blessed'],
  ])('%s', (_, entry, en, ru, kk) => {
    expect(languages.map((language) => presentTimelineEntry(entry, language).text)).toEqual([en, ru, kk]);
    expect(presentTimelineEntry(entry, 'kk')).toEqual({ ...entry, text: kk });
  });
});
