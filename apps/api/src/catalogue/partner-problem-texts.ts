import type { PartnerProblem } from '#app/freedompay';
import type { Texts } from './language.js';
import type { Category, NextAction } from './next-action-texts.js';

/** Why Freedom Pay refused, as the CRM and the back office read it. */
export const partnerProblemTexts: Record<PartnerProblem, { category: Category; next: NextAction; message: Texts }> = {
  'bin.unknown': {
    category: 'correctable', next: 'correct_and_resubmit',
    message: {
      en: 'Freedom Pay does not know this BIN or IIN.',
      ru: 'Freedom Pay не нашёл такого БИН или ИИН.',
      kk: 'Freedom Pay мұндай БСН немесе ЖСН таппады.',
    },
  },
  'iban.not_accepted': {
    category: 'correctable', next: 'correct_and_resubmit',
    message: {
      en: 'Freedom Pay does not accept this account.',
      ru: 'Freedom Pay не принимает этот счёт (IBAN).',
      kk: 'Freedom Pay бұл шотты (IBAN) қабылдамайды.',
    },
  },
  'client.duplicate': {
    category: 'final', next: 'use_existing_client',
    message: {
      en: 'Freedom Pay has this client already.',
      ru: 'Такой клиент уже есть в Freedom Pay.',
      kk: 'Мұндай клиент Freedom Pay жүйесінде бұрыннан бар.',
    },
  },
  'product.not_permitted': {
    category: 'correctable', next: 'correct_and_resubmit',
    message: {
      en: 'Freedom Pay does not offer this product to this client.',
      ru: 'Freedom Pay не предоставляет этот продукт этому клиенту.',
      kk: 'Freedom Pay бұл өнімді осы клиентке ұсынбайды.',
    },
  },
  'field.rejected': {
    category: 'correctable', next: 'correct_and_resubmit',
    message: {
      en: 'Freedom Pay refused this field.',
      ru: 'Freedom Pay отклонил значение этого поля.',
      kk: 'Freedom Pay осы өрістің мәнін қабылдамады.',
    },
  },
  'partner.rejected': {
    category: 'unknown', next: 'ask_partner',
    message: {
      en: 'Freedom Pay refused the request; its own words say why.',
      ru: 'Freedom Pay отклонил заявку; причина указана в его собственном сообщении.',
      kk: 'Freedom Pay өтінімді қабылдамады; себебі оның өз хабарламасында көрсетілген.',
    },
  },
};

/** A row of an older or newer release may hold a code that this one does not know. */
export const partnerProblemOf = (code: string): (typeof partnerProblemTexts)[PartnerProblem] =>
  partnerProblemTexts[Object.hasOwn(partnerProblemTexts, code) ? (code as PartnerProblem) : 'partner.rejected'];
