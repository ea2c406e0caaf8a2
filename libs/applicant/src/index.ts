export { toAlpha2, toAlpha3, type Address } from './address.js';
export {
  parseApplication, unknownMembers, type AcceptableRequest, type Application, type CeoInfo, type ChecksumPolicy, type Parsed,
} from './application.js';
export { canonicalJson } from './canonical-json.js';
export { memberPointer } from './fields.js';
export type { ExpectedType, Finding, FindingCode, FindingParams } from './finding.js';
export { identityCheckDigit, isValidIdentityNumber } from './identity-number.js';
export type { JsonValue } from './json-value.js';
export { mccCodes } from './mcc.js';
export { NumberToken, withNumberTokens } from './number-token.js';
export { toE164 } from './phone.js';
export { productFields, productIds, products, type Product, type ProductId, type ProductPointer } from './product.js';
export { inNfc } from './text.js';
