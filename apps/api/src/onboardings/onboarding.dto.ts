import { IsIn, IsOptional, Matches } from 'class-validator';
import { statuses, type Status } from '#app/onboarding';
import { IsInstant } from '../instant.js';
import { says } from '../validated.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isUuid = (text: string): boolean => uuid.test(text);
/** A place in a list by id, newest first. */
export const cursorOf = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
export const idOf = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
// A filter that could match nothing stored is refused rather than sent to the database.
const plainText = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

export class CreateQueryDto {
  @IsOptional() @IsIn(['true', 'false'], says('one_of', { choices: 'true, false' }))
  allow_duplicate_bin?: string;
}

export class ListQueryDto {
  @IsOptional() @IsIn(statuses, says('one_of', { choices: statuses.join(', ') }))
  status?: Status;

  @IsOptional() @Matches(plainText, says('length', { max: 128 }))
  external_id?: string;

  @IsOptional() @Matches(uuid, says('uuid'))
  request_id?: string;

  @IsOptional() @Matches(/^\d{12}$/, says('digits', { count: 12 }))
  bin?: string;

  @IsOptional() @IsInstant(says('instant'))
  created_from?: string;

  @IsOptional() @IsInstant(says('instant'))
  created_to?: string;

  @IsOptional() @IsInstant(says('instant'))
  updated_from?: string;

  @IsOptional() @IsIn(['true', 'false'], says('one_of', { choices: 'true, false' }))
  has_problems?: string;

  @IsOptional() @IsIn(['true', 'false'], says('one_of', { choices: 'true, false' }))
  held?: string;

  @IsOptional() @Matches(/^(?:[1-9]|[1-9]\d|1\d\d|200)$/, says('whole_number', { from: 1, to: 200 }))
  limit?: string;

  @IsOptional() @Matches(/^[A-Za-z0-9_-]{22}$/, says('cursor'))
  cursor?: string;
}
