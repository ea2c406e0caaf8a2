import type { Texts } from './language.js';

/** What can be wrong with a query, a small body or an id beside what `applicant` finds in an onboarding. */
export type FaultText =
  | 'unacceptable' | 'one_of' | 'length' | 'uuid' | 'digits' | 'whole_number' | 'cursor' | 'feed_cursor' | 'event_types' | 'reason' | 'id_taken' | 'open_bin';

/** `code` is what callers match on; several texts share one. */
export const faultTexts: Record<FaultText, { code: 'invalid' | 'conflict' | 'open'; message: Texts }> = {
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
