import { removeRolePolicies } from '../src/procedures/removal/remove-role-policies.ts';
import { step } from '../src/step.ts';

/** Takes our policies off the roles. */
export const handler = step('Remove role policies', removeRolePolicies);
