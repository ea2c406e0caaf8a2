import { IsBoolean, IsIn, IsOptional, Matches, ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';
import { NumberToken } from '#app/applicant';
import { deliveryStatuses, isTypeFilter, type DeliveryStatus } from '#app/webhooks';
import { IsInstant } from '../instant.js';
import { FieldProblem } from '../field-problem.js';
import { fieldProblem, says, unknownField } from '../validated.js';
import { eventTypes } from './event-types.js';

/** More would say nothing that a wildcard does not. */
export const mostFilters = 50;
/** A week, hours: longer than any receiver takes to learn a new secret. */
export const longestOverlap = 168;
/** A token of a dry run is good for so long, minutes. */
export const tokenMinutes = 15;

const plainText = /^[^\p{Cc}\p{Cs}]{0,255}$/u;
const isFilterList = (value: unknown): boolean => Array.isArray(value) && value.length >= 1 && value.length <= mostFilters
  && value.every((filter) => typeof filter === 'string' && isTypeFilter(filter, eventTypes)) && new Set(value).size === value.length;
const by = (name: string, validate: (value: unknown) => boolean, options: ValidationOptions): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => name } }, options);
/** Not given at all; null is something else. */
const Optional = (name: string): PropertyDecorator => ValidateIf((dto: Record<string, unknown>) => dto[name] !== undefined);

const IsUrlText = (): PropertyDecorator => by('urlText', (value) => typeof value === 'string', says('endpoint_url'));
const IsFilterList = (): PropertyDecorator => by('filters', isFilterList, says('type_filters', { max: mostFilters }));

export class NewEndpointDto {
  @IsUrlText()
  url: string;

  @IsFilterList()
  event_types: string[];

  @IsOptional() @Matches(plainText, says('length', { max: 255 }))
  description?: string | null;
}

export class EndpointChangesDto {
  @Optional('url') @IsUrlText()
  url?: string;

  @Optional('event_types') @IsFilterList()
  event_types?: string[];

  @IsOptional() @Matches(plainText, says('length', { max: 255 }))
  description?: string | null;
}

const isHours = (value: unknown): boolean => value instanceof NumberToken && /^\d{1,3}$/.test(value.text) && Number(value.text) <= longestOverlap;

export class RotationDto {
  @Optional('overlap_hours') @by('hours', isHours, says('whole_number', { from: 0, to: longestOverlap }))
  overlap_hours?: NumberToken;
}

/** For calls that take no word: nothing, or an empty object. @throws Problem unknown_field or validation_failed */
export function noWord(body: unknown): void {
  if (body === undefined || body === null) return;
  if (typeof body !== 'object' || Array.isArray(body) || body instanceof NumberToken) {
    throw new FieldProblem('validation_failed', 'object_expected', [{ pointer: '', code: 'wrong_type', params: { expected: 'object' } }]);
  }
  const names = Object.keys(body);
  if (names.length > 0) throw fieldProblem(names.map((name) => unknownField(name, '/')));
}

export class ReplayDto {
  @IsInstant(says('instant'))
  from: string;

  @IsInstant(says('instant'))
  to: string;

  @Optional('event_types') @IsFilterList()
  event_types?: string[];

  @IsBoolean(says('one_of', { choices: 'true, false' }))
  dry_run: boolean;

  @Optional('token') @by('token', (value) => typeof value === 'string' && /^[A-Za-z0-9._-]{1,4096}$/.test(value), says('replay_token', { minutes: tokenMinutes }))
  token?: string;
}

export class EndpointListQueryDto {
  @IsOptional() @Matches(/^(?:[1-9]|[1-9]\d|1\d\d|200)$/, says('whole_number', { from: 1, to: 200 }))
  limit?: string;

  @IsOptional() @Matches(/^[A-Za-z0-9_-]{22}$/, says('cursor'))
  cursor?: string;
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export class DeliveryListQueryDto {
  @IsOptional() @Matches(uuid, says('uuid'))
  endpoint_id?: string;

  @IsOptional() @IsIn(deliveryStatuses, says('one_of', { choices: deliveryStatuses.join(', ') }))
  status?: DeliveryStatus;

  @IsOptional() @Matches(uuid, says('uuid'))
  onboarding_id?: string;

  @IsOptional() @IsInstant(says('instant'))
  created_from?: string;

  @IsOptional() @IsInstant(says('instant'))
  created_to?: string;

  @IsOptional() @Matches(/^(?:[1-9]|[1-9]\d|1\d\d|200)$/, says('whole_number', { from: 1, to: 200 }))
  limit?: string;

  @IsOptional() @Matches(/^[A-Za-z0-9_-]{59}$/, says('delivery_cursor'))
  cursor?: string;
}
