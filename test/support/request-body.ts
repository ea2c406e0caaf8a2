/** A made-up client whose every value can be found again wherever it should not be. */
export const validBody = {
  external_id: 'deal-qx71-canary',
  request_id: '6f1c2a52-8f0b-4a4e-9d4e-2f6a3a0f71c7',
  name: 'ТОО «Ақ Жол Qx71»',
  bin: '971240001315',
  legal_type: 'lt-qx71-canary',
  company_id: 'co-qx71-canary',
  ceo_info: { first_name: 'Әйгерім-Qx71', last_name: 'Ыбырайқызы-Qx71', middle_name: 'Өмірқызы-Qx71', phone: '+77015557391', email: 'qx71.canary@ormandy.kz' },
  address_info: { country: 'KZ', postal_code: 'Q71Q7Q1', address_line1: 'Алматы-Qx71', address_line2: 'Желтоқсан-Qx71', address_line3: '115-Qx71' },
  iban: 'KZ51998TST0000000001',
  description: 'Жаңа серіктес Qx71',
  product: { product_id: 11001, outlet: 'outlet-qx71-canary' },
  metadata: { manager: 'manager-qx71-canary' },
};

/** A POS with everything that it needs. */
export const posProduct = {
  product_id: 10001, mcc: '5411', currency: 'KZT', name: 'Лавка-Qx71', descriptor: 'LAVKA QX71',
  address: { country: 'KZ', postal_code: 'Q71Q7Q1', address_line1: 'Алматы-Qx71', address_line2: 'Желтоқсан-Qx71', address_line3: '115-Qx71' },
  user: { name: 'Кассир-Qx71', email: 'qx71.till@ormandy.kz', phone: '+77015557392' }, package_name: 'Старт-Qx71',
};

/** Texts of the valid body that no error, no log line and no metric may hold. */
export const secrets = ['Qx71', 'qx71', validBody.request_id, validBody.bin, validBody.iban, '77015557391', 'Q71Q7Q1'];

type Members = Record<string, unknown>;

/** The valid body without the ids that make a second post a repeat, and with other values on top. */
export function newBody(values: Members = {}): string {
  const { external_id: _, request_id: __, ...others } = validBody;
  return JSON.stringify({ ...others, ...values });
}

const mark = '@@';

/** The valid body as text, where `pointer` holds `raw`: JSON text that goes in as it stands, so any number token can. */
export function bodyWith(pointer: string, raw: string): string {
  return changed(pointer, (parent, name) => { parent[name] = mark; }).replace(JSON.stringify(mark), () => raw);
}

/** The valid body as text, without the member that `pointer` names. */
export function bodyWithout(pointer: string): string {
  return changed(pointer, (parent, name) => { delete parent[name]; });
}

function changed(pointer: string, change: (parent: Members, name: string) => void): string {
  const body = structuredClone(validBody) as Members;
  const names = pointer.slice(1).split('/');
  const last = names.pop() ?? '';
  const parent = names.reduce((object, name) => object[name] as Members, body);
  // A prototype's name must become a member of its own.
  Object.defineProperty(parent, last, { value: undefined, enumerable: true, configurable: true, writable: true });
  change(parent, last);
  return JSON.stringify(body);
}
