import { iamRoles } from '../account/roles.ts';

/** Roles of the account. */
export const roles = iamRoles();
