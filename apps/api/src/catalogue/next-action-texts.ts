import type { Language, Texts } from './language.js';

/** Whose turn it is. `temporary`: time may heal it. `unknown`: a person has to find out. */
export const categories = ['correctable', 'temporary', 'final', 'unknown'] as const;
export type Category = (typeof categories)[number];

/** What to do next; callers match on these words. */
export type NextAction =
  | 'correct_request' | 'correct_and_resubmit' | 'check_document' | 'check_api_key' | 'check_existing' | 'wait_for_open' | 'use_existing_client' | 'read_again'
  | 'remove_endpoint' | 'check_endpoint' | 'retry_later' | 'ask_partner' | 'ask_support' | 'nothing';

export const nextActionTexts: Record<NextAction, Texts> = {
  correct_request: {
    en: 'Correct the request and send it again.',
    ru: 'Исправьте запрос и отправьте его снова.',
    kk: 'Сұрауды түзетіп, қайта жіберіңіз.',
  },
  correct_and_resubmit: {
    en: 'Correct the data and submit it again.',
    ru: 'Исправьте данные и отправьте заявку повторно.',
    kk: 'Деректерді түзетіп, өтінімді қайта жіберіңіз.',
  },
  check_document: {
    en: 'Compare the value with the original document.',
    ru: 'Сверьте значение с оригиналом документа.',
    kk: 'Мәнді құжаттың түпнұсқасымен салыстырып тексеріңіз.',
  },
  check_api_key: {
    en: 'Check which API key you send and what it may do.',
    ru: 'Проверьте, какой API-ключ вы отправляете и какие у него права.',
    kk: 'Қандай API кілтін жіберіп жатқаныңызды және оның құқықтарын тексеріңіз.',
  },
  check_existing: {
    en: 'Look at the onboarding that exists already and go on with it, or send another id.',
    ru: 'Посмотрите уже существующую заявку и продолжите с ней или отправьте другой идентификатор.',
    kk: 'Бұрыннан бар өтінімді қарап, жұмысты сонымен жалғастырыңыз немесе басқа идентификатор жіберіңіз.',
  },
  wait_for_open: {
    en: 'Look at the open onboarding and wait until it is final.',
    ru: 'Посмотрите открытую заявку и дождитесь её завершения.',
    kk: 'Ашық өтінімді қарап, оның аяқталуын күтіңіз.',
  },
  use_existing_client: {
    en: 'Find the existing client at Freedom Pay and go on with it.',
    ru: 'Найдите этого клиента в Freedom Pay и продолжите работу с ним.',
    kk: 'Freedom Pay жүйесінен осы клиентті тауып, жұмысты сонымен жалғастырыңыз.',
  },
  read_again: {
    en: 'Read it again as it is now and decide anew.',
    ru: 'Запросите текущее состояние ещё раз и примите решение заново.',
    kk: 'Қазіргі күйін қайта сұратып, шешімді жаңадан қабылдаңыз.',
  },
  remove_endpoint: {
    en: 'Delete a webhook endpoint that is not needed any more.',
    ru: 'Удалите webhook-адрес, который больше не нужен.',
    kk: 'Енді қажет емес webhook мекенжайын жойыңыз.',
  },
  check_endpoint: {
    en: 'Look at your receiver, then try it with a test delivery.',
    ru: 'Проверьте свой приёмник, затем отправьте пробное уведомление.',
    kk: 'Қабылдаушыңызды тексеріп, содан кейін сынақ хабарламасын жіберіңіз.',
  },
  retry_later: {
    en: 'Send the same request again a little later.',
    ru: 'Повторите тот же запрос немного позже.',
    kk: 'Дәл осы сұрауды сәл кейінірек қайта жіберіңіз.',
  },
  ask_partner: {
    en: 'Ask Freedom Pay what is missing, then submit again.',
    ru: 'Уточните у Freedom Pay, чего не хватает, и отправьте заявку повторно.',
    kk: 'Не жетіспейтінін Freedom Pay компаниясынан нақтылап, өтінімді қайта жіберіңіз.',
  },
  ask_support: {
    en: 'If it happens again, write to our support and name the correlation id.',
    ru: 'Если ошибка повторится, напишите в нашу поддержку и укажите correlation id.',
    kk: 'Қате қайталанса, қолдау қызметімізге жазып, correlation id мәнін көрсетіңіз.',
  },
  nothing: {
    en: 'There is nothing left to do here.',
    ru: 'Здесь больше ничего делать не нужно.',
    kk: 'Мұнда енді ештеңе істеудің қажеті жоқ.',
  },
};

/** The next step as the API shows it. */
export const nextAction = (code: NextAction, language: Language): { code: NextAction; text: string } => ({ code, text: nextActionTexts[code][language] });
