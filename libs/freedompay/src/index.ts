export * from './answer.js';
export type { BodyInput, CountryFormat } from './body-input.js';
export { builtInErrorCodes, type CodeKind, type CodeMeaning, type ErrorCodes, type PartnerProblem, partnerProblems } from './error-codes.js';
export type { HttpOutcome, HttpPost } from './exchange.js';
export { createFreedomPayClient, FreedomPayClient, type FreedomPayClientParts } from './freedompay.client.js';
export { createJwsSigner, type JwsAlgorithm, type JwsSigner, type KeySlot, shortKeyWarning } from './jws-signer.js';
export { type Preview, previewAdd } from './preview.js';
