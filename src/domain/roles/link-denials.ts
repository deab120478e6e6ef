import { finding, type Finding } from '../../contract/findings.ts';
import { linkLabel, linkOfPolicy } from '../../contract/link.ts';
import type { RoleChange } from '../../contract/plan.ts';
import { roleNameOf } from '../../contract/aws-names.ts';
import { mayMeet, uncoveredBy } from '../iam/coverage.ts';
import { plainPermissions, type PlainPermission } from '../iam/permission.ts';
import { permissionsOf } from '../iam/document.ts';

/** The policy of another link on a role, as it stands there. */
export type LinkPolicy = { readonly name: string; readonly document: string };

/**
 * What a role is to be granted, and another link of ours denies there: a Deny beats every Allow of the
 * role. What this link denies too is meant so, and what somebody made of a policy of ours is not judged.
 */
export function linkDenials(
  { role, after }: Pick<RoleChange, 'role' | 'after'>,
  policies: readonly LinkPolicy[],
): Finding[] {
  const ours = plainIn(after);
  const [granted, denied] = [withEffect(ours, 'Allow'), withEffect(ours, 'Deny')];
  return policies.flatMap(({ name, document }) => {
    const link = linkOfPolicy(name);
    const masking = uncoveredBy(withEffect(plainIn(document), 'Deny'), denied).filter((deny) =>
      granted.some((allow) => mayMeet(deny, allow)),
    );
    if (link === null || masking.length === 0) return [];
    const actions = [...new Set(masking.map(({ action }) => action))];
    return [
      finding('GRANT_DENIED_BY_LINK', {
        subject: role,
        message: `The link ${linkLabel(link)} denies ${actions.join(', ')} on ${role} by its policy ${name}, and takes it from what is granted here too.`,
        found: [...new Set(masking.flatMap(placesOf))].join(', '),
        command: { roleName: roleNameOf(role), policyName: name },
      }),
    ];
  });
}

/** The paths of a bucket that may not be listed, or the resource that is denied. */
function placesOf({ resource, constraints }: PlainPermission): readonly string[] {
  return constraints.find(({ key }) => key === 's3:prefix')?.values ?? [resource];
}

function plainIn(document: string | null): readonly PlainPermission[] {
  return plainPermissions((document === null ? null : permissionsOf(document)) ?? []);
}

function withEffect(permissions: readonly PlainPermission[], wanted: PlainPermission['effect']) {
  return permissions.filter(({ effect }) => effect === wanted);
}
