import { policyNameOf } from '../../contract/link.ts';
import type { AuthSettings, IdentitySettings } from '../../contract/pool-settings.ts';
import type { Bridged } from './bridged.ts';

/** The role that an identity pool gives to signed-in users or to guests; `null`: none of this account. */
export function roleOf(
  identity: IdentitySettings | null,
  kind: 'authenticated' | 'guest',
): string | null {
  return identity?.roles.find((role) => role.kind === kind)?.arn ?? null;
}

/** Roles of groups by the names of the groups, in the order of the pool. */
export function groupRolesOf({ groups }: AuthSettings): Readonly<Record<string, string>> {
  return Object.fromEntries(
    groups.flatMap(({ name, roleArn }) => (roleArn === null ? [] : [[name, roleArn]])),
  );
}

/** A run reads one page of groups, and those that its request names. */
const groupsRead = 60;

export function groupNotes({ groups }: AuthSettings): readonly string[] {
  return groups.length < groupsRead
    ? []
    : [
        `Of a pool's groups the first ${groupsRead} are read, and those that the request names: the roles of the rest are not here.`,
      ];
}

/** What whoever keeps roles as code has to know of a policy that is not in it. */
export function policyNotes({ link, policies, identity }: Bridged): readonly string[] {
  if (policies !== null || !identity || identity.roles.length === 0) return [];
  return [
    `The import keeps ${policyNameOf(link)} on the roles itself, and nothing here does. With "rolePolicies": "emit" in the request this has the policies, too.`,
  ];
}
