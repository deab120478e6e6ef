import { finding, type Finding } from '../../contract/findings.ts';
import { linkOfPolicy } from '../../contract/link.ts';
import type { RoleChange } from '../../contract/plan.ts';
import { mayMeet, readPermission, uncoveredBy } from '../iam/coverage.ts';
import { eachValue, plainPermissions, type PlainPermission } from '../iam/permission.ts';
import { permissionsOf } from '../iam/document.ts';

/** The policy of another link on a role, as it stands there. */
export type LinkPolicy = { readonly name: string; readonly document: string };

/**
 * What a role is to be granted, and another link denies there: a Deny beats every Allow of the role.
 * What this link denies too is meant so, and what somebody made of a policy of ours is not judged.
 */
export function linkDenials(
  { role, after }: Pick<RoleChange, 'role' | 'after'>,
  policies: readonly LinkPolicy[],
): Finding[] {
  if (policies.length === 0) return [];
  const ours = plainIn(after);
  const granted = withEffect(ours, 'Allow').map(readPermission);
  const denied = withEffect(ours, 'Deny');
  return policies.flatMap(({ name, document }) => {
    const masking = uncoveredBy(withEffect(plainIn(document), 'Deny'), denied).filter((one) => {
      const deny = readPermission(one);
      return granted.some((allow) => mayMeet(deny, allow));
    });
    if (linkOfPolicy(name) === null || masking.length === 0) return [];
    return [
      finding('GRANT_DENIED_BY_LINK', {
        role,
        policyName: name,
        actions: [...new Set(masking.map(({ action }) => action))],
        denied: [...new Set(masking.flatMap(placesOf))],
      }),
    ];
  });
}

/** The paths of a bucket that may not be listed, or the resource that is denied. */
function placesOf({ resource, constraints }: PlainPermission): readonly string[] {
  return constraints.find(({ key }) => key === 's3:prefix')?.values ?? [resource];
}

function plainIn(document: string | null): readonly PlainPermission[] {
  const permissions = document === null ? null : permissionsOf(document);
  return plainPermissions(permissions ?? []).flatMap(eachValue);
}

function withEffect(permissions: readonly PlainPermission[], wanted: PlainPermission['effect']) {
  return permissions.filter(({ effect }) => effect === wanted);
}
