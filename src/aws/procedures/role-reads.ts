import { AccessDenied } from '../../contract/errors.ts';
import type { Roles } from '../ports.ts';

/**
 * The document of a policy on each of some roles; `null` where there is none.
 *
 * @throws AccessDenied, AwsUnavailable
 */
export async function standingPolicies(
  policies: readonly { readonly roleArn: string; readonly policyName: string }[],
  roles: Roles,
): Promise<ReadonlyMap<string, string | null>> {
  const read = await Promise.all(
    policies.map(async ({ roleArn, policyName }) => {
      const reading = await roles.policy(roleArn, policyName);
      if (reading.status === 'denied') throw new AccessDenied(reading.action, roleArn);
      return [roleArn, reading.status === 'found' ? reading.value : null] as const;
    }),
  );
  return new Map(read);
}
