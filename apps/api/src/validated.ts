import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validateSync, type ValidationError, type ValidationOptions } from 'class-validator';
import { inNfc, NumberToken } from '#app/applicant';
import type { FaultText } from './catalogue/fault-texts.js';
import type { TextParams } from './catalogue/language.js';
import { FieldProblem, type FieldFault } from './field-problem.js';

interface Said { says: FaultText; params: TextParams }

/** What to tell whoever breaks a constraint: `@IsIn(words, says('one_of', { choices }))`. */
export const says = (says: FaultText, params: TextParams = {}): ValidationOptions => ({ context: { says, params } satisfies Said });

/**
 * Judges a query or a small body by its class-validator class, its texts in NFC. Unknown members are refused, every fault
 * is told at once, no value is repeated.
 *
 * @param place "?" for a query, "/" for a body: what a pointer starts with
 * @throws Problem unknown_field or validation_failed
 */
export function validated<T extends object>(dto: ClassConstructor<T>, input: unknown, place: '?' | '/'): T {
  if (input === undefined || input === null) input = {};
  if (typeof input !== 'object' || Array.isArray(input) || input instanceof NumberToken) {
    throw new FieldProblem('validation_failed', 'object_expected', [{ pointer: '', code: 'wrong_type', params: { expected: 'object' } }]);
  }
  // Only own, plain members: the class decides about each of them.
  const members = Object.fromEntries(Object.entries(input as Record<string, unknown>).map(([name, value]) => [name, typeof value === 'string' ? inNfc(value) : value]));
  const instance = plainToInstance(dto, members);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, validationError: { target: false, value: false } });
  // The names every object inherits (constructor, toString) do not get as far as the class: nothing would refuse them.
  const inherited = Object.keys(members).filter((name) => !Object.hasOwn(instance, name));
  const faults = [...errors.flatMap((error) => faultsOf(error, place)), ...inherited.map((name) => unknownField(name, place))];
  if (faults.length === 0) return instance;
  throw fieldProblem(faults);
}

/** Nobody corrects more than these in one go, and the answer stays small. */
const mostFaults = 200;

/** Every fault at once, unknown fields last; a code of its own where there are only those. */
export function fieldProblem(faults: FieldFault[]): FieldProblem {
  const isUnknown = (fault: FieldFault): boolean => 'code' in fault && fault.code === 'unknown_field';
  const ofKnown = faults.filter((fault) => !isUnknown(fault));
  return new FieldProblem(ofKnown.length === 0 ? 'unknown_field' : 'validation_failed', 'see_errors', [...ofKnown, ...faults.filter(isUnknown)].slice(0, mostFaults));
}

const pointerTo = (name: string, place: string): string => `${place}${name.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`;
/** A member that nobody knows. */
export const unknownField = (name: string, place: string): FieldFault => ({ pointer: pointerTo(name, place), code: 'unknown_field' });

function faultsOf({ property, constraints = {}, contexts = {} }: ValidationError, place: string): FieldFault[] {
  const pointer = pointerTo(property, place);
  return Object.keys(constraints).map((rule) => {
    if (rule === 'whitelistValidation') return unknownField(property, place);
    const said = contexts[rule] as Said | undefined;
    return { pointer, says: said?.says ?? 'unacceptable', params: said?.params ?? {} };
  });
}
