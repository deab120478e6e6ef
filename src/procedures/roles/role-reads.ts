import { AccessDenied } from '../../contract/errors/caller-errors.ts';
import type { Documents } from '../../domain/roles/interrupted-writes.ts';
import type { RoleReads } from '../account/port.ts';

type Policies = readonly { readonly roleArn: string; readonly policyName: string }[];

/** What a read shows of a policy on each of some roles; one that is denied shows nothing. */
export async function seenPolicies(policies: Policies, roles: RoleReads): Promise<Documents> {
  return documentsOf(policies, roles, () => null);
}

/**
 * The document of a policy on each of some roles; `null` where there is none.
 *
 * @throws AccessDenied, AwsUnavailable
 */
export async function standingPolicies(policies: Policies, roles: RoleReads): Promise<Documents> {
  return documentsOf(policies, roles, (roleArn, action) => {
    throw new AccessDenied(action, roleArn);
  });
}

async function documentsOf(
  policies: Policies,
  roles: RoleReads,
  denied: (roleArn: string, action: string) => null,
): Promise<Documents> {
  const read = await Promise.all(
    policies.map(async ({ roleArn, policyName }) => {
      const reading = await roles.policy(roleArn, policyName);
      if (reading.status === 'denied') return [roleArn, denied(roleArn, reading.action)] as const;
      return [roleArn, reading.status === 'found' ? reading.value : null] as const;
    }),
  );
  return new Map(read);
}
