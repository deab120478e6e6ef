import type { Grantee } from '../../contract/grantee.ts';

/** What somebody is granted, for each kind of user. */
type ByGrantee<Rights> = {
  readonly authenticated: Rights;
  readonly guest: Rights;
  readonly groups: Readonly<Record<string, Rights>>;
};

/** What a grant gives to a grantee; `null` when it does not name the group. */
export function rightsOf<Rights>(grant: ByGrantee<Rights>, grantee: Grantee): Rights | null {
  if (grantee.kind !== 'group') return grant[grantee.kind];
  return Object.hasOwn(grant.groups, grantee.group) ? (grant.groups[grantee.group] ?? null) : null;
}
