import type { pingType } from '#app/webhooks';
import type { EventType } from '../webhooks/event-types.js';
import type { Texts } from './language.js';

/** What each event means, for whoever decides which to listen to. */
export const eventTypeTexts: Record<EventType | typeof pingType, Texts> = {
  'onboarding.accepted': {
    en: 'An onboarding was accepted and stored.',
    ru: 'Заявка принята и сохранена.',
    kk: 'Өтінім қабылданып, сақталды.',
  },
  'onboarding.submitting': {
    en: 'It is being sent to Freedom Pay.',
    ru: 'Заявка отправляется в Freedom Pay.',
    kk: 'Өтінім Freedom Pay жүйесіне жіберіліп жатыр.',
  },
  'onboarding.processing': {
    en: 'Freedom Pay has it and is deciding.',
    ru: 'Freedom Pay получил заявку и рассматривает её.',
    kk: 'Freedom Pay өтінімді алып, қарап жатыр.',
  },
  'onboarding.succeeded': {
    en: 'Freedom Pay onboarded the client. Final.',
    ru: 'Freedom Pay подключил клиента. Это конечное состояние.',
    kk: 'Freedom Pay клиентті қосты. Бұл — соңғы күй.',
  },
  'onboarding.rejected': {
    en: 'Freedom Pay refused it; problem_codes say why. It can be corrected and submitted again.',
    ru: 'Freedom Pay отклонил заявку; причины указаны в problem_codes. Её можно исправить и отправить повторно.',
    kk: 'Freedom Pay өтінімді қабылдамады; себептері problem_codes ішінде. Оны түзетіп, қайта жіберуге болады.',
  },
  'onboarding.failed': {
    en: 'It ended without a verdict: a deadline passed, or an operator closed it.',
    ru: 'Заявка завершена без решения: истёк срок, или её закрыл оператор.',
    kk: 'Өтінім шешімсіз аяқталды: мерзімі өтті немесе оны оператор жапты.',
  },
  'onboarding.cancelled': {
    en: 'It was withdrawn before it was sent.',
    ru: 'Заявка отозвана до отправки.',
    kk: 'Өтінім жіберілмей тұрып қайтарып алынды.',
  },
  'onboarding.held': {
    en: 'It waits: nothing is sent or asked for the time being.',
    ru: 'Заявка приостановлена: пока ничего не отправляется и не запрашивается.',
    kk: 'Өтінім уақытша тоқтатылды: әзірге ештеңе жіберілмейді және сұралмайды.',
  },
  'onboarding.released': {
    en: 'It goes on after a hold.',
    ru: 'Заявка возобновлена после приостановки.',
    kk: 'Тоқтатылған өтінім қайта жалғастырылды.',
  },
  'onboarding.delayed': {
    en: 'It takes longer than was promised.',
    ru: 'Рассмотрение длится дольше, чем ожидалось.',
    kk: 'Қарау күтілгеннен ұзаққа созылып жатыр.',
  },
  'onboarding.resubmitted': {
    en: 'It was corrected and submitted again, as the next attempt.',
    ru: 'Заявка исправлена и отправлена повторно, начата следующая попытка.',
    kk: 'Өтінім түзетіліп, қайта жіберілді, келесі әрекет басталды.',
  },
  'onboarding.reopened': {
    en: 'One that had failed goes on where it was.',
    ru: 'Незавершённая заявка открыта снова и продолжится с того же места.',
    kk: 'Шешімсіз аяқталған өтінім қайта ашылды, тоқтаған жерінен жалғасады.',
  },
  'batch.completed': {
    en: 'Nothing of a batch is open any more.',
    ru: 'В пакете не осталось открытых заявок.',
    kk: 'Топтамада ашық өтінім қалмады.',
  },
  'partner.unavailable': {
    en: 'Freedom Pay serves nobody, or does not accept our key: no more calls go out, only one now and then to try. For operators only.',
    ru: 'Freedom Pay никого не обслуживает или не принимает наш ключ: обращений больше нет, кроме редких пробных. Только для операторов.',
    kk: 'Freedom Pay ешкімге қызмет көрсетпей тұр немесе кілтімізді қабылдамайды: сирек сынақтан басқа сұрау жіберілмейді. Тек операторларға.',
  },
  'partner.recovered': {
    en: 'Freedom Pay answers again: what was held goes on. For operators only.',
    ru: 'Freedom Pay снова отвечает: приостановленные заявки продолжаются. Только для операторов.',
    kk: 'Freedom Pay қайтадан жауап береді: тоқтатылған өтінімдер жалғасады. Тек операторларға.',
  },
  'partner.contract_drift': {
    en: 'Freedom Pay gave an answer that its documentation does not know; told once an hour at the most. For operators only.',
    ru: 'Freedom Pay дал ответ, которого нет в его документации; сообщается не чаще раза в час. Только для операторов.',
    kk: 'Freedom Pay құжаттамасында жоқ жауап берді; сағатына бір реттен жиі хабарланбайды. Тек операторларға.',
  },
  'webhook_endpoint.failing': {
    en: 'Nothing could be delivered to one of your endpoints for an hour, and again for a day; disables_at says when it will be disabled.',
    ru: 'На один из ваших webhook-адресов ничего не удалось доставить в течение часа, а затем суток; disables_at показывает, когда он будет отключён.',
    kk: 'Webhook мекенжайларыңыздың біріне бір сағат, кейін бір тәулік бойы ештеңе жеткізілмеді; оның қашан өшірілетінін disables_at көрсетеді.',
  },
  'webhook_endpoint.disabled': {
    en: 'One of your endpoints was disabled; reason says why. What happens meanwhile is kept for it.',
    ru: 'Один из ваших webhook-адресов отключён; причина указана в reason. События для него продолжают накапливаться.',
    kk: 'Webhook мекенжайларыңыздың бірі өшірілді; себебі reason ішінде. Оған арналған оқиғалар жинала береді.',
  },
  'webhook_endpoint.test': {
    en: 'A ping that somebody asked for, to try an endpoint. It stands in no feed and cannot be subscribed to.',
    ru: 'Пробное уведомление, отправленное по запросу для проверки адреса. В ленте событий его нет, подписаться на него нельзя.',
    kk: 'Мекенжайды тексеру үшін сұрау бойынша жіберілген сынақ хабарламасы. Ол оқиғалар таспасында жоқ, оған жазылуға болмайды.',
  },
};
