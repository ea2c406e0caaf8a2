import type { Texts } from './language.js';

/** The members of a request that a column of a CSV file may fill, by their JSON Pointers. */
export type Column =
  | '/external_id' | '/request_id' | '/name' | '/bin' | '/legal_type' | '/company_id' | '/iban' | '/description' | '/product/product_id'
  | `/ceo_info/${'first_name' | 'last_name' | 'middle_name' | 'phone' | 'email'}`
  | `/address_info/${'country' | 'postal_code' | 'address_line1' | 'address_line2' | 'address_line3'}`;

/** What a column may be called beside its technical name, by whoever fills the table. */
export const columnNames: Record<Column, Texts> = {
  '/external_id': { en: 'External id', ru: 'Внешний код', kk: 'Сыртқы код' },
  '/request_id': { en: 'Request id', ru: 'Код запроса', kk: 'Сұрау коды' },
  '/name': { en: 'Company name', ru: 'Наименование', kk: 'Атауы' },
  '/bin': { en: 'BIN/IIN', ru: 'БИН/ИИН', kk: 'БСН/ЖСН' },
  '/legal_type': { en: 'Legal form', ru: 'Форма собственности', kk: 'Меншік нысаны' },
  '/company_id': { en: 'Company id', ru: 'Код компании', kk: 'Компания коды' },
  '/ceo_info/first_name': { en: 'CEO first name', ru: 'Имя руководителя', kk: 'Басшының аты' },
  '/ceo_info/last_name': { en: 'CEO last name', ru: 'Фамилия руководителя', kk: 'Басшының тегі' },
  '/ceo_info/middle_name': { en: 'CEO middle name', ru: 'Отчество руководителя', kk: 'Басшының әкесінің аты' },
  '/ceo_info/phone': { en: 'CEO phone', ru: 'Телефон руководителя', kk: 'Басшының телефоны' },
  '/ceo_info/email': { en: 'CEO email', ru: 'Электронная почта руководителя', kk: 'Басшының электрондық поштасы' },
  '/address_info/country': { en: 'Address country', ru: 'Страна', kk: 'Ел' },
  '/address_info/postal_code': { en: 'Postcode', ru: 'Почтовый индекс', kk: 'Пошта индексі' },
  '/address_info/address_line1': { en: 'City', ru: 'Город', kk: 'Қала' },
  '/address_info/address_line2': { en: 'Street', ru: 'Улица', kk: 'Көше' },
  '/address_info/address_line3': { en: 'Building', ru: 'Дом', kk: 'Үй' },
  '/iban': { en: 'IBAN (account)', ru: 'ИИК', kk: 'ЖСК' },
  '/description': { en: 'Comment', ru: 'Комментарий', kk: 'Түсініктеме' },
  '/product/product_id': { en: 'Product', ru: 'Код продукта', kk: 'Өнім коды' },
};

/** What tables call them besides, in all three languages; brackets, dots and dashes do not count. */
export const otherColumnNames: Partial<Record<Column, readonly string[]>> = {
  '/external_id': ['ID'],
  '/name': [
    'Название', 'Название компании', 'Наименование компании', 'Наименование организации', 'Компания', 'Организация', 'Контрагент', 'Клиент',
    'Ұйым', 'Ұйым атауы', 'Компания атауы', 'Company',
  ],
  '/bin': ['БИН', 'ИИН', 'БИН ИИН', 'ИИН БИН', 'БСН', 'ЖСН', 'БСН ЖСН', 'ЖСН БСН', 'IIN', 'IIN BIN'],
  '/ceo_info/first_name': ['Имя', 'Имя директора', 'Аты', 'Директордың аты', 'First name'],
  '/ceo_info/last_name': ['Фамилия', 'Фамилия директора', 'Тегі', 'Директордың тегі', 'Last name'],
  '/ceo_info/middle_name': ['Отчество', 'Отчество директора', 'Әкесінің аты', 'Middle name'],
  '/ceo_info/phone': ['Телефон', 'Тел', 'Номер телефона', 'Мобильный', 'Мобильный телефон', 'Телефон нөмірі', 'Ұялы телефон', 'Phone', 'Phone number'],
  '/ceo_info/email': ['Электронная почта', 'Эл почта', 'Почта', 'Адрес электронной почты', 'Электрондық пошта', 'Пошта', 'E-mail', 'Mail'],
  '/address_info/country': ['Страна регистрации', 'Мемлекет'],
  '/address_info/postal_code': ['Индекс', 'Zip', 'Zip code', 'Индекс нөмірі'],
  '/address_info/address_line1': ['Адрес', 'Юридический адрес', 'Мекенжай', 'Мекенжайы', 'Заңды мекенжай', 'Address', 'Address line 1'],
  '/address_info/address_line2': ['Address line 2'],
  '/address_info/address_line3': ['Address line 3'],
  '/iban': [
    'Номер счёта', 'Номер счета', 'Счёт', 'Счет', 'Расчётный счёт', 'Расчетный счет', 'ИИК IBAN', 'IBAN ИИК', 'Шот', 'Шот нөмірі', 'Есеп айырысу шоты', 'ЖСК IBAN', 'IBAN ЖСК', 'Account',
  ],
  '/description': ['Описание', 'Примечание', 'Сипаттама', 'Ескерту'],
  '/product/product_id': ['Продукт', 'Өнім'],
};
