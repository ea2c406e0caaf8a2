import type { ProductId } from '#app/applicant';
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
