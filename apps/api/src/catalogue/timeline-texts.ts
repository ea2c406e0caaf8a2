import type { AddAnswer, StatusAnswer } from '#app/freedompay';
import type { ChangeType, HoldReason, TimelineEntry } from '#app/onboarding';
import { fill, type Language, type Texts } from './language.js';
import { holdTexts } from './status-texts.js';

/** What happened to an onboarding, by the type of the event. */
export const changeTexts: Record<ChangeType, Texts> = {
  'onboarding.accepted': {
    en: 'Accepted and stored.',
    ru: 'Заявка принята и сохранена.',
    kk: 'Өтінім қабылданып, сақталды.',
  },
  'onboarding.submitting': {
    en: 'Being sent to Freedom Pay.',
    ru: 'Отправляется в Freedom Pay.',
    kk: 'Freedom Pay жүйесіне жіберіліп жатыр.',
  },
  'onboarding.processing': {
    en: 'Freedom Pay has it and is deciding.',
    ru: 'Freedom Pay получил заявку и рассматривает её.',
    kk: 'Freedom Pay өтінімді алып, қарап жатыр.',
  },
  'onboarding.succeeded': {
    en: 'Freedom Pay onboarded the client.',
    ru: 'Freedom Pay подключил клиента.',
    kk: 'Freedom Pay клиентті қосты.',
  },
  'onboarding.rejected': {
    en: 'Freedom Pay refused this attempt.',
    ru: 'Freedom Pay отклонил заявку.',
    kk: 'Freedom Pay өтінімді қабылдамады.',
  },
  'onboarding.failed': {
    en: 'Ended without a verdict.',
    ru: 'Завершена без решения Freedom Pay.',
    kk: 'Freedom Pay шешімінсіз аяқталды.',
  },
  'onboarding.cancelled': {
    en: 'Withdrawn before it was sent.',
    ru: 'Отозвана до отправки.',
    kk: 'Жіберілмей тұрып қайтарып алынды.',
  },
  'onboarding.held': {
    en: 'Held: {reason}.',
    ru: 'Приостановлена: {reason}.',
    kk: 'Уақытша тоқтатылды: {reason}.',
  },
  'onboarding.released': {
    en: 'Released.',
    ru: 'Возобновлена.',
    kk: 'Қайта жалғастырылды.',
  },
  'onboarding.delayed': {
    en: 'Takes longer than was promised.',
    ru: 'Занимает больше времени, чем ожидалось.',
    kk: 'Күтілгеннен ұзаққа созылып жатыр.',
  },
  'onboarding.resubmitted': {
    en: 'Submitted again, as the next attempt.',
    ru: 'Отправлена повторно, начата следующая попытка.',
    kk: 'Қайта жіберілді, келесі әрекет басталды.',
  },
  'onboarding.reopened': {
    en: 'Reopened; it goes on where it was.',
    ru: 'Открыта снова и продолжится с того же места.',
    kk: 'Қайта ашылды, тоқтаған жерінен жалғасады.',
  },
};

const releasedByAnswer: Texts = {
  en: 'Released: Freedom Pay answered readably again.',
  ru: 'Возобновлена: Freedom Pay снова ответил понятно.',
  kk: 'Қайта жалғастырылды: Freedom Pay қайтадан түсінікті жауап берді.',
};
const releasedByCircuit: Texts = {
  en: 'Released: Freedom Pay answers again.',
  ru: 'Возобновлена: Freedom Pay снова отвечает.',
  kk: 'Қайта жалғастырылды: Freedom Pay қайтадан жауап береді.',
};
const corrected: Texts = {
  en: 'Submitted again with corrections: {fields}.',
  ru: 'Отправлена повторно с исправлениями: {fields}.',
  kk: 'Түзетулермен қайта жіберілді: {fields}.',
};

type Exchange = `add ${AddAnswer['kind']}` | `status ${StatusAnswer['kind']}`;

/** What came of a call to Freedom Pay. */
export const exchangeTexts: Record<Exchange, Texts> = {
  'add accepted': {
    en: 'Sent; Freedom Pay took it.',
    ru: 'Отправлена; Freedom Pay принял её.',
    kk: 'Жіберілді; Freedom Pay оны қабылдап алды.',
  },
  'add duplicate': {
    en: 'Sent; Freedom Pay knows this request id already.',
    ru: 'Отправлена; Freedom Pay уже знает этот request_id.',
    kk: 'Жіберілді; Freedom Pay бұл request_id мәнін бұрыннан біледі.',
  },
  'add rejected': {
    en: 'Sent; Freedom Pay refused it.',
    ru: 'Отправлена; Freedom Pay отклонил её.',
    kk: 'Жіберілді; Freedom Pay оны қабылдамады.',
  },
  'add throttled': {
    en: 'Freedom Pay asked to send later.',
    ru: 'Freedom Pay попросил отправить позже.',
    kk: 'Freedom Pay кейінірек жіберуді сұрады.',
  },
  'add notSent': {
    en: 'Freedom Pay could not be reached; nothing was sent.',
    ru: 'Связаться с Freedom Pay не удалось; ничего не отправлено.',
    kk: 'Freedom Pay жүйесімен байланысу мүмкін болмады; ештеңе жіберілген жоқ.',
  },
  'add refusedSetup': {
    en: 'Freedom Pay refused the call because of our set-up.',
    ru: 'Freedom Pay отклонил обращение из-за наших настроек.',
    kk: 'Freedom Pay біздің баптауларымызға байланысты сұрауды қабылдамады.',
  },
  'add uncertain': {
    en: 'Sent; no readable answer, so we ask whether it arrived.',
    ru: 'Отправлена; понятного ответа нет, поэтому спрашиваем, дошла ли она.',
    kk: 'Жіберілді; түсінікті жауап келмеді, сондықтан жеткен-жетпегенін сұраймыз.',
  },
  'status pending': {
    en: 'Asked; still being decided.',
    ru: 'Спросили; решения ещё нет.',
    kk: 'Сұрадық; шешім әлі жоқ.',
  },
  'status succeeded': {
    en: 'Asked; success.',
    ru: 'Спросили; клиент подключён.',
    kk: 'Сұрадық; клиент қосылды.',
  },
  'status rejected': {
    en: 'Asked; refused.',
    ru: 'Спросили; отклонена.',
    kk: 'Сұрадық; қабылданбады.',
  },
  'status notFound': {
    en: 'Asked; Freedom Pay does not know it (yet).',
    ru: 'Спросили; Freedom Pay её (пока) не знает.',
    kk: 'Сұрадық; Freedom Pay оны (әзірге) білмейді.',
  },
  'status throttled': {
    en: 'Freedom Pay asked to ask later.',
    ru: 'Freedom Pay попросил спросить позже.',
    kk: 'Freedom Pay кейінірек сұрауды өтінді.',
  },
  'status refusedSetup': {
    en: 'Freedom Pay refused the question because of our set-up.',
    ru: 'Freedom Pay не принял вопрос из-за наших настроек.',
    kk: 'Freedom Pay біздің баптауларымызға байланысты сауалды қабылдамады.',
  },
  'status noAnswer': {
    en: 'Asked; no readable answer.',
    ru: 'Спросили; понятного ответа нет.',
    kk: 'Сұрадық; түсінікті жауап келмеді.',
  },
  'status drift': {
    en: 'Asked; the answer has a status we do not know.',
    ru: 'Спросили; в ответе статус, которого мы не знаем.',
    kk: 'Сұрадық; жауапта бізге белгісіз мәртебе бар.',
  },
};

export const notApplied: Texts = {
  en: 'Recorded, not applied: it was final already.',
  ru: 'Записано, но не применено: заявка уже была завершена.',
  kk: 'Жазылды, бірақ қолданылған жоқ: өтінім аяқталып қойған болатын.',
};

const shortList = (names: string[]): string => (names.length > 10 ? `${names.slice(0, 10).join(', ')}, …` : names.join(', '));

/** One line of the history in plain words. What another release wrote and this one does not know keeps its own word. */
export function timelineText(entry: TimelineEntry, language: Language): string {
  if (entry.kind === 'exchange') {
    const key = `${entry.method} ${entry.outcome}`;
    const text = Object.hasOwn(exchangeTexts, key) ? exchangeTexts[key as Exchange][language] : entry.outcome;
    return entry.applied ? text : `${text} ${notApplied[language]}`;
  }
  const { type, by, hold, corrected: fields = [] } = entry;
  if (type === 'onboarding.released' && by === 'answer') return releasedByAnswer[language];
  if (type === 'onboarding.released' && by === 'circuit') return releasedByCircuit[language];
  if (type === 'onboarding.resubmitted' && fields.length > 0) return fill(corrected[language], { fields: shortList(fields) });
  if (!Object.hasOwn(changeTexts, type)) return type;
  return fill(changeTexts[type as ChangeType][language], { reason: hold !== undefined && Object.hasOwn(holdTexts, hold) ? holdTexts[hold as HoldReason][language] : hold ?? '' });
}
