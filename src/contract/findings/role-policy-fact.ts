import * as z from 'zod';
import { roleNameOf } from '../aws-names.ts';

/** A role, and a policy on it by its name. */
export const onRole = { role: z.string(), policyName: z.string() };

/** Shows that policy. */
export const readPolicy =
  'aws iam get-role-policy --role-name <roleName> --policy-name <policyName>';

/** What commands on that policy name. */
export function namesOf({
  role,
  policyName,
}: {
  readonly role: string;
  readonly policyName: string;
}) {
  return { roleName: roleNameOf(role), policyName };
}
