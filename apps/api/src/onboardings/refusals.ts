import { FieldProblem } from '../field-problem.js';

const linkTo = (onboarding: string | null): { onboarding?: string } => (onboarding === null ? {} : { onboarding: `/v1/onboardings/${onboarding}` });

/** @param onboarding the open one's id, null where it is not the caller's */
export const openBin = (onboarding: string | null): FieldProblem =>
  new FieldProblem('open_onboarding_for_bin', 'wait', [{ pointer: '/bin', says: 'open_bin' }], linkTo(onboarding));

/** An id that was used before with other content. */
export const idConflict = (by: 'external_id' | 'request_id', onboarding: string | null): FieldProblem =>
  new FieldProblem(`${by}_conflict`, onboarding === null ? 'in_use' : 'other_content', [{ pointer: `/${by}`, says: 'id_taken' }], linkTo(onboarding));
