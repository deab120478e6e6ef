import { finding, type Finding } from '../../contract/findings.ts';
import { linkOfPolicy } from '../../contract/link.ts';
import type { RoleChange } from '../../contract/plan.ts';
import type { ForeignPolicy } from '../readings.ts';
import { factsOf, type ResourceReadings } from '../grants/resources/readings.ts';
import { denialsIn, grantedBy, grantedIn, type GrantDenial } from '../iam/denials.ts';

/**
 * What a role is to be granted, and something else denies: another inline policy on it, of another link or
 * of anybody, or the policy of a bucket on which something is granted, as far as it was read.
 */
export function grantDenials(
  { role, after }: Pick<RoleChange, 'role' | 'after'>,
  policies: readonly ForeignPolicy[],
  resources: ResourceReadings,
): Finding[] {
  const buckets = policiesOfBuckets(resources);
  if (policies.length === 0 && buckets.length === 0) return [];
  const granted = grantedBy(role, after);
  return [
    ...policies.flatMap(({ name, document = '' }) =>
      denialsIn(document, granted).map((denial) =>
        finding(linkOfPolicy(name) === null ? 'GRANT_DENIED_ON_ROLE' : 'GRANT_DENIED_BY_LINK', {
          role,
          policyName: name,
          ...saidOf(denial),
        }),
      ),
    ),
    ...buckets.flatMap(({ arn, document }) =>
      denialsIn(document, grantedIn(arn, granted)).map((denial) =>
        finding('GRANT_DENIED_BY_BUCKET', {
          role,
          bucket: arn.slice(arn.lastIndexOf(':') + 1),
          ...saidOf(denial),
        }),
      ),
    ),
  ];
}

function policiesOfBuckets(resources: ResourceReadings) {
  return Object.values(resources).flatMap((reading) => {
    const policy = factsOf(reading, 's3')?.policy;
    if (reading.status !== 'found' || policy?.status !== 'found') return [];
    return [{ arn: reading.value.arn, document: policy.value }];
  });
}

/** What is always denied says so by saying of no condition. */
function saidOf({ conditions, ...denial }: GrantDenial) {
  return { ...denial, ...(conditions.length > 0 && { conditions }) };
}
