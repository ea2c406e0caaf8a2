import type { ProblemCode } from '#app/platform';
import type { Texts } from './language.js';
import type { Category, NextAction } from './next-action-texts.js';

interface Heading { category: Category; next: NextAction; title: Texts }

const heading = (category: Category, next: NextAction, title: Texts): Heading => ({ category, next, title });
const correctable = (title: Texts): Heading => heading('correctable', 'correct_request', title);

/** What each refusal is called, whose turn it is then, and the next step. */
export const problemTitles: Record<ProblemCode, Heading> = {
  malformed_json: correctable({
    en: 'The body is not acceptable JSON', ru: 'Тело запроса — недопустимый JSON', kk: 'Сұрау денесі жарамды JSON емес',
  }),
  malformed_csv: correctable({
    en: 'The file is not an acceptable CSV', ru: 'Файл — недопустимый CSV', kk: 'Бұл файл жарамды CSV емес',
  }),
  idempotency_key_invalid: correctable({
    en: 'The Idempotency-Key is not acceptable', ru: 'Недопустимый Idempotency-Key', kk: 'Idempotency-Key талапқа сай емес',
  }),
  bad_request: correctable({
    en: 'The request is not acceptable HTTP', ru: 'Запрос не соответствует HTTP', kk: 'Сұрау HTTP талаптарына сай емес',
  }),
  unauthorized: heading('correctable', 'check_api_key', {
    en: 'A valid API key is needed', ru: 'Нужен действующий API-ключ', kk: 'Жарамды API кілті қажет',
  }),
  forbidden: heading('final', 'check_api_key', {
    en: 'This API key may not do this', ru: 'Этому API-ключу это не разрешено', kk: 'Бұл API кілтіне мұндай әрекетке рұқсат жоқ',
  }),
  not_found: correctable({
    en: 'There is no such thing here', ru: 'Здесь такого нет', kk: 'Мұнда ондай нәрсе жоқ',
  }),
  request_timeout: heading('temporary', 'retry_later', {
    en: 'The request did not arrive in time', ru: 'Запрос не поступил вовремя', kk: 'Сұрау уақытында келіп жетпеді',
  }),
  external_id_conflict: heading('correctable', 'check_existing', {
    en: 'This external_id was used with other content', ru: 'Этот external_id уже использован с другими данными', kk: 'Бұл external_id бұрын басқа деректермен қолданылған',
  }),
  request_id_conflict: heading('correctable', 'check_existing', {
    en: 'This request_id was used before', ru: 'Этот request_id уже использован', kk: 'Бұл request_id бұрын қолданылған',
  }),
  open_onboarding_for_bin: heading('temporary', 'wait_for_open', {
    en: 'This BIN has an open onboarding', ru: 'По этому БИН есть открытая заявка', kk: 'Бұл БСН бойынша ашық өтінім бар',
  }),
  idempotency_key_in_use: heading('temporary', 'retry_later', {
    en: 'A request with this Idempotency-Key is running', ru: 'Запрос с этим Idempotency-Key ещё выполняется', kk: 'Осы Idempotency-Key көрсетілген сұрау әлі орындалып жатыр',
  }),
  not_resubmittable: heading('final', 'read_again', {
    en: 'Only a rejected onboarding can be submitted again', ru: 'Повторно отправить можно только отклонённую заявку', kk: 'Тек қабылданбаған өтінімді ғана қайта жіберуге болады',
  }),
  already_submitted: heading('final', 'read_again', {
    en: 'It may be at Freedom Pay already', ru: 'Заявка, возможно, уже в Freedom Pay', kk: 'Өтінім Freedom Pay жүйесіне жетіп қойған болуы мүмкін',
  }),
  already_final: heading('final', 'nothing', {
    en: 'It is final already', ru: 'Заявка уже завершена', kk: 'Өтінім аяқталып қойған',
  }),
  action_not_possible: heading('final', 'read_again', {
    en: 'This action is not possible in the present state', ru: 'В текущем состоянии это действие невозможно', kk: 'Қазіргі күйде бұл әрекетті орындау мүмкін емес',
  }),
  sequence_mismatch: heading('correctable', 'read_again', {
    en: 'The onboarding has changed meanwhile', ru: 'Заявка тем временем изменилась', kk: 'Өтінім осы арада өзгеріп кетті',
  }),
  too_many_endpoints: heading('correctable', 'remove_endpoint', {
    en: 'There are as many webhook endpoints as there may be', ru: 'Достигнут предел числа webhook-адресов', kk: 'Webhook мекенжайларының саны шегіне жетті',
  }),
  endpoint_not_answering: heading('temporary', 'check_endpoint', {
    en: 'The webhook endpoint did not answer the ping', ru: 'Webhook-адрес не ответил на проверку', kk: 'Webhook мекенжайы тексеруге жауап бермеді',
  }),
  replay_in_progress: heading('temporary', 'retry_later', {
    en: 'A replay of this webhook endpoint is under way', ru: 'Повторная отправка на этот webhook-адрес ещё идёт', kk: 'Бұл webhook мекенжайына қайта жіберу әлі жүріп жатыр',
  }),
  version_mismatch: heading('correctable', 'read_again', {
    en: 'The webhook endpoint has changed meanwhile', ru: 'Webhook-адрес тем временем изменился', kk: 'Webhook мекенжайы осы арада өзгеріп кетті',
  }),
  body_too_large: correctable({
    en: 'The body is too large', ru: 'Тело запроса слишком большое', kk: 'Сұрау денесі тым үлкен',
  }),
  uri_too_long: correctable({
    en: 'The path is too long', ru: 'Путь в адресе слишком длинный', kk: 'Мекенжайдағы жол тым ұзын',
  }),
  unsupported_media_type: correctable({
    en: 'This content type or encoding is not accepted', ru: 'Такой тип содержимого или кодирование не принимается', kk: 'Мазмұнның мұндай түрі немесе кодталуы қабылданбайды',
  }),
  unknown_field: correctable({
    en: 'The request has unknown fields', ru: 'В запросе есть неизвестные поля', kk: 'Сұрауда белгісіз өрістер бар',
  }),
  validation_failed: correctable({
    en: 'Some fields are wrong', ru: 'Некоторые поля заполнены неверно', kk: 'Кейбір өрістер қате толтырылған',
  }),
  headers_too_large: correctable({
    en: 'The header fields are too large', ru: 'Заголовки запроса слишком большие', kk: 'Сұрау тақырыптары тым үлкен',
  }),
  idempotency_key_reused: correctable({
    en: 'This Idempotency-Key was used with another body', ru: 'Этот Idempotency-Key уже использован с другим телом запроса', kk: 'Бұл Idempotency-Key бұрын басқа сұрау денесімен қолданылған',
  }),
  internal_error: heading('unknown', 'ask_support', {
    en: 'Something failed on our side', ru: 'На нашей стороне произошёл сбой', kk: 'Біздің жақта ақау болды',
  }),
  service_unavailable: heading('temporary', 'retry_later', {
    en: 'The service cannot reach its database right now', ru: 'Сервису сейчас недоступна его база данных', kk: 'Сервис қазір өз дерекқорына қол жеткізе алмайды',
  }),
  webhooks_not_set_up: heading('unknown', 'ask_support', {
    en: 'Webhooks are not set up here', ru: 'Webhook-уведомления здесь не настроены', kk: 'Webhook хабарламалары мұнда бапталмаған',
  }),
};
