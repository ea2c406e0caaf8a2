import { fieldPointer } from './field-pointer.js';

it.each([
  ['iban', '/iban'], ['bin', '/bin'], ['name', '/name'], ['IBAN', '/iban'], [' bin ', '/bin'],
  ['ceo_info.phone', '/ceo_info/phone'], ['ceo_info[phone]', '/ceo_info/phone'], ['/ceo_info/phone', '/ceo_info/phone'], ['phone', '/ceo_info/phone'],
  ['ceo_info', '/ceo_info'], ['address_info.country', '/address_info/country'], ['postal_code', '/address_info/postal_code'],
  ['company.name', '/name'], ['company.company_id', '/company_id'], ['company.address.country', '/address_info/country'],
  ['company.address', '/address_info'], ['company[address][address_line1]', '/address_info/address_line1'],
  ['product', '/product'], ['product.mcc', '/product/mcc'], ['product.user.phone', '/product/user/phone'],
  ['company', null], ['', null], ['ceo_info.shoe_size', null], ['metadata.manager', null], ['product.~', null],
  ['constructor', null], ['__proto__', null], ['product.a.b.c.d.e', null],
])('%j → %j', (field, pointer) => {
  expect(fieldPointer(field)).toBe(pointer);
});
