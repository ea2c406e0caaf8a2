import type { HoldReason, Status, StatusReason } from '#app/onboarding';
import type { Texts } from './language.js';

/** What each status is called, and what it means for whoever sent the client. */
export const statusTexts: Record<Status, { name: Texts; meaning: Texts }> = {
  pending: {
    name: { en: 'Accepted', ru: 'Принята', kk: 'Қабылданды' },
    meaning: {
      en: 'Stored; it has not been sent to Freedom Pay yet and can still be withdrawn.',
      ru: 'Заявка сохранена, но ещё не отправлена в Freedom Pay; её можно отозвать.',
      kk: 'Өтінім сақталды, бірақ Freedom Pay жүйесіне әлі жіберілген жоқ; оны қайтарып алуға болады.',
    },
  },
  submitting: {
    name: { en: 'Being sent', ru: 'Отправляется', kk: 'Жіберілуде' },
    meaning: {
      en: 'On its way to Freedom Pay; we make sure that it arrived.',
      ru: 'Заявка отправляется в Freedom Pay; мы проверяем, что она получена.',
      kk: 'Өтінім Freedom Pay жүйесіне жіберіліп жатыр; оның жеткенін тексереміз.',
    },
  },
  processing: {
    name: { en: 'Under review', ru: 'На рассмотрении', kk: 'Қаралуда' },
    meaning: {
      en: 'Freedom Pay has it and is deciding; we ask until there is a decision.',
      ru: 'Freedom Pay получил заявку и рассматривает её; мы спрашиваем, пока не будет решения.',
      kk: 'Freedom Pay өтінімді алып, қарап жатыр; шешім шыққанша сұрап тұрамыз.',
    },
  },
  succeeded: {
    name: { en: 'Onboarded', ru: 'Подключена', kk: 'Қосылды' },
    meaning: {
      en: 'Freedom Pay onboarded the client.',
      ru: 'Freedom Pay подключил клиента.',
      kk: 'Freedom Pay клиентті қосты.',
    },
  },
  rejected: {
    name: { en: 'Rejected', ru: 'Отклонена', kk: 'Қабылданбады' },
    meaning: {
      en: 'Freedom Pay refused it; correct the data and submit it again.',
      ru: 'Freedom Pay отклонил заявку; исправьте данные и отправьте её повторно.',
      kk: 'Freedom Pay өтінімді қабылдамады; деректерді түзетіп, қайта жіберіңіз.',
    },
  },
  failed: {
    name: { en: 'No decision', ru: 'Без решения', kk: 'Шешімсіз аяқталды' },
    meaning: {
      en: 'It ended without a decision of Freedom Pay; an operator can reopen it.',
      ru: 'Заявка завершена без решения Freedom Pay; оператор может открыть её снова.',
      kk: 'Өтінім Freedom Pay шешімінсіз аяқталды; оператор оны қайта аша алады.',
    },
  },
  cancelled: {
    name: { en: 'Withdrawn', ru: 'Отозвана', kk: 'Қайтарып алынды' },
    meaning: {
      en: 'It was withdrawn before it was sent to Freedom Pay.',
      ru: 'Заявка отозвана до отправки в Freedom Pay.',
      kk: 'Өтінім Freedom Pay жүйесіне жіберілмей тұрып қайтарып алынды.',
    },
  },
};

export const statusReasonTexts: Record<StatusReason, Texts> = {
  partner_rejected: {
    en: 'Freedom Pay refused it.',
    ru: 'Freedom Pay отклонил заявку.',
    kk: 'Freedom Pay өтінімді қабылдамады.',
  },
  deadline_exceeded: {
    en: 'The time limit passed without a decision.',
    ru: 'Срок истёк, решения не было.',
    kk: 'Мерзімі өтіп кетті, шешім болмады.',
  },
  operator_closed: {
    en: 'An operator closed it.',
    ru: 'Заявку закрыл оператор.',
    kk: 'Өтінімді оператор жапты.',
  },
  withdrawn: {
    en: 'It was withdrawn.',
    ru: 'Заявка отозвана.',
    kk: 'Өтінім қайтарып алынды.',
  },
};

/** Why nothing goes out, to stand after a colon or alone. */
export const holdTexts: Record<HoldReason, Texts> = {
  partner_unavailable: {
    en: 'Freedom Pay cannot be reached',
    ru: 'нет связи с Freedom Pay',
    kk: 'Freedom Pay жүйесімен байланыс жоқ',
  },
  partner_credentials: {
    en: 'Freedom Pay refused our credentials',
    ru: 'Freedom Pay не принял наши учётные данные',
    kk: 'Freedom Pay біздің тіркелгі деректерімізді қабылдамады',
  },
  partner_setup: {
    en: 'Freedom Pay does not know the path we call',
    ru: 'Freedom Pay не знает адрес, по которому мы обращаемся',
    kk: 'Freedom Pay біз жүгінетін мекенжайды танымайды',
  },
  contract_drift: {
    en: 'Freedom Pay answered with a status we do not know',
    ru: 'Freedom Pay ответил статусом, которого мы не знаем',
    kk: 'Freedom Pay бізге белгісіз мәртебемен жауап берді',
  },
  duplicate_request_id: {
    en: 'Freedom Pay knows this request id already, and not from us',
    ru: 'Freedom Pay уже знает этот request_id, и не от нас',
    kk: 'Freedom Pay бұл request_id мәнін бұрыннан біледі, бірақ оны біз жібермегенбіз',
  },
  poison: {
    en: 'work on it was cut off again and again',
    ru: 'её обработка раз за разом обрывалась',
    kk: 'оны өңдеу қайта-қайта үзіліп қалды',
  },
  operator: {
    en: 'by an operator',
    ru: 'по решению оператора',
    kk: 'оператордың шешімімен',
  },
};
