import type { ExpectedType, Finding, FindingCode } from '#app/applicant';
import { fill, type Language, type Texts } from './language.js';

/** What is wrong with a field and what to do. `{max}`, `{expected}` and `{choices}` come from the finding's params. */
export const findingTexts: Record<FindingCode, Texts> = {
  required: {
    en: 'This field is required: add it.',
    ru: 'Это поле обязательно: добавьте его.',
    kk: 'Бұл өріс міндетті: оны қосыңыз.',
  },
  not_null: {
    en: 'null is not a value here: give a value or leave the field out.',
    ru: 'null здесь не считается значением: укажите значение или не передавайте поле.',
    kk: 'Мұнда null мән болып саналмайды: мәнін көрсетіңіз немесе өрісті мүлде жібермеңіз.',
  },
  wrong_type: {
    en: 'Wrong type: send {expected}.',
    ru: 'Неверный тип: отправьте {expected}.',
    kk: 'Түрі дұрыс емес: {expected} жіберіңіз.',
  },
  unknown_field: {
    en: 'This field is not known here: remove it or correct its name.',
    ru: 'Здесь нет такого поля: удалите его или исправьте название.',
    kk: 'Мұнда ондай өріс жоқ: оны алып тастаңыз немесе атауын түзетіңіз.',
  },
  blank: {
    en: 'This field has nothing visible in it: give a value.',
    ru: 'В этом поле нет ни одного видимого символа: укажите значение.',
    kk: 'Бұл өрісте көрінетін бірде-бір таңба жоқ: мәнін көрсетіңіз.',
  },
  too_long: {
    en: 'Too long: shorten it to at most {max} characters.',
    ru: 'Слишком длинное значение: сократите его, не больше {max} символов.',
    kk: 'Мәні тым ұзын: оны {max} таңбадан асырмай қысқартыңыз.',
  },
  forbidden_characters: {
    en: 'Control characters (line breaks and tabs too) and broken Unicode are not allowed: remove them.',
    ru: 'Управляющие символы (в том числе переносы строк и табуляция) и повреждённый Юникод недопустимы: удалите их.',
    kk: 'Басқару таңбаларына (жол ауыстыру мен табуляцияға да) және бүлінген Юникодқа жол берілмейді: оларды алып тастаңыз.',
  },
  not_latin: {
    en: 'Only Latin letters, digits and common signs can stand here: spell it in Latin letters.',
    ru: 'Здесь допустимы только латинские буквы, цифры и обычные знаки: напишите латиницей.',
    kk: 'Мұнда латын әріптері, цифрлар және жай белгілер ғана болуы мүмкін: латын әріптерімен жазыңыз.',
  },
  duplicate_key: {
    en: 'Two names here are the same once Unicode-normalised (NFC): keep one of them.',
    ru: 'После нормализации Юникода (NFC) два названия здесь совпадают: оставьте одно из них.',
    kk: 'Юникод қалыпқа келтірілгеннен кейін (NFC) мұндағы екі атау бірдей болып шығады: біреуін ғана қалдырыңыз.',
  },
  key_blank: {
    en: 'A member here has a name with nothing visible in it: name it.',
    ru: 'В названии одного из элементов здесь нет видимых символов: дайте ему название.',
    kk: 'Мұндағы бір элементтің атауында көрінетін таңба жоқ: оған атау беріңіз.',
  },
  key_too_long: {
    en: 'The name of this member is too long: shorten it to at most {max} characters.',
    ru: 'Название этого элемента слишком длинное: сократите его, не больше {max} символов.',
    kk: 'Бұл элементтің атауы тым ұзын: оны {max} таңбадан асырмай қысқартыңыз.',
  },
  'request_id.format': {
    en: 'Not a UUID: send 36 characters, 8-4-4-4-12 hexadecimal digits, or leave the field out.',
    ru: 'Это не UUID: отправьте 36 символов, шестнадцатеричные цифры группами 8-4-4-4-12, или не передавайте поле.',
    kk: 'Бұл UUID емес: 8-4-4-4-12 тобына бөлінген он алтылық цифрлардан тұратын 36 таңба жіберіңіз немесе өрісті мүлде жібермеңіз.',
  },
  'bin.format': {
    en: 'Not a BIN or IIN: send a string of exactly 12 digits, not all zeros, without spaces.',
    ru: 'Это не БИН и не ИИН: отправьте строку ровно из 12 цифр, без пробелов и не из одних нулей.',
    kk: 'Бұл БСН де, ЖСН де емес: дәл 12 цифрдан тұратын жолды бос орынсыз жіберіңіз, цифрлардың бәрі нөл болмауы керек.',
  },
  'bin.send_as_string': {
    en: 'A number loses the leading zeros of a BIN or IIN: send it as a string of 12 digits.',
    ru: 'Число теряет начальные нули БИН или ИИН: отправьте его строкой из 12 цифр.',
    kk: 'Сан түрінде жіберілген БСН немесе ЖСН басындағы нөлдерін жоғалтады: оны 12 цифрдан тұратын жол түрінде жіберіңіз.',
  },
  'bin.checksum': {
    en: 'The date, type or check digit of this BIN or IIN is not right: compare it with the registration document.',
    ru: 'Дата, тип или контрольная цифра этого БИН или ИИН неверны: сверьте номер с документом о регистрации.',
    kk: 'Бұл БСН-нің немесе ЖСН-нің күні, түрі не бақылау цифры дұрыс емес: нөмірді тіркеу құжатымен салыстырып тексеріңіз.',
  },
  'bin.zeros_restored': {
    en: 'The spreadsheet dropped leading zeros of the BIN; they were put back, because the check digit proves them. Format the column as text.',
    ru: 'Таблица потеряла нули в начале БИН; они восстановлены: это подтверждает контрольная цифра. Задайте для столбца текстовый формат.',
    kk: 'Кесте БСН басындағы нөлдерді жоғалтты; олар қалпына келтірілді: мұны бақылау цифры растайды. Бағанға мәтін пішімін беріңіз.',
  },
  'bin.zeros_lost': {
    en: 'Fewer than 12 digits, and putting zeros in front does not make it a BIN. A spreadsheet drops leading zeros: format the column as text and enter the BIN again.',
    ru: 'Меньше 12 цифр, и с нулями в начале это не БИН. Таблица отбрасывает нули в начале: задайте для столбца текстовый формат и введите БИН заново.',
    kk: '12 цифрдан аз, басына нөл қосқанда да БСН шықпайды. Кесте бастапқы нөлдерді алып тастайды: бағанға мәтін пішімін беріп, БСН-ді қайта енгізіңіз.',
  },
  'cell.zeros_lost': {
    en: 'A digit is missing: a spreadsheet drops leading zeros. Format the column as text and enter the value again.',
    ru: 'Не хватает цифры: таблица отбрасывает нули в начале. Задайте для столбца текстовый формат и введите значение заново.',
    kk: 'Бір цифр жетіспейді: кесте бастапқы нөлдерді алып тастайды. Бағанға мәтін пішімін беріп, мәнді қайта енгізіңіз.',
  },
  'cell.scientific': {
    en: 'The spreadsheet wrote this number in short form (like 9.7E+11), and digits are lost: format the column as text and enter the number again.',
    ru: 'Таблица записала это число в краткой форме (вида 9,7E+11), и цифры потеряны: задайте для столбца текстовый формат и введите число заново.',
    kk: 'Кесте бұл санды қысқа түрде жазды (9,7E+11 сияқты), цифрлар жоғалды: бағанға мәтін пішімін беріп, санды қайта енгізіңіз.',
  },
  'cell.letters_lost': {
    en: 'A question mark stands inside a word: Windows-1251 has no Kazakh letters, and the spreadsheet wrote ? for them. Save the file as "CSV UTF-8".',
    ru: 'Внутри слова стоит вопросительный знак: в Windows-1251 нет казахских букв, и таблица записала вместо них «?». Сохраните файл как «CSV UTF-8».',
    kk: 'Сөздің ішінде сұрау белгісі тұр: Windows-1251 кодтауында қазақ әріптері жоқ, кесте олардың орнына «?» жазған. Файлды «CSV UTF-8» ретінде сақтаңыз.',
  },
  'cell.without_heading': {
    en: 'This row has more cells than the heading has columns: put a cell that holds the separator into quotation marks.',
    ru: 'В этой строке больше ячеек, чем столбцов в заголовке: ячейку, в которой есть разделитель, возьмите в кавычки.',
    kk: 'Бұл жолда тақырып бағандарынан көп ұяшық бар: ішінде бөлгіш бар ұяшықты тырнақшаға алыңыз.',
  },
  'iban.format': {
    en: 'Not an IBAN of Kazakhstan: send KZ and 18 Latin letters or digits.',
    ru: 'Это не IBAN Казахстана: отправьте KZ и ещё 18 латинских букв или цифр.',
    kk: 'Бұл Қазақстанның IBAN нөмірі емес: KZ және одан кейін 18 латын әрпін немесе цифрды жіберіңіз.',
  },
  'iban.cyrillic': {
    en: 'The IBAN has Cyrillic letters that only look like Latin ones: type it again in Latin letters.',
    ru: 'В IBAN есть кириллические буквы, похожие на латинские: наберите его заново латиницей.',
    kk: 'IBAN нөмірінде латын әріптеріне ұқсайтын кирилл әріптері бар: оны латын әріптерімен қайта теріңіз.',
  },
  'iban.checksum': {
    en: 'The check digits or the layout of this IBAN are not right: compare it with the bank document.',
    ru: 'Контрольные цифры или структура этого IBAN неверны: сверьте его с банковским документом.',
    kk: 'Бұл IBAN нөмірінің бақылау цифрлары немесе құрылымы дұрыс емес: оны банк құжатымен салыстырып тексеріңіз.',
  },
  'phone.invalid': {
    en: 'Not one valid phone number: send it with its country code, like +7 and 10 digits, without extension or letters.',
    ru: 'Здесь нужен один действующий номер телефона: укажите его с кодом страны, например +7 и 10 цифр, без добавочного номера и букв.',
    kk: 'Мұнда бір ғана жарамды телефон нөмірі керек: оны ел кодымен, мысалы +7 және 10 цифр түрінде, қосымша нөмірсіз және әріпсіз көрсетіңіз.',
  },
  'email.invalid': {
    en: 'Not an e-mail address: send one address like name@example.kz, without a display name or spaces.',
    ru: 'Это не адрес электронной почты: укажите один адрес вида name@example.kz, без имени получателя и пробелов.',
    kk: 'Бұл электрондық пошта мекенжайы емес: name@example.kz түріндегі бір мекенжайды алушының атынсыз және бос орынсыз көрсетіңіз.',
  },
  'country.unknown': {
    en: 'Unknown country: send its ISO 3166-1 code of two or three Latin letters, like KZ or KAZ.',
    ru: 'Неизвестная страна: укажите её код ISO 3166-1 из двух или трёх латинских букв, например KZ или KAZ.',
    kk: 'Мұндай ел белгісіз: оның екі немесе үш латын әрпінен тұратын ISO 3166-1 кодын көрсетіңіз, мысалы KZ немесе KAZ.',
  },
  'postal_code.format': {
    en: 'Not a postal code: in Kazakhstan six digits or the form A01P3K4 in Latin capitals, elsewhere 1 to 20 visible characters.',
    ru: 'Это не почтовый индекс: в Казахстане это шесть цифр или вид A01P3K4 заглавными латинскими буквами, в других странах от 1 до 20 видимых символов.',
    kk: 'Бұл пошта индексі емес: Қазақстанда ол алты цифрдан тұрады немесе латынның бас әріптерімен A01P3K4 түрінде жазылады, басқа елдерде көрінетін 1–20 таңба болады.',
  },
  'mcc.unknown': {
    en: 'Unknown merchant category code (MCC): send four digits from the list at /v1/reference/mcc.',
    ru: 'Неизвестный код категории торговой точки (MCC): отправьте четыре цифры из списка /v1/reference/mcc.',
    kk: 'Сауда нүктесінің мұндай санат коды (MCC) белгісіз: /v1/reference/mcc тізіміндегі төрт цифрды жіберіңіз.',
  },
  'currency.unknown': {
    en: 'Unknown currency: send its ISO 4217 code of three Latin letters, like KZT.',
    ru: 'Неизвестная валюта: укажите её код ISO 4217 из трёх латинских букв, например KZT.',
    kk: 'Мұндай валюта белгісіз: оның үш латын әрпінен тұратын ISO 4217 кодын көрсетіңіз, мысалы KZT.',
  },
  'product.unknown': {
    en: 'Unknown product_id: send one of {choices}.',
    ru: 'Неизвестный product_id: отправьте одно из значений {choices}.',
    kk: 'Мұндай product_id белгісіз: мына мәндердің бірін жіберіңіз: {choices}.',
  },
  'product.too_deep': {
    en: 'Nested too deeply: a request may be at most {max} levels deep.',
    ru: 'Слишком глубокая вложенность: в запросе может быть не больше {max} уровней.',
    kk: 'Құрылымы тым терең: сұрауда {max} деңгейден артық болмауы керек.',
  },
  'number.not_exact': {
    en: 'This number cannot be kept exactly: send fewer digits, or send it as a string.',
    ru: 'Это число нельзя сохранить точно: отправьте меньше цифр или передайте его строкой.',
    kk: 'Бұл санды дәл сақтау мүмкін емес: цифрларын азайтыңыз немесе жол түрінде жіберіңіз.',
  },
  'metadata.too_many': {
    en: 'Too many members: send at most {max}.',
    ru: 'Слишком много элементов: отправьте не больше {max}.',
    kk: 'Элементтер тым көп: {max} элементтен асырмай жіберіңіз.',
  },
};

/** What a field takes, as the object of "send …". */
export const expectedTypeTexts: Record<ExpectedType, Texts> = {
  string: { en: 'a string', ru: 'строку', kk: 'жол' },
  string_of_12_digits: { en: 'a string of 12 digits', ru: 'строку из 12 цифр', kk: '12 цифрдан тұратын жол' },
  integer: { en: 'an integer', ru: 'целое число', kk: 'бүтін сан' },
  string_or_integer: { en: 'a string or an integer', ru: 'строку или целое число', kk: 'жол немесе бүтін сан' },
  object: { en: 'an object', ru: 'объект', kk: 'объект' },
  json_value: { en: 'a JSON value', ru: 'значение JSON', kk: 'JSON мәнін' },
};

const documentedType: Texts = {
  en: 'a value of the type that the documentation names', ru: 'значение того типа, который указан в документации', kk: 'құжаттамада көрсетілген түрдегі мән',
};

/** What is wrong with one field and what to do, in one sentence. */
export function findingText({ code, params: { expected, ...others } = {} }: Pick<Finding, 'code' | 'params'>, language: Language): string {
  return fill(findingTexts[code][language], { ...others, expected: (expected === undefined ? documentedType : expectedTypeTexts[expected])[language] });
}
