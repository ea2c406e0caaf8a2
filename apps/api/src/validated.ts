import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { Problem, type FieldFault } from '#app/platform';

/**
 * Judges a query or a small body by its class-validator class. Unknown members are refused, every fault is told at once,
 * no value is repeated.
 *
 * @param place "?" for a query, "/" for a body: what a pointer starts with
 * @throws Problem unknown_field or validation_failed
 */
export function validated<T extends object>(dto: ClassConstructor<T>, input: unknown, place: '?' | '/'): T {
  if (input === undefined || input === null) input = {};
  if (typeof input !== 'object' || Array.isArray(input)) throw new Problem('validation_failed', 'A JSON object is expected.', { errors: [{ pointer: '', code: 'wrong_type', message: 'Send an object.' }] });
  // Only own, plain members: the class decides about each of them.
  const instance = plainToInstance(dto, { ...input });
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, validationError: { target: false, value: false } });
  if (errors.length === 0) return instance;
  const faults = errors.flatMap((error) => faultsOf(error, place));
  const unknown = faults.every(({ code }) => code === 'unknown_field');
  throw new Problem(unknown ? 'unknown_field' : 'validation_failed', 'See errors: each names a field and what is wrong with it.', { errors: faults });
}

function faultsOf({ property, constraints = {} }: ValidationError, place: string): FieldFault[] {
  const pointer = `${place}${property.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return Object.entries(constraints).map(([rule, message]) => (rule === 'whitelistValidation'
    ? { pointer, code: 'unknown_field', message: 'This field is not known here. Leave it out.' }
    : { pointer, code: 'invalid', message }));
}
