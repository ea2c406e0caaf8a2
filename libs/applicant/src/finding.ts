/**
 * One fault or doubt about one field of a request.
 *
 * `pointer` is an RFC 6901 JSON Pointer into the submitted body ("" is the whole body). `params` holds limits and
 * names that help to correct the field; it never holds the submitted value.
 */
export interface Finding {
  pointer: string;
  code: FindingCode;
  params?: FindingParams;
}

/** `max`: a limit. `expected`: what the field takes. `choices`: the values it takes, comma separated. */
export interface FindingParams { max?: number; expected?: ExpectedType; choices?: string }

export type ExpectedType = 'string' | 'string_of_12_digits' | 'integer' | 'string_or_integer' | 'object' | 'json_value';

/**
 * Everything that can be said about a field. Callers match on these words: once released they do not change. The sentences
 * for them are the API's, in every language.
 */
export type FindingCode =
  | 'required'
  | 'not_null'
  | 'wrong_type'
  | 'unknown_field'
  | 'blank'
  | 'too_long'
  | 'forbidden_characters'
  | 'not_latin'
  | 'duplicate_key'
  | 'key_blank'
  | 'key_too_long'
  | 'request_id.format'
  | 'bin.format'
  | 'bin.send_as_string'
  | 'bin.checksum'
  | 'bin.zeros_restored'
  | 'bin.zeros_lost'
  | 'cell.zeros_lost'
  | 'cell.scientific'
  | 'cell.letters_lost'
  | 'cell.without_heading'
  | 'iban.format'
  | 'iban.cyrillic'
  | 'iban.checksum'
  | 'phone.invalid'
  | 'email.invalid'
  | 'country.unknown'
  | 'postal_code.format'
  | 'mcc.unknown'
  | 'currency.unknown'
  | 'product.unknown'
  | 'product.too_deep'
  | 'number.not_exact'
  | 'metadata.too_many';
