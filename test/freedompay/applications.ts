import type { Application } from '#app/applicant';

/** The application of the partner's own example (Overview page). */
export const documentedApplication: Application = {
  name: 'Название юридического лица',
  bin: '123456789012',
  ceo_info: { first_name: 'Имя', last_name: 'Фамилия', phone: '+77017777777', email: 'mail@example.kz' },
  address_info: { country: 'KZ', postal_code: '050000', address_line1: 'Almaty', address_line2: 'Zheltoksan', address_line3: '115' },
  iban: 'KZ12345B789012345KZT',
  description: 'Новый партнер',
};

/** Every optional member is given. */
export const fullApplication: Application = {
  ...documentedApplication,
  legal_type: 'too',
  company_id: 'crm-17',
  ceo_info: { ...documentedApplication.ceo_info, middle_name: 'Отчество' },
  product: {
    product_id: 10001, mcc: '5411', currency: 'KZT', name: 'Лавка', descriptor: 'LAVKA ALMATY',
    address: { country: 'KZ', postal_code: '050000', address_line1: 'Almaty', address_line2: 'Zheltoksan', address_line3: '115' },
    user: { name: 'Кассир', email: 'till@example.kz', phone: '+77017777778' }, package_name: 'Старт',
  },
  metadata: { manager: 'secret-manager' },
};
