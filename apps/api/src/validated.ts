import { plainToInstance, type ClassConstructor } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { NumberToken } from '#app/applicant';
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
  if (typeof input !== 'object' || Array.isArray(input) || input instanceof NumberToken) throw new Problem('validation_failed', 'A JSON object is expected.', { errors: [{ pointer: '', code: 'wrong_type', message: 'Send an object.' }] });
  // Only own, plain members: the class decides about each of them.
  const members = { ...input };
  const instance = plainToInstance(dto, members);
  const errors = validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, validationError: { target: false, value: false } });
  // The names every object inherits (constructor, toString) do not get as far as the class: nothing would refuse them.
  const inherited = Object.keys(members).filter((name) => !Object.hasOwn(instance, name));
  const faults = [...errors.flatMap((error) => faultsOf(error, place)), ...inherited.map((name) => unknownField(pointerTo(name, place)))];
  if (faults.length === 0) return instance;
  const unknown = faults.every(({ code }) => code === 'unknown_field');
  throw new Problem(unknown ? 'unknown_field' : 'validation_failed', 'See errors: each names a field and what is wrong with it.', { errors: faults });
}

const pointerTo = (name: string, place: string): string => `${place}${name.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`;
const unknownField = (pointer: string): FieldFault => ({ pointer, code: 'unknown_field', message: 'This field is not known here. Leave it out.' });

function faultsOf({ property, constraints = {} }: ValidationError, place: string): FieldFault[] {
  const pointer = pointerTo(property, place);
  return Object.entries(constraints).map(([rule, message]) => (rule === 'whitelistValidation' ? unknownField(pointer) : { pointer, code: 'invalid', message }));
}
