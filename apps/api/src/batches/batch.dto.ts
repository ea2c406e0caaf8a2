import { IsIn, IsOptional, Matches } from 'class-validator';
import { itemStatuses, type ItemStatus } from '#app/onboarding';
import { CreateQueryDto } from '../onboardings/onboarding.dto.js';
import { says } from '../validated.js';

export class BatchQueryDto extends CreateQueryDto {
  @IsOptional() @IsIn(['true', 'false'], says('one_of', { choices: 'true, false' }))
  dry_run?: string;
}

export class BatchListQueryDto {
  @IsOptional() @Matches(/^(?:[1-9]|[1-9]\d|1\d\d|200)$/, says('whole_number', { from: 1, to: 200 }))
  limit?: string;

  @IsOptional() @Matches(/^[A-Za-z0-9_-]{22}$/, says('cursor'))
  cursor?: string;
}

export class ItemListQueryDto {
  @IsOptional() @IsIn(itemStatuses, says('one_of', { choices: itemStatuses.join(', ') }))
  status?: ItemStatus;

  @IsOptional() @Matches(/^(?:[1-9]\d{0,2}|1000)$/, says('whole_number', { from: 1, to: 1000 }))
  limit?: string;

  @IsOptional() @Matches(/^\d{1,9}$/, says('cursor'))
  cursor?: string;
}
