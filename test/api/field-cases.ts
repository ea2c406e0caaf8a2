/** What is wrong with which field, as rows of tables: pointer, JSON text, code of the fault and, where it is told elsewhere, its pointer. */
export type FieldCase = [pointer: string, raw: string, code: string, at?: string];

/** Rows of one column, as it.each takes them without spreading texts. */
export const listOf = <T>(values: readonly T[]): [T][] => values.map((value) => [value]);

export const requiredFields = [
  '/name', '/bin', '/ceo_info', '/ceo_info/first_name', '/ceo_info/last_name', '/ceo_info/phone', '/ceo_info/email', '/address_info',
  '/address_info/country', '/address_info/postal_code', '/address_info/address_line1', '/iban', '/product/product_id',
];
export const optionalFields = [
  '/external_id', '/request_id', '/legal_type', '/company_id', '/ceo_info/middle_name', '/address_info/address_line2',
  '/address_info/address_line3', '/description', '/product', '/metadata', '/metadata/manager',
];
/** Free text that may not be blank. */
export const freeTexts = [
  '/external_id', '/name', '/legal_type', '/company_id', '/ceo_info/first_name', '/ceo_info/last_name', '/ceo_info/middle_name',
  '/address_info/address_line1', '/address_info/address_line2', '/address_info/address_line3',
];
export const stringFields = [
  ...freeTexts, '/request_id', '/bin', '/ceo_info/phone', '/ceo_info/email', '/address_info/country', '/address_info/postal_code', '/iban', '/description',
];
export const textLimits: [pointer: string, max: number][] = [
  ['/external_id', 128], ['/name', 255], ['/legal_type', 64], ['/company_id', 64], ['/ceo_info/first_name', 255], ['/ceo_info/last_name', 255],
  ['/ceo_info/middle_name', 255], ['/address_info/address_line1', 255], ['/address_info/address_line2', 255], ['/address_info/address_line3', 255],
  ['/description', 1_000], ['/product/outlet', 255], ['/metadata/manager', 500],
];

const rows = (pointer: string, code: string, values: string[]): FieldCase[] => values.map((raw) => [pointer, raw, code]);
const texts = (pointer: string, code: string, values: string[]): FieldCase[] => rows(pointer, code, values.map((text) => JSON.stringify(text)));

export const numberCases: FieldCase[] = [
  ...rows('/bin', 'bin.format', [
    '9007199254740991', '9007199254740992', '9007199254740993', '9223372036854775808', '18446744073709551616', '1e400', '1e-400', '-0', '0', '1.0', '1e2',
    '971240001315.0', '9.71240001315e11', '971240001315e0', '-971240001315', '9712400013150', '12345678', '1', `1${'0'.repeat(999)}`,
  ]),
  // One digit short, and the check digit does not prove which one.
  ...rows('/bin', 'bin.send_as_string', ['97124000131', '12345678901', '123456789']),
  ...rows('/ceo_info/phone', 'phone.invalid', ['9007199254740993', '1e11', '77015557391.0', '-77015557391', '0', '-0', '1e400', '7701555739', '770155573911']),
  ['/product/product_id', '10001.0', 'wrong_type'], ['/product/product_id', '1.0001e4', 'wrong_type'], ['/product/product_id', '-0', 'wrong_type'],
  ['/product/product_id', '"10001"', 'wrong_type'], ['/product/product_id', '0', 'product.unknown'], ['/product/product_id', '10002', 'product.unknown'],
  ['/product/product_id', '-10001', 'product.unknown'], ['/product/product_id', '9007199254740993', 'product.unknown'],
  ...rows('/product/turnover', 'number.not_exact', ['9007199254740993', '-9007199254740993', '1e400', '1e-400', '0.10000000000000000555']),
  ['/metadata/manager', '471147114711', 'wrong_type'],
];

const lookAlikes = [...'КТАЕОСРХВМН'].map((letter) => `KZ51998${letter}ST0000000001`);

export const shapeCases: FieldCase[] = [
  ...texts('/bin', 'bin.format', [
    '', '97124000131', '9712400013150', '000000000000', ' 971240001315', '971240001315 ', '9712 4000 1315', '97124000131O', '+971240001315',
    '٩٧١٢٤٠٠٠١٣١٥', '９７１２４０００１３１５', '97124000131\u200b5', '971240001315.0', '1e11', '0x971240001', "971240001315'--",
  ]),
  ...texts('/request_id', 'request_id.format', [
    '', '6f1c2a52-8f0b-4a4e-9d4e-2f6a3a0f71c', '6f1c2a52-8f0b-4a4e-9d4e-2f6a3a0f71c77', '{6f1c2a52-8f0b-4a4e-9d4e-2f6a3a0f71c8}',
    '6f1c2a528f0b4a4e9d4e2f6a3a0f71c8', 'urn:uuid:6f1c2a52-8f0b-4a4e-9d4e-2f6a3a0f71c8', 'gf1c2a52-8f0b-4a4e-9d4e-2f6a3a0f71c8',
  ]),
  ...texts('/iban', 'iban.cyrillic', [...lookAlikes, 'КZ51998TST0000000002', 'кz51998tst0000000002']),
  ...texts('/iban', 'iban.format', [
    '', 'KZ51998TST000000002', 'KZ51998TST00000000022', 'KZ51-998T-ST00-0000-0002', 'DE89370400440532013000', 'KZ51998TST00000000０2',
    'KZ51998TST\u200b0000000002', 'ﬁ51998TST0000000002', 'KZ51998TST000000000ı', 'KZ51998TST000000000_',
  ]),
  ...texts('/ceo_info/phone', 'phone.invalid', [
    '', '+7701555739', '+770155573911', '+77015557392 ext. 5', '+77015557392;ext=5', '+77015557392 доб. 15', 'tel:+77015557392', '+7701CANARY2',
    '+77015557392, +77015557393', '+77015557392/93', '++77015557392', '7+7015557392', '＋７７０１５５５７３９２', '٧٧٠١٥٥٥٧٣٩٢', '(701)(555)7392', '+999123456789', 'позвоните мне',
  ]),
  ...texts('/ceo_info/email', 'email.invalid', [
    '', 'qx72.canary', '@ormandy.kz', 'qx72.canary@', 'qx72.canary@ormandy', 'qx72@canary@ormandy.kz', '"qx72 canary"@ormandy.kz', 'qx72.canary@[127.0.0.1]',
    'qx72.canary@127.0.0.1', '<qx72.canary@ormandy.kz>', 'Canary <qx72.canary@ormandy.kz>', 'qx72.canary@ormandy.kz,qx73.canary@ormandy.kz', ' qx72.canary@ormandy.kz',
    'qx72.canary@ormandy.kz ', 'qx72..canary@ormandy.kz', '.qx72.canary@ormandy.kz', 'qx72.canary@-ormandy.kz', 'qx72.canary(office)@ormandy.kz',
    `${'x'.repeat(65)}@ormandy.kz`,
  ]),
  ['/ceo_info/email', JSON.stringify(`qx72.canary@${'ormandy.'.repeat(31)}kz`), 'too_long'],
  ...texts('/address_info/country', 'country.unknown', ['', 'K', 'KAZZ', 'XX', 'ZZZ', 'Kazakhstan', 'КЗ', 'КZ', ' KZ', 'K Z', '398', 'ſK', 'constructor', '__proto__']),
  ...texts('/address_info/postal_code', 'postal_code.format', ['', '05000', '0500000', '050 000', ' 050000', 'a01p3k4', 'B02Q4R', 'B02Q4R55', '０５００００', 'Ａ01P3K4', 'А01Р3К4']),
  ['/address_info', '{"country":"DE","postal_code":"123456789012345678901","address_line1":"x"}', 'postal_code.format', '/address_info/postal_code'],
  ['/address_info', '{"country":"DEU","postal_code":"10  115","address_line1":"x"}', 'postal_code.format', '/address_info/postal_code'],
  ['/product', '{}', 'required', '/product/product_id'],
  ['/metadata', JSON.stringify(Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`key${index}`, 'v']))), 'metadata.too_many'],
  ['/metadata', JSON.stringify({ ['k'.repeat(65)]: 'zebra-canary-4711' }), 'key_too_long', `/metadata/${'k'.repeat(64)}`],
  ['/metadata', JSON.stringify({ ' ': 'zebra-canary-4711' }), 'key_blank', '/metadata/ '],
  ['/metadata', JSON.stringify({ 'é': 'zebra-canary-4711', 'e\u0301': 'zebra-canary-4712' }), 'duplicate_key', '/metadata/e\u0301'],
  ['/metadata', '{"a":{"b":"zebra-canary-4711"}}', 'wrong_type', '/metadata/a'],
];
