import type { Outcome } from '#app/webhooks';
import type { Language, Texts } from './language.js';

/** How a post to a webhook endpoint ended. None tells more about an address that is not allowed than that it is not. */
export const outcomeTexts: Record<Outcome, Texts> = {
  delivered: {
    en: 'Delivered: the receiver answered with 2xx.',
    ru: 'Доставлено: получатель ответил кодом 2xx.',
    kk: 'Жеткізілді: қабылдаушы 2xx кодымен жауап берді.',
  },
  refused_status: {
    en: 'The receiver answered, but not with 2xx.',
    ru: 'Получатель ответил, но не кодом 2xx.',
    kk: 'Қабылдаушы жауап берді, бірақ 2xx кодымен емес.',
  },
  redirect: {
    en: 'The receiver answered with a redirect, which is never followed. Register the final address.',
    ru: 'Получатель ответил перенаправлением, а переходов мы не делаем. Зарегистрируйте конечный адрес.',
    kk: 'Қабылдаушы басқа мекенжайға бағыттады, біз ондайға өтпейміз. Соңғы мекенжайды тіркеңіз.',
  },
  gone: {
    en: 'The receiver answered 410: it wants nothing more.',
    ru: 'Получатель ответил 410: ему больше ничего не нужно.',
    kk: 'Қабылдаушы 410 кодымен жауап берді: оған енді ештеңе керек емес.',
  },
  timeout: {
    en: 'There was no whole answer in time.',
    ru: 'Полного ответа за отведённое время не было.',
    kk: 'Толық жауап белгіленген уақыт ішінде келмеді.',
  },
  refused: {
    en: 'Nobody listens at this address and port.',
    ru: 'По этому адресу и порту никто не отвечает.',
    kk: 'Бұл мекенжай мен порт бойынша ешкім жауап бермейді.',
  },
  unreachable: {
    en: 'No way leads to this address.',
    ru: 'До этого адреса нет маршрута.',
    kk: 'Бұл мекенжайға апаратын жол жоқ.',
  },
  dns: {
    en: 'The host name has no public address. Check how it is spelt and its DNS.',
    ru: 'У имени хоста нет публичного адреса. Проверьте написание и DNS.',
    kk: 'Хост атауының жария мекенжайы жоқ. Жазылуын және DNS баптауын тексеріңіз.',
  },
  tls: {
    en: 'No trusted connection: check the certificate, its name and its chain.',
    ru: 'Нет доверенного соединения: проверьте сертификат, его имя и цепочку.',
    kk: 'Сенімді қосылым орнамады: сертификатты, оның атауын және тізбегін тексеріңіз.',
  },
  reset: {
    en: 'The connection was cut before the whole answer was there.',
    ru: 'Соединение оборвалось до получения полного ответа.',
    kk: 'Толық жауап келгенше қосылым үзіліп қалды.',
  },
  protocol: {
    en: 'What came back is not HTTP.',
    ru: 'Пришедший ответ не соответствует HTTP.',
    kk: 'Келген жауап HTTP талаптарына сәйкес емес.',
  },
  not_allowed: {
    en: 'This address is not allowed. Nothing was sent.',
    ru: 'Этот адрес не разрешён. Ничего не отправлено.',
    kk: 'Бұл мекенжайға рұқсат жоқ. Ештеңе жіберілген жоқ.',
  },
  failed: {
    en: 'It could not be sent.',
    ru: 'Отправить не удалось.',
    kk: 'Жіберу мүмкін болмады.',
  },
};

/** What another release wrote and this one does not know keeps its own word. */
export const outcomeText = (outcome: string, language: Language): string =>
  (Object.hasOwn(outcomeTexts, outcome) ? outcomeTexts[outcome as Outcome][language] : outcome);
