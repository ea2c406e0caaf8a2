/**
 * One fault or doubt about one field of a request.
 *
 * `pointer` is an RFC 6901 JSON Pointer into the submitted body ("" is the whole body). `params` holds limits and
 * names that help to correct the field; it never holds the submitted value.
 */
export interface Finding {
  pointer: string;
  code: FindingCode;
  params?: Record<string, string | number>;
}

/** Everything that can be said about a field. Callers match on these words: once released they do not change. */
export type FindingCode =
  | 'required'
  | 'not_null'
  | 'wrong_type'
  | 'unknown_field'
  | 'blank'
  | 'too_long'
  | 'forbidden_characters'
  | 'duplicate_key'
  | 'key_blank'
  | 'key_too_long'
  | 'request_id.format'
  | 'bin.format'
  | 'bin.send_as_string'
  | 'bin.checksum'
  | 'iban.format'
  | 'iban.cyrillic'
  | 'iban.checksum'
  | 'phone.invalid'
  | 'email.invalid'
  | 'country.unknown'
  | 'postal_code.format'
  | 'product.unknown'
  | 'product.too_deep'
  | 'number.not_exact'
  | 'metadata.too_many';

/** `{max}` and `{expected}` are filled from the finding's params; a code without a sentence does not compile. */
const texts: Record<FindingCode, string> = {
  required: 'This field is required: add it.',
  not_null: 'null is not a value here: give a value or leave the field out.',
  wrong_type: 'Wrong type: send {expected}.',
  unknown_field: 'This field is not known here: remove it or correct its name.',
  blank: 'This field has nothing visible in it: give a value.',
  too_long: 'Too long: shorten it to at most {max} characters.',
  forbidden_characters: 'Control characters (line breaks and tabs too) and broken Unicode are not allowed: remove them.',
  duplicate_key: 'Two names here are the same once Unicode-normalised (NFC): keep one of them.',
  key_blank: 'A member here has a name with nothing visible in it: name it.',
  key_too_long: 'The name of this member is too long: shorten it to at most {max} characters.',
  'request_id.format': 'Not a UUID: send 36 characters, 8-4-4-4-12 hexadecimal digits, or leave the field out.',
  'bin.format': 'Not a BIN or IIN: send a string of exactly 12 digits, not all zeros, without spaces.',
  'bin.send_as_string': 'A number loses the leading zeros of a BIN or IIN: send it as a string of 12 digits.',
  'bin.checksum': 'The date, type or check digit of this BIN or IIN is not right: compare it with the registration document.',
  'iban.format': 'Not an IBAN of Kazakhstan: send KZ and 18 Latin letters or digits.',
  'iban.cyrillic': 'The IBAN has Cyrillic letters that only look like Latin ones: type it again in Latin letters.',
  'iban.checksum': 'The check digits or the layout of this IBAN are not right: compare it with the bank document.',
  'phone.invalid': 'Not one valid phone number: send it with its country code, like +7 and 10 digits, without extension or letters.',
  'email.invalid': 'Not an e-mail address: send one address like name@example.kz, without a display name or spaces.',
  'country.unknown': 'Unknown country: send its ISO 3166-1 code of two or three Latin letters, like KZ or KAZ.',
  'postal_code.format': 'Not a postal code: in Kazakhstan six digits or the form A01P3K4 in Latin capitals, elsewhere 1 to 20 visible characters.',
  'product.unknown': 'Unknown product_id: send one of {expected}.',
  'product.too_deep': 'Nested too deeply: a request may be at most {max} levels deep.',
  'number.not_exact': 'This number cannot be kept exactly: send fewer digits, or send it as a string.',
  'metadata.too_many': 'Too many members: send at most {max}.',
};

/** An English sentence: what is wrong and what to do. Never the submitted value. */
export function findingText(finding: Finding): string {
  return texts[finding.code].replace(/\{(\w+)\}/g, (_, name: string) => String(finding.params?.[name] ?? ''));
}
