import { ValidateBy, type ValidationOptions } from 'class-validator';

const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/**
 * An instant as RFC 3339 writes it, always with its offset, as ms since the epoch (with fractions, to the microsecond);
 * null where it is none, or a day that no calendar has. A leap second is not taken: no clock of ours shows one.
 */
export function instantOf(text: string): number | null {
  const [, year, month, day, hour, minute, second, fraction = '', sign, offsetHours, offsetMinutes] = rfc3339.exec(text) ?? [];
  if (year === undefined) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * 60_000;
  return date.getTime() - offset + Number(fraction.slice(0, 6).padEnd(6, '0')) / 1_000;
}

/** For queries: the text of an instant. */
export const IsInstant = (options: ValidationOptions): PropertyDecorator => ValidateBy({
  name: 'isInstant',
  // The text is ours, from the options; without any message of its own class-validator would drop them.
  validator: { validate: (value: unknown) => typeof value === 'string' && instantOf(value) !== null, defaultMessage: () => 'no instant' },
}, options);
