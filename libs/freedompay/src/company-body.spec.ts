import { documentedApplication, fullApplication } from '../../../test/freedompay/applications.js';
import { buildCompanyBody } from './company-body.js';

const ids = { requestId: '828cf71d-a447-4a67-a149-c1df8bc197ca', onboardingId: '0193a1b2-0000-7000-8000-000000000001' };

it('holds the documented members in the documented order, and our onboarding id where there is no company_id', () => {
  expect(buildCompanyBody({ ...ids, application: documentedApplication }).toString('utf8')).toBe(JSON.stringify({
    request_id: ids.requestId,
    company: {
      company_id: ids.onboardingId, name: 'Название юридического лица', bin: '123456789012',
      address: { country: 'KAZ', postal_code: '050000', address_line1: 'Almaty', address_line2: 'Zheltoksan', address_line3: '115' },
      iban: 'KZ12345B789012345KZT', description: 'Новый партнер',
    },
  }));
});

it('every leaf of company is a string; the product goes out as its dictionary says; nothing of the CEO or the metadata does', () => {
  const text = buildCompanyBody({ ...ids, application: fullApplication }, 'alpha-2').toString('utf8');
  const { company, product, ...rest } = JSON.parse(text) as { company: Record<string, unknown> & { address: object }; product: Record<string, unknown> };
  const leaves = [...Object.values({ ...company, address: undefined }), ...Object.values(company.address)].filter((leaf) => leaf !== undefined);
  expect(leaves.every((leaf) => typeof leaf === 'string')).toBe(true);
  expect(company).toMatchObject({ company_id: 'crm-17', legal_type: 'too', address: { country: 'KZ' } });
  expect(product).toMatchObject({ product_id: 10001, mcc: '5411', address: { country: 'KAZ' }, user: { phone: '77017777778' }, package_name: 'Старт' });
  expect(Object.keys(product)).toEqual(Object.keys(fullApplication.product ?? {}));
  expect(rest).toEqual({ request_id: ids.requestId });
  expect(text).not.toMatch(/Имя|Фамилия|Отчество|77017777777|mail@|secret-manager/);
});

it('a BIN with a leading zero keeps it', () => {
  const application = { ...documentedApplication, bin: '061211600012' };
  expect(buildCompanyBody({ ...ids, application }).toString('utf8')).toContain('"bin":"061211600012"');
});
