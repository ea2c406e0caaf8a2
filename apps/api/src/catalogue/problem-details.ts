import type { ProblemCode, ProblemDetail } from '#app/platform';
import type { Texts } from './language.js';

const seeErrors: Texts = {
  en: 'See errors: each names a field and what is wrong with it.',
  ru: 'Смотрите errors: для каждого поля указано, что с ним не так.',
  kk: 'errors тізімін қараңыз: онда әр өріс бойынша не дұрыс емесі көрсетілген.',
};
const idConflict = (name: 'external_id' | 'request_id'): Record<'in_use' | 'other_content', Texts> => ({
  in_use: {
    en: `This ${name} is in use. Choose another one.`,
    ru: `Этот ${name} занят. Выберите другой.`,
    kk: `Бұл ${name} бос емес. Басқасын таңдаңыз.`,
  },
  other_content: {
    en: `This ${name} belongs to an onboarding with other content. Look at it; to correct rejected data, submit it again there; for another client choose another ${name}.`,
    ru: `Этот ${name} принадлежит заявке с другими данными. Посмотрите её: чтобы исправить отклонённые данные, отправьте повторно именно её, а для другого клиента выберите другой ${name}.`,
    kk: `Бұл ${name} басқа деректері бар өтінімге тиесілі. Сол өтінімді қараңыз: қабылданбаған деректерді түзету үшін оның өзін қайта жіберіңіз, ал басқа клиент үшін басқа ${name} таңдаңыз.`,
  },
});

/** What happened in each situation of each refusal, and what to do. */
export const problemDetails: { [C in ProblemCode]: Record<ProblemDetail<C>, Texts> } = {
  malformed_json: {
    not_utf8: {
      en: 'The body is not valid UTF-8.',
      ru: 'Тело запроса не в кодировке UTF-8.',
      kk: 'Сұрау денесі UTF-8 кодтауында емес.',
    },
    empty: {
      en: 'The body is empty.',
      ru: 'Тело запроса пустое.',
      kk: 'Сұрау денесі бос.',
    },
    trailing: {
      en: 'There is something after the end of the JSON document.',
      ru: 'После конца документа JSON есть что-то ещё.',
      kk: 'JSON құжаты аяқталғаннан кейін тағы бірдеңе бар.',
    },
    duplicate_key: {
      en: 'An object has the same key twice.',
      ru: 'В одном из объектов ключ повторяется.',
      kk: 'Бір объектіде кілт қайталанады.',
    },
    too_deep: {
      en: 'The body is nested deeper than {max} levels.',
      ru: 'Вложенность тела запроса больше {max} уровней.',
      kk: 'Сұрау денесінің құрылымы {max} деңгейден терең.',
    },
    too_many_members: {
      en: 'An object has more than {max} members.',
      ru: 'В одном из объектов больше {max} полей.',
      kk: 'Бір объектіде {max} өрістен көп.',
    },
    bad_string: {
      en: 'A string is not closed or holds a raw control character, near character {position}.',
      ru: 'Около символа {position} строка не закрыта или содержит неэкранированный управляющий символ.',
      kk: '{position}-таңбаның маңында жол жабылмаған немесе онда экрандалмаған басқару таңбасы бар.',
    },
    leading_zero: {
      en: 'A number starts with 0. Send values that may start with 0, such as a BIN, as a string.',
      ru: 'Число начинается с 0. Значения, которые могут начинаться с 0, например БИН, отправляйте строкой.',
      kk: 'Сан 0-ден басталады. БСН сияқты 0-ден басталуы мүмкін мәндерді жол түрінде жіберіңіз.',
    },
    not_json: {
      en: 'The body is not JSON, near character {position}.',
      ru: 'Около символа {position} тело запроса перестаёт быть JSON.',
      kk: '{position}-таңбаның маңында сұрау денесі JSON талабына сай емес.',
    },
    object_expected: {
      en: 'Send the request as a JSON object.',
      ru: 'Отправьте запрос в виде объекта JSON.',
      kk: 'Сұрауды JSON объектісі түрінде жіберіңіз.',
    },
    members_expected: {
      en: 'Send {members} as a JSON object.',
      ru: 'Отправьте {members} в виде объекта JSON.',
      kk: 'JSON объектісін {members} түрінде жіберіңіз.',
    },
  },
  malformed_csv: {
    not_utf8: {
      en: 'The file is neither UTF-8 nor Windows-1251. Save it as "CSV UTF-8".',
      ru: 'Файл не в кодировке UTF-8 и не в Windows-1251. Сохраните его как «CSV UTF-8».',
      kk: 'Файл UTF-8 кодтауында да, Windows-1251 кодтауында да емес. Оны «CSV UTF-8» ретінде сақтаңыз.',
    },
    quotes: {
      en: 'A quotation mark is opened and not closed, or not doubled inside a cell, near row {row}.',
      ru: 'Около строки {row} кавычка не закрыта или не удвоена внутри ячейки.',
      kk: '{row}-жолдың маңында тырнақша жабылмаған немесе ұяшық ішінде қосарланбаған.',
    },
    row_too_long: {
      en: 'Row {row} is longer than {max} characters; perhaps a quotation mark is not closed.',
      ru: 'Строка {row} длиннее {max} символов; возможно, не закрыта кавычка.',
      kk: '{row}-жол {max} таңбадан ұзын; тырнақша жабылмаған болуы мүмкін.',
    },
    no_heading: {
      en: 'The first row must name the columns, as in: name, bin, first_name, last_name, phone, email, country, postal_code, address_line1, iban. Put such a row above the data.',
      ru: 'Первая строка должна содержать названия столбцов, например: name, bin, first_name, last_name, phone, email, country, postal_code, address_line1, iban. Добавьте такую строку над данными.',
      kk: 'Бірінші жолда бағандардың атаулары тұруы керек, мысалы: name, bin, first_name, last_name, phone, email, country, postal_code, address_line1, iban. Деректердің үстіне осындай жол қосыңыз.',
    },
    no_rows: {
      en: 'There is no row below the heading.',
      ru: 'Под заголовком нет ни одной строки.',
      kk: 'Тақырыптың астында бірде-бір жол жоқ.',
    },
  },
  idempotency_key_invalid: {
    characters: {
      en: 'An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.',
      ru: 'Idempotency-Key состоит из видимых символов ASCII, от 1 до 255, и передаётся один раз.',
      kk: 'Idempotency-Key көрінетін 1–255 ASCII таңбасынан тұрады және бір рет қана жіберіледі.',
    },
  },
  bad_request: {
    not_http: {
      en: 'The request could not be read as HTTP. Check its path, its headers and its length.',
      ru: 'Запрос не удалось прочитать как HTTP. Проверьте путь, заголовки и длину.',
      kk: 'Сұрауды HTTP ретінде оқу мүмкін болмады. Оның жолын, тақырыптарын және ұзындығын тексеріңіз.',
    },
  },
  unauthorized: {
    key_needed: {
      en: 'Send "Authorization: Bearer <key>" with a key of this service.',
      ru: 'Отправьте заголовок «Authorization: Bearer <ключ>» с ключом этого сервиса.',
      kk: 'Осы сервистің кілтімен «Authorization: Bearer <кілт>» тақырыбын жіберіңіз.',
    },
  },
  forbidden: {
    operators_only: {
      en: "This needs an operator's key.",
      ru: 'Для этого нужен ключ оператора.',
      kk: 'Бұл үшін оператордың кілті қажет.',
    },
  },
  not_found: {
    no_route: {
      en: 'Nothing answers at this path with this method. /openapi.json lists what does.',
      ru: 'По этому пути и этим методом ничего не отвечает. Что доступно, перечислено в /openapi.json.',
      kk: 'Бұл жол мен әдіс бойынша жауап жоқ. Қолжетімді мекенжайлар /openapi.json құжатында көрсетілген.',
    },
    onboarding: {
      en: 'There is no onboarding with this id, or it is not yours.',
      ru: 'Заявки с таким id нет, или она не ваша.',
      kk: 'Мұндай id көрсетілген өтінім жоқ немесе ол сіздікі емес.',
    },
    batch: {
      en: 'There is no batch with this id, or it is not yours.',
      ru: 'Пакета с таким id нет, или он не ваш.',
      kk: 'Мұндай id көрсетілген топтама жоқ немесе ол сіздікі емес.',
    },
    webhook_endpoint: {
      en: 'There is no webhook endpoint with this id, or it is not yours.',
      ru: 'Webhook-адреса с таким id нет, или он не ваш.',
      kk: 'Мұндай id көрсетілген webhook мекенжайы жоқ немесе ол сіздікі емес.',
    },
    webhook_delivery: {
      en: 'There is no delivery with this id, or it is not yours.',
      ru: 'Доставки с таким id нет, или она не ваша.',
      kk: 'Мұндай id көрсетілген жеткізілім жоқ немесе ол сіздікі емес.',
    },
  },
  request_timeout: {
    too_slow: {
      en: 'Send the whole request within the time limit.',
      ru: 'Отправьте запрос целиком за отведённое время.',
      kk: 'Сұрауды белгіленген уақыт ішінде толық жіберіңіз.',
    },
  },
  external_id_conflict: idConflict('external_id'),
  request_id_conflict: idConflict('request_id'),
  open_onboarding_for_bin: {
    wait: {
      en: 'Wait until it is final, or send ?allow_duplicate_bin=true if you mean another one.',
      ru: 'Дождитесь её завершения или отправьте ?allow_duplicate_bin=true, если нужна ещё одна.',
      kk: 'Оның аяқталуын күтіңіз немесе тағы біреуі керек болса, ?allow_duplicate_bin=true жіберіңіз.',
    },
  },
  idempotency_key_in_use: {
    running: {
      en: 'A request with this key is still running. Send it again in a moment.',
      ru: 'Запрос с этим ключом ещё выполняется. Повторите его чуть позже.',
      kk: 'Осы кілтпен жіберілген сұрау әлі орындалып жатыр. Оны сәлден кейін қайта жіберіңіз.',
    },
  },
  not_resubmittable: {
    not_rejected: {
      en: 'It is not rejected: there is nothing to correct.',
      ru: 'Заявка не отклонена: исправлять нечего.',
      kk: 'Өтінім қабылданбаған күйде емес: түзететін ештеңе жоқ.',
    },
  },
  already_submitted: {
    no_way_back: {
      en: 'It may be at Freedom Pay already, which cannot be undone from here.',
      ru: 'Заявка, возможно, уже в Freedom Pay, и отозвать её отсюда нельзя.',
      kk: 'Өтінім Freedom Pay жүйесіне жетіп қойған болуы мүмкін, оны бұл жерден қайтарып алу мүмкін емес.',
    },
  },
  already_final: {
    nothing_to_hold: {
      en: 'It is final: there is nothing to hold.',
      ru: 'Заявка завершена: приостанавливать нечего.',
      kk: 'Өтінім аяқталған: тоқтататын ештеңе жоқ.',
    },
    nothing_to_withdraw: {
      en: 'It is final: there is nothing to withdraw.',
      ru: 'Заявка завершена: отзывать нечего.',
      kk: 'Өтінім аяқталған: қайтарып алатын ештеңе жоқ.',
    },
  },
  action_not_possible: {
    held_by_operator: {
      en: 'It is held by an operator already.',
      ru: 'Заявку уже приостановил оператор.',
      kk: 'Өтінімді оператор уақытша тоқтатып қойған.',
    },
    not_held: {
      en: 'It is not held.',
      ru: 'Заявка не приостановлена.',
      kk: 'Өтінім тоқтатылып тұрған жоқ.',
    },
    never_sent: {
      en: 'It was never sent: the partner knows nothing about it.',
      ru: 'Заявка не отправлялась: партнёр о ней ничего не знает.',
      kk: 'Өтінім жіберілмеген: серіктес ол туралы ештеңе білмейді.',
    },
    held: {
      en: 'It is held: release it first.',
      ru: 'Заявка приостановлена: сначала возобновите её.',
      kk: 'Өтінім уақытша тоқтатылған: алдымен оны жалғастырыңыз.',
    },
  },
  too_many_endpoints: {
    limit: {
      en: 'You may have {max} webhook endpoints at most.',
      ru: 'Webhook-адресов может быть не больше {max}.',
      kk: 'Webhook мекенжайларының саны {max} данадан аспауы керек.',
    },
  },
  endpoint_not_answering: {
    ping_failed: {
      en: 'It is enabled again once it answers a signed ping with 2xx. POST …/test shows what comes back now.',
      ru: 'Он включится, когда ответит на подписанную проверку кодом 2xx. POST …/test покажет, что приходит сейчас.',
      kk: 'Ол қол қойылған тексеруге 2xx кодымен жауап бергенде қайта қосылады. Қазір не келетінін POST …/test көрсетеді.',
    },
  },
  replay_in_progress: {
    running: {
      en: 'One replay at a time: ask again when it has ended.',
      ru: 'Одновременно возможна одна повторная отправка: повторите запрос, когда она закончится.',
      kk: 'Бір уақытта тек бір қайта жіберу мүмкін: ол аяқталған соң қайта сұраңыз.',
    },
  },
  version_mismatch: {
    tag_format: {
      en: 'If-Match takes the ETag of the webhook endpoint, e.g. "3".',
      ru: 'В If-Match передаётся ETag webhook-адреса, например "3".',
      kk: 'If-Match тақырыбында webhook мекенжайының ETag мәні жіберіледі, мысалы "3".',
    },
    changed: {
      en: 'Read the webhook endpoint again and decide anew.',
      ru: 'Запросите webhook-адрес ещё раз и примите решение заново.',
      kk: 'Webhook мекенжайын қайта сұратып, шешімді жаңадан қабылдаңыз.',
    },
  },
  sequence_mismatch: {
    tag_format: {
      en: 'If-Match takes the ETag of the onboarding, e.g. "3".',
      ru: 'В If-Match передаётся ETag заявки, например "3".',
      kk: 'If-Match тақырыбында өтінімнің ETag мәні жіберіледі, мысалы "3".',
    },
    changed: {
      en: 'Read the onboarding again and decide anew.',
      ru: 'Запросите заявку ещё раз и примите решение заново.',
      kk: 'Өтінімді қайта сұратып, шешімді жаңадан қабылдаңыз.',
    },
  },
  body_too_large: {
    limit: {
      en: 'A body may have {max} bytes at most.',
      ru: 'Тело запроса может занимать не больше {max} байт.',
      kk: 'Сұрау денесі {max} байттан аспауы керек.',
    },
  },
  uri_too_long: {
    shorten: {
      en: 'Shorten the path.',
      ru: 'Сократите путь в адресе.',
      kk: 'Мекенжайдағы жолды қысқартыңыз.',
    },
  },
  unsupported_media_type: {
    json_only: {
      en: 'Send Content-Type: application/json (charset utf-8 or none) without a Content-Encoding.',
      ru: 'Отправьте Content-Type: application/json (charset utf-8 или без него) без Content-Encoding.',
      kk: 'Content-Type: application/json (charset utf-8 немесе онсыз) жіберіңіз, Content-Encoding қолданбаңыз.',
    },
    json_or_csv: {
      en: 'Send Content-Type: application/json or text/csv (charset utf-8, windows-1251 or none) without a Content-Encoding.',
      ru: 'Отправьте Content-Type: application/json или text/csv (charset utf-8, windows-1251 или без него) без Content-Encoding.',
      kk: 'Content-Type: application/json немесе text/csv (charset utf-8, windows-1251 немесе онсыз) жіберіңіз, Content-Encoding қолданбаңыз.',
    },
  },
  unknown_field: {
    see_errors: seeErrors,
  },
  validation_failed: {
    see_errors: seeErrors,
    object_expected: {
      en: 'A JSON object is expected.',
      ru: 'Ожидается объект JSON.',
      kk: 'JSON объектісі күтіледі.',
    },
    feed_cursor: {
      en: 'The cursor is not one of this feed.',
      ru: 'Этот курсор не из этой ленты событий.',
      kk: 'Бұл курсор осы оқиғалар таспасына жатпайды.',
    },
  },
  headers_too_large: {
    shorten: {
      en: 'Send fewer or shorter header fields.',
      ru: 'Отправьте меньше заголовков или сделайте их короче.',
      kk: 'Тақырыптарды азайтыңыз немесе қысқартыңыз.',
    },
  },
  idempotency_key_reused: {
    other_body: {
      en: 'This Idempotency-Key was used with another body. Use a new key for another request.',
      ru: 'Этот Idempotency-Key уже использован с другим телом запроса. Для другого запроса возьмите новый ключ.',
      kk: 'Бұл Idempotency-Key бұрын басқа сұрау денесімен қолданылған. Басқа сұрау үшін жаңа кілт алыңыз.',
    },
  },
  internal_error: {
    try_again: {
      en: 'Try again; if it stays, tell us the correlation id.',
      ru: 'Попробуйте ещё раз; если ошибка повторится, сообщите нам correlation id.',
      kk: 'Қайталап көріңіз; қате қайталанса, бізге correlation id мәнін хабарлаңыз.',
    },
  },
  service_unavailable: {
    perhaps_stored: {
      en: 'It may or may not have been stored. Send it again with the same external_id, request_id or Idempotency-Key; without one of them, look in the list first.',
      ru: 'Запрос мог сохраниться, а мог и нет. Отправьте его ещё раз с тем же external_id, request_id или Idempotency-Key; если их нет, сначала посмотрите в списке.',
      kk: 'Сұрау сақталған да, сақталмаған да болуы мүмкін. Оны сол external_id, request_id немесе Idempotency-Key мәнімен қайта жіберіңіз; олар болмаса, алдымен тізімді қараңыз.',
    },
    not_read: {
      en: 'The service cannot read its database right now. Ask again.',
      ru: 'Сервис сейчас не может прочитать свою базу данных. Повторите запрос.',
      kk: 'Сервис қазір өз дерекқорын оқи алмайды. Сұрауды қайталаңыз.',
    },
  },
  webhooks_not_set_up: {
    keys_missing: {
      en: 'Secrets of webhooks cannot be kept safely yet. Whoever runs the service has to set WEBHOOK_SECRET_KEYS.',
      ru: 'Секреты webhook-уведомлений пока негде безопасно хранить. Тому, кто обслуживает сервис, нужно задать WEBHOOK_SECRET_KEYS.',
      kk: 'Webhook құпияларын қауіпсіз сақтау әлі мүмкін емес. Сервисті жүргізуші WEBHOOK_SECRET_KEYS мәнін орнатуы керек.',
    },
    key_retired: {
      en: 'This secret was sealed with a key that the service does not have any more. Whoever runs it has to put that key back into WEBHOOK_SECRET_KEYS, behind the others.',
      ru: 'Этот секрет запечатан ключом, которого у сервиса больше нет. Тому, кто обслуживает сервис, нужно вернуть ключ в WEBHOOK_SECRET_KEYS, после остальных.',
      kk: 'Бұл құпия сервисте енді жоқ кілтпен қорғалған. Сервисті жүргізуші сол кілтті WEBHOOK_SECRET_KEYS ішіне, басқаларынан кейін қайтаруы керек.',
    },
  },
};
