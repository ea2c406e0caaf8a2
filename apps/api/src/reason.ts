import { Matches } from 'class-validator';
import { says } from './validated.js';

/** Why somebody does something: up to 500 characters, one of them to be seen. */
export const IsReason = (): PropertyDecorator =>
  Matches(/^(?=[\s\p{Default_Ignorable_Code_Point}]*[^\s\p{Default_Ignorable_Code_Point}])[^\p{Cc}\p{Cs}]{1,500}$/u, says('reason', { max: 500 }));
