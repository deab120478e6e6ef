import { finding, type Finding } from '../../contract/findings.ts';
import { linkOfPolicy } from '../../contract/link.ts';
import type { RoleChange } from '../../contract/plan.ts';
import type { ForeignPolicy } from '../readings.ts';
import { factsOf, type ResourceReadings } from '../grants/resources/readings.ts';
import { denialsIn, type GrantDenial } from '../iam/denials.ts';
import { permissionsOf } from '../iam/document.ts';
import { grantOf, grantedOn, type KnownOfCalls } from '../iam/role-grant.ts';

/**
 * What a role is to be granted, and something else denies: another inline policy on it, of another link or
 * of anybody, or the policy of a bucket on which something is granted, as far as it was read.
 */
export function grantDenials(
  { role, after }: Pick<RoleChange, 'role' | 'after'>,
  policies: readonly ForeignPolicy[],
  resources: ResourceReadings,
  known: Omit<Partial<KnownOfCalls>, 'buckets'> = {},
): Finding[] {
  const permissions = after === null ? null : permissionsOf(after);
  const buckets = bucketsAmong(resources);
  const granted = grantOf(role, permissions ?? [], { ...known, buckets: bucketPlaces(resources) });
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
    ...buckets.flatMap(({ arn, policy }) =>
      (policy === null ? [] : denialsIn(policy, grantedOn(arn, granted))).map((denial) =>
        finding('GRANT_DENIED_BY_BUCKET', {
          role,
          bucket: arn.slice(arn.lastIndexOf(':') + 1),
          ...saidOf(denial),
        }),
      ),
    ),
  ];
}

/** Where granted buckets are, by their ARNs. */
export function bucketPlaces(resources: ResourceReadings): KnownOfCalls['buckets'] {
  return new Map(bucketsAmong(resources).map(({ arn, place }) => [arn, place]));
}

function bucketsAmong(resources: ResourceReadings) {
  return Object.values(resources).flatMap((reading) => {
    const facts = factsOf(reading, 's3');
    if (reading.status !== 'found' || !facts) return [];
    const { arn, place } = reading.value;
    return [{ arn, place, policy: facts.policy.status === 'found' ? facts.policy.value : null }];
  });
}

/** What is always denied says so by saying of no condition. */
function saidOf({ conditions, ...denial }: GrantDenial) {
  return { ...denial, ...(conditions.length > 0 && { conditions }) };
}
