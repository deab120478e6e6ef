/** Whom something is granted to: signed-in users, guests, or the members of a group. */
export type Grantee =
  { readonly kind: 'authenticated' | 'guest' } | { readonly kind: 'group'; readonly group: string };

/** A grantee as findings and reports speak of it. */
export function granteeWords(grantee: Grantee): string {
  switch (grantee.kind) {
    case 'authenticated':
      return 'signed-in users';
    case 'guest':
      return 'guests';
    case 'group':
      return `members of ${grantee.group}`;
  }
}

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
