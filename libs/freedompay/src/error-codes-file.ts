import { readFileSync } from 'node:fs';
import { builtInErrorCodes, codeKinds, type CodeMeaning, type ErrorCodes, partnerProblems } from './error-codes.js';

/**
 * The built-in table with the entries of a JSON file laid over it, whole entry by whole entry:
 *
 *     { "1206": { "kind": "data", "problem": "partner.rejected", "pointer": "/iban" } }
 *
 * `problem` may be left out (`partner.rejected`), `pointer` too (null).
 *
 * @throws Error that names the file and every faulty entry
 */
export function loadErrorCodes(file: string | undefined): ErrorCodes {
  if (file === undefined) return builtInErrorCodes;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (fault) {
    throw new Error(`FREEDOMPAY_CODES: ${file} cannot be read (${(fault as NodeJS.ErrnoException).code ?? 'unknown reason'})`, { cause: fault });
  }
  return mergeErrorCodes(text, `FREEDOMPAY_CODES: ${file}`);
}

/** @param source how an error names the file */
export function mergeErrorCodes(text: string, source: string): ErrorCodes {
  const given = parseObject(text, source);
  const faults: string[] = [];
  const merged = new Map(builtInErrorCodes);
  for (const [code, entry] of Object.entries(given)) {
    const found = entryFaults(code, entry);
    if (found.length > 0) faults.push(...found.map((fault) => `  entry ${JSON.stringify(code)}: ${fault}`));
    else merged.set(code, { problem: 'partner.rejected', pointer: null, ...(entry as Partial<CodeMeaning> & Pick<CodeMeaning, 'kind'>) });
  }
  if (faults.length > 0) throw new Error(`${source} is wrong:\n${faults.join('\n')}`);
  return merged;
}

function parseObject(text: string, source: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (fault) {
    throw new Error(`${source} is not JSON: ${(fault as Error).message}`, { cause: fault });
  }
  if (!isObject(value)) throw new Error(`${source} must hold one JSON object, error code → { kind, problem, pointer }`);
  return value;
}

function entryFaults(code: string, entry: unknown): string[] {
  if (!/^(?=.{1,40}$)[\w.-]+$/.test(code)) return ['the name must be an error code as the partner sends it, or 5xx'];
  if (!isObject(entry)) return ['must be an object { kind, problem, pointer }'];
  const { kind, problem, pointer, ...others } = entry;
  const faults: string[] = [];
  if (!isOneOf(codeKinds, kind)) faults.push(`kind must be one of ${codeKinds.join(', ')}`);
  if (problem !== undefined && !isOneOf(partnerProblems, problem)) faults.push(`problem must be one of ${partnerProblems.join(', ')}`);
  if (pointer !== undefined && pointer !== null && !(typeof pointer === 'string' && /^(\/[a-z0-9_]+){1,4}$/.test(pointer))) {
    faults.push('pointer must be null or a JSON Pointer into the onboarding request, like /address_info/country');
  }
  for (const name of Object.keys(others)) faults.push(`has an unknown member ${JSON.stringify(name)}`);
  return faults;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isOneOf = (words: readonly string[], value: unknown): boolean => typeof value === 'string' && words.includes(value);
