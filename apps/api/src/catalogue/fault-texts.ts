import type { Texts } from './language.js';

/** What can be wrong with a query, a small body or an id beside what `applicant` finds in an onboarding. */
export type FaultText =
  | 'unacceptable' | 'one_of' | 'length' | 'uuid' | 'digits' | 'whole_number' | 'instant' | 'cursor' | 'feed_cursor' | 'event_types' | 'reason' | 'id_taken' | 'open_bin'
  | 'column_twice' | 'column_missing' | 'too_many_columns' | 'item_count' | 'endpoint_url' | 'endpoint_not_https' | 'endpoint_not_public' | 'type_filters' | 'window_end' | 'replay_token'
  | 'delivery_cursor';

/** `code` is what callers match on; several texts share one. */
export const faultTexts: Record<FaultText, { code: 'invalid' | 'required' | 'conflict' | 'open'; message: Texts }> = {
  unacceptable: {
    code: 'invalid',
    message: {
      en: 'This value is not accepted here: look up in the documentation what is.',
      ru: 'Это значение здесь не принимается: посмотрите в документации, какое подойдёт.',
      kk: 'Бұл мән мұнда қабылданбайды: қандай мән жарайтынын құжаттамадан қараңыз.',
    },
  },
  one_of: {
    code: 'invalid',
    message: {
      en: 'Send one of these values: {choices}.',
      ru: 'Отправьте одно из этих значений: {choices}.',
      kk: 'Мына мәндердің бірін жіберіңіз: {choices}.',
    },
  },
  length: {
    code: 'invalid',
    message: {
      en: 'Send 1 to {max} characters, without line breaks or other control characters.',
      ru: 'Отправьте от 1 до {max} символов, без переносов строк и других управляющих символов.',
      kk: '1–{max} таңба жіберіңіз, жол ауыстыру және басқа да басқару таңбалары болмасын.',
    },
  },
  uuid: {
    code: 'invalid',
    message: {
      en: 'Send a UUID: hexadecimal digits in groups of 8-4-4-4-12.',
      ru: 'Отправьте UUID: шестнадцатеричные цифры группами 8-4-4-4-12.',
      kk: 'UUID жіберіңіз: 8-4-4-4-12 тобына бөлінген он алтылық цифрлар.',
    },
  },
  digits: {
    code: 'invalid',
    message: {
      en: 'Send exactly {count} digits.',
      ru: 'Отправьте ровно {count} цифр.',
      kk: 'Дәл {count} цифр жіберіңіз.',
    },
  },
  whole_number: {
    code: 'invalid',
    message: {
      en: 'Send a whole number from {from} to {to}.',
      ru: 'Отправьте целое число от {from} до {to}.',
      kk: '{from} мен {to} аралығындағы бүтін сан жіберіңіз.',
    },
  },
  instant: {
    code: 'invalid',
    message: {
      en: 'Send an instant with its offset, like 2026-01-31T09:00:00Z or 2026-01-31T14:00:00+05:00; in a URL, + is written %2B.',
      ru: 'Отправьте момент времени со смещением от UTC, например 2026-01-31T09:00:00Z или 2026-01-31T14:00:00+05:00; в URL вместо + пишите %2B.',
      kk: 'Уақытты UTC-ден ауытқуымен қоса жіберіңіз, мысалы 2026-01-31T09:00:00Z немесе 2026-01-31T14:00:00+05:00; URL ішінде + орнына %2B жазыңыз.',
    },
  },
  cursor: {
    code: 'invalid',
    message: {
      en: 'Send the next_cursor of an earlier answer, or leave it out to begin from the start.',
      ru: 'Отправьте next_cursor из предыдущего ответа или не передавайте его, чтобы начать с начала.',
      kk: 'Алдыңғы жауаптағы next_cursor мәнін жіберіңіз немесе басынан бастау үшін оны мүлде жібермеңіз.',
    },
  },
  feed_cursor: {
    code: 'invalid',
    message: {
      en: 'Use next_cursor of an earlier answer to the same kind of query, or leave it out.',
      ru: 'Используйте next_cursor из предыдущего ответа на такой же запрос или не передавайте его.',
      kk: 'Дәл осындай сұрауға келген алдыңғы жауаптағы next_cursor мәнін қолданыңыз немесе оны мүлде жібермеңіз.',
    },
  },
  event_types: {
    code: 'invalid',
    message: {
      en: 'Send up to {max} event types, comma separated, like onboarding.succeeded,onboarding.rejected.',
      ru: 'Отправьте до {max} типов событий через запятую, например onboarding.succeeded,onboarding.rejected.',
      kk: 'Оқиға түрлерін үтір арқылы жіберіңіз, {max} түрден аспасын, мысалы onboarding.succeeded,onboarding.rejected.',
    },
  },
  reason: {
    code: 'invalid',
    message: {
      en: 'Say why, in 1 to {max} characters without line breaks.',
      ru: 'Укажите причину: от 1 до {max} символов, без переносов строк.',
      kk: 'Себебін көрсетіңіз: {max} таңбадан аспасын, жол ауыстырусыз.',
    },
  },
  column_twice: {
    code: 'invalid',
    message: {
      en: 'Two columns fill this field: keep one of them.',
      ru: 'Это поле заполняют два столбца: оставьте один из них.',
      kk: 'Бұл өрісті екі баған толтырады: біреуін ғана қалдырыңыз.',
    },
  },
  column_missing: {
    code: 'required',
    message: {
      en: 'This column is missing: add it. It may be called {names}.',
      ru: 'Этого столбца нет: добавьте его. Подойдёт название {names}.',
      kk: 'Бұл баған жоқ: оны қосыңыз. Мына атаулардың бірі жарайды: {names}.',
    },
  },
  too_many_columns: {
    code: 'invalid',
    message: {
      en: 'A file may have {max} columns at most.',
      ru: 'В файле может быть не больше {max} столбцов.',
      kk: 'Файлда {max} бағаннан артық болмауы керек.',
    },
  },
  item_count: {
    code: 'invalid',
    message: {
      en: 'Send 1 to {max} items; hand in more as a CSV file or as several batches.',
      ru: 'Отправьте от 1 до {max} элементов; если их больше, передайте CSV-файл или несколько пакетов.',
      kk: '1–{max} элемент жіберіңіз; одан көп болса, CSV файлын немесе бірнеше топтама тапсырыңыз.',
    },
  },
  endpoint_url: {
    code: 'invalid',
    message: {
      en: 'Send an absolute https URL of up to 2048 characters, without user name, password or a part behind #.',
      ru: 'Отправьте полный https-адрес длиной до 2048 символов, без имени пользователя, пароля и части после #.',
      kk: '2048 таңбадан аспайтын толық https мекенжайын жіберіңіз, пайдаланушы аты, құпиясөз және # кейінгі бөлік болмасын.',
    },
  },
  endpoint_not_https: {
    code: 'invalid',
    message: {
      en: 'Send an address that starts with https:// and uses port 443; whoever runs the service can allow another one.',
      ru: 'Отправьте адрес, который начинается с https:// и использует порт 443; другой может разрешить тот, кто обслуживает сервис.',
      kk: 'Мекенжай https:// деп басталып, 443 портын қолдануы керек; басқасына сервисті жүргізуші рұқсат бере алады.',
    },
  },
  endpoint_not_public: {
    code: 'invalid',
    message: {
      en: 'This address cannot be called from here. Send a public one; whoever runs the service can allow another one.',
      ru: 'На этот адрес отсюда отправлять нельзя. Отправьте публичный адрес; другой может разрешить тот, кто обслуживает сервис.',
      kk: 'Бұл мекенжайға осы жерден жіберуге болмайды. Жария мекенжай жіберіңіз; басқасына сервисті жүргізуші рұқсат бере алады.',
    },
  },
  type_filters: {
    code: 'invalid',
    message: {
      en: 'Send a list of 1 to {max} event types without repeats; "onboarding.*" stands for all of a kind, "*" for all. GET /v1/reference/event-types lists them.',
      ru: 'Отправьте список из 1–{max} типов событий без повторов; "onboarding.*" означает все типы одного вида, "*" — все. Список даёт GET /v1/reference/event-types.',
      kk: '1–{max} оқиға түрінің тізімін қайталаусыз жіберіңіз; "onboarding.*" бір түрге жататын бәрін, "*" барлығын білдіреді. Тізімін GET /v1/reference/event-types береді.',
    },
  },
  window_end: {
    code: 'invalid',
    message: {
      en: 'Send an instant that is later than from.',
      ru: 'Отправьте момент времени позже from.',
      kk: 'Уақыты from мәнінен кейін болуы керек.',
    },
  },
  replay_token: {
    code: 'invalid',
    message: {
      en: 'Ask with dry_run true first, then send its token with the same from, to and event_types within {minutes} minutes.',
      ru: 'Сначала отправьте запрос с dry_run true, затем в течение {minutes} минут передайте полученный token с теми же from, to и event_types.',
      kk: 'Алдымен dry_run true мәнімен сұраңыз, содан кейін {minutes} минут ішінде алынған token мәнін сол from, to және event_types мәндерімен жіберіңіз.',
    },
  },
  delivery_cursor: {
    code: 'invalid',
    message: {
      en: 'Use next_cursor of an earlier answer, or leave it out.',
      ru: 'Используйте next_cursor из предыдущего ответа или не передавайте его.',
      kk: 'Алдыңғы жауаптағы next_cursor мәнін қолданыңыз немесе оны мүлде жібермеңіз.',
    },
  },
  id_taken: {
    code: 'conflict',
    message: {
      en: 'Used before with other content.',
      ru: 'Уже использован с другими данными.',
      kk: 'Бұрын басқа деректермен қолданылған.',
    },
  },
  open_bin: {
    code: 'open',
    message: {
      en: 'This BIN has an open onboarding.',
      ru: 'По этому БИН уже есть открытая заявка.',
      kk: 'Бұл БСН бойынша ашық өтінім бар.',
    },
  },
};
