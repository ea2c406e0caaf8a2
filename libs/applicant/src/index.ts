export { toAlpha2, toAlpha3, type Address } from './address.js';
export {
  parseApplication, type AcceptableRequest, type Application, type CeoInfo, type ChecksumPolicy, type Parsed,
} from './application.js';
export { canonicalJson } from './canonical-json.js';
export type { ExpectedType, Finding, FindingCode, FindingParams } from './finding.js';
export { identityCheckDigit, isValidIdentityNumber } from './identity-number.js';
export type { JsonValue } from './json-value.js';
export { NumberToken, withNumberTokens } from './number-token.js';
export { toE164 } from './phone.js';
export { productIds, productNames, type Product, type ProductId } from './product.js';
