import { iamRoles } from '../account/roles.ts';

export const roles = iamRoles();
