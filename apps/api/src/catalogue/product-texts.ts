import type { ProductId, ProductPointer } from '#app/applicant';
import type { Texts } from './language.js';

/** What each product is; its name is a brand and the same in every language. */
export const productTexts: Record<ProductId, Texts> = {
  10001: {
    en: 'Card payments at the point of sale.',
    ru: 'Приём оплаты картами в торговой точке.',
    kk: 'Сауда нүктесінде картамен төлем қабылдау.',
  },
  11001: {
    en: 'Freedom Box, as agreed with Freedom Pay.',
    ru: 'Freedom Box, на условиях, согласованных с Freedom Pay.',
    kk: 'Freedom Box, Freedom Pay компаниясымен келісілген шарттармен.',
  },
  20000: {
    en: 'Payments on a web site or in an app.',
    ru: 'Приём платежей на сайте или в приложении.',
    kk: 'Сайтта немесе қосымшада төлем қабылдау.',
  },
};

/** What each member of a product is and what it takes, for whoever builds the form. */
export const productFieldTexts: Record<ProductPointer, Texts> = {
  '/product_id': {
    en: 'This product_id, as a number.',
    ru: 'Этот product_id, числом.',
    kk: 'Осы product_id, сан түрінде.',
  },
  '/mcc': {
    en: 'Merchant category code (MCC): four digits from /v1/reference/mcc, as a string.',
    ru: 'Код категории торговой точки (MCC): четыре цифры из /v1/reference/mcc, строкой.',
    kk: 'Сауда нүктесінің санат коды (MCC): /v1/reference/mcc тізіміндегі төрт цифр, жол түрінде.',
  },
  '/currency': {
    en: 'The currency of the terminal: ISO 4217 code of three Latin letters, like KZT.',
    ru: 'Валюта терминала: код ISO 4217 из трёх латинских букв, например KZT.',
    kk: 'Терминал валютасы: үш латын әрпінен тұратын ISO 4217 коды, мысалы KZT.',
  },
  '/name': {
    en: 'The name of the outlet, as customers see it.',
    ru: 'Название торговой точки, которое видят покупатели.',
    kk: 'Сауда нүктесінің сатып алушылар көретін атауы.',
  },
  '/descriptor': {
    en: 'The name on the card statement: Latin letters, digits and common signs.',
    ru: 'Название в выписке по карте: латинские буквы, цифры и обычные знаки.',
    kk: 'Карта бойынша үзінді көшірмедегі атау: латын әріптері, цифрлар және жай белгілер.',
  },
  '/address/country': {
    en: 'The country of the outlet: ISO 3166-1 code of two or three Latin letters, like KZ or KAZ.',
    ru: 'Страна торговой точки: код ISO 3166-1 из двух или трёх латинских букв, например KZ или KAZ.',
    kk: 'Сауда нүктесі орналасқан ел: екі немесе үш латын әрпінен тұратын ISO 3166-1 коды, мысалы KZ немесе KAZ.',
  },
  '/address/postal_code': {
    en: 'The postal code of the outlet: in Kazakhstan six digits or the form A01P3K4.',
    ru: 'Почтовый индекс торговой точки: в Казахстане это шесть цифр или вид A01P3K4.',
    kk: 'Сауда нүктесінің пошта индексі: Қазақстанда алты цифр немесе A01P3K4 түрі.',
  },
  '/address/address_line1': { en: 'The city, town or village.', ru: 'Город или другой населённый пункт.', kk: 'Қала немесе басқа елді мекен.' },
  '/address/address_line2': { en: 'The street.', ru: 'Улица.', kk: 'Көше.' },
  '/address/address_line3': { en: 'The number of the building.', ru: 'Номер дома.', kk: 'Үй нөмірі.' },
  '/user/name': { en: 'The full name of the cashier.', ru: 'Имя и фамилия кассира.', kk: 'Кассирдің аты-жөні.' },
  '/user/email': { en: 'The e-mail address of the cashier.', ru: 'Адрес электронной почты кассира.', kk: 'Кассирдің электрондық пошта мекенжайы.' },
  '/user/phone': {
    en: 'The phone number of the cashier, with its country code.',
    ru: 'Номер телефона кассира с кодом страны.',
    kk: 'Кассирдің ел коды көрсетілген телефон нөмірі.',
  },
  '/package_name': {
    en: 'The name of the service package, as agreed with Freedom Pay.',
    ru: 'Название пакета услуг, согласованного с Freedom Pay.',
    kk: 'Freedom Pay компаниясымен келісілген қызмет пакетінің атауы.',
  },
};
