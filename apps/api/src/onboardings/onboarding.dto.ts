import { IsIn, IsOptional, Matches } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { statuses, type Status } from '#app/onboarding';
import { says } from '../validated.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isUuid = (text: string): boolean => uuid.test(text);
// A filter that could match nothing stored is refused rather than sent to the database.
const plainText = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

export class CreateQueryDto {
  @ApiProperty({ required: false, enum: ['true', 'false'], default: 'false', description: 'Onboard although this BIN has an open onboarding.' })
  @IsOptional() @IsIn(['true', 'false'], says('one_of', { choices: 'true, false' }))
  allow_duplicate_bin?: string;
}

export class ListQueryDto {
  @ApiProperty({ required: false, enum: statuses })
  @IsOptional() @IsIn(statuses, says('one_of', { choices: statuses.join(', ') }))
  status?: Status;

  @ApiProperty({ required: false, description: "The CRM's own id." })
  @IsOptional() @Matches(plainText, says('length', { max: 128 }))
  external_id?: string;

  @ApiProperty({ required: false, format: 'uuid' })
  @IsOptional() @Matches(uuid, says('uuid'))
  request_id?: string;

  @ApiProperty({ required: false, description: 'BIN or IIN, 12 digits.' })
  @IsOptional() @Matches(/^\d{12}$/, says('digits', { count: 12 }))
  bin?: string;

  @ApiProperty({ required: false, default: 50, minimum: 1, maximum: 200, type: 'integer' })
  @IsOptional() @Matches(/^(?:[1-9]|[1-9]\d|1\d\d|200)$/, says('whole_number', { from: 1, to: 200 }))
  limit?: string;

  @ApiProperty({ required: false, description: 'next_cursor of the page before.' })
  @IsOptional() @Matches(/^[A-Za-z0-9_-]{22}$/, says('cursor'))
  cursor?: string;
}

export class AddressInfoDto {
  @ApiProperty({ example: 'KZ', description: 'ISO 3166-1, two or three letters.' }) country: string;
  @ApiProperty({ example: '050000' }) postal_code: string;
  @ApiProperty({ example: 'Almaty' }) address_line1: string;
  @ApiProperty({ required: false, example: 'Zheltoksan' }) address_line2?: string;
  @ApiProperty({ required: false, example: '115' }) address_line3?: string;
}

export class CeoInfoDto {
  @ApiProperty({ example: 'Имя' }) first_name: string;
  @ApiProperty({ example: 'Фамилия' }) last_name: string;
  @ApiProperty({ required: false }) middle_name?: string;
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'integer' }], example: 77017777777 }) phone: string | number;
  @ApiProperty({ example: 'mail@example.kz', format: 'email' }) email: string;
}

/** Documents the request; `applicant` alone judges it. */
export class OnboardingRequestDto {
  @ApiProperty({ required: false, maxLength: 128, description: "The CRM's own id; unique for each API client." }) external_id?: string;
  @ApiProperty({ required: false, format: 'uuid', description: "Becomes the partner's request_id of the first attempt." }) request_id?: string;
  @ApiProperty({ maxLength: 255, example: 'Название юридического лица' }) name: string;
  @ApiProperty({ oneOf: [{ type: 'string', pattern: '^[0-9]{12}$' }, { type: 'integer' }], example: '123456789012', description: 'BIN or IIN.' }) bin: string | number;
  @ApiProperty({ required: false, maxLength: 64 }) legal_type?: string;
  @ApiProperty({ required: false, maxLength: 64 }) company_id?: string;
  @ApiProperty() ceo_info: CeoInfoDto;
  @ApiProperty() address_info: AddressInfoDto;
  @ApiProperty({ example: 'KZ12345B789012345KZT', description: 'KZ and 18 letters or digits.' }) iban: string;
  @ApiProperty({ required: false, maxLength: 1000, example: 'Новый партнер' }) description?: string;
  @ApiProperty({ required: false, type: Object, description: 'The product, with a known product_id.' }) product?: object;
  @ApiProperty({ required: false, type: Object, description: 'Up to 20 pairs of strings of your own.' }) metadata?: object;
}
