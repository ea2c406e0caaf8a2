/** Members of our request by the partner's name for them: the flat body's, and the company body's without `company`. */
const top = ['request_id', 'name', 'bin', 'iban', 'description', 'legal_type', 'company_id', 'ceo_info', 'address_info', 'product'];
const ceo = ['first_name', 'last_name', 'phone', 'email'];
const address = ['country', 'postal_code', 'address_line1', 'address_line2', 'address_line3'];

const pointers = new Map<string, string>([
  ...top.map((name) => [name, `/${name}`] as const),
  ...ceo.flatMap((name) => [[`ceo_info.${name}`, `/ceo_info/${name}`], [name, `/ceo_info/${name}`]] as const),
  ...address.flatMap((name) => [
    [`address_info.${name}`, `/address_info/${name}`], [`address.${name}`, `/address_info/${name}`], [name, `/address_info/${name}`],
  ] as const),
  ['address', '/address_info'],
]);

/**
 * The JSON Pointer into the onboarding request for a field as the partner names it: `iban`, `ceo_info.phone`,
 * `company.address.country`, `ceo_info[phone]`, `/ceo_info/phone`, a bare leaf like `phone`. Unknown: null.
 */
export function fieldPointer(field: string): string | null {
  const name = field.trim().toLowerCase().replace(/[[\]/.]+/g, '.').replace(/^\.|\.$/g, '').replace(/^company\./, '');
  const known = pointers.get(name);
  if (known !== undefined) return known;
  // The product's members go out as the CRM gave them, so their names are the same on both sides.
  return /^product(\.[a-z0-9_]{1,64}){1,3}$/.test(name) ? `/${name.replaceAll('.', '/')}` : null;
}
